//! What the medication rules share: how drugs are given, and how many kinds of internal drugs a prescription holds.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::psychotropics;
use crate::claim::{DrugForm, Line, Setting};
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::outcome::Text;
use crate::rules::management::paediatric;
use crate::rules::{Effects, View};

/// How drugs are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dispensing {
    InHouse,
    Slip,
}

static ASK_DISPENSING: Text = Text {
    ja: "薬は院内で渡しましたか、処方箋を交付しましたか。",
    en: "were the drugs dispensed in-house, or was a prescription issued?",
};

/// How drugs are given: told, or asked for when there are internal, as-needed or external drugs; `None` when there are none.
pub(super) fn dispensing(view: &View<'_, '_, '_>, out: &mut Effects) -> Option<Dispensing> {
    if !view.is_outpatient() {
        return None;
    }
    // A paediatric fee of the day contains medication.
    if gargle_only(view) || paediatric::contains_medication(view).unwrap_or(false) {
        return None;
    }
    let told = view.fact(&fact::DISPENSING, "");
    let drugs = [DrugForm::Oral, DrugForm::AsNeeded, DrugForm::External]
        .into_iter()
        .any(|f| view.drugs(f).next().is_some());
    if told.is_none() && !drugs {
        return None;
    }
    match view.decide(out, &fact::DISPENSING, "F000.dispensing", &ASK_DISPENSING) {
        Some(FactValue::Choice("inHouse")) => Some(Dispensing::InHouse),
        Some(FactValue::Choice("prescription")) => Some(Dispensing::Slip),
        _ => None,
    }
}

/// Whether a prescription slip was issued in the calendar month, as far as the request tells.
pub(in crate::rules) fn slip_in_the_month(view: &View<'_, '_, '_>) -> bool {
    let (month, slip) = (view.date().month(), FactValue::Choice("prescription"));
    view.any_in_the_month(|row| row.article().is(b'F', 400, 0))
        || view.claim().encounters.iter().any(|e| {
            e.setting != Setting::Inpatient
                && e.date.month() == month
                && e.facts.get(&fact::DISPENSING) == Some(slip)
        })
}

/// Drugs that are prescribed: internal, as needed, external.
pub(super) fn prescribed<'c>(view: &View<'_, 'c, '_>) -> Vec<(usize, &'c Line)> {
    [DrugForm::Oral, DrugForm::AsNeeded, DrugForm::External].into_iter().flat_map(|f| view.drugs(f)).collect()
}

/// 含嗽剤, 薬効分類 of the listing code (通知 第2章第5部 通則9).
const GARGLE: &[u8] = b"226";

/// Whether nothing but gargles is given, not as a treatment: then medication bills nothing (第5部 通則4).
pub(super) fn gargle_only(view: &View<'_, '_, '_>) -> bool {
    let drugs = prescribed(view);
    !drugs.is_empty()
        && drugs.iter().all(|(place, line)| {
            view.listing_code(*place).is_some_and(|code| code.starts_with(GARGLE))
                && line.facts.bool(&fact::TREATING_GARGLE) != Some(true)
        })
}

/// Which of the three prices of a prescription holds (処方料 F100, 処方箋料 F400: 1, 2, 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Price {
    /// 1: several psychotropic drugs.
    Psychotropic,
    /// 2, first half: seven or more kinds of internal drugs.
    SevenKinds,
    /// 2, second half: the same drug for anxiety or insomnia for a year or more.
    LongTerm,
    /// 3: other.
    Other,
}

static ASK_PSYCHOTROPIC: Text = Text {
    ja: "抗不安薬・睡眠薬・抗うつ薬・抗精神病薬のいずれかが3種類以上、又は抗不安薬と睡眠薬が合わせて4種類以上ですか（臨時の投薬等を除く）。",
    en: "are there three or more anxiolytics, hypnotics, antidepressants or antipsychotics, or four or more anxiolytics and hypnotics?",
};
static ASK_SEVEN: Text = Text {
    ja: "7種類以上の内服薬の投薬ですか（2週間以内の臨時の投薬を除く）。",
    en: "are there seven or more kinds of internal drugs (temporary ones of up to two weeks left out)?",
};

