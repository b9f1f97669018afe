//! The contract's words for the core's enums.

use santei_core::outcome::{Decidable, Disposition, Op, Phase, Severity, Stage, Status, Verdict};

macro_rules! words {
    ($( $(#[$meta:meta])* $function:ident, $list:ident: $ty:ident { $( $variant:ident => $word:literal ),* $(,)? } )*) => { $(
        $(#[$meta])*
        pub(crate) const fn $function(value: $ty) -> &'static str {
            match value { $( $ty::$variant => $word, )* }
        }
        pub(crate) const $list: &[&str] = &[ $( $word ),* ];
    )* };
}

words! {
    /// Status of a result.
    status, STATUS: Status { Complete => "complete", NeedsReview => "needsReview", Provisional => "provisional" }
    /// Verdict of a line.
    verdict, VERDICT: Verdict {
        Applied => "applied", Suggested => "suggested", Bundled => "bundled", Excluded => "excluded",
        Limited => "limited", Blocked => "blocked",
    }
    /// Severity of a finding.
    severity, SEVERITY: Severity { Info => "info", Notice => "notice", Confirm => "confirm", Error => "error" }
    /// Disposition of a finding.
    disposition, DISPOSITION: Disposition {
        None => "none", LineReview => "lineReview", LineReject => "lineReject", ClaimReview => "claimReview",
        ClaimReject => "claimReject",
    }
    /// How far a finding is decidable.
    decidable, DECIDABLE: Decidable { None => "none", Partial => "partial", Full => "full" }
    /// Phase of a finding.
    phase, PHASE: Phase {
        Format => "format", Eligibility => "eligibility", Calculation => "calculation",
        CrossVisit => "crossVisit", Charge => "charge", Assembly => "assembly",
    }
    /// Stage of a step.
    stage, STAGE: Stage {
        Resolve => "resolve", Derive => "derive", Bundle => "bundle", Limit => "limit", Price => "price",
        Charge => "charge", Check => "check",
    }
    /// Operation of a step.
    op, OP: Op {
        Begin => "begin", Add => "add", Subtract => "subtract", AddRate => "addRate", ReduceRate => "reduceRate",
        CountBundle => "countBundle", RoundHalfUp => "roundHalfUp", Note => "note",
    }
}
