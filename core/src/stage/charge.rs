//! The plain charge: share by age and coverage, 10-yen rounding at the counter.
//!
//! Ceilings (高額療養費) and public programmes are not implemented yet: with a public programme there is no charge in the answer but a
//! finding, since a plain share would be a wrong number that looks certain.

use rust_decimal::Decimal;

use super::price::PricedBill;
use crate::amount::{AmountError, Rate, Yen, round_half_up_to_ten_yen, round_half_up_to_yen};
use crate::bill::Bill;
use crate::claim::{Coverage, CoverageKind};
use crate::date::{AgeBound, ServiceDate};
use crate::engine::EngineError;
use crate::law::{Citation, Document};
use crate::outcome::{
    Arg, Charge, ChargeStep, Decidable, Disposition, Finding, Phase, Severity, Target, Text,
};

static PUBLIC: Text = Text {
    ja: "公費負担医療の計算は未対応です。患者負担は計算していません。",
    en: "public programmes are not implemented; no charge was computed",
};
static SHARE_UNKNOWN: Text = Text {
    ja: "負担割合が分かりません（{0}）。copayRatio を送ってください。患者負担は計算していません。",
    en: "the share is not known ({0}); send copayRatio; no charge was computed",
};
static SEVERAL: Text = Text {
    ja: "診療日が月をまたぐか、保険の有効期間が途中で変わるため、患者負担は計算していません。",
    en: "the encounters span months or the coverage changes on the way; no charge was computed",
};

static TEN_YEN: Citation = Citation::of(Document::HealthInsuranceAct, "75条");
static TEN_YEN_ELDERLY: Citation = Citation::of(Document::LateElderlyAct, "68条");
static TEN_YEN_A_POINT: Citation = Citation::r06_circular("通則1");

/// Computes the plain charge, if the request tells enough.
pub(super) fn run(bill: &mut Bill<'_, '_>, priced: &PricedBill) -> Result<Option<Charge>, EngineError> {
    let claim = bill.claim;
    if claim.coverages.is_empty() {
        return Ok(None);
    }
    if let Some(place) = claim.coverages.iter().position(|c| c.kind == CoverageKind::Public) {
        report(bill, "charge.publicNotImplemented", Target::Coverage(place), &PUBLIC, Vec::new());
        return Ok(None);
    }
    let Some((place, coverage)) = claim.coverages.iter().enumerate().min_by_key(|(_, c)| c.seq) else {
        return Ok(None);
    };
    let Some(date) = claim.encounters.iter().find(|e| e.date_text.is_none()).map(|e| e.date) else {
        return Ok(None);
    };
    let holds = |d: ServiceDate| {
        coverage.valid_from.is_none_or(|f| f <= d) && coverage.valid_to.is_none_or(|t| d <= t)
    };
    if claim
        .encounters
        .iter()
        .filter(|e| e.date_text.is_none())
        .any(|e| e.date.month() != date.month() || !holds(e.date))
    {
        report(bill, "charge.severalPeriods", Target::Coverage(place), &SEVERAL, Vec::new());
        return Ok(None);
    }
    let (ratio, key) = match share(bill, coverage, date) {
        Ok(found) => found,
        Err(why) => {
            report(
                bill,
                "charge.shareUnknown",
                Target::Coverage(place),
                &SHARE_UNKNOWN,
                vec![Arg::Words(why.to_owned())],
            );
            return Ok(None);
        }
    };
    let total = priced.total()?;
    let cost = total.to_yen()?;
    let exact =
        Decimal::from(cost.value()).checked_mul(ratio.value()).ok_or(AmountError::Overflow("yen × share"))?;
    let patient = round_half_up_to_yen(exact)?;
    let counter = round_half_up_to_ten_yen(patient)?;
    let late = coverage.kind == CoverageKind::LateElderly;
    let share_cite = key.and_then(|k| bill.engine.params().value(k, date)).map(|p| p.citation.clone());
    let cite = |bill: &mut Bill<'_, '_>, c: &Citation| Some(bill.citations.place(c));
    let yen = |y: Yen| Decimal::from(y.value());
    let steps = vec![
        ChargeStep {
            op: "points×10",
            before: total.value(),
            after: yen(cost),
            cite: cite(bill, &TEN_YEN_A_POINT),
        },
        ChargeStep {
            op: "×share",
            before: yen(cost),
            after: yen(patient),
            cite: share_cite.and_then(|c| cite(bill, &c)),
        },
        ChargeStep {
            op: "roundTenYen",
            before: yen(patient),
            after: yen(counter),
            cite: cite(bill, if late { &TEN_YEN_ELDERLY } else { &TEN_YEN }),
        },
    ];
    Ok(Some(Charge { ratio, patient, insurer: cost.minus(patient)?, counter, steps }))
}

/// The share and the parameter it stands in; `Err` says what is missing.
fn share(
    bill: &Bill<'_, '_>,
    coverage: &Coverage,
    date: ServiceDate,
) -> Result<(Rate, Option<&'static str>), &'static str> {
    if let Some(told) = coverage.copay_ratio {
        return Ok((Rate::new(told), None));
    }
    let birth = bill.claim.patient.birth;
    let category = coverage.income_category.as_deref();
    let active = category.is_some_and(|c| c.starts_with("現役並み"));
    let key = if coverage.kind == CoverageKind::LateElderly {
        match category {
            Some(_) if active => "share.late-elderly.high-income",
            Some("一般Ⅱ") => "share.late-elderly.middle-income",
            Some("一般Ⅰ" | "低所得Ⅱ" | "低所得Ⅰ") => "share.late-elderly",
            _ => return Err("後期高齢者医療の負担割合・適用区分"),
        }
    } else if AgeBound::Preschool.under(birth, date) {
        "share.preschool"
    } else if seventy(birth).is_some_and(|from| date >= from) {
        match category {
            Some(_) if active => "share.70-74.high-income",
            Some("一般" | "低所得Ⅱ" | "低所得Ⅰ") => "share.70-74",
            _ => return Err("70歳以上の負担割合・適用区分"),
        }
    } else {
        "share.general"
    };
    let percent = bill.engine.params().value(key, date).ok_or("負担割合の法定値")?.value;
    Rate::from_percent(percent).map(|r| (r, Some(key))).map_err(|_| "負担割合の法定値")
}

/// First day of the month after the one in which 70 is reached (健康保険法74条1項2号). 70 is reached on the day before the birthday.
fn seventy(birth: ServiceDate) -> Option<ServiceDate> {
    let reached = AgeBound::Years(70).first_day(birth)?.plus_days(-1)?;
    let (y, m, _) = reached.parts();
    if m == 12 {
        ServiceDate::new(y.checked_add(1)?, 1, 1)
    } else {
        ServiceDate::new(y, m.checked_add(1)?, 1)
    }
}

fn report(bill: &mut Bill<'_, '_>, id: &'static str, target: Target, text: &'static Text, args: Vec<Arg>) {
    bill.findings.push(Finding {
        id,
        official_code: None,
        severity: Severity::Confirm,
        disposition: Disposition::ClaimReview,
        decidable: Decidable::None,
        phase: Phase::Charge,
        target,
        lines: Vec::new(),
        text,
        args,
        cites: Vec::new(),
    });
}
