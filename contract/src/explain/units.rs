//! Billing units: their lines with master rows and rules, and the steps of their points.

use santei_core::claim::{Lang, Setting};
use santei_core::outcome::{LineOutcome, MasterRef, Op, Origin, Step, StepId, UnitOutcome};

use super::page::{Page, cited};
use crate::render::{Dec, Section, Tag};

pub(super) fn write(page: &mut Page<'_>) {
    let outcome = page.outcome;
    for (place, encounter) in page.request.claim.encounters.iter().enumerate() {
        let setting = match encounter.setting {
            Setting::Outpatient => page.say("外来", "outpatient"),
            Setting::Home => page.say("在宅", "home"),
            Setting::Inpatient => page.say("入院", "inpatient"),
        };
        page.line(0, "");
        page.line(0, &format!("■ {}  {}  {setting}", encounter.id, encounter.date));
        for (number, unit) in outcome.units.iter().enumerate().filter(|(_, u)| u.encounter == place) {
            write_unit(page, number, unit);
        }
    }
}

fn write_unit(page: &mut Page<'_>, number: usize, unit: &UnitOutcome) {
    let (section, tag, points, count) =
        (Section(unit.section), Tag('u', number), Dec::from(unit.points), unit.count);
    let total = unit.points.times_count(count).map(|t| Dec::from(t).to_string()).unwrap_or_default();
    page.line(
        0,
        &match page.lang {
            Lang::Ja => format!("[{section}] 算定単位 {tag}: {points}点 × {count}回 = {total}点"),
            Lang::En => format!("[{section}] unit {tag}: {points} points × {count} = {total} points"),
        },
    );
    for line in unit.lines.iter().filter_map(|l| page.outcome.lines.get(*l)) {
        write_line(page, line);
    }
    if let Some(begin) = unit.trace {
        steps(page, begin);
    }
}

fn write_line(page: &mut Page<'_>, line: &LineOutcome) {
    let mut text = page.line_name(line);
    if let Some(points) = line.points {
        let points = Dec::from(points);
        text += &match page.lang {
            Lang::Ja => format!("  {points}点"),
            Lang::En => format!("  {points} points"),
        };
    }
    page.line(1, &text);
    if let Origin::Derived { rule, because_of } = &line.origin {
        let causes: Vec<&str> = because_of.iter().map(|l| page.line_id(*l)).collect();
        let causes = causes.join(", ");
        page.line(
            3,
            &match (page.lang, causes.is_empty()) {
                (Lang::Ja, true) => format!("規則 {rule} が受診から導いた"),
                (Lang::En, true) => format!("derived by rule {rule} from the encounter"),
                (Lang::Ja, false) => format!("規則 {rule} が行 {causes} から導いた"),
                (Lang::En, false) => format!("derived by rule {rule} from line {causes}"),
            },
        );
    }
    if let Some(master) = &line.master {
        let text = master_row(page, master);
        page.line(3, &text);
    }
    page.cites(3, &line.cites);
}

/// The master row: which master, since when, and where it stands in the fee schedule.
pub(super) fn master_row(page: &Page<'_>, master: &MasterRef) -> String {
    let kind = match master.kind {
        's' => page.say("診療行為", "procedure"),
        'y' => page.say("医薬品", "drug"),
        't' => page.say("特定器材", "material"),
        _ => page.say("コメント", "comment"),
    };
    let edition = page.engine.editions().get(master.edition);
    let name = edition.map_or("", |e| e.manifest().edition.as_str());
    let article = edition
        .filter(|_| master.kind == 's')
        .and_then(|e| e.procedures().row(master.row))
        .map(|row| row.article().name())
        .filter(|article| !article.is_empty());
    let mut text = match page.lang {
        Lang::Ja => {
            format!("マスター {name}: {kind} {}、{} からの行", master.code, master.valid_from)
        }
        Lang::En => {
            format!("master {name}: {kind} {}, row valid from {}", master.code, master.valid_from)
        }
    };
    if let Some(article) = article {
        text += &match page.lang {
            Lang::Ja => format!("、区分 {article}"),
            Lang::En => format!(", article {article}"),
        };
    }
    text
}

fn steps(page: &mut Page<'_>, begin: StepId) {
    let outcome = page.outcome;
    let label = page.say("計算", "steps");
    page.line(1, label);
    for step in outcome.trace.steps().iter().skip(begin + 1).filter(|s| s.parent == Some(begin)) {
        let mut text = step_text(page, step);
        if let Some(line) = step.line {
            text += &match page.lang {
                Lang::Ja => format!("  … 行 {}", page.line_id(line)),
                Lang::En => format!("  … line {}", page.line_id(line)),
            };
        }
        if let Some(rule) = step.rule {
            text += &match page.lang {
                Lang::Ja => format!("  規則 {rule}"),
                Lang::En => format!("  rule {rule}"),
            };
        }
        page.line(2, &text);
        if let Some(citation) = step.cite.and_then(|c| outcome.citations.get(c)) {
            let label = page.say("根拠", "source");
            page.line(3, &format!("{label}: {}", cited(citation)));
        }
    }
}

fn step_text(page: &Page<'_>, step: &Step) -> String {
    let (before, after, operand) = (Dec(step.before), Dec(step.after), Dec(step.operand));
    let rate = step.rate.map(Dec);
    match step.op {
        Op::Begin => format!("{after}"),
        Op::Note => page.say("（点数に影響しない）", "(no effect on the points)").to_owned(),
        Op::RoundHalfUp => {
            format!(
                "{before} → {after}  {}",
                page.say("1点未満を四捨五入", "rounded half up to a whole point")
            )
        }
        Op::Add | Op::AddRate | Op::CountBundle => {
            let mut text = format!("{before} + {operand} = {after}");
            if let Some(rate) = rate {
                text += &match (step.op, page.lang) {
                    (Op::AddRate, Lang::Ja) => format!("  割合 {rate} の加算"),
                    (Op::AddRate, Lang::En) => format!("  addition at rate {rate}"),
                    (Op::CountBundle, Lang::Ja) => format!("  {rate}項目のまるめ"),
                    (Op::CountBundle, Lang::En) => format!("  price of {rate} items by count"),
                    (_, Lang::Ja) => format!("  数量 {rate}"),
                    (_, Lang::En) => format!("  quantity {rate}"),
                };
            }
            text
        }
        Op::Subtract | Op::ReduceRate => {
            let mut text = format!("{before} − {operand} = {after}");
            if let Some(rate) = rate {
                text += &match (step.op, page.lang) {
                    (Op::ReduceRate, Lang::Ja) => format!("  割合 {rate} の減算"),
                    (Op::ReduceRate, Lang::En) => format!("  reduction at rate {rate}"),
                    (_, Lang::Ja) => format!("  数量 {rate}"),
                    (_, Lang::En) => format!("  quantity {rate}"),
                };
            }
            text
        }
    }
}
