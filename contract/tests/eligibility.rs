//! Eligibility documents → coverages: what is taken over, and what is refused with its place.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly, which is what a test is for"
)]

use santei_contract::eligibility::{EligibilityErrors, public_certificates, response};

const HEADER: &str = "<MessageHeader><ProcessExecutionTime>20250610101500</ProcessExecutionTime>\
    <QualificationConfirmationDate>20250610</QualificationConfirmationDate>\
    <ReferenceClassification>1</ReferenceClassification><SegmentOfResult>1</SegmentOfResult></MessageHeader>";

/// A response around the fields of one result.
fn around(fields: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><XmlMsg>{HEADER}<MessageBody>\
         <ProcessingResultStatus>1</ProcessingResultStatus><QualificationValidity>1</QualificationValidity>\
         <ResultList><ResultOfQualificationConfirmation>{fields}</ResultOfQualificationConfirmation></ResultList>\
         </MessageBody></XmlMsg>"
    )
}

const PERSON: &str = "<Birthdate>19800405</Birthdate><Sex1>2</Sex1><PersonalFamilyClassification>2</PersonalFamilyClassification>\
    <InsuredCardClassification>01</InsuredCardClassification>";

fn insured(number: &str, more: &str) -> String {
    around(&format!("{PERSON}<InsurerNumber>{number}</InsurerNumber>{more}"))
}

fn limit(code: &str, more: &str) -> String {
    insured(
        "06999999",
        &format!(
            "<LimitApplicationCertificateRelatedConsFlg>1</LimitApplicationCertificateRelatedConsFlg>\
             <LimitApplicationCertificateRelatedInfo>\
             <LimitApplicationCertificateClassification>01</LimitApplicationCertificateClassification>\
             <LimitApplicationCertificateClassificationFlag>{code}</LimitApplicationCertificateClassificationFlag>{more}\
             </LimitApplicationCertificateRelatedInfo>"
        ),
    )
}

fn errors(result: Result<santei_contract::eligibility::Eligibility, EligibilityErrors>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn a_whole_response() {
    let xml = insured(
        "  123456",
        "<InsuredCardSymbol>12-34</InsuredCardSymbol><InsuredIdentificationNumber>5678</InsuredIdentificationNumber>\
         <InsuredBranchNumber>01</InsuredBranchNumber><InsuredCardValidDate>20240401</InsuredCardValidDate>\
         <InsuredCardExpirationDate>20260331</InsuredCardExpirationDate><Unheard><Of>1</Of></Unheard>",
    );
    let told = response(xml.as_bytes()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&told.to_json().unwrap()).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "cards": [{"branch": "01", "number": "5678", "seq": 1, "symbol": "12-34"}],
            "confirmedOn": "2025-06-10",
            "coverages": [{
                "incomeVerified": false, "insurerNumber": "123456", "kind": "medical", "relation": "family", "seq": 1,
                "validFrom": "2024-04-01", "validTo": "2026-03-31"
            }],
            "notes": json["notes"],
            "patient": {"birthDate": "1980-04-05", "sex": "female"},
            "schema": "santei/eligibility/1"
        })
    );
    assert_eq!(told.notes.iter().map(|note| note.id).collect::<Vec<_>>(), ["limitNotTold"]);
}

#[test]
fn categories() {
    for (code, category) in [
        ("A01", "ア"),
        ("A03", "ウ"),
        ("A05", "オ"),
        ("A06", "オ"),
        ("B01", "現役並みⅢ"),
        ("B06", "低所得Ⅰ"),
        ("B09", "一般Ⅱ"),
    ] {
        let told = response(limit(code, "").as_bytes()).unwrap();
        assert_eq!(told.coverages[0].income_category, Some(category));
        assert_eq!(told.coverages[0].income_verified, Some(true), "{code}");
    }
    let borderline = response(limit("B08", "").as_bytes()).unwrap();
    assert_eq!(borderline.notes[0].id, "mealsBorderline");
    for code in ["A07", "C01", "ウ"] {
        let text = errors(response(limit(code, "").as_bytes()));
        assert!(text.contains("LimitApplicationCertificateClassificationFlag: `"), "{text}");
        assert!(text.contains("A01 to A06, B01 to B10"), "{text}");
    }
}

/// Both sides of the last and the first day: confirmed on 2025-06-10.
#[test]
fn a_limit_counts_on_the_days_it_holds() {
    for (from, to, verified) in [
        ("20250610", "20250610", true),
        ("20250601", "20250609", false),
        ("20250611", "20250731", false),
        ("20250601", "20250630", true),
    ] {
        let days = format!(
            "<LimitApplicationCertificateValidStartDate>{from}</LimitApplicationCertificateValidStartDate>\
             <LimitApplicationCertificateValidEndDate>{to}</LimitApplicationCertificateValidEndDate>"
        );
        let told = response(limit("A03", &days).as_bytes()).unwrap();
        assert_eq!(told.coverages[0].income_verified, Some(verified), "{from} {to}");
        assert_eq!(told.notes.is_empty(), verified, "{from} {to}");
    }
}

