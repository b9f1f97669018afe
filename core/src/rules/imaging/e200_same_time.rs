//! E200 note 2, E202 note 2 — several CT scans, or several MRI scans, at one time.
//!
//! # What it does   Of scans made at one time in a visit bills the main one; asks where a visit has several.
//! # Law            告示 E200 注2, E202 注2; 通知 E200 (2), E202 (2)
//! # Asks           whether several CT (or several MRI) scans of a visit were one series
//! # Revisions      R6, R8
//! # Cases          conformance/cases/e/e200/
//!
//! CT and MRI are not weighed against each other. Scans at different times stay, the later ones at 80/100 (rule E2.g2). Pairs of different
//! classes stand in the electronic fee table (03-3), too; the same class twice does not.

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "E200.n2",
    article: "E200",
    title: Text { ja: "2以上のCT・MRI撮影の同時実施", en: "several CT or MRI scans at one time" },
    about: Text {
        ja: "同時に行った2以上のCT撮影、2以上のMRI撮影は、それぞれ主たる撮影だけを算定します。",
        en: "of several CT scans, or several MRI scans, at one time only the main one is billed",
    },
    phase: Phase::Item,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("E200 注2"),
        Citation::r06("E202 注2"),
        Citation::r08("E200 注2"),
        Citation::r08("E202 注2"),
    ],
    run,
};

static ASK: Text = Text {
    ja: "この受診の2以上のCT撮影（又は2以上のMRI撮影）は、同時に一連のものとして行いましたか（E200 注2、E202 注2）。",
    en: "were the CT scans (or the MRI scans) of this visit made at one time, as one series (E200 note 2, E202 note 2)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for section in [200, 202] {
        let scans: Vec<usize> = view
            .procedures()
            .filter(|(_, r)| {
                r.article().is(b'E', section, 0) && r.taper_target() == 1 && r.notice_kind().is_base()
            })
            .map(|(line, _)| line)
            .collect();
        let Some((first, rest)) = scans.split_first().filter(|(_, rest)| !rest.is_empty()) else { continue };
        if view.decide_bool(out, &fact::SCANS_AT_ONE_TIME, "E200.n2.sameTime", &ASK) != Some(true) {
            continue;
        }
        let mut main = (*first, view.act_points(*first)?);
        for line in rest {
            let points = view.act_points(*line)?;
            if points > main.1 {
                main = (*line, points);
            }
        }
        for line in scans.iter().filter(|line| **line != main.0) {
            out.exclude(*line, Some(main.0));
        }
    }
    Ok(())
}
