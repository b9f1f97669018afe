//! Comments an act or drug asks for (コメント関連テーブル, ck).
//!
//! Rows of one (ck2, ck3, ck5) under an act are alternatives or a set, and no column says which: at least one of them is what is asked for.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Check, Examined, Found, about, code};
use crate::claim::Setting;
use crate::code::{Code, CodeKind};
use crate::law::{Citation, Document};
use crate::outcome::{Decidable, Disposition, LineOutcome, Severity, Text};
use crate::snapshot::{CommentRelationRow, Edition};

const SPEC: Document = Document::MasterSpecification;

pub(super) static MISSING: Check = Check {
    id: "check.comment.missing",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::ClaimReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}に必要なコメント（{1}等）がありません。",
        en: "{0} needs a comment ({1} or another of its group), and there is none",
    },
    cite: Citation::of(SPEC, "コメント関連テーブル 条件区分"),
};
pub(super) static ASK: Check = Check {
    id: "check.comment.mayBeNeeded",
    official: None,
    severity: Severity::Info,
    disposition: Disposition::None,
    decidable: Decidable::None,
    text: Text {
        ja: "{0}には条件によりコメント（{1}等）が必要です。",
        en: "{0} needs a comment ({1} or another of its group) under conditions",
    },
    cite: Citation::of(SPEC, "コメント関連テーブル 条件区分"),
};
pub(super) static SELECTIVE_CARE: Check = Check {
    id: "check.comment.longListed",
    official: Some("L4438"),
    severity: Severity::Confirm,
    disposition: Disposition::ClaimReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "長期収載品{0}を選定療養の対象外として算定する理由のコメントがありません。",
        en: "the comment why long-listed drug {0} is billed outside of selective care is missing",
    },
    cite: Citation::of(SPEC, "コメント関連テーブル 条件区分20"),
};

/// The act that stands for every long-listed drug of a medical claim (ck6).
const LONG_LISTED: Code = Code::known(819_999_999);

/// Runs the checks.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    let comments: Vec<&LineOutcome> =
        view.outcome.lines.iter().filter(|l| l.code.kind() == CodeKind::Comment).collect();
    let mut seen: BTreeSet<(Code, u16, u8)> = BTreeSet::new();
    for (place, line) in view.billed() {
        let Some(edition) = view.edition(line.date) else { continue };
        for group in groups(edition, line.code, line) {
            // Once for an act of the claim, not once a day.
            if !seen.insert((line.code, group.item, group.branch)) {
                continue;
            }
            let there = comments.iter().any(|c| group.comments.contains(&c.code));
            if there {
                continue;
            }
            let Some(first) = group.comments.first().copied() else { continue };
            let args = vec![code(line.code), code(first)];
            match need(view, line, &group) {
                Need::Always => out.push(about(&MISSING, place, line, args)),
                Need::Perhaps => out.push(about(&ASK, place, line, args)),
                Need::No => {}
            }
        }
        if view.drug(line).is_some_and(|d| d.selective_care() == 1) {
            let reasons = groups(edition, LONG_LISTED, line);
            let there = comments.iter().any(|c| reasons.iter().any(|g| g.comments.contains(&c.code)));
            if !reasons.is_empty() && !there {
                out.push(about(&SELECTIVE_CARE, place, line, vec![code(line.code)]));
            }
        }
    }
}

/// The alternatives of one condition of an act.
#[derive(Debug)]
struct Group {
    item: u16,
    branch: u8,
    condition: u8,
    inout: u8,
    count: u16,
    comments: Vec<Code>,
}

fn groups(edition: &Edition, act: Code, line: &LineOutcome) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let day = line.date.days();
    let holds = |r: &CommentRelationRow<'_>| r.valid_from() <= day && day < r.valid_until();
    for (row, _) in edition.comment_relations().rows_of(act).filter(|(r, _)| holds(r)) {
        // Patient states go to the head of the claim; a reason for not billing is wanted where the act is absent.
        if row.patient_state() != 0 || row.non_billing_reason() {
            continue;
        }
        let same = |g: &&mut Group| g.item == row.item() && g.branch == row.branch();
        match groups.iter_mut().find(same) {
            Some(group) => group.comments.push(row.comment()),
            None => groups.push(Group {
                item: row.item(),
                branch: row.branch(),
                condition: row.condition(),
                inout: row.inout(),
                count: row.count(),
                comments: vec![row.comment()],
            }),
        }
    }
    groups
}

enum Need {
    Always,
    Perhaps,
    No,
}

fn need(view: &Examined<'_>, line: &LineOutcome, group: &Group) -> Need {
    let inpatient =
        view.claim.encounters.get(line.encounter).is_some_and(|e| e.setting == Setting::Inpatient);
    let here = match group.inout {
        1 => inpatient,
        2 => !inpatient,
        _ => true,
    };
    let times = || {
        let month = line.date.month();
        view.billed()
            .filter(|(_, l)| l.code == line.code && l.date.month() == month)
            .fold(Decimal::ZERO, |n, (_, l)| n.saturating_add(l.count.into()))
    };
    match group.condition {
        1 | 11 if here => Need::Always,
        2 | 12 if here => Need::Always,
        3 | 13 if here && times() >= Decimal::from(group.count) => Need::Always,
        0 | 10 if here => Need::Perhaps,
        _ => Need::No,
    }
}
