//! D014 — autoantibodies of which only the main ones are billed (主たるもの1つ, 2つ, 3つ).
//!
//! # What it does   Of the tests of a list done on one blood draw, keeps the dearest one, two or three.
//! # Law            通知 D014 (1), (7)イ, (11)エ
//! # Asks           nothing: the draw of each line is told
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d014/
//!
//! Pairs of which only one is billed stand in the electronic fee table (03-3); a limit of two or three of a list does not. "主たるもの" is
//! taken by points; of equal points the first line.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Hundredths;

/// The rule.
pub static RULE: Rule = Rule {
    id: "D014.main",
    article: "D014",
    title: Text { ja: "自己抗体検査の主たるもの", en: "main autoantibodies" },
    about: Text {
        ja: "併せて実施した自己抗体検査のうち、主たるもの（1つ・2つ・3つ）だけを算定します。",
        en: "of autoantibodies done together only the main one, two or three are billed",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "2項目のうち主たるもの1つは電子点数表（03-3）による。注2の施設基準は届出の確認による",
    ),
    cites: &[
        Citation::r06_circular("D014 (1)"),
        Citation::r06_circular("D014 (7) イ"),
        Citation::r06_circular("D014 (11) エ"),
        Citation::r08_circular("D014 (1)"),
        Citation::r08_circular("D014 (7) イ"),
        Citation::r08_circular("D014 (11) エ"),
    ],
    run,
};

/// Lists and how many of each are billed, the narrowest first: what it drops does not count for the wider ones.
const LISTS: [(&str, usize); 3] =
    [("lab.d014.rheumatoid-one", 1), ("lab.d014.rheumatoid-two", 2), ("lab.d014.phospholipid-three", 3)];

static DROPPED: Text = Text {
    ja: "検査{0}は、併せて実施した検査のうち主たるもの以外なので含めていません（D014）。",
    en: "test {0} is not one of the main ones of those done together and is not included (D014)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.procedures().any(|(_, row)| row.article().is(b'D', 14, 0)) {
        return Ok(());
    }
    let mut dropped: BTreeSet<usize> = BTreeSet::new();
    for (key, most) in LISTS {
        let list = view.set(key)?;
        let mut draws: BTreeMap<Option<u32>, Vec<(Reverse<Hundredths>, usize)>> = BTreeMap::new();
        for (line, row) in view.procedures() {
            if list.value.contains(row.code()) && !dropped.contains(&line) {
                let draw = view.source(line).and_then(|s| s.draw);
                draws.entry(draw).or_default().push((Reverse(row.points()), line));
            }
        }
        for mut tests in draws.into_values() {
            tests.sort_unstable();
            let main = tests.first().map(|(_, line)| *line);
            for (_, line) in tests.into_iter().skip(most) {
                dropped.insert(line);
                out.cite(&list.citation);
                out.exclude(line, main);
                let args = vec![Arg::Code(view.code_of(line))];
                out.confirm("D014.main", Target::Encounter(view.place()), &[line], &DROPPED, args);
            }
        }
    }
    Ok(())
}
