//! B009, B010-2, B011 — letters to other institutions (診療情報提供料（Ⅰ）, 診療情報連携共有料, 連携強化診療情報提供料).
//!
//! # What it does   Bills one letter an addressee and month; B011 not on the day of a first visit; B010-2 and B011 not in a month with
//!   B009 to the same addressee; B009 to municipalities, pharmacies and the like (注2–注7) once a month for the patient. R8: B011 once in
//!   three months for each addressee.
//! # Law            告示 B009 注1–注7; B010-2 注1, 注2; B011 注1–注6 (R8: 注1–注5); 通知 (R8) B011 (6)
//! # Asks           B011 at a first visit: whether the next visit was booked; by a finding, addressees and kinds of several letters
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b009/

use rust_decimal::prelude::ToPrimitive;

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::{Citation, Revision};
use crate::outcome::{Arg, Target, Text};
use crate::params::CodeSet;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B009.n1",
    article: "B009",
    title: Text { ja: "診療情報提供料等の提供先", en: "addressees of letters" },
    about: Text {
        ja: "提供先の番号が同じ文書は月1回に限ります。診療情報連携共有料と連携強化診療情報提供料は、同じ提供先への（Ⅰ）の月には算定しません。連携強化診療情報提供料は、次回の予約がなければ初診の日には算定しません。",
        en: "letters to one addressee are billed once a month; B010-2 and B011 give way to B009 to the same addressee; B011 not at a first visit unless the next visit was booked",
    },
    phase: Phase::Act,
    extent: Extent::Part(
        "加算（注8–注18）は要求の行による。history の提供先は分からないので確認とする。B010-2 の3月は電子点数表による",
    ),
    cites: &[
        Citation::r06("B009 注1"),
        Citation::r06("B009 注2"),
        Citation::r06("B009 注3"),
        Citation::r06("B009 注4"),
        Citation::r06("B009 注5"),
        Citation::r06("B009 注6"),
        Citation::r06("B009 注7"),
        Citation::r06("B010-2 注1"),
        Citation::r06("B010-2 注2"),
        Citation::r06("B011 注1"),
        Citation::r06("B011 注6"),
        Citation::r08("B009 注1"),
        Citation::r08("B009 注2"),
        Citation::r08("B009 注3"),
        Citation::r08("B009 注4"),
        Citation::r08("B009 注5"),
        Citation::r08("B009 注6"),
        Citation::r08("B009 注7"),
        Citation::r08("B010-2 注1"),
        Citation::r08("B010-2 注2"),
        Citation::r08("B011 注1"),
        Citation::r08_circular("B011 (6)"),
    ],
    run,
};

/// The letters, once a month for each addressee (B010-2: once in three months).
const LETTERS: &str = "management.letters";
const COOPERATION: &str = "management.b011";
/// 診療情報提供料（Ⅰ）: of letters to one addressee in a month it stands (B010-2 注2, B011 注6).
const FIRST: Code = Code::known(180_016_110);
/// Kind of addressee whose letters are billed for each addressee (注1); of the others one a month for the patient (注2–注7).
const INSTITUTION: &str = "institution";

static ASK_BOOKED: Text = Text {
    ja: "初診の日の連携強化診療情報提供料です。次回受診する日の予約をしましたか。",
    en: "B011 on the day of a first visit: was the next visit booked?",
};
static KIND: Text = Text {
    ja: "同じ月に提供先の異なる診療情報提供料（Ⅰ）が2通以上あります。保険医療機関への紹介（注1）でなければ患者1人につき月1回です。提供先の種類（line.addresseeKind）を確認してください。",
    en: "several letters (B009) to different addressees in the month: other than to institutions (note 1) one is billed for the patient; please confirm the kind (line.addresseeKind)",
};
static SAME_ADDRESSEE: Text = Text {
    ja: "コード{0}は提供先ごとに月1回です。同じ月に他の文書がありますが、提供先（line.addressee）が分かりません。確認してください。",
    en: "code {0} is billed once a month for each addressee; there is another letter in the month, but addressees (line.addressee) are not told",
};

static THREE_MONTHS: Text = Text {
    ja: "コード{0}は提供先ごとに3月に1回です。{1}に算定したものがありますが、提供先（line.addressee）が分かりません。確認してください。",
    en: "code {0} is billed once in three months for each addressee; it was billed on {1}, but addressees (line.addressee) are not told",
};

/// Months before that of a letter within which another one to the same addressee is one too many.
const COOPERATION_MONTHS: &str = "management.b011.months";

