//! Part 4, section 1, general rules 2 and 4 — several methods of X-ray on one region at one time.
//!
//! # What it does   From the second method on, bills the diagnosis at 50/100 (他方と同時併施) and drops the lesser digital storage.
//! # Law            告示 第4部第1節 通則2, 通則4; 通知 第4部第1節 1 (2)–(4)
//! # Asks           whether the methods met one region at one time, when the sites of the lines do not tell
//! # Revisions      R6, R8
//! # Cases          conformance/cases/e/e001/
//!
//! The order of the lines is the order of the diagnoses. "At one time" is not: a second picture decided on after reading the first.

use std::collections::BTreeSet;

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Hundredths;

/// The rule.
pub static RULE: Rule = Rule {
    id: "E1.g2",
    article: "E001",
    title: Text {
        ja: "同一部位への2以上の撮影方法", en: "several methods of X-ray on one region"
    },
    about: Text {
        ja: "同一の部位に同時に2種以上のエックス線撮影を行ったとき、第2の診断以後を100分の50にします。",
        en: "from the second method of X-ray on one region at one time on, the diagnosis is paid at 50/100",
    },
    phase: Phase::Item,
    extent: Extent::Part("組合せコード（診断・撮影）は依頼どおり"),
    cites: &[
        Citation::r06("第2章第4部第1節 通則2"),
        Citation::r06_circular("第2章第4部第1節 1 (4)"),
        Citation::r06_circular("第2章第4部第1節 2 (2)"),
        Citation::r08("第2章第4部第1節 通則2"),
        Citation::r08_circular("第2章第4部第1節 1 (4)"),
        Citation::r08_circular("第2章第4部第1節 2 (2)"),
    ],
    run,
};

/// Diagnosis, the same beside another method, and the method.
const DIAGNOSES: [(Code, Code, Method); 5] = [
    (Code::known(170_000_410), Code::known(170_022_730), Method::Plain),
    (Code::known(170_000_510), Code::known(170_022_830), Method::Plain),
    (Code::known(170_000_610), Code::known(170_000_730), Method::Special),
    (Code::known(170_000_810), Code::known(170_022_930), Method::Contrast),
    (Code::known(170_026_910), Code::known(170_027_530), Method::Breast),
];

/// 単純・特殊・造影剤使用・乳房; digital or not makes no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Plain,
    Special,
    Contrast,
    Breast,
}

/// 電子画像管理加算 of 単純, 特殊, 造影剤使用, 乳房撮影.
const STORAGE: [Code; 4] =
    [Code::known(170_000_210), Code::known(170_016_910), Code::known(170_017_010), Code::known(170_026_710)];

static STORED: Text = Text {
    ja: "同一の部位に同時に2種類以上の方法で撮影したとき、電子画像管理加算は主たる撮影のものだけです。部位を確認してください。",
    en: "of several methods on one region at one time only the main one takes digital storage; please check the regions",
};
static ASK: Text = Text {
    ja: "方法の異なるエックス線撮影は、同一の部位に同時に（あらかじめ予定した一連の経過で）行ったものですか。",
    en: "did the different methods of X-ray meet one region at one time (one planned course)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let mut first: Vec<(usize, Method)> = Vec::new();
    let mut halved = false;
    for (line, row) in view.procedures() {
        let Some((_, half, method)) = DIAGNOSES.into_iter().find(|(full, ..)| *full == row.code()) else {
            continue;
        };
        let mut same = false;
        let mut open = false;
        for (other, _) in first.iter().filter(|(_, m)| *m != method) {
            match (site(view, line), site(view, *other)) {
                (Some(here), Some(there)) if here == there => same = true,
                (Some(_), Some(_)) => {}
                _ => open = true,
            }
        }
        if same || open {
            // Sites tell the region; that it was one planned course is told or asked in any case.
            if view.decide_bool(out, &fact::SAME_TIME_XRAY, "E1.g2.sameTime", &ASK) == Some(true) {
                halved = true;
                let main = first.first().map_or(line, |(l, _)| *l);
                out.exclude(line, Some(main));
                match view.quantity_of(line) {
                    Some(quantity) => out.add_quantity(half, quantity, &[main, line]),
                    None => out.add_times(half, view.count_of(line), &[main, line]),
                }
            }
        }
        first.push((line, method));
    }
    if halved {
        storage(view, out, &first);
    }
    Ok(())
}

/// One region at one time is one series: only the dearest digital storage of it (通知 2 (2)). With further regions a person decides.
fn storage(view: &View<'_, '_, '_>, out: &mut Effects, diagnoses: &[(usize, Method)]) {
    let mut kept: Vec<(usize, Hundredths)> = view
        .procedures()
        .filter(|(_, r)| STORAGE.contains(&r.code()))
        .map(|(line, r)| (line, r.points()))
        .collect();
    kept.sort_by_key(|(line, points)| (std::cmp::Reverse(*points), *line));
    let Some(((main, _), others)) = kept.split_first() else { return };
    let sites: BTreeSet<Option<&str>> = diagnoses.iter().map(|(line, _)| site(view, *line)).collect();
    for (line, _) in others {
        if sites.len() == 1 {
            out.exclude(*line, Some(*main));
        } else {
            out.confirm(
                "E1.g4.storage",
                Target::Encounter(view.place()),
                &[*line, *main],
                &STORED,
                Vec::new(),
            );
        }
    }
}

fn site<'c>(view: &View<'_, 'c, '_>, line: usize) -> Option<&'c str> {
    view.source(line).and_then(|s| s.site.as_deref())
}
