//! J000, J053 — several treated areas of one disease are added up; the classes of J001 and J001-4 are checked.
//!
//! # What it does   Replaces the lines of one article by the class of the summed area, when their areas are told.
//! # Law            通知 J000 (1), (2), (6)
//! # Asks           whether the areas belong to one disease
//! # Revisions      R6, R8
//! # Cases          conformance/cases/j/j000/
//!
//! Of burns and bedsores no text says that areas are added up: several of them are left as sent, to be confirmed.

use rust_decimal::Decimal;

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "J000.2",
    article: "J000",
    title: Text { ja: "処置面積の合算", en: "areas of one disease added up" },
    about: Text {
        ja: "同一疾病に対する複数部位の創傷処置、皮膚科軟膏処置は、面積を合算した区分で算定します。",
        en: "several areas of one disease (wounds, ointment) are billed by the class of their sum",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "面積（line.areaCm2）が送られた行に限る。区分の異なる処置（創傷処置と軟膏処置など）の合算、初回から2月の期間（J001・J001-4 注1）は対象としない",
    ),
    cites: &[
        Citation::r06_circular("J000 (2)"),
        Citation::r06_circular("J000 (6)"),
        Citation::r08_circular("J000 (2)"),
        Citation::r08_circular("J000 (6)"),
    ],
    run,
};

static ASK: Text = Text {
    ja: "この日の複数部位の処置は、同一疾病又はこれに起因する病変に対するものですか（面積を合算します。J000 (2)）。",
    en: "do the treated areas of the day belong to one disease or lesions caused by it (their areas are added up, J000 (2))?",
};
static WRONG: Text = Text {
    ja: "コード{0}は、送られた面積{1}平方センチメートルの区分と異なります。",
    en: "code {0} is not the class of the area told, {1} square centimetres",
};
static UNSTATED: Text = Text {
    ja: "複数部位の熱傷処置・重度褥瘡処置の面積を合算するかは告示・通知に定めがありません。送られたとおりに算定しています。",
    en: "no text says whether several areas of burns or bedsores are added up; they stand as sent",
};

/// The four articles, the parameter that lists the codes of their classes, and whether 通知 J000 (2) has their areas added up.
const ARTICLES: [(u16, u8, &str, bool); 4] = [
    (0, 0, "treatment.area.j000", true),
    (1, 0, "treatment.area.j001", false),
    (1, 4, "treatment.area.j001-4", false),
    (53, 0, "treatment.area.j053", true),
];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (section, branch, key, added_up) in ARTICLES {
        let lines: Vec<(usize, Code)> = view
            .procedures()
            .filter(|(_, r)| r.article().is(b'J', section, branch) && r.notice_kind().is_base())
            .map(|(line, r)| (line, r.code()))
            .collect();
        let area = |line: usize| view.source(line).and_then(|s| s.area_cm2);
        if lines.is_empty() || lines.iter().any(|(line, _)| area(*line).is_none()) {
            continue;
        }
        let codes = view.set(key)?;
        // Only the plain codes of the classes; frostbite and the like have codes of their own.
        if lines.iter().any(|(_, code)| !codes.value.contains(*code)) {
            continue;
        }
        let class = |square: Decimal| -> Result<Option<Code>, EngineError> {
            let steps = view.steps("treatment.area.classes")?;
            let whole = u32::try_from(square.floor()).unwrap_or(u32::MAX);
            let class = steps.value.at(whole);
            Ok(codes.value.iter().find(|code| {
                let item = view.row(*code).map(|r| r.article().item);
                // 皮膚科軟膏処置 (J053) has no class under 100 cm².
                let first = if section == 53 { 2 } else { 1 };
                let own = item.and_then(|i| i.checked_add(first - 1)).map(Decimal::from);
                own.is_some() && own == class
            }))
        };
        for (line, code) in &lines {
            let square = area(*line).unwrap_or(Decimal::ZERO);
            if class(square)? != Some(*code) {
                let args = vec![Arg::Code(*code), Arg::Number(square)];
                out.confirm("J000.2.class", Target::Encounter(view.place()), &[*line], &WRONG, args);
            }
        }
        if lines.len() > 1 && !added_up {
            let all: Vec<usize> = lines.iter().map(|(line, _)| *line).collect();
            out.confirm("J000.2.unstated", Target::Encounter(view.place()), &all, &UNSTATED, Vec::new());
            continue;
        }
        if lines.len() < 2
            || view.decide_bool(out, &fact::SAME_DISEASE_AREAS, "J000.2.same", &ASK) != Some(true)
        {
            continue;
        }
        let mut sum = Decimal::ZERO;
        for (line, _) in &lines {
            sum = sum.checked_add(area(*line).unwrap_or(Decimal::ZERO)).unwrap_or(Decimal::MAX);
        }
        let Some(code) = class(sum)? else { continue };
        let kept = lines.iter().find(|(_, own)| *own == code).map(|(line, _)| *line);
        let gone: Vec<usize> =
            lines.iter().map(|(line, _)| *line).filter(|line| Some(*line) != kept).collect();
        for line in &gone {
            out.bundle(*line, kept);
        }
        if kept.is_none() {
            out.add(code, &gone);
        }
    }
    Ok(())
}
