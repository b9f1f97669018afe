//! Every rounding of the fee schedule and of the charge: each its own function, each with the text that orders it.
//!
//! 四捨五入, 五捨五超入 and 切上げ are three different functions; nothing here takes a mode.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{AmountError, Points, Yen};

const FIFTEEN: Decimal = Decimal::from_parts(15, 0, 0, false, 0);

/// Which rule holds for a drug unit of 15 yen or less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrugFloor {
    /// 投薬 and 注射: 15 yen or less is 1 point (F200 薬剤 1, G100 薬剤 1).
    OnePoint,
    /// 在宅, 検査, 画像, リハ, 精神, 処置, 手術, 麻酔: 15 yen or less is not billed (C200 注1, D500 注1, E300 注1, J300 注1 …).
    Nothing,
}

/// 四捨五入 to a whole point: the one rounding of a billing unit.
///
/// 通知 (令和6年保医発0305第4号) 別添1 各部通則: fractions of a point in a rate calculation are rounded half up.
#[must_use]
pub fn round_half_up_to_point(points: Points) -> Points {
    Points::new(points.value().round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
}

/// Points of one drug unit (薬剤料) from its price in yen: 五捨五超入.
///
/// Above 15 yen: 1 point plus one for every further 10 yen or part of it, i.e. `ceil((yen − 15) / 10) + 1`.
///
/// # Errors
/// [`AmountError::Overflow`] when the price leaves the range of a decimal.
///
/// ```
/// use rust_decimal::Decimal;
/// use santei_core::amount::{drug_points, DrugFloor, Points};
/// let yen = |s: &str| s.parse::<Decimal>().unwrap();
/// assert_eq!(drug_points(yen("25.0"), DrugFloor::OnePoint), Ok(Points::whole(2)));
/// assert_eq!(drug_points(yen("25.1"), DrugFloor::OnePoint), Ok(Points::whole(3)));
/// assert_eq!(drug_points(yen("15"), DrugFloor::Nothing), Ok(Points::ZERO));
/// ```
pub fn drug_points(yen: Decimal, floor: DrugFloor) -> Result<Points, AmountError> {
    if yen <= FIFTEEN {
        return Ok(match floor {
            DrugFloor::OnePoint => Points::whole(1),
            DrugFloor::Nothing => Points::ZERO,
        });
    }
    let over = yen.checked_sub(FIFTEEN).ok_or(AmountError::Overflow("drug price"))?;
    let steps = over.checked_div(Decimal::TEN).ok_or(AmountError::Overflow("drug price"))?.ceil();
    Points::new(steps).plus(Points::whole(1))
}

/// Points of a material from its price in yen and the divisor of its kind (10; iridium 50, cobalt 1000): half up.
///
/// J400, K950 …: 材料価格を10円で除して得た点数, fractions 四捨五入 (特定保険医療材料の算定に関する留意事項).
///
/// # Errors
/// [`AmountError::Overflow`] when the division leaves the range of a decimal.
pub fn material_points(yen: Decimal, divisor: u32) -> Result<Points, AmountError> {
    let exact = yen.checked_div(Decimal::from(divisor)).ok_or(AmountError::Overflow("material price"))?;
    Ok(round_half_up_to_point(Points::new(exact)))
}

/// 四捨五入 to one yen: oxygen prices (酸素及び窒素の価格), the 1 percent part of a ceiling (施行令42条).
///
/// # Errors
/// [`AmountError::Overflow`] when the yen do not fit an integer.
pub fn round_half_up_to_yen(yen: Decimal) -> Result<Yen, AmountError> {
    let whole = yen.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    i64::try_from(whole).map(Yen::new).map_err(|_| AmountError::Overflow("yen"))
}

/// What the counter collects: under 5 yen down, 5 yen and over up to 10 (健康保険法75条; 高齢者の医療の確保に関する法律68条).
///
/// # Errors
/// [`AmountError::Overflow`] when the rounded sum leaves the range.
pub fn round_half_up_to_ten_yen(yen: Yen) -> Result<Yen, AmountError> {
    let overflow = AmountError::Overflow("10 yen rounding");
    let tens = yen.value().checked_add(5).ok_or(overflow)?.div_euclid(10);
    tens.checked_mul(10).map(Yen::new).ok_or(overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(s: &str) -> Decimal {
        s.parse().unwrap()
    }

    #[test]
    fn drug_points_at_both_sides_of_every_boundary() {
        // F200 1: 15 yen or less 1 point; 2: above, 10 yen or part of it one point more.
        for (yen, points) in
            [("0.1", 1), ("15", 1), ("15.1", 2), ("25", 2), ("25.1", 3), ("35", 3), ("105.01", 11)]
        {
            assert_eq!(drug_points(d(yen), DrugFloor::OnePoint), Ok(Points::whole(points)), "{yen}");
        }
        assert_eq!(drug_points(d("15"), DrugFloor::Nothing), Ok(Points::ZERO));
        assert_eq!(drug_points(d("15.1"), DrugFloor::Nothing), Ok(Points::whole(2)));
    }

    #[test]
    fn half_points_go_up() {
        assert_eq!(round_half_up_to_point(Points::new(d("127.5"))), Points::whole(128));
        assert_eq!(round_half_up_to_point(Points::new(d("127.4999"))), Points::whole(127));
    }

    #[test]
    fn materials_and_the_counter() {
        assert_eq!(material_points(d("2364"), 10), Ok(Points::whole(236)));
        assert_eq!(material_points(d("2365"), 10), Ok(Points::whole(237)));
        assert_eq!(round_half_up_to_ten_yen(Yen::new(874)), Ok(Yen::new(870)));
        assert_eq!(round_half_up_to_ten_yen(Yen::new(875)), Ok(Yen::new(880)));
        assert_eq!(
            round_half_up_to_ten_yen(Yen::new(i64::MAX)),
            Err(AmountError::Overflow("10 yen rounding"))
        );
    }
}
