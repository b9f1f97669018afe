//! K142 note 2 — laminae beside a space that is fused.
//!
//! # What it does   Leaves out 椎弓切除 and 椎弓形成 of laminae that adjoin a space fused at the same time (items 2 to 4).
//! # Law            告示 K142 注2; 通知 K142 (1)
//! # Asks           whether the lamina adjoins a fused space, when the sites of the lines do not tell
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/k142/
//!
//! Sites are read as `T10-11,T11-12` (spaces) and `T9` (laminae), C, T, L and S with their numbers.

use rust_decimal::Decimal;

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "K142.n2",
    article: "K142",
    title: Text { ja: "固定した椎間に隣接する椎弓", en: "laminae beside a fused space" },
    about: Text {
        ja: "後方固定等を行った椎間に隣接する椎弓の椎弓切除・椎弓形成は、固定の所定点数に含まれます。",
        en: "work on laminae that adjoin a fused space is part of the fusion",
    },
    phase: Phase::Item,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("K142 注2"),
        Citation::r06_circular("K142 (1)"),
        Citation::r08("K142 注2"),
        Citation::r08_circular("K142 (1)"),
    ],
    run,
};

static ASK: Text = Text {
    ja: "椎弓切除・椎弓形成は、同時に固定した椎間に隣接する椎弓に行いましたか（K142 注2）。",
    en: "did the work on the lamina adjoin a space fused at the same time (K142 note 2)?",
};
static SOME: Text = Text {
    ja: "椎弓切除・椎弓形成の一部が、固定した椎間に隣接しています。隣接しない椎弓だけを送ってください（K142 注2）。",
    en: "some of the laminae adjoin a fused space; send only those that do not (K142 note 2)",
};

/// Vertebrae of a site, numbered from the first of the neck; `None` when the words are others.
fn vertebrae(site: &str) -> Option<Vec<u32>> {
    let mut out = Vec::new();
    for part in site.split([',', '、']) {
        let mut region = None;
        for end in part.trim().split('-') {
            let digits = end.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let letters = end.strip_suffix(digits)?;
            // How many vertebrae lie before the first of the region, and how many it has.
            let found = match letters {
                "C" => Some((0, 7)),
                "T" | "Th" => Some((7, 12)),
                "L" => Some((19, 5)),
                "S" => Some((24, 5)),
                "" => region,
                _ => return None,
            };
            region = found;
            let (before, many) = found?;
            let number: u32 = digits.parse().ok().filter(|n| (1..=many).contains(n))?;
            out.push(before + number);
        }
    }
    Some(out)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let spine: Vec<(usize, Decimal)> = view
        .procedures()
        .filter(|(_, row)| row.article().is(b'K', 142, 0) && row.has_step())
        .map(|(line, row)| (line, Decimal::from(row.article().item)))
        .collect();
    if spine.len() < 2 {
        return Ok(());
    }
    // 注2: fusions from behind (and from both sides) contain the laminae beside them; the items follow each other in the article.
    let (fusion, lamina) = (view.value("spine.fusion.first")?.value, view.value("spine.lamina.first")?.value);
    let last = view.value("spine.lamina.last")?.value;
    let of = |from: Decimal, to: Decimal| {
        spine.iter().filter(move |(_, item)| *item >= from && *item < to).map(|(line, _)| *line)
    };
    let fusions: Vec<usize> = of(fusion, lamina).collect();
    let Some(by) = fusions.first().copied() else { return Ok(()) };
    let site = |line: usize| view.source(line).and_then(|s| s.site.as_deref()).and_then(vertebrae);
    let fused: Option<Vec<u32>> =
        fusions.iter().map(|line| site(*line)).collect::<Option<Vec<_>>>().map(|all| all.concat());
    let end = last.checked_add(Decimal::ONE).unwrap_or(last);
    for line in of(lamina, end) {
        let adjoin = match (&fused, site(line)) {
            (Some(fused), Some(own)) if !own.is_empty() => {
                let inside = own.iter().filter(|v| fused.contains(v)).count();
                if inside != 0 && inside != own.len() {
                    out.confirm("K142.n2.some", Target::Encounter(view.place()), &[line], &SOME, Vec::new());
                    continue;
                }
                Some(inside != 0)
            }
            _ => view.decide_bool(out, &fact::LAMINA_ADJACENT, "K142.n2.adjacent", &ASK),
        };
        if adjoin == Some(true) {
            out.absorb(line, by);
        }
    }
    Ok(())
}
