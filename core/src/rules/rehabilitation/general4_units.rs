//! 第7部 通則4 — units of 疾患別リハビリテーション a day.
//!
//! # What it does   Keeps six units a day, or nine for the listed patients; what exceeds is not billed.
//! # Law            告示 第2章第7部 通則4; 特掲診療料の施設基準等 別表第九の三
//! # Asks           whether the patient is one of the listed, from the seventh unit on
//! # Revisions      R6, R8
//! # Cases          conformance/cases/h/general/

use rust_decimal::Decimal;

use super::days::{day, is_rehabilitation, told};
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "H.g4",
    article: "H",
    title: Text {
        ja: "疾患別リハビリテーションの1日の単位数", en: "units of rehabilitation a day"
    },
    about: Text {
        ja: "疾患別リハビリテーションは1日6単位（別表第九の三の患者は9単位）までとし、超える単位を算定しません。",
        en: "six units of rehabilitation are billed a day, nine for the patients of annex 9-3",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "従事者1人の1日の単位数（24単位）は請求から分からないため対象としない。同じ日の先の単位は、この要求に含まれるものを数える",
    ),
    cites: &[Citation::r06("第2章第7部 通則4"), Citation::r08("第2章第7部 通則4")],
    run,
};

static ASK: Text = Text {
    ja: "疾患別リハビリテーションを1日9単位まで算定できる患者ですか（別表第九の三：脳血管疾患等で発症後60日以内など）。",
    en: "is this a patient for whom nine units of rehabilitation a day are billed (annex 9-3: stroke within 60 days, for example)?",
};
static OVER: Text = Text {
    ja: "疾患別リハビリテーションは1日{0}単位までです。超える単位は含めていません（第7部 通則4）。",
    en: "{0} units of rehabilitation are billed a day; what exceeds is not included (general rule 4 of part 7)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let lines: Vec<_> = view.procedures().filter(|(_, row)| is_rehabilitation(*row)).collect();
    if lines.is_empty() {
        return Ok(());
    }
    let (six, nine) = (view.value("rehab.units.day")?.value, view.value("rehab.units.day.listed")?.value);
    // Units of the day in earlier encounters count with those of this one.
    let date = view.date();
    let earlier = lines.first().map_or(Decimal::ZERO, |(first, _)| {
        view.units_before_this_month(*first, |place, code| {
            view.day_of(place) == Some(date) && view.row(code).is_some_and(is_rehabilitation)
        })
    });
    let mut units = earlier;
    for (line, _) in &lines {
        units = units.checked_add(view.quantity_of(*line).unwrap_or(Decimal::ONE)).unwrap_or(Decimal::MAX);
    }
    if units <= six {
        return Ok(());
    }
    // 別表第九の三: stroke (H001) within sixty days of the onset.
    let sixty = view.value("rehab.units.day.listed.days")?.value;
    let recent = lines.iter().any(|(line, row)| {
        let days = told(view, *line, &fact::ONSET).and_then(|from| day(view, *line, from));
        row.article().is(b'H', 1, 0)
            && days.is_some_and(|d| d.checked_sub(Decimal::ONE).is_some_and(|d| d <= sixty))
    });
    // Of the listed patients only those of the stroke are out-patients; a day told beyond the sixty answers for them.
    let open = |line: usize| told(view, line, &fact::ONSET).is_none();
    let may_be =
        !view.is_outpatient() || lines.iter().any(|(line, row)| row.article().is(b'H', 1, 0) && open(*line));
    let listed =
        recent || (may_be && view.decide_bool(out, &fact::REHAB_NINE_UNITS, "H.g4.nine", &ASK) == Some(true));
    let most = if listed { nine } else { six };
    let mut left = most.checked_sub(earlier).unwrap_or(Decimal::ZERO).max(Decimal::ZERO);
    let mut over = Vec::new();
    for (line, _) in lines {
        let own = view.quantity_of(line).unwrap_or(Decimal::ONE);
        if own > left {
            out.cut(line, left);
            over.push(line);
        }
        left = left.checked_sub(own).unwrap_or(Decimal::ZERO).max(Decimal::ZERO);
    }
    if !over.is_empty() {
        out.confirm("H.g4.over", Target::Encounter(view.place()), &over, &OVER, vec![Arg::Number(most)]);
    }
    Ok(())
}
