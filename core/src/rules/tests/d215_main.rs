//! D215 — several ultrasound tests at one time.
//!
//! # What it does   One method is billed once whatever the regions; of several methods on one region only the main one stays.
//! # Law            通知 D215 (2), (7), (12)
//! # Asks           whether different methods met one region, when the sites of the lines do not tell
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d215/
//!
//! "At one time" is one visit. The heart is a region of its own: its methods are weighed against each other, never asked about beside
//! those of other regions. Two Doppler methods on the brain have a note of their own (注4, rule D215.n4).

use std::cmp::Reverse;

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::ProcedureRow;

/// The rule.
pub static RULE: Rule = Rule {
    id: "D215.main",
    article: "D215",
    title: Text { ja: "超音波検査の同時実施", en: "several ultrasound tests at one time" },
    about: Text {
        ja: "同一の方法は部位数にかかわらず1回、同一の部位に同時に行った異なる方法は主たるものだけを算定します。",
        en: "one method is billed once whatever the regions; of several methods on one region only the main one",
    },
    phase: Phase::Item,
    extent: Extent::Whole,
    cites: &[Citation::r06_circular("D215 (2)"), Citation::r08_circular("D215 (2)")],
    run,
};

/// Ways of ultrasound that the text tells apart ("方法").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    AMode,
    Tomography,
    /// 心臓以外のMモード法 (billed by 3 ロ).
    MMode,
    Heart,
    Doppler(Code),
    /// 血管内超音波法.
    InVessel,
}

/// 心臓以外: 断層撮影法 with Mモード法, billed by 2 ロ (1) (通知 (12)); Mモード法 alone, billed by 3 ロ (通知 (13)).
const TOMOGRAPHY_AND_M: Code = Code::known(160_072_450);
const M_ALONE: Code = Code::known(160_072_750);
/// 胎児心エコー法 looks at another body; 脳動脈 (4 ロ, ハ) have 注4.
const APART: [Code; 3] = [Code::known(160_186_610), Code::known(160_147_110), Code::known(160_147_210)];
/// Group of the ultrasound tests (s63).
const ULTRASOUND: u16 = 40;

static SAME_METHOD: Text = Text {
    ja: "同一の方法による超音波検査は、部位数にかかわらず1回だけ算定します（D215 (2)）。点数の高いものを残しました。",
    en: "ultrasound by one method is billed once whatever the regions (D215 (2)); the dearest one was kept",
};
static ASK: Text = Text {
    ja: "この受診の方法の異なる超音波検査は、同一の部位に同時に行ったものですか（D215 (2)）。",
    en: "did the different methods of ultrasound of this visit meet one region (D215 (2))?",
};

fn method(row: ProcedureRow<'_>) -> Option<Method> {
    let article = row.article();
    let ultrasound =
        article.is(b'D', 215, 0) && row.notice_kind().is_base() && row.taper_group() == ULTRASOUND;
    if !ultrasound || APART.contains(&row.code()) {
        return None;
    }
    match (row.code(), article.item) {
        (TOMOGRAPHY_AND_M, _) | (_, 2) => Some(Method::Tomography),
        (M_ALONE, _) => Some(Method::MMode),
        (_, 1) => Some(Method::AMode),
        (_, 3) => Some(Method::Heart),
        (code, 4) => Some(Method::Doppler(code)),
        (_, 5) => Some(Method::InVessel),
        _ => None,
    }
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let mut tests = Vec::new();
    for (line, row) in view.procedures() {
        if let Some(method) = method(row) {
            tests.push((Reverse(view.act_points(line)?), line, method));
        }
    }
    // The main one is the dearest; of equal points the first line.
    tests.sort_by_key(|(points, line, _)| (*points, *line));
    let mut kept: Vec<(usize, Method)> = Vec::new();
    for (_, line, method) in tests {
        if let Some((main, _)) = kept.iter().find(|(_, m)| *m == method) {
            out.exclude(line, Some(*main));
            out.confirm(
                "D215.main",
                Target::Encounter(view.place()),
                &[line, *main],
                &SAME_METHOD,
                Vec::new(),
            );
            continue;
        }
        match on_one_region(view, out, line, method, &kept) {
            Some(main) => out.exclude(line, Some(main)),
            None => kept.push((line, method)),
        }
    }
    Ok(())
}

/// The dearer test by another method on the same region.
fn on_one_region(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    line: usize,
    method: Method,
    kept: &[(usize, Method)],
) -> Option<usize> {
    let site = |line: usize| view.source(line).and_then(|s| s.site.as_deref());
    let mut open = None;
    for (other, by) in kept {
        match (site(line), site(*other)) {
            (Some(here), Some(there)) if here == there => return Some(*other),
            (Some(_), Some(_)) => {}
            // The heart beside another region.
            _ if method == Method::Heart || *by == Method::Heart => {}
            _ => open = open.or(Some(*other)),
        }
    }
    let main = open?;
    let same = view.decide_bool(out, &fact::ULTRASOUND_AT_ONE_TIME, "D215.main.region", &ASK);
    (same == Some(true)).then_some(main)
}
