//! 薬剤料: from yen to points.

use crate::error::OracleError;
use crate::num;
use rust_decimal::Decimal;

/// Which part of the fee schedule a unit belongs to, as far as the price of drugs depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// 第5部 投薬 (F200): 15 yen or less is 1 point.
    Medication,
    /// 第6部 注射 (G100): 15 yen or less is 1 point.
    Injection,
    /// Every other part (C200, D500, E300, H100, I100, J300, K940, L200): 15 yen or less is not billed.
    Other,
}

impl Section {
    /// By the 診療識別 of the claim: 21–23 medication, 31–33 injection, all else other (14 home care, 40 treatment …).
    #[must_use]
    pub fn from_act_class(class: &str) -> Self {
        match class {
            "21" | "22" | "23" => Self::Medication,
            "31" | "32" | "33" => Self::Injection,
            _ => Self::Other,
        }
    }
}

/// Points of the drugs of one unit whose prices add up to `yen` (五捨五超入).
///
/// F200: 「薬価が15円以下である場合は1点とし、15円を超える場合は10円又はその端数を増すごとに1点を所定点数に加算する」;
/// G100: 「薬価から15円を控除した額を10円で除して得た点数につき1点未満の端数を切り上げて得た点数に1点を加算」; the other
/// parts the same above 15 yen and 注1 「薬価が15円以下である場合は、算定しない」.
///
/// The price is that of the unit, not of each drug: 「1剤1日分」 (F200), 「1回分使用量」 (G100), 「1回に使用した総量の
/// 価格」 (通知 第9部 通則2), so the drugs of a unit are added up first and turned into points once.
///
/// # Errors
/// A negative or absurd amount.
pub fn drug_points(yen: Decimal, section: Section) -> Result<i64, OracleError> {
    let free = Decimal::from(15);
    if yen <= free {
        return Ok(match section {
            Section::Medication | Section::Injection => 1,
            Section::Other => 0,
        });
    }
    let over = num::add("", yen, -free)?;
    let steps = num::div("", over, Decimal::TEN)?.ceil();
    num::whole("", num::add("", steps, Decimal::ONE)?)
}
