//! RE and the diseases: type, dates, age, remarks.

use santei_core::date::{AgeBound, ServiceDate, ServiceMonth};

use super::{Out, checks};
use crate::calendar;
use crate::layout::Kind;
use crate::receipt::{Place, Receipt};
use crate::record::Record;
use crate::text;

/// 別表9 without the codes that only dental claims carry.
const REMARKS: &[&[u8]] = &[
    b"01", b"02", b"03", b"04", b"07", b"08", b"09", b"10", b"11", b"12", b"13", b"14", b"16", b"17", b"18",
    b"19", b"20", b"21", b"22", b"23", b"24", b"25", b"26", b"27", b"28", b"29", b"30", b"31", b"32", b"33",
    b"34", b"35", b"36", b"37", b"38", b"39", b"41", b"42", b"43", b"44", b"96", b"97",
];

/// 所得区分 among the remarks: 区ア–区キ, 多ア–多キ.
const INCOME: &[&[u8]] =
    &[b"26", b"27", b"28", b"29", b"30", b"31", b"32", b"33", b"34", b"35", b"41", b"42", b"43", b"44"];

/// First month in which elderly patients carry their income class (特記事項 区ア … from 2018-08 on).
fn income_since() -> Option<ServiceMonth> {
    ServiceMonth::new(2018, 8)
}

/// 別表10: 01–28 without 22a, 30, 31, 33–39.
fn is_department(field: &[u8]) -> bool {
    crate::record::digits(field).is_some_and(|n| field.len() == 2 && matches!(n, 1..=28 | 30 | 31 | 33..=39))
}

/// Checks the head of a receipt and its diseases.
pub(super) fn check(receipt: &Receipt<'_>, claim: Option<ServiceMonth>, out: &mut Out<'_>) {
    let head = receipt.head;
    let month = receipt.month();
    match month {
        None => out.add(&checks::CARE_MONTH, Some(head), Some(4), Vec::new()),
        Some(month) if claim.is_some_and(|claim| month >= claim) => {
            out.add(&checks::CARE_AFTER_CLAIM, Some(head), Some(4), Vec::new());
        }
        Some(_) => {}
    }
    let last = month.and_then(last_day);
    match (receipt.birth(), last) {
        (None, _) => out.add(&checks::BIRTH, Some(head), Some(7), Vec::new()),
        (Some(birth), Some(last)) if birth > last => {
            out.add(&checks::BORN_AFTER, Some(head), Some(7), Vec::new());
        }
        _ => {}
    }
    let name = head.text(5);
    if !name.is_empty() && name.trim().is_empty() {
        out.add(&checks::NAME_BLANK, Some(head), Some(5), Vec::new());
    }
    type_and_age(receipt, month, out);
    remarks(receipt, month, out);
    others(receipt, last, out);
    for disease in &receipt.diseases {
        one_disease(disease, last, out);
    }
}

fn last_day(month: ServiceMonth) -> Option<ServiceDate> {
    (28..=31).rev().find_map(|d| calendar::day_of(month, d))
}

fn type_and_age(receipt: &Receipt<'_>, month: Option<ServiceMonth>, out: &mut Out<'_>) {
    let head = receipt.head;
    let Some([first, second, third, last]) = receipt.type_digits() else {
        out.add(&checks::TYPE, Some(head), Some(3), Vec::new());
        return;
    };
    let fits = match second {
        1 => (1..=5).contains(&third),
        2 => (1..=4).contains(&third) && matches!(last, 1 | 2),
        3 => (1..=5).contains(&third) && matches!(last, 7 | 8 | 9 | 0),
        4 => (1..=5).contains(&third) && (1..=6).contains(&last),
        _ => false,
    };
    if first != 1 || !fits {
        out.add(&checks::TYPE, Some(head), Some(3), Vec::new());
        return;
    }
    let (insurer, publics) = if second == 2 { (0, third) } else { (1, third - 1) };
    let has_insurer = usize::from(receipt.insurer().is_some());
    let has_publics = receipt.payers.len() - has_insurer;
    if has_insurer != insurer || has_publics != usize::from(publics) {
        out.add(&checks::PAYERS, Some(head), Some(3), vec![insurer.to_string(), publics.to_string()]);
    }
    let first_day = month.and_then(|m| calendar::day_of(m, 1));
    if let (Some(birth), Some(day), true) = (receipt.birth(), first_day, second != 2) {
        if matches!(last, 3 | 4) && !AgeBound::Preschool.under(birth, day) && birth <= day {
            out.add(&checks::PRESCHOOL, Some(head), Some(3), Vec::new());
        }
        // Whoever turns 15 within the month may be billed as insured from then on.
        let end = month.and_then(last_day).unwrap_or(day);
        if matches!(last, 1 | 2) && AgeBound::Years(15).under(birth, end) {
            out.add(&checks::SELF_UNDER_15, Some(head), Some(3), Vec::new());
        }
    }
}

