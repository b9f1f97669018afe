//! F100 note 5, F400 note 4 — management of prescribing for specific diseases (特定疾患処方管理加算).
//!
//! # What it does   Adds 56 points once a month to a prescription of 28 days or more for a specific disease that is the main one.
//! # Law            告示 F100 注5, F400 注4; 通知 F100 (9), F400 (11)
//! # Asks           whether drugs for the main specific disease were prescribed for 28 days or more, when that may be so
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f100/

use rust_decimal::Decimal;

use super::f400_prescription_slip::refill_uses;
use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::management::b000_disease::fits;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F100.n5",
    article: "F100",
    title: Text { ja: "特定疾患処方管理加算", en: "prescribing for specific diseases" },
    about: Text {
        ja: "診療所・200床未満の病院で、主病である特定疾患の薬剤を28日以上処方した場合、月1回加えます。",
        en: "added once a month when drugs for the main specific disease are prescribed for 28 days or more",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("F100 注5"),
        Citation::r06("F400 注4"),
        Citation::r06_circular("F100 (9)"),
        Citation::r06_circular("F400 (11)"),
        Citation::r08("F100 注5"),
        Citation::r08("F400 注4"),
        Citation::r08_circular("F100 (9)"),
        Citation::r08_circular("F400 (11)"),
    ],
    run,
};

/// Section of the fee, addition, key of the least days.
const ADDITIONS: [(u16, Code, &str); 2] = [
    (100, Code::known(120_005_610), "prescription.specific-disease.days.in-house"),
    (400, Code::known(120_005_710), "prescription.specific-disease.days.slip"),
];
/// 傷病名関連区分 of 特定疾患.
const SPECIFIC: u8 = 5;

static ASK: Text = Text {
    ja: "主病である特定疾患に対する薬剤を28日分以上処方しましたか（リフィル処方箋は合計）。",
    en: "were drugs for a specific disease that is the main one prescribed for 28 days or more (refills together)?",
};
static LARGE: Text = Text {
    ja: "許可病床200床以上の病院です（F100 注5）。",
    en: "a hospital with 200 licensed beds or more (F100 note 5)",
};
static NO_DISEASE: Text = Text {
    ja: "送られた傷病名に特定疾患がありません。",
    en: "none of the diseases told is a specific disease",
};
static SHORT: Text =
    Text { ja: "28日以上の処方がありません。", en: "nothing is prescribed for 28 days or more" };
static NOT_SO: Text = Text {
    ja: "主病である特定疾患の薬剤の28日以上の処方ではありません。",
    en: "no drugs for the main specific disease for 28 days or more",
};
static BILLED: Text = Text {
    ja: "月1回に限ります。当月に算定済みか、当月の算定の有無が分かりません。",
    en: "once a month: billed already, or the history of the month is not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() || ADDITIONS.iter().any(|(_, code, _)| view.has(*code)) {
        return Ok(());
    }
    for (section, code, key) in ADDITIONS {
        let fee = view
            .procedures()
            .find(|(_, r)| r.article().is(b'F', section, 0) && r.schedule_kind() == 1 && !r.is_percentage());
        let Some((fee, _)) = fee else { continue };
        // The row itself carries the limit of beds (s71).
        if view.row(code).is_some() && !view.may_bill(code) && !view.unsure(code) {
            out.decline(code, &LARGE);
            continue;
        }
        if view.fact(&fact::SPECIFIC_DISEASE_DRUG, "F100.n5.days").is_none() {
            if no_specific_disease(view) {
                out.decline(code, &NO_DISEASE);
                continue;
            }
            let least = view.value(key)?.value;
            if longest(view).is_some_and(|days| days < least) {
                out.decline(code, &SHORT);
                continue;
            }
        }
        match view.decide_bool(out, &fact::SPECIFIC_DISEASE_DRUG, "F100.n5.days", &ASK) {
            Some(true) => {}
            Some(false) => {
                out.decline(code, &NOT_SO);
                continue;
            }
            None => continue,
        }
        if view.first_this_month(out, |c| ADDITIONS.iter().any(|(_, a, _)| *a == c)) != Some(true) {
            out.decline(code, &BILLED);
        } else if view.may_bill(code) {
            out.add_to(fee, code);
        } else if view.unsure(code) {
            out.unsure(&[code]);
        } else {
            // An edition without the row: said as such, not dropped.
            out.add_to(fee, code);
        }
    }
    Ok(())
}

/// Whether the diseases are told and none of them, suspected ones left out, can be a specific disease.
fn no_specific_disease(view: &View<'_, '_, '_>) -> bool {
    view.diseases().is_some_and(|all| {
        !all.iter().any(|(told, row)| !told.suspected && row.is_none_or(|row| fits(SPECIFIC, row)))
    })
}

/// The longest supply of the prescription in days, all uses of a refill together; `None` when no line tells days.
fn longest(view: &View<'_, '_, '_>) -> Option<Decimal> {
    let days = view.encounter().lines.iter().filter(|l| l.form != Some(DrugForm::AsNeeded));
    let longest = days.filter_map(|l| l.days).max()?;
    Decimal::from(longest).checked_mul(Decimal::from(refill_uses(view)))
}
