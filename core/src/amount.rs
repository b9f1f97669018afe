//! Points, yen, rates and quantities, and every rounding the law knows.
//!
//! No floats: [`rust_decimal::Decimal`] inside, checked arithmetic, overflow is an error ([`AmountError`]).

mod rounding;

pub use rounding::{
    DrugFloor, drug_points, material_points, round_half_up_to_point, round_half_up_to_ten_yen,
    round_half_up_to_yen,
};

use rust_decimal::Decimal;
use thiserror::Error;

/// Arithmetic that leaves the range of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum AmountError {
    /// A sum or product outside the representable range.
    #[error("amount out of range while computing `{0}`; check the quantity and the count of the line")]
    Overflow(&'static str),
}

/// Fee points (点数). One point is 10 yen. Decimal until the one rounding of its billing unit (算定単位).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Points(Decimal);

/// Yen, an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Yen(i64);

/// A rate such as a share, an addition or a reduction; `0.30` is 30 percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Rate(Decimal);

impl Points {
    /// No points.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Points from a decimal.
    #[must_use]
    pub const fn new(value: Decimal) -> Self {
        Self(value)
    }

    /// Whole points.
    #[must_use]
    pub fn whole(value: i64) -> Self {
        Self(Decimal::from(value))
    }

    /// The decimal value.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.0
    }

    /// Sum.
    ///
    /// # Errors
    /// [`AmountError::Overflow`] when the sum leaves the range of a decimal.
    pub fn plus(self, other: Self) -> Result<Self, AmountError> {
        self.0.checked_add(other.0).map(Self).ok_or(AmountError::Overflow("sum of points"))
    }

    /// Difference; may be negative, as a reduction is.
    ///
    /// # Errors
    /// [`AmountError::Overflow`] when the difference leaves the range of a decimal.
    pub fn minus(self, other: Self) -> Result<Self, AmountError> {
        self.0.checked_sub(other.0).map(Self).ok_or(AmountError::Overflow("difference of points"))
    }

    /// Product with a rate, exact.
    ///
    /// # Errors
    /// [`AmountError::Overflow`] when the product leaves the range of a decimal.
    pub fn times(self, rate: Rate) -> Result<Self, AmountError> {
        self.0.checked_mul(rate.0).map(Self).ok_or(AmountError::Overflow("points × rate"))
    }

    /// Product with a count.
    ///
    /// # Errors
    /// [`AmountError::Overflow`] when the product leaves the range of a decimal.
    pub fn times_count(self, count: u32) -> Result<Self, AmountError> {
        self.0.checked_mul(Decimal::from(count)).map(Self).ok_or(AmountError::Overflow("points × count"))
    }

    /// Whether the points are whole, as they must be after rounding.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.fract().is_zero()
    }

    /// Ten yen a point (診療報酬の算定方法 本文: 1点の単価は10円).
    ///
    /// # Errors
    /// [`AmountError::Overflow`] when the yen do not fit, or the points are not whole.
    pub fn to_yen(self) -> Result<Yen, AmountError> {
        let yen = self.0.checked_mul(Decimal::TEN).ok_or(AmountError::Overflow("points × 10 yen"))?;
        if !yen.fract().is_zero() {
            return Err(AmountError::Overflow("yen of unrounded points"));
        }
        i64::try_from(yen.trunc()).map(Yen).map_err(|_| AmountError::Overflow("points × 10 yen"))
    }
}

impl Yen {
    /// No yen.
    pub const ZERO: Self = Self(0);

    /// Yen from an integer.
    #[must_use]
    pub const fn new(value: i64) -> Self {
        Self(value)
    }

    /// The integer value.
    #[must_use]
    pub const fn value(self) -> i64 {
        self.0
    }

    /// Sum.
    ///
    /// # Errors
    /// [`AmountError::Overflow`] when the sum leaves the range.
    pub fn plus(self, other: Self) -> Result<Self, AmountError> {
        self.0.checked_add(other.0).map(Self).ok_or(AmountError::Overflow("sum of yen"))
    }

    /// Difference.
    ///
    /// # Errors
    /// [`AmountError::Overflow`] when the difference leaves the range.
    pub fn minus(self, other: Self) -> Result<Self, AmountError> {
        self.0.checked_sub(other.0).map(Self).ok_or(AmountError::Overflow("difference of yen"))
    }
}

impl Rate {
    /// One, i.e. 100 percent.
    pub const ONE: Self = Self(Decimal::ONE);

    /// A rate from its decimal value (`0.30`).
    #[must_use]
    pub const fn new(value: Decimal) -> Self {
        Self(value)
    }

    /// A rate from percent, as the masters write it (`40.00` is 0.40).
    ///
    /// # Errors
    /// [`AmountError::Overflow`] never for percentages a master can hold.
    pub fn from_percent(percent: Decimal) -> Result<Self, AmountError> {
        percent.checked_div(Decimal::ONE_HUNDRED).map(Self).ok_or(AmountError::Overflow("percent"))
    }

    /// The decimal value.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.0
    }

    /// Sum of two rates (additions on one base add up).
    ///
    /// # Errors
    /// [`AmountError::Overflow`] when the sum leaves the range.
    pub fn plus(self, other: Self) -> Result<Self, AmountError> {
        self.0.checked_add(other.0).map(Self).ok_or(AmountError::Overflow("sum of rates"))
    }

    /// One minus the rate: what remains after a reduction.
    ///
    /// # Errors
    /// [`AmountError::Overflow`] when the difference leaves the range.
    pub fn remaining(self) -> Result<Self, AmountError> {
        Decimal::ONE.checked_sub(self.0).map(Self).ok_or(AmountError::Overflow("1 − rate"))
    }
}
