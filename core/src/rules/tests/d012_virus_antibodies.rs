//! D012 items 11 and 44, notes — virus antibodies on one sample.
//!
//! # What it does   Keeps 8 (titres) or 2 (by globulin class) items of one blood draw; what exceeds is not billed.
//! # Law            告示 D012 11 注, 44 注
//! # Asks           nothing: the draw of each line is told
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d012/

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D012.cap",
    article: "D012",
    title: Text {
        ja: "ウイルス抗体価の項目数の限度", en: "most virus antibodies on one sample"
    },
    about: Text {
        ja: "同一検体のウイルス抗体価は8項目、グロブリンクラス別ウイルス抗体価は2項目を限度とします。",
        en: "eight virus antibody titres, or two by globulin class, are billed for one sample",
    },
    phase: Phase::Item,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("D012 11 注"),
        Citation::r06("D012 44 注"),
        Citation::r08("D012 11 注"),
        Citation::r08("D012 46 注"),
    ],
    run,
};

/// Groups of the master (包括対象検査, s16).
const GROUPS: [u8; 2] = [9, 10];

static OVER: Text = Text {
    ja: "検査{0}は、同一検体で限度の{1}項目を超えています。超える分は含めていません。",
    en: "test {0} is beyond the {1} items billed for one sample; it is not included",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for group in GROUPS {
        if !view.procedures().any(|(_, row)| row.lab_bundle_group() == group) {
            continue;
        }
        let most = view.value(&format!("lab.cap.{group}"))?;
        let limit = most.value.to_u32().unwrap_or(u32::MAX);
        let mut seen: BTreeMap<Option<u32>, u32> = BTreeMap::new();
        for (line, row) in view.procedures().filter(|(_, r)| r.lab_bundle_group() == group) {
            let draw = view.source(line).and_then(|s| s.draw);
            let items = seen.entry(draw).or_insert(0);
            let count = view.count_of(line).max(1);
            let left = limit.saturating_sub(*items);
            if count > left {
                out.limit(line);
                if left > 0 {
                    // A line that stands for several items is billed up to the limit.
                    out.add_times(row.code(), left, &[line]);
                }
                let args = vec![Arg::Code(row.code()), Arg::Number(most.value)];
                out.confirm("D012.cap", Target::Encounter(view.place()), &[line], &OVER, args);
            }
            *items = items.saturating_add(count);
        }
    }
    Ok(())
}
