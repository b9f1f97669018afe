//! One 資格確認結果 → one coverage.

use super::codes::{self, Card as Kind, Meals};
use super::message::Reading;
use super::tree::Element;
use super::{Card, Told};

/// Reads a result.
pub(crate) fn read(reading: &mut Reading, result: &Element, path: &str) {
    let field = format!("{path}/InsuredCardClassification");
    match result.value("InsuredCardClassification").map(|code| (code, codes::card(code))) {
        Some((_, Some(Kind::Insurance))) => insurance(reading, result, path),
        Some((_, Some(Kind::Assistance))) => assistance(reading, result, path),
        Some((found, Some(Kind::Other(meaning, hint)))) => reading.refused(&field, found, meaning, hint),
        Some((found, None)) => {
            let hint = "send the coverage by hand and report the code";
            reading.value(&field, found, "a known kind of card (01 to 07, A1)", hint);
        }
        None => reading.missing(field, "send the whole response"),
    }
}

/// The next coverage, with its card.
fn begin(reading: &mut Reading, result: &Element, kind: &'static str) -> Told {
    let seq = u8::try_from(reading.told.coverages.len() + 1).unwrap_or(u8::MAX);
    let text = |name: &str| result.value(name).map(str::to_owned);
    reading.told.cards.push(Card {
        branch: text("InsuredBranchNumber"),
        number: text("InsuredIdentificationNumber"),
        seq,
        symbol: text("InsuredCardSymbol"),
    });
    Told { seq, kind, ..Told::default() }
}

fn insurance(reading: &mut Reading, result: &Element, path: &str) {
    let number = insurer_number(reading, result, path);
    let late = number.as_deref().is_some_and(|number| number.len() == 8 && number.starts_with("39"));
    let mut told = begin(reading, result, if late { "lateElderly" } else { "medical" });
    if reading.told.coverages.iter().any(|other| other.kind != "public") {
        reading.value(
            &format!("{path}/InsurerNumber"),
            number.as_deref().unwrap_or_default(),
            "the only insurance of the response",
            "ask the system again for one of them",
        );
    }
    told.insurer_number = number;
    told.relation = match result.value("PersonalFamilyClassification") {
        Some("1") => Some("self"),
        Some("2") => Some("family"),
        None => None,
        Some(found) => {
            let field = format!("{path}/PersonalFamilyClassification");
            reading.value(&field, found, "a known relation (1, 2)", "correct it");
            None
        }
    };
    told.valid_from = reading
        .day(result, path, "InsuredCardValidDate")
        .or_else(|| reading.day(result, path, "QualificationDate"));
    told.valid_to = reading.day(result, path, "InsuredCardExpirationDate");
    told.copay_ratio = ratio(reading, result, path, late);
    limit(reading, result, path, &mut told);
    special(reading, result, path, &mut told);
    reading.told.coverages.push(told);
}

/// 保険者番号: six digits (国保) or eight; the layout fills up with blanks.
fn insurer_number(reading: &mut Reading, result: &Element, path: &str) -> Option<String> {
    let field = format!("{path}/InsurerNumber");
    let Some(text) = result.value("InsurerNumber") else {
        reading.missing(field, "send the whole response");
        return None;
    };
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || !matches!(text.len(), 6 | 8) {
        reading.value(&field, text, "an insurer number of 6 or 8 digits", "correct it");
        return None;
    }
    Some(text.to_owned())
}

