//! The charge in words: what each payment comes to, from points to counter, and who bears the rest.

use santei_core::amount::Yen;
use santei_core::charge::{MonthCharge, Payer, VisitCharge};
use santei_core::claim::Lang;
use santei_core::outcome::ChargeStep;

use super::page::{Page, cited};
use crate::render::Dec;

pub(super) fn write(page: &mut Page<'_>) {
    let Some(charge) = &page.outcome.charge else { return };
    page.heading("患者負担", "charge");
    let (ratio, patient, counter) =
        (Dec(charge.ratio.value()), charge.patient.value(), charge.counter.value());
    let payers = payers(page.lang, &charge.by_payer);
    page.line(
        1,
        &match page.lang {
            Lang::Ja => format!("負担割合 {ratio}: 一部負担金 {patient}円、{payers}、窓口 {counter}円"),
            Lang::En => format!("share {ratio}: patient {patient} yen, {payers}, counter {counter} yen"),
        },
    );
    steps(page, &charge.steps);
    for visit in &charge.visits {
        write_visit(page, visit);
    }
    for month in &charge.months {
        write_month(page, month);
    }
    for difference in &charge.differences {
        let (id, patient, counter) = (&difference.id, difference.patient.value(), difference.counter.value());
        page.line(
            1,
            &match page.lang {
                Lang::Ja => format!("徴収済みの会計 {id}: 差額 {patient}円（窓口 {counter}円）"),
                Lang::En => {
                    format!("earlier payment {id}: {patient} yen more or less (counter {counter} yen)")
                }
            },
        );
    }
}

fn write_visit(page: &mut Page<'_>, visit: &VisitCharge) {
    let payers = payers(page.lang, &visit.by_payer);
    let (id, patient, counter, due) =
        (&visit.id, visit.patient.value(), visit.counter.value(), visit.due.value());
    page.line(
        1,
        &match page.lang {
            Lang::Ja => {
                format!("会計 {id}: 一部負担金 {patient}円、{payers}、窓口 {counter}円、合計 {due}円")
            }
            Lang::En => {
                format!("payment {id}: patient {patient} yen, {payers}, counter {counter} yen, due {due} yen")
            }
        },
    );
    steps(page, &visit.steps);
    if let Some(meals) = &visit.meals {
        let (standard, patient) = (meals.standard.value(), meals.patient.value());
        page.line(
            2,
            &match page.lang {
                Lang::Ja => format!("食事・居住の標準負担額 {standard}円のうち患者 {patient}円"),
                Lang::En => {
                    format!("meals and residence {standard} yen, of which the patient pays {patient} yen")
                }
            },
        );
    }
    write_special(page, visit);
    if let Some(private) = visit.private {
        let (net, tax) = (private.net.value(), private.tax.value());
        page.line(
            2,
            &match page.lang {
                Lang::Ja => format!("保険外 {net}円、消費税 {tax}円"),
                Lang::En => format!("not insured {net} yen, consumption tax {tax} yen"),
            },
        );
    }
}

fn write_special(page: &mut Page<'_>, visit: &VisitCharge) {
    let Some(special) = &visit.special else { return };
    let (net, tax) = (special.net.value(), special.tax.value());
    page.line(
        2,
        &match page.lang {
            Lang::Ja => format!("長期収載品の特別の料金 {net}円、消費税 {tax}円"),
            Lang::En => format!("special charge of long-listed drugs {net} yen, consumption tax {tax} yen"),
        },
    );
    steps(page, &special.steps);
}

fn write_month(page: &mut Page<'_>, month: &MonthCharge) {
    let (which, patient, benefit) = (month.month, month.patient.value(), month.high_cost_benefit.value());
    page.line(
        1,
        &match page.lang {
            Lang::Ja => format!("{which} の計: 一部負担金 {patient}円、高額療養費（現物給付）{benefit}円"),
            Lang::En => format!("{which} in all: patient {patient} yen, high-cost benefit {benefit} yen"),
        },
    );
    for tokki in month.receipts.iter().flat_map(|r| &r.tokki) {
        let label = page.say("特記事項", "remark");
        let reason = page.say(tokki.reason.ja, tokki.reason.en);
        page.line(2, &format!("{label} {} {}（{reason}）", tokki.code, tokki.name));
    }
}

pub(super) fn payers(lang: Lang, list: &[(Payer, Yen)]) -> String {
    let words = list.iter().map(|(payer, yen)| {
        let yen = yen.value();
        match (payer, lang) {
            (Payer::Insurer(_), Lang::Ja) => format!("保険者 {yen}円"),
            (Payer::Insurer(_), Lang::En) => format!("insurer {yen} yen"),
            (Payer::Public(slot, _), Lang::Ja) => format!("公費{slot} {yen}円"),
            (Payer::Public(slot, _), Lang::En) => format!("programme {slot} {yen} yen"),
        }
    });
    words.collect::<Vec<_>>().join(say(lang, "、", ", "))
}

fn steps(page: &mut Page<'_>, steps: &[ChargeStep]) {
    for step in steps {
        let words = words(page.lang, step.op);
        page.line(2, &format!("{} → {}  {words}", Dec(step.before), Dec(step.after)));
        if let Some(citation) = step.cite.and_then(|c| page.outcome.citations.get(c)) {
            let label = page.say("根拠", "source");
            page.line(3, &format!("{label}: {}", cited(citation)));
        }
    }
}

pub(super) const fn say(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// What a step does, for clerks.
pub(super) fn words(lang: Lang, op: &'static str) -> &'static str {
    match op {
        "points×10" => say(lang, "点数×10円", "points × 10 yen"),
        "×share" => say(lang, "負担割合を掛ける", "× share"),
        "limit:own" => {
            say(lang, "高額療養費の限度額（当月の計）まで", "the month to date, down to the limit")
        }
        "limit:aggregate" => say(
            lang,
            "公費の部分と合わせた限度額（当月の計）まで",
            "the month to date with the parts of programmes, down to the limit",
        ),
        "limit:programme" => say(
            lang,
            "公費の部分の限度額（当月の計）まで",
            "the month to date of the part, down to its limit",
        ),
        "limit:specialDisease" => say(
            lang,
            "特定疾病の限度額（当月の計）まで",
            "the month to date, down to the limit of specified diseases",
        ),
        "limit:transitional" => {
            say(lang, "配慮措置の限度額（当月の計）まで", "the month to date, down to the transitional limit")
        }
        "lessBefore" => say(lang, "当月の前回までの分を除く", "less what earlier visits came to"),
        "special:difference" => {
            say(lang, "後発医薬品との価格差のうち患者の負担分", "the part of the difference to the generic")
        }
        "special:points" => {
            say(lang, "価格差×数量を薬剤料の例で点数に", "difference × quantity in points, as drugs")
        }
        "special:×count" => say(lang, "日数・回数を掛ける", "× days or times"),
        "special:points×10" => say(lang, "特別の料金、点数×10円", "special charge, points × 10 yen"),
        "special:tax" => say(lang, "消費税を加える", "with consumption tax"),
        "programme" => say(lang, "公費の負担", "the programme pays"),
        "sum" => say(lang, "合計", "sum"),
        "roundTenYen" => say(lang, "窓口は10円未満を四捨五入", "rounded to 10 yen at the counter"),
        other => other,
    }
}