#[test]
fn shares() {
    let late = |share: &str| insured("39131999", share);
    let told =
        response(late("<InsuredPartialContributionRatio>020</InsuredPartialContributionRatio>").as_bytes())
            .unwrap();
    assert_eq!((told.coverages[0].kind, told.coverages[0].copay_ratio), ("lateElderly", Some("0.20")));
    assert!(
        errors(response(late("").as_bytes()))
            .contains("InsuredPartialContributionRatio: missing; take the share")
    );
    let odd = errors(response(
        late("<InsuredPartialContributionRatio>2</InsuredPartialContributionRatio>").as_bytes(),
    ));
    assert!(odd.contains("`2` is not a share of 010, 020 or 030 percent"), "{odd}");
    let elderly = "<ElderlyRecipientCertificateInfo><ElderlyRecipientValidStartDate>20240801</ElderlyRecipientValidStartDate>\
        <ElderlyRecipientValidEndDate>20250731</ElderlyRecipientValidEndDate>\
        <ElderlyRecipientContributionRatio>020</ElderlyRecipientContributionRatio></ElderlyRecipientCertificateInfo>";
    let told = response(insured("06999999", elderly).as_bytes()).unwrap();
    assert_eq!((told.coverages[0].kind, told.coverages[0].copay_ratio), ("medical", Some("0.20")));
    let ended = response(insured("06999999", &elderly.replace("20250731", "20250609")).as_bytes()).unwrap();
    assert_eq!(ended.coverages[0].copay_ratio, None);
    assert!(ended.notes.iter().any(|note| note.id == "elderlyCertificateOutsideValidity"));
}

#[test]
fn special_diseases() {
    let list = |yen: &str, to: &str| {
        insured(
            "06999999",
            &format!(
                "<SpecificDiseasesCertificateList><SpecificDiseasesCertificateInfo>\
                 <SpecificDiseasesDiseaseCategory>1</SpecificDiseasesDiseaseCategory>\
                 <SpecificDiseasesValidEndDate>{to}</SpecificDiseasesValidEndDate>\
                 <SpecificDiseasesSelfPay>{yen}</SpecificDiseasesSelfPay>\
                 </SpecificDiseasesCertificateInfo></SpecificDiseasesCertificateList>"
            ),
        )
    };
    let told = response(list("20000", "20250610").as_bytes()).unwrap();
    assert_eq!(told.coverages[0].special_disease_limit_yen, Some(20_000));
    let ended = response(list("20000", "20250609").as_bytes()).unwrap();
    assert_eq!(ended.coverages[0].special_disease_limit_yen, None);
    let odd = errors(response(list("15000", "20250610").as_bytes()));
    assert!(odd.contains("SpecificDiseasesCertificateInfo[1]/SpecificDiseasesSelfPay: `15000`"), "{odd}");
    assert!(errors(response(list("1万", "20250610").as_bytes())).contains("a sum of yen in digits"));
}

#[test]
fn what_the_response_refuses_is_refused() {
    let replaced =
        |from: &str, to: &str| errors(response(insured("06999999", "").replace(from, to).as_bytes()));
    for (code, says) in
        [("2", "no longer valid"), ("3", "a new insurance exists"), ("5", "more than one insurance")]
    {
        let to = format!("<QualificationValidity>{code}<");
        let text = replaced("<QualificationValidity>1<", &to);
        assert!(text.contains(says), "{text}");
        assert_eq!(text.lines().count(), 1, "{text}");
    }
    assert!(replaced("<SegmentOfResult>1<", "<SegmentOfResult>9<").contains("the inquiry failed"));
    assert!(
        replaced("<ProcessingResultStatus>1<", "<ProcessingResultStatus>2<")
            .contains("no result for this person")
    );
    assert!(replaced("Classification>01<", "Classification>07<").contains("自衛官"));
    assert!(replaced("Classification>01<", "Classification>99<").contains("a known kind of card"));
    assert!(replaced("19800405", "19800431").contains("Birthdate: `19800431` is not a day"));
    assert!(replaced("06999999", "0699999").contains("an insurer number of 6 or 8 digits"));
    assert!(replaced("XmlMsg", "Other").contains("the root element `XmlMsg`"));
}

/// Every error of a document at once, each with its own place.
#[test]
fn errors_come_together() {
    let xml = insured("0699", "<SpecificDiseasesCertificateList><SpecificDiseasesCertificateInfo/></SpecificDiseasesCertificateList>")
        .replace("19800405", "x");
    let text = errors(response(xml.as_bytes()));
    assert_eq!(text.lines().count(), 4, "{text}");
    for place in [
        "/Birthdate: `x`",
        "/InsurerNumber: `0699`",
        "/SpecificDiseasesDiseaseCategory: missing",
        "/SpecificDiseasesSelfPay: missing",
    ] {
        assert!(text.contains(place), "{text}");
    }
}