/// Chooses the price; `None` when a question is open.
pub(super) fn price(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    article: Article,
) -> Result<Option<Price>, EngineError> {
    let several = match view.fact(&fact::PSYCHOTROPIC_POLYPHARMACY, "") {
        Some(FactValue::Bool(told)) => Some(told),
        _ => match psychotropics::several(view)? {
            Some(several) => Some(several),
            None => view.decide_bool(
                out,
                &fact::PSYCHOTROPIC_POLYPHARMACY,
                article.psychotropic_question(),
                &ASK_PSYCHOTROPIC,
            ),
        },
    };
    let Some(several) = several else { return Ok(None) };
    if several {
        return Ok(Some(Price::Psychotropic));
    }
    let least = view.value(article.seven_key())?.value;
    let seven = match view.fact(&fact::PRESCRIPTION_POLYPHARMACY, "") {
        Some(FactValue::Bool(told)) => Some(told),
        _ if view.first_of(&view.set("prescription.seven.exempt")?.value).is_some() => Some(false),
        _ if !prescribed(view).is_empty() => Some(Decimal::from(internal_kinds(view)?) >= least),
        // A slip without its drugs: only the client knows.
        _ if article == Article::Slip => {
            view.decide_bool(out, &fact::PRESCRIPTION_POLYPHARMACY, "F400.seven", &ASK_SEVEN)
        }
        _ => Some(false),
    };
    Ok(match seven {
        None => None,
        Some(true) => Some(Price::SevenKinds),
        Some(false) if view.told(&fact::PSYCHOTROPIC_LONG_TERM) => Some(Price::LongTerm),
        Some(false) => Some(Price::Other),
    })
}

/// F100 (in-house) or F400 (slip).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    InHouse,
    Slip,
}

impl Article {
    const fn seven_key(self) -> &'static str {
        match self {
            Self::InHouse => "prescription.seven.in-house",
            Self::Slip => "prescription.seven.slip",
        }
    }

    const fn psychotropic_question(self) -> &'static str {
        match self {
            Self::InHouse => "F100.psychotropic",
            Self::Slip => "F400.psychotropic",
        }
    }
}

/// What makes a dosing group (1剤): the client's unit, the directions, the days.
type DosingGroup<'c> = (Option<&'c str>, Option<&'c str>, Option<u32>);

/// Kinds of internal drugs: each drug is one, but a dosing group of 205 yen a day or less is one as a whole; temporary medication
/// of up to two weeks and as-needed drugs do not count (通知 F100, F200).
pub(super) fn internal_kinds(view: &View<'_, '_, '_>) -> Result<u32, EngineError> {
    let cheap = view.value("drug.polypharmacy.one-kind.price")?.value;
    let temporary_days = view.value("drug.polypharmacy.temporary.days")?.value;
    let mut groups: BTreeMap<DosingGroup<'_>, (u32, Option<Decimal>)> = BTreeMap::new();
    for (place, line) in view.drugs(DrugForm::Oral) {
        let short = line.days.is_some_and(|d| Decimal::from(d) <= temporary_days);
        if short && line.facts.bool(&fact::TEMPORARY_MEDICATION) == Some(true) {
            continue;
        }
        let group = groups
            .entry((line.group.as_deref(), line.usage.as_deref(), line.days))
            .or_insert((0, Some(Decimal::ZERO)));
        group.0 = group.0.saturating_add(1);
        group.1 = match (group.1, view.drug_yen(place)) {
            (Some(sum), Some(yen)) => sum.checked_add(yen),
            _ => None,
        };
    }
    Ok(groups.into_values().map(|(kinds, yen)| if yen.is_some_and(|y| y <= cheap) { 1 } else { kinds }).sum())
}
