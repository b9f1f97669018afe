//! 特定保険医療材料, フィルム, 酸素, 窒素: from yen to points.

use crate::error::OracleError;
use crate::num;
use crate::tables::{Row, bad, col, decimal};
use rust_decimal::Decimal;

/// What the other lines of the unit say about its materials.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MaterialContext {
    /// 酸素補正率 (percent to add, 30.00) as recorded in the unit; `None` = not recorded, the statutory 1.3 is used.
    pub oxygen_percent: Option<Decimal>,
    /// Atmospheres recorded with 高気圧酸素加算 (金額種別 9).
    pub atmospheres: Option<Decimal>,
    /// フィルム料（乳幼児）加算 (percent to add, 10.00) as recorded in the unit.
    pub film_percent: Option<Decimal>,
}

/// Points of one material line, and whether its unit price was cut to the official ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaterialPoints {
    /// Whole points.
    pub points: i64,
    /// Exact yen before the division.
    pub yen: Decimal,
    /// The claim's unit price was above the ceiling of the master and the ceiling was used.
    pub capped_price: bool,
    /// The points were cut to column 24 (眼科学的検査用インスタントフィルム).
    pub capped_points: bool,
}

/// Prices one material line.
///
/// * materials and film: 「材料価格を10円で除して得た点数」 (J400, K950, E400 …) of price × quantity, half up;
/// * film for children under 6 (E400 注1): 「材料価格に1.1を乗じて得た額を10円で除して得た点数」, on lines that may take
///   it (column 14 = 1);
/// * oxygen (通知 J201(4)): price per litre × litres × 1.3, 「1円未満を四捨五入」, then ÷ 10 half up: two roundings. The
///   facility's own purchase price is used where it is lower (J201(5)), never above the ceiling (column 23 = 1);
/// * nitrogen (J201(13)): price × litres, no 1.3 and no rounding to yen; ÷ 10 half up;
/// * 高線量率イリジウム ÷ 50, コバルト ÷ 1,000 (M004 注2, 注7).
///
/// Not decided by the texts: whether several materials of one act are divided together or line by line; and the
/// position of 高気圧酸素加算 in the oxygen formula (the master specification multiplies before the rounding to yen; the
/// notice J201(6) only says that volumes are not converted to one pressure). Both follow the master specification.
///
/// # Errors
/// A percentage row (it has no base alone), a missing quantity or unit price, an absurd amount.
pub fn material_points(
    row: &Row,
    quantity: Option<Decimal>,
    unit_price: Option<Decimal>,
    context: MaterialContext,
) -> Result<MaterialPoints, OracleError> {
    let code = col(row, 3);
    let listed = match col(row, 11) {
        "1" => Some(decimal(row, 12)?),
        "2" => None,
        "5" | "9" => return Err(OracleError::NeedsBase(code.to_owned())),
        _ => return Err(bad(row, 11)),
    };
    let mut price = match (unit_price, listed) {
        (Some(given), _) => given,
        (None, Some(listed)) => listed,
        (None, None) => return Err(OracleError::AmountMissing(code.to_owned())),
    };
    if price.is_sign_negative() {
        return Err(OracleError::AmountMissing(code.to_owned()));
    }
    let capped_price = col(row, 23) == "1" && listed.is_some_and(|ceiling| price > ceiling);
    if capped_price {
        price = listed.unwrap_or(price);
    }
    let quantity = quantity_or_one(row, quantity)?;
    let mut yen = num::mul(code, price, quantity)?;
    if matches!(col(row, 21), "2" | "3" | "4" | "5") {
        let percent = context.oxygen_percent.unwrap_or(Decimal::from(30));
        yen = num::mul(code, yen, rate_plus_one(code, percent)?)?;
        if let Some(atmospheres) = context.atmospheres {
            yen = num::mul(code, yen, atmospheres)?;
        }
        yen = num::half_up(yen);
    }
    if let (Some(percent), "1") = (context.film_percent, col(row, 14)) {
        yen = num::mul(code, yen, rate_plus_one(code, percent)?)?;
    }
    let divisor = match col(row, 22) {
        "0" | "2" => Decimal::TEN,
        "3" => Decimal::from(50),
        "4" => Decimal::ONE_THOUSAND,
        _ => return Err(bad(row, 22)),
    };
    let mut points = num::whole(code, num::half_up(num::div(code, yen, divisor)?))?;
    let ceiling: i64 = col(row, 24).parse().map_err(|_| bad(row, 24))?;
    let capped_points = ceiling > 0 && points > ceiling;
    if capped_points {
        points = ceiling;
    }
    Ok(MaterialPoints { points, yen, capped_price, capped_points })
}

/// The quantity of a drug or material line; a row without a unit (column 8 = 0) counts as one when none is given.
pub(crate) fn quantity_or_one(row: &Row, quantity: Option<Decimal>) -> Result<Decimal, OracleError> {
    let code = col(row, 3).to_owned();
    match quantity {
        Some(q) if q > Decimal::ZERO => Ok(q),
        Some(quantity) => Err(OracleError::QuantitySenseless { code, quantity }),
        None if col(row, 8) == "0" => Ok(Decimal::ONE),
        None => Err(OracleError::QuantityMissing(code)),
    }
}

fn rate_plus_one(code: &str, percent: Decimal) -> Result<Decimal, OracleError> {
    num::add(code, Decimal::ONE, num::div(code, percent, Decimal::ONE_HUNDRED)?)
}