/// 負担割合: that of 後期高齢 always, that of 高齢受給者 where told; otherwise the age decides.
fn ratio(reading: &mut Reading, result: &Element, path: &str, late: bool) -> Option<&'static str> {
    const FORM: &str = "a share of 010, 020 or 030 percent";
    let of = |reading: &mut Reading, field: String, text: &str| {
        let ratio = codes::ratio(text);
        if ratio.is_none() {
            reading.value(&field, text, FORM, "correct it");
        }
        ratio
    };
    if late {
        let field = format!("{path}/InsuredPartialContributionRatio");
        let Some(text) = result.value("InsuredPartialContributionRatio") else {
            reading.missing(field, "take the share (負担割合) from the patient's certificate");
            return None;
        };
        return of(reading, field, text);
    }
    let info = result.child("ElderlyRecipientCertificateInfo")?;
    let here = format!("{path}/ElderlyRecipientCertificateInfo");
    let from = reading.day(info, &here, "ElderlyRecipientValidStartDate");
    let to = reading.day(info, &here, "ElderlyRecipientValidEndDate");
    let text = info.value("ElderlyRecipientContributionRatio")?;
    let ratio = of(reading, format!("{here}/ElderlyRecipientContributionRatio"), text);
    if holds(reading, from.as_deref(), to.as_deref()) {
        return ratio;
    }
    reading.told.note(
        "elderlyCertificateOutsideValidity",
        here,
        "高齢受給者証が資格確認日に有効でないため、負担割合は引き継ぎません",
    );
    None
}

/// Whether the day of the confirmation lies in a validity, the last day included.
fn holds(reading: &Reading, from: Option<&str>, to: Option<&str>) -> bool {
    // ISO 8601 days order as texts
    reading
        .told
        .confirmed_on
        .as_deref()
        .is_none_or(|day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to))
}

/// 限度額適用認定証関連情報.
fn limit(reading: &mut Reading, result: &Element, path: &str, told: &mut Told) {
    let here = format!("{path}/LimitApplicationCertificateRelatedInfo");
    told.income_verified = Some(false);
    let Some(info) = result.child("LimitApplicationCertificateRelatedInfo") else {
        let text = match result.value("LimitApplicationCertificateRelatedConsFlg") {
            Some("0") => "限度額情報の提供に同意がないため、適用区分は未確認です",
            _ => "限度額情報がないため、適用区分は未確認です",
        };
        reading.told.note("limitNotTold", here, text);
        return;
    };
    let field = format!("{here}/LimitApplicationCertificateClassificationFlag");
    let kind = info.value("LimitApplicationCertificateClassification");
    let Some(code) = info.value("LimitApplicationCertificateClassificationFlag") else {
        reading.told.note("limitNotTold", field, "適用区分の記載がないため、未確認です");
        return;
    };
    let Some((_, category, meals)) = codes::CATEGORIES.iter().find(|(known, ..)| *known == code) else {
        let hint = "take the category from the patient's certificate and report the code";
        reading.value(&field, code, "a known category (A01 to A06, B01 to B10)", hint);
        return;
    };
    let from = reading.day(info, &here, "LimitApplicationCertificateValidStartDate");
    let to = reading.day(info, &here, "LimitApplicationCertificateValidEndDate");
    told.income_category = Some(category);
    match kind {
        // 01 限度額適用認定証, 02 限度額適用・標準負担額減額認定証
        Some("01" | "02") | None => {}
        // 03 標準負担額減額認定証: only the meals are reduced
        Some("03") => {
            let text = "標準負担額減額認定証であり、高額療養費の限度額の確認にはなりません";
            reading.told.note("mealCertificateOnly", here, text);
            return;
        }
        Some(found) => {
            let field = format!("{here}/LimitApplicationCertificateClassification");
            reading.value(&field, found, "a known certificate (01, 02, 03)", "correct it");
            return;
        }
    }
    if holds(reading, from.as_deref(), to.as_deref()) {
        told.income_verified = Some(true);
    } else {
        let text = "限度額適用認定が資格確認日に有効でないため、未確認とします";
        reading.told.note("limitOutsideValidity", here.clone(), text);
    }
    match meals {
        Meals::AsCategory => {}
        Meals::Borderline => {
            reading.told.note(
                "mealsBorderline",
                field,
                "境界層該当: 食事・生活療養の区分は受診の事実として送ってください",
            );
        }
        Meals::OldAgePension => {
            reading.told.note(
                "mealsOldAgePension",
                field,
                "老齢福祉年金受給: 食事・生活療養の区分は受診の事実として送ってください",
            );
        }
    }
    if let Some(day) = reading.day(info, &here, "LimitApplicationCertificateLongTermDate") {
        let text = format!("長期入院該当（{day}から）: 食事の90日超は受診の事実として送ってください");
        reading.told.note("longStay", here, text);
    }
}

