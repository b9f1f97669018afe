//! One code alone, once.

use crate::drug::{Section, drug_points};
use crate::error::OracleError;
use crate::material::{MaterialContext, material_points, quantity_or_one};
use crate::num;
use crate::step::{Step, has_steps, step};
use crate::tables::{Row, Tables, bad, col, decimal};
use rust_decimal::Decimal;

/// An amount of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// 点; negative where the item takes points away.
    Points(i64),
    /// 円 (meals, living care, standard burdens): never added to points.
    Yen(i64),
}

/// Something the reader of the amount should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// きざみ: the quantity is above the upper bound and the step formula was used all the same (error kinds 0, 2).
    AboveUpperBound,
    /// A quantity was sent for an item that has none; it was not used.
    QuantityIgnored,
    /// The unit price was above the ceiling (oxygen) and the ceiling was used.
    PriceCapped,
    /// The points were cut to the ceiling of the master (column 24).
    PointsCapped,
    /// Oxygen without a recorded correction row: the statutory 1.3 was used.
    OxygenCorrectionAssumed,
    /// A note add-on whose base item is not in the unit; its points were added as they stand.
    AddonWithoutBase,
    /// The price of the drugs is 0 yen (notes on trial drugs): 0 points, though F200 read by the letter says 1.
    ZeroPrice,
}

/// The price of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    /// Rounded amount.
    pub amount: Amount,
    /// The same before rounding: points for procedures, yen for drugs and materials and yen items.
    pub exact: Decimal,
    /// What to know about it.
    pub warnings: Vec<Warning>,
}

/// Prices one code alone, once.
///
/// `quantity` is the 数量データ (procedures, whole) or the used amount (drugs, materials); `claimed` is what the claim
/// itself records: the points for 点数識別 4 and 7 (as positive numbers), the yen per unit for drugs and materials
/// (overrides the master). `section` matters for drugs only.
///
/// A procedure is rounded half up here because alone it is its own 算定単位. An add-on prices as its own fixed points.
///
/// # Errors
/// See [`OracleError`]; percentages and reductions by percent give [`OracleError::NeedsBase`].
pub fn price_item(
    tables: &Tables,
    code: &str,
    quantity: Option<Decimal>,
    claimed: Option<Decimal>,
    section: Section,
) -> Result<Priced, OracleError> {
    if let Some(row) = tables.procedure(code) {
        return price_procedure(row, quantity, claimed);
    }
    if let Some(row) = tables.drug(code) {
        return price_drug(row, quantity, claimed, section);
    }
    if let Some(row) = tables.material(code) {
        let line = material_points(row, quantity, claimed, MaterialContext::default())?;
        let mut warnings = Vec::new();
        if line.capped_price {
            warnings.push(Warning::PriceCapped);
        }
        if line.capped_points {
            warnings.push(Warning::PointsCapped);
        }
        if matches!(col(row, 21), "2" | "3" | "4" | "5") {
            warnings.push(Warning::OxygenCorrectionAssumed);
        }
        return Ok(Priced { amount: Amount::Points(line.points), exact: line.yen, warnings });
    }
    Err(OracleError::UnknownCode(code.to_owned()))
}

fn price_procedure(
    row: &Row,
    quantity: Option<Decimal>,
    claimed: Option<Decimal>,
) -> Result<Priced, OracleError> {
    let code = col(row, 3);
    let (exact, warnings) = procedure_exact(row, quantity, claimed)?;
    let rounded = num::whole(code, num::half_up(exact))?;
    let amount = if col(row, 11) == "1" { Amount::Yen(rounded) } else { Amount::Points(rounded) };
    Ok(Priced { amount, exact, warnings })
}

/// Exact amount of a procedure row (yen for 点数識別 1, else points; negative where it takes away).
pub(crate) fn procedure_exact(
    row: &Row,
    quantity: Option<Decimal>,
    claimed: Option<Decimal>,
) -> Result<(Decimal, Vec<Warning>), OracleError> {
    let code = col(row, 3);
    let recorded = || match claimed {
        Some(points) if !points.is_sign_negative() => Ok(points),
        _ => Err(OracleError::AmountMissing(code.to_owned())),
    };
    let mut warnings = Vec::new();
    let exact = match col(row, 11) {
        "1" | "3" | "8" if has_steps(row) => {
            let quantity = quantity.ok_or_else(|| OracleError::QuantityMissing(code.to_owned()))?;
            if quantity.is_sign_negative() && !quantity.is_zero() {
                return Err(OracleError::QuantitySenseless { code: code.to_owned(), quantity });
            }
            let quantity = num::whole(code, quantity)?;
            let code = code.to_owned();
            match step(row, quantity)? {
                Step::Points { exact, above_upper } => {
                    if above_upper {
                        warnings.push(Warning::AboveUpperBound);
                    }
                    exact
                }
                Step::Returned => return Err(OracleError::Returned { code, quantity }),
                Step::NotBillable => return Err(OracleError::NotBillable { code, quantity }),
            }
        }
        "1" | "3" | "8" => {
            if quantity.is_some() {
                warnings.push(Warning::QuantityIgnored);
            }
            decimal(row, 12)?
        }
        "4" | "7" => recorded()?,
        "5" | "6" => return Err(OracleError::NeedsBase(code.to_owned())),
        _ => return Err(bad(row, 11)),
    };
    let takes_away = matches!(col(row, 11), "7" | "8");
    Ok((if takes_away { -exact } else { exact }, warnings))
}

fn price_drug(
    row: &Row,
    quantity: Option<Decimal>,
    claimed: Option<Decimal>,
    section: Section,
) -> Result<Priced, OracleError> {
    match drug_line(row, quantity, claimed)? {
        DrugLine::Yen(yen) if yen.is_zero() => {
            Ok(Priced { amount: Amount::Points(0), exact: yen, warnings: vec![Warning::ZeroPrice] })
        }
        DrugLine::Yen(yen) => Ok(Priced {
            amount: Amount::Points(drug_points(yen, section)?),
            exact: yen,
            warnings: Vec::new(),
        }),
        DrugLine::Minus(points) => Ok(Priced {
            amount: Amount::Points(-num::whole(col(row, 3), points)?),
            exact: -points,
            warnings: Vec::new(),
        }),
    }
}

/// What a drug row contributes to its unit.
pub(crate) enum DrugLine {
    /// Price × quantity, to be added up.
    Yen(Decimal),
    /// Points the claim takes away (金額種別 7).
    Minus(Decimal),
}

pub(crate) fn drug_line(
    row: &Row,
    quantity: Option<Decimal>,
    claimed: Option<Decimal>,
) -> Result<DrugLine, OracleError> {
    let code = col(row, 3);
    match col(row, 11) {
        "1" => {
            let price = match claimed {
                Some(given) if given.is_sign_negative() => {
                    return Err(OracleError::AmountMissing(code.to_owned()));
                }
                Some(given) => given,
                None => decimal(row, 12)?,
            };
            Ok(DrugLine::Yen(num::mul(code, price, quantity_or_one(row, quantity)?)?))
        }
        "7" => match claimed {
            Some(points) if !points.is_sign_negative() => Ok(DrugLine::Minus(points)),
            _ => Err(OracleError::AmountMissing(code.to_owned())),
        },
        "3" => Err(OracleError::DentalOnly(code.to_owned())),
        _ => Err(bad(row, 11)),
    }
}
