//! B009, B010-2, B011 — letters to other institutions (診療情報提供料（Ⅰ）, 診療情報連携共有料, 連携強化診療情報提供料).
//!
//! # What it does   Bills one letter an addressee and month; B011 not on the day of a first visit, nor beside B009 to the same addressee.
//! # Law            告示 B009 注1; B010-2 注1, 注2; B011 注1–注6
//! # Asks           B011 at a first visit: whether the next visit was booked; the addressees of several letters, when not told
//! # Revisions      R6
//! # Cases          conformance/cases/b/b009/

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B009.n1",
    article: "B009",
    title: Text { ja: "診療情報提供料等の提供先", en: "addressees of letters" },
    about: Text {
        ja: "提供先の番号が同じ文書は月1回に限ります。連携強化診療情報提供料は、次回の予約がなければ初診の日には算定しません。",
        en: "letters to one addressee are billed once a month; B011 not at a first visit unless the next visit was booked",
    },
    phase: Phase::Act,
    extent: Extent::Part(
        "提供先の種類（注1–注7）、加算（注8–注18）は要求の行による。history の提供先は分からないので確認とする",
    ),
    cites: &[
        Citation::r06("B009 注1"),
        Citation::r06("B010-2 注2"),
        Citation::r06("B011 注1"),
        Citation::r06("B011 注6"),
    ],
    run,
};

/// The letters, once a month for each addressee (B010-2: once in three months).
const LETTERS: &str = "management.letters";
const COOPERATION: &str = "management.b011";

static ASK_BOOKED: Text = Text {
    ja: "初診の日の連携強化診療情報提供料です。次回受診する日の予約をしましたか。",
    en: "B011 on the day of a first visit: was the next visit booked?",
};
static SAME_ADDRESSEE: Text = Text {
    ja: "コード{0}は提供先ごとに月1回です。同じ月に他の文書がありますが、提供先（line.addressee）が分かりません。確認してください。",
    en: "code {0} is billed once a month for each addressee; there is another letter in the month, but addressees (line.addressee) are not told",
};

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
        // Several letters in one line go to the one addressee it tells.
        let to = view.source(line).and_then(|l| l.facts.int(&fact::ADDRESSEE));
        let mut unknown = false;
        let mut same = None;
        for (place, earlier) in view.earlier_this_month(line).filter(|(_, c)| letters.contains(*c)) {
            let other = place.and_then(|p| view.source(p)).and_then(|l| l.facts.int(&fact::ADDRESSEE));
            match (to, other) {
                (Some(a), Some(b)) if a == b => same = place,
                (Some(_), Some(_)) => {}
                // Without addressees only a second one of the same kind is suspicious.
                _ => unknown |= earlier == code,
            }
        }
        if same.is_some() {
            out.exclude(line, same);
        } else if to.is_some() && view.count_of(line) > 1 {
            out.limit(line);
            out.add_times(code, 1, &[line]);
        } else if unknown {
            out.confirm(
                "B009.addresseeUnknown",
                Target::Encounter(view.place()),
                &[line],
                &SAME_ADDRESSEE,
                vec![Arg::Code(code)],
            );
        }
    }
    Ok(())
}