#[test]
fn assistance_is_programme_12() {
    let xml = around(
        "<Birthdate>19500405</Birthdate><InsuredCardClassification>A1</InsuredCardClassification>\
         <InsurerNumber>12131999</InsurerNumber><PublicExpenseResultList><MedicalTicketInfo>\
         <MedicalTicketValidDate>20250601</MedicalTicketValidDate>\
         <MedicalTicketExpirationDate>20250630</MedicalTicketExpirationDate><SelfPayAmount>3000</SelfPayAmount>\
         </MedicalTicketInfo></PublicExpenseResultList>",
    );
    let told = response(xml.as_bytes()).unwrap();
    let coverage = &told.coverages[0];
    assert_eq!((coverage.kind, coverage.scheme.as_deref()), ("public", Some("national/12")));
    assert_eq!((coverage.monthly_cap_yen, coverage.valid_to.as_deref()), (Some(3_000), Some("2025-06-30")));
    let wrong = xml.replace("12131999", "06139999");
    assert!(errors(response(wrong.as_bytes())).contains("a payer number of 医療扶助"));
}

#[test]
fn certificates_of_programmes() {
    let json = r#"[
      {"certificationName": "特定医療費受給者証", "medicalSubsidyInsurerNumber": "54136999", "medicalSubsidyRecipientNumber": "1234567",
       "isAlwaysReimbursement": "0", "maxCopaymentAmount": {}, "validFrom": "2025-01-01", "validTo": "2025-12-31", "basicFiveInfo": {}},
      {"certificationName": "子ども医療費受給者証", "medicalSubsidyInsurerNumber": "88136999", "isAlwaysReimbursement": "0",
       "incomeSegment": "一般", "validFrom": "2025-01-01", "validTo": "2026-03-31"},
      {"certificationName": "償還のもの", "isAlwaysReimbursement": "1", "validFrom": "2025-01-01", "validTo": "2026-03-31"}
    ]"#;
    let told = public_certificates(json.as_bytes(), 2).unwrap();
    let seen: Vec<_> = told
        .coverages
        .iter()
        .map(|c| (c.seq, c.scheme.as_deref(), c.payer_number.as_deref(), c.monthly_cap_yen))
        .collect();
    assert_eq!(seen, [(2, Some("national/54"), Some("54136999"), None), (3, None, Some("88136999"), None)]);
    let notes: Vec<_> = told.notes.iter().map(|note| (note.id, note.path.as_str())).collect();
    assert_eq!(
        notes,
        [
            ("capNotRead", "/0/maxCopaymentAmount"),
            ("schemeToChoose", "/1"),
            ("classToChoose", "/1/incomeSegment"),
            ("alwaysReimbursed", "/2")
        ]
    );
    let wrong = json
        .replace("54136999", "54")
        .replace("2025-12-31", "2025-13-31")
        .replace(r#""0", "max"#, r#""2", "max"#);
    let text = errors(public_certificates(wrong.as_bytes(), 2));
    for place in
        ["/0/medicalSubsidyInsurerNumber: `54`", "/0/validTo: `2025-13-31`", "/0/isAlwaysReimbursement: `2`"]
    {
        assert!(text.contains(place), "{text}");
    }
    assert!(errors(public_certificates(b"[1]", 1)).contains("/0: `an integer` is not an object"));
    assert!(errors(public_certificates(b"{", 1)).contains("JSON"));
}

/// Every prefix and every single-byte change of a response is answered, never with a panic.
#[test]
fn damaged_responses_are_answered() {
    let xml = limit(
        "A03",
        "<LimitApplicationCertificateValidStartDate>20250601</LimitApplicationCertificateValidStartDate>",
    );
    let bytes = xml.as_bytes();
    let mut refused = 0;
    for at in 0..bytes.len() {
        refused += usize::from(response(&bytes[..at]).is_err());
        for byte in [b'<', b'&', 0xFF, b'0'] {
            let mut damaged = bytes.to_vec();
            damaged[at] = byte;
            drop(response(&damaged));
        }
    }
    assert_eq!(refused, bytes.len(), "a cut response is never taken for whole");
}

/// The example of the documentation is what comes out.
#[test]
fn the_documented_example() {
    let doc = include_str!("../../docs/ELIGIBILITY.md");
    let block = |language: &str| {
        let from = doc.split(&format!("```{language}\n")).nth(1).unwrap();
        from.split("```").next().unwrap().to_owned()
    };
    let told = response(block("xml").as_bytes()).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&block("json")).unwrap();
    let found: serde_json::Value = serde_json::from_str(&told.to_json().unwrap()).unwrap();
    assert_eq!(found, expected);
}