/// B011 in R8: the like within the months before. Takes the line off where the addressee is the same, reports it where that is not told.
fn within_months(view: &View<'_, '_, '_>, out: &mut Effects, line: usize) -> Result<bool, EngineError> {
    if view.revision() == Revision::R06 {
        return Ok(false);
    }
    let code = view.code_of(line);
    let months = view.value(COOPERATION_MONTHS)?.value;
    let Some(months) = months.to_i64() else { return Ok(false) };
    let to = view.source(line).and_then(|l| l.facts.int(&fact::ADDRESSEE));
    let mut unknown = None;
    for (place, date) in view.months_before(line, months, |c| c == code) {
        let other = place.and_then(|p| view.source(p)).and_then(|l| l.facts.int(&fact::ADDRESSEE));
        match (to, other) {
            (Some(a), Some(b)) if a == b => {
                out.limit(line);
                return Ok(true);
            }
            (Some(_), Some(_)) => {}
            _ => unknown = Some(date),
        }
    }
    if let Some(date) = unknown {
        let args = vec![Arg::Code(code), Arg::Date(date)];
        out.confirm("B011.n1.threeMonths", Target::Encounter(view.place()), &[line], &THREE_MONTHS, args);
    }
    Ok(false)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let letters = &view.set(LETTERS)?.value;
    let cooperation = &view.set(COOPERATION)?.value;
    let first_visit = view.first_on_the_day(&view.set("visit.first")?.value);
    for (line, row) in view.procedures() {
        let code = row.code();
        if !letters.contains(code) {
            continue;
        }
        if let Some(first) = first_visit.filter(|_| cooperation.contains(code)) {
            match view.decide_bool(out, &fact::NEXT_VISIT_BOOKED, "B011.n1.booked", &ASK_BOOKED) {
                Some(true) => {}
                Some(false) => {
                    out.exclude(line, Some(first));
                    continue;
                }
                None => continue,
            }
        }
        if cooperation.contains(code) && within_months(view, out, line)? {
            continue;
        }
        judge(view, out, line, code, letters);
    }
    Ok(())
}

/// One letter against the others of its month.
fn judge(view: &View<'_, '_, '_>, out: &mut Effects, line: usize, code: Code, letters: &CodeSet) {
    // Several letters in one line go to the one addressee it tells.
    let to = addressee(view, Some(line));
    let kind = kind(view, Some(line));
    let (mut unknown, mut kinds_open) = (false, false);
    let mut by = None;
    for (place, earlier) in view.earlier_this_month(line).filter(|(_, c)| letters.contains(*c)) {
        if earlier != code {
            continue;
        }
        match (to, addressee(view, place)) {
            (Some(a), Some(b)) if a == b => by = Some(place),
            (Some(_), Some(_)) if code == FIRST => match (kind, self::kind(view, place)) {
                (Some(a), Some(b)) if a == b && a != INSTITUTION => by = Some(place),
                (Some(_), Some(_)) => {}
                _ => kinds_open = true,
            },
            (Some(_), Some(_)) => {}
            // Without addressees only a second one of the same kind is suspicious.
            _ => unknown = true,
        }
    }
    // B009 of the month to the same addressee, before or after it.
    if code != FIRST {
        for (place, _) in view.lines_of_the_month(|c| c == FIRST) {
            match (to, addressee(view, Some(place))) {
                (Some(a), Some(b)) if a == b => by = Some(Some(place)),
                (Some(_), Some(_)) => {}
                _ => unknown = true,
            }
        }
        unknown |= view.in_history_this_month(|c| c == FIRST);
    }
    let target = Target::Encounter(view.place());
    if let Some(by) = by {
        out.exclude(line, by);
    } else if to.is_some() && view.count_of(line) > 1 {
        out.limit(line);
        out.add_times(code, 1, &[line]);
    } else if unknown {
        out.confirm("B009.addresseeUnknown", target, &[line], &SAME_ADDRESSEE, vec![Arg::Code(code)]);
    } else if kinds_open {
        out.confirm("B009.kindUnknown", target, &[line], &KIND, Vec::new());
    }
}

fn addressee(view: &View<'_, '_, '_>, place: Option<usize>) -> Option<i64> {
    place.and_then(|p| view.source(p)).and_then(|l| l.facts.int(&fact::ADDRESSEE))
}

fn kind(view: &View<'_, '_, '_>, place: Option<usize>) -> Option<&'static str> {
    place.and_then(|p| view.source(p)).and_then(|l| l.facts.choice(&fact::ADDRESSEE_KIND))
}
