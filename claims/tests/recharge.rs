//! Co-payments of receipts against the charge of the month: figures by hand, from 健康保険法施行令42条 and the terms of the programmes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

use santei_claims::read::Reader;
use santei_claims::receipt::Receipt;
use santei_claims::recharge::{Copay, recharge};

/// A receipt of July 2024 with one unit on the 10th: head fields from the type on, payers, letter, points.
fn copays(head: &str, payers: &[&str], letter: &str, points: u64) -> Vec<(Option<bool>, Option<i64>)> {
    let mut text = format!("RE,1,{head}\r\n");
    for payer in payers {
        text.push_str(&payer.replace('P', &points.to_string()));
        text.push_str("\r\n");
    }
    text.push_str(&format!("SI,80,{letter},180031010,,{points},1,,,,,,,,,,,,,,,,1\r\n"));
    let piece = Reader::new(text.as_bytes()).next().unwrap().unwrap();
    let receipt = Receipt::of(&piece).unwrap();
    let engine = santei_data::engine().unwrap();
    let results = recharge(&engine, &receipt).unwrap();
    results
        .iter()
        .map(|r| {
            let computed = match r.computed {
                Copay::Insurer { left, .. } | Copay::Programme { left, .. } => Some(left),
                Copay::Open(_) | Copay::Unreadable => None,
            };
            (r.agrees(), computed)
        })
        .collect()
}

const HO: &str = "HO,06130000,1,1,1,P,,,,,,";
const MIDDLE: &str = "1112,202407,X,1,19800401,,,,,";

#[test]
fn the_limit_of_the_class_among_the_remarks() {
    // 区ウ: 967,910 yen; 30 percent are 290,373, the limit is 80,100 + (967,910 − 267,000) × 1 % = 87,109.
    let with =
        |remark: &str, yen: &str| copays(&format!("{MIDDLE}{remark}"), &[&format!("{HO}{yen}")], "1", 96_791);
    assert_eq!(with("28", "87109"), [(Some(true), Some(87_109))]);
    assert_eq!(with("28", "87110"), [(Some(false), Some(87_109))]);
    assert_eq!(with("28", ""), [(Some(false), Some(87_109))]);
    // 多ウ: 44,400. 区オ: 35,400.
    assert_eq!(with("33", "44400"), [(Some(true), Some(44_400))]);
    assert_eq!(with("30", "35400"), [(Some(true), Some(35_400))]);
    // 長, and no class: the limit of specified diseases.
    assert_eq!(with("02", "10000"), [(Some(true), Some(10_000))]);
    // No class: the category was not confirmed, nothing is given in kind.
    assert_eq!(with("", ""), [(Some(true), Some(290_373))]);
    assert_eq!(with("", "87109"), [(Some(false), Some(290_373))]);
}

#[test]
fn below_every_limit_nothing_has_to_be_recorded() {
    assert_eq!(copays(&format!("{MIDDLE}28"), &[HO], "1", 291), [(Some(true), Some(873))]);
    assert_eq!(copays(&format!("{MIDDLE}28"), &[&format!("{HO}873")], "1", 291), [(Some(true), Some(873))]);
    // 未就学者: 20 percent; 給付割合 as recorded.
    assert_eq!(copays("1114,202407,X,1,20220401,,,,,", &[HO], "1", 291), [(Some(true), Some(582))]);
    assert_eq!(copays("1112,202407,X,1,19800401,80,,,,", &[HO], "1", 291), [(Some(true), Some(582))]);
}

#[test]
fn the_elderly_by_type_and_class() {
    let late = "HO,39130000,,1,1,P,,,,,,";
    let with = |remark: &str, yen: &str| {
        copays(&format!("1318,202407,X,1,19400401,,,,,{remark}"), &[&format!("{late}{yen}")], "1", 20_000)
    };
    // 区キ (一般Ⅰ): 10 percent of 200,000 are 20,000; out-patients pay 18,000.
    assert_eq!(with("42", "18000"), [(Some(true), Some(18_000))]);
    // 10 or 20 percent: without the class it is open.
    assert_eq!(with("", "18000"), [(None, None)]);
    // 低所得: RE11 tells which; without it the limit is open.
    let low = |class: &str| {
        copays(&format!("1318,202407,X,1,19400401,,,,{class},30"), &[&format!("{late}8000")], "1", 20_000)
    };
    assert_eq!(low("1"), [(Some(true), Some(8_000))]);
    assert_eq!(low(""), [(None, None)]);
}

#[test]
fn the_month_of_turning_75() {
    // Half of 18,000 for who comes to the scheme on the birthday (施行令41条4項); the whole for who was there before it by 認定
    // (高齢者の医療の確保に関する法律50条2号). The act is of the 10th.
    let late = "HO,39130000,,1,1,P,,,,,,";
    let with = |born: &str, remark: &str, yen: &str| {
        let head = format!("1318,202407,X,1,{born},,,,,42{remark}");
        copays(&head, &[&format!("{late}{yen}")], "1", 20_000)
    };
    assert_eq!(with("19490710", "", "9000"), [(Some(true), Some(9_000))]);
    assert_eq!(with("19490711", "", "18000"), [(Some(true), Some(18_000))]);
    assert_eq!(with("19490711", "", "9000"), [(Some(false), Some(18_000))]);
    // 高半 on the receipt says so itself.
    assert_eq!(with("19490711", "21", "9000"), [(Some(true), Some(9_000))]);
    // Born on the first: membership of the whole month.
    assert_eq!(with("19490701", "", "18000"), [(Some(true), Some(18_000))]);
}

#[test]
fn programmes_as_far_as_the_receipt_tells() {
    // 生活保護 alone: nothing.
    assert_eq!(
        copays("1212,202407,X,1,19800401", &["KO,12130000,0000000,,1,P,0"], "5", 291),
        [(Some(true), Some(0))]
    );
    // 難病: the cap of the certificate is not on the receipt.
    let with = |ko: &str, letter: &str| copays("1122,202407,X,1,19800401", &[HO, ko], letter, 291);
    assert_eq!(with("KO,54130000,0000000,,1,P,582", "2"), [(None, None), (None, None)]);
    // A local programme without terms leaves what stands before it.
    assert_eq!(with("KO,83130000,0000000,,1,P,200", "2"), [(Some(true), Some(873)), (None, None)]);
    // Care of the local programme alone: nothing before it.
    assert_eq!(with("KO,83130000,0000000,,1,P,200", "5"), [(None, None), (None, None)]);
}

#[test]
fn what_cannot_be_read_is_said() {
    assert_eq!(copays("1112,202407,X,1,", &[HO], "1", 291), [(None, None)]);
    assert_eq!(copays("1112,202407,X,1,19800401", &[HO], "8", 291), [(None, None)]);
}