fn remarks(receipt: &Receipt<'_>, month: Option<ServiceMonth>, out: &mut Out<'_>) {
    let head = receipt.head;
    for remark in receipt.remarks() {
        if !REMARKS.contains(&remark) {
            out.add(&checks::REMARK, Some(head), Some(12), vec![text::decode(remark).into_owned()]);
        }
    }
    let elderly = receipt
        .type_digits()
        .is_some_and(|[_, second, _, last]| second != 2 && matches!(last, 7 | 8 | 9 | 0));
    let since = month.zip(income_since()).is_some_and(|(m, since)| m >= since);
    if elderly && since && !receipt.remarks().any(|r| INCOME.contains(&r)) {
        out.add(&checks::INCOME_CLASS, Some(head), Some(12), Vec::new());
    }
}

fn others(receipt: &Receipt<'_>, last: Option<ServiceDate>, out: &mut Out<'_>) {
    let head = receipt.head;
    let admission = head.field(9);
    if !admission.is_empty() {
        let late = calendar::day(admission).zip(last).is_some_and(|(day, last)| day.value > last);
        if receipt.place() == Some(Place::Out) || late {
            out.add(&checks::ADMISSION, Some(head), Some(9), Vec::new());
        }
    }
    if receipt.place() == Some(Place::Out) {
        for record in receipt.records.iter().filter(|r| r.kind == Kind::Gr) {
            out.add(&checks::DPC_REASON, Some(*record), None, Vec::new());
        }
    }
    for no in [22, 27, 32] {
        let field = head.field(no);
        if !field.is_empty() && !is_department(field) {
            out.add(&checks::DEPARTMENT, Some(head), Some(no), Vec::new());
        }
    }
    let kana = text::decode(head.field(37));
    let is_kana = |c: char| matches!(c, 'ァ'..='ヶ' | 'ー' | '　' | '・' | '゛' | '゜');
    if !kana.chars().all(is_kana) {
        out.add(&checks::KANA, Some(head), Some(37), Vec::new());
    }
    let national = receipt.insurer().is_some_and(|p| p.record.field(2).trim_ascii().len() == 6);
    let retired = receipt.type_digits().is_some_and(|[_, second, _, _]| second == 4)
        || receipt.insurer().is_some_and(|p| p.record.field(2).starts_with(b"67"));
    if !head.field(8).is_empty() && !national && !retired {
        out.add(&checks::BENEFIT_RATE, Some(head), Some(8), Vec::new());
    }
}

/// 未コード化傷病名.
const UNCODED: &[u8] = b"0000999";

fn one_disease(record: &Record<'_>, last: Option<ServiceDate>, out: &mut Out<'_>) {
    let code = record.field(2);
    if code.len() != 7 || !code.iter().all(u8::is_ascii_digit) {
        out.add(&checks::DISEASE_CODE, Some(*record), Some(2), Vec::new());
    }
    if calendar::day(record.field(3)).zip(last).is_some_and(|(day, last)| day.value > last) {
        out.add(&checks::DISEASE_START, Some(*record), Some(3), Vec::new());
    }
    if !matches!(record.field(4), b"" | b"1" | b"2" | b"3" | b"4") {
        out.add(&checks::OUTCOME, Some(*record), Some(4), Vec::new());
    }
    let modifiers = record.field(5);
    if !modifiers.len().is_multiple_of(4) || modifiers.len() > 80 {
        out.add(&checks::MODIFIERS, Some(*record), Some(5), Vec::new());
    }
    if (code == UNCODED) == record.field(6).trim_ascii().is_empty() {
        out.add(&checks::UNCODED, Some(*record), Some(6), Vec::new());
    }
    if !matches!(record.field(7), b"" | b"01") {
        out.add(&checks::MAIN, Some(*record), Some(7), Vec::new());
    }
}
