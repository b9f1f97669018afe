//! 第5部 通則5 — more than 63 plasters in one prescription (貼付剤).
//!
//! # What it does   Takes the points of the sheets beyond 63 away (630010007); F000, F100, F400 and F500 ask `beyond` and fall away.
//! # Law            告示 第2章第5部 通則5; 通知 第2章第5部 通則10
//! # Asks           nothing: the reason that makes it billable is told (encounter fact, or comment 830000052)
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/general/

use rust_decimal::Decimal;

use super::kinds::{self, Dispensing};
use crate::amount::{DrugFloor, Points, drug_points};
use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F.g5",
    article: "F",
    title: Text { ja: "貼付剤63枚を超える投薬", en: "more than 63 plasters" },
    about: Text {
        ja: "1処方に鎮痛・消炎の貼付剤が63枚を超えるとき、超過分の薬剤料と調剤料・処方料・処方箋料・調剤技術基本料を算定しません。",
        en: "with more than 63 plasters in a prescription the sheets beyond and the fees of medication are not billed",
    },
    phase: Phase::Priced,
    extent: Extent::Part("価格の異なる貼付剤が混じるときは、減点を計算せず確認の指摘とする"),
    cites: &[
        Citation::r06("第2章第5部 通則5"),
        Citation::r06_circular("第2章第5部 通則10"),
        Citation::r08("第2章第5部 通則5"),
        Citation::r08_circular("第2章第5部 通則10"),
    ],
    run,
};

/// 薬剤料減点（貼付剤薬剤料上限超）.
const BEYOND: Code = Code::known(630_010_007);
/// The comment that gives the reason (注: 63枚を超えて…投与した理由).
const REASON: Code = Code::known(830_000_052);
/// 診療識別 of drug reductions.
const SECTION: u8 = 39;
/// 薬効分類 264 (鎮痛、鎮痒、収斂、消炎剤), and the form of the listing code: plasters.
const PAIN: &[u8] = b"264";
const PLASTER_FORM: u8 = b'S';

static MIXED: Text = Text {
    ja: "貼付剤が1処方に{0}枚を超えています（{1}枚）。価格の異なる貼付剤があり、超過分の薬剤料の減点は含めていません。",
    en: "more than {0} plasters in the prescription ({1}), of different prices; the reduction of what is beyond is not included",
};
static OVER: Text = Text {
    ja: "貼付剤が1処方に{0}枚を超えています（{1}枚）。超過分の薬剤料と調剤料・処方料・処方箋料等を含めていません。理由を記載する場合は plasterReason を送ってください。",
    en: "more than {0} plasters in the prescription ({1}): the sheets beyond and the fees of medication are not included; send plasterReason where a reason is written",
};

/// Plasters of the prescription: place, sheets.
fn plasters(view: &View<'_, '_, '_>) -> Vec<(usize, Decimal)> {
    view.drugs(DrugForm::External)
        .filter(|(place, line)| match line.facts.bool(&fact::PLASTER) {
            Some(told) => told,
            None => view
                .listing_code(*place)
                .is_some_and(|code| code.starts_with(PAIN) && code.get(7) == Some(&PLASTER_FORM)),
        })
        .filter_map(|(place, line)| Some((place, line.quantity?)))
        .collect()
}

fn sheets(plasters: &[(usize, Decimal)]) -> Decimal {
    plasters.iter().map(|(_, n)| *n).fold(Decimal::ZERO, |sum, n| sum.checked_add(n).unwrap_or(sum))
}

/// Whether more sheets than the limit are prescribed to an out-patient without a reason: then the fees of medication fall away.
///
/// # Errors
/// [`EngineError::Parameter`] when the limit is missing.
pub(super) fn beyond(view: &View<'_, '_, '_>) -> Result<bool, EngineError> {
    let reason = view.told(&fact::PLASTER_REASON) || view.has(REASON);
    let most = view.value("drug.plaster.sheets")?.value;
    Ok(view.is_outpatient() && !reason && sheets(&plasters(view)) > most)
}

/// Reports that the slip itself is not billed.
///
/// # Errors
/// [`EngineError::Parameter`] when the limit is missing.
pub(super) fn report_slip(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let plasters = plasters(view);
    let (most, all) = (view.value("drug.plaster.sheets")?.value, sheets(&plasters));
    let lines: Vec<usize> = plasters.iter().map(|(line, _)| *line).collect();
    let args = vec![Arg::Number(most), Arg::Number(all)];
    out.confirm("F.g5.over", Target::Encounter(view.place()), &lines, &OVER, args);
    Ok(())
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !beyond(view)? || view.has(BEYOND) || kinds::dispensing(view, out) != Some(Dispensing::InHouse) {
        return Ok(());
    }
    let plasters = plasters(view);
    let (most, all) = (view.value("drug.plaster.sheets")?.value, sheets(&plasters));
    let lines: Vec<usize> = plasters.iter().map(|(line, _)| *line).collect();
    let args = vec![Arg::Number(most), Arg::Number(all)];
    let (full, mixed) = view.unmixed_points_of(&lines)?;
    let kept = match plasters.as_slice() {
        [(line, quantity)] if !mixed => view
            .drug_yen(*line)
            .and_then(|yen| yen.checked_div(*quantity)?.checked_mul(most))
            .map(|yen| drug_points(yen, DrugFloor::OnePoint))
            .transpose()?,
        _ => None,
    };
    let Some(kept) = kept else {
        out.confirm("F.g5.mixed", Target::Encounter(view.place()), &lines, &MIXED, args);
        return Ok(());
    };
    let less = full.minus(kept)?;
    if less > Points::ZERO {
        out.reduce(BEYOND, less, SECTION, &lines);
    }
    out.confirm("F.g5.over", Target::Encounter(view.place()), &lines, &OVER, args);
    Ok(())
}