/// 特定疾病療養受療証: the lowest limit of those that hold on the day.
fn special(reading: &mut Reading, result: &Element, path: &str, told: &mut Told) {
    let list = format!("{path}/SpecificDiseasesCertificateList");
    let infos: Vec<&Element> = result
        .all("SpecificDiseasesCertificateList")
        .flat_map(|list| list.all("SpecificDiseasesCertificateInfo"))
        .collect();
    for (at, info) in infos.into_iter().enumerate() {
        let here = format!("{list}/SpecificDiseasesCertificateInfo[{}]", at + 1);
        match info.value("SpecificDiseasesDiseaseCategory") {
            // 1 透析, 2 血友病, 3 HIV
            Some("1" | "2" | "3") => {}
            Some(found) => {
                let field = format!("{here}/SpecificDiseasesDiseaseCategory");
                reading.value(&field, found, "a known disease (1, 2, 3)", "correct it");
            }
            None => {
                reading.missing(format!("{here}/SpecificDiseasesDiseaseCategory"), "send the whole response")
            }
        }
        let from = reading.day(info, &here, "SpecificDiseasesValidStartDate");
        let to = reading.day(info, &here, "SpecificDiseasesValidEndDate");
        let field = format!("{here}/SpecificDiseasesSelfPay");
        let Some(yen) = reading.yen(info, &here, "SpecificDiseasesSelfPay") else {
            if info.value("SpecificDiseasesSelfPay").is_none() {
                reading.missing(field, "take the limit from the patient's certificate");
            }
            continue;
        };
        if !matches!(yen, 10_000 | 20_000) {
            let expected = "a limit of 10000 or 20000 yen (健康保険法施行令42条9項)";
            reading.value(&field, &yen.to_string(), expected, "check the patient's certificate");
        } else if holds(reading, from.as_deref(), to.as_deref()) {
            let lowest = told.special_disease_limit_yen.map_or(yen, |other| other.min(yen));
            told.special_disease_limit_yen = Some(lowest);
        } else {
            let text = "特定疾病療養受療証が資格確認日に有効でないため、引き継ぎません";
            reading.told.note("specialDiseaseOutsideValidity", here, text);
        }
    }
}

/// 医療扶助: programme 12. The own payment stands on the ticket.
fn assistance(reading: &mut Reading, result: &Element, path: &str) {
    let mut told = begin(reading, result, "public");
    let field = format!("{path}/InsurerNumber");
    match result.value("InsurerNumber") {
        Some(number)
            if number.len() == 8
                && number.starts_with("12")
                && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            told.payer_number = Some(number.to_owned());
            told.scheme = codes::national(number);
        }
        Some(found) => {
            let hint = "send the coverage by hand from the ticket";
            reading.value(&field, found, "a payer number of 医療扶助 (12, eight digits)", hint);
        }
        None => reading.missing(field, "send the coverage by hand from the ticket"),
    }
    let tickets: Vec<&Element> =
        result.all("PublicExpenseResultList").flat_map(|list| list.all("MedicalTicketInfo")).collect();
    let list = format!("{path}/PublicExpenseResultList");
    match tickets.as_slice() {
        [] => reading.told.note(
            "ticketNotTold",
            list,
            "医療券の情報がないため、本人支払額は医療券で確認してください",
        ),
        [ticket] => {
            let here = format!("{list}/MedicalTicketInfo");
            told.valid_from = reading.day(ticket, &here, "MedicalTicketValidDate");
            told.valid_to = reading.day(ticket, &here, "MedicalTicketExpirationDate");
            told.monthly_cap_yen = reading.yen(ticket, &here, "SelfPayAmount");
            if told.monthly_cap_yen.is_none() && ticket.value("SelfPayAmount").is_none() {
                let text = "本人支払額の記載がありません。医療券で確認してください";
                reading.told.note("ticketNotTold", format!("{here}/SelfPayAmount"), text);
            }
        }
        many => {
            let hint = "take the ticket of the visit from the response by hand";
            reading.value(&list, &many.len().to_string(), "a single ticket", hint);
        }
    }
    reading.told.coverages.push(told);
}
