//! F100 note 7, F400 note 2 — 30 days or more at a hospital with few referrals: prescription fees 40/100.
//!
//! # What it does   Adds the reduction of 60 percent to 処方料 or 処方箋料 of a prescription of 30 days or more.
//! # Law            告示 F100 注7, F400 注2
//! # Asks           whether the hospital is one with a low referral rate; whether it is for 30 days or more, when no drugs tell
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f400/

use rust_decimal::Decimal;

use crate::claim::FacilityKind;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F400.n2",
    article: "F400",
    title: Text {
        ja: "処方料・処方箋料の減算（大病院の30日以上投薬）",
        en: "prescription fees 40/100 (30 days, large hospital)",
    },
    about: Text {
        ja: "紹介割合の低い大病院で投与期間が30日以上の投薬を行ったとき、処方料・処方箋料を40/100とします。",
        en: "at a hospital with few referrals the fee of a prescription for 30 days or more is 40/100",
    },
    phase: Phase::Addition,
    extent: Extent::Part(
        "別に厚生労働大臣が定める薬剤は encounter.prescriptionOf30Days で示す。リフィルは1回分の日数（days）による",
    ),
    cites: &[
        Citation::r06("F400 注2"),
        Citation::r06("F100 注7"),
        Citation::r08("F400 注2"),
        Citation::r08("F100 注7"),
    ],
    run,
};

const IN_HOUSE: Code = Code::known(120_003_870);
const SLIP: Code = Code::known(120_003_970);

const DAYS_QUESTION: &str = "F400.n2.days";
static ASK: Text = Text {
    ja: "投与期間が30日以上の投薬ですか（リフィル処方箋は1回の使用による投与期間。別に厚生労働大臣が定める薬剤を除く）。",
    en: "are drugs prescribed for 30 days or more (of a refill prescription: at one use; exempted drugs left out)?",
};

/// Whether a prescription of 30 days or more is reduced here; asked for only at such a hospital and when the drugs do not tell; the hospital only for such a prescription.
///
/// # Errors
/// [`EngineError::Parameter`] when the threshold is missing.
pub(super) fn is_long(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<Option<bool>, EngineError> {
    if !view.is_outpatient() || view.facility().kind == Some(FacilityKind::Clinic) {
        return Ok(Some(false));
    }
    let told = match view.fact(&fact::LONG_PRESCRIPTION, DAYS_QUESTION) {
        Some(FactValue::Bool(told)) => Some(told),
        _ => {
            let least = view.value("drug.long-term.days")?.value;
            // The drugs of a slip are off the bill by now, but the request tells their days.
            let mut days = view.encounter().lines.iter().filter_map(|line| line.days).peekable();
            days.peek().is_some().then(|| days.any(|d| Decimal::from(d) >= least))
        }
    };
    if told == Some(false) {
        return Ok(told);
    }
    match visit::has_low_referral_rate(view, out) {
        Some(true) if told.is_none() => {
            Ok(view.decide_bool(out, &fact::LONG_PRESCRIPTION, DAYS_QUESTION, &ASK))
        }
        Some(true) => Ok(told),
        other => Ok(other),
    }
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (section, reduction) in [(100, IN_HOUSE), (400, SLIP)] {
        let fee = view
            .procedures()
            .find(|(_, r)| r.article().is(b'F', section, 0) && r.schedule_kind() == 1 && !r.is_percentage());
        let Some((line, _)) = fee.filter(|_| !view.has(reduction)) else { continue };
        if is_long(view, out)? == Some(true) {
            out.add_to(line, reduction);
        }
    }
    Ok(())
}
