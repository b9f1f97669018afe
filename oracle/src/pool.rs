//! The drugs of a unit, added up before they become points, and its materials, line by line.

use crate::drug::{Section, drug_points};
use crate::error::OracleError;
use crate::item::{DrugLine, Warning, drug_line};
use crate::material::{MaterialContext, material_points};
use crate::num;
use crate::segment::Reading;
use crate::tables::{Row, col, decimal};
use crate::unit::{Part, PartKind, UnitLine};
use rust_decimal::Decimal;

pub(crate) fn drug_parts(
    drugs: &[(&Row, &UnitLine)],
    section: Section,
    warnings: &mut Vec<(String, Warning)>,
) -> Result<Vec<Part>, OracleError> {
    let mut parts = Vec::new();
    let mut pooled: Option<Decimal> = None;
    for (row, line) in drugs {
        match drug_line(row, line.quantity, line.claimed)? {
            DrugLine::Yen(yen) => {
                pooled = Some(num::add(&line.code, pooled.unwrap_or_default(), yen)?);
            }
            DrugLine::Minus(points) => parts.push(Part {
                kind: PartKind::DrugReduction,
                code: line.code.clone(),
                points: -Decimal::from(num::whole(&line.code, points)?),
            }),
        }
    }
    if let Some(yen) = pooled {
        let points = if yen.is_zero() {
            warnings.push((String::new(), Warning::ZeroPrice));
            0
        } else {
            drug_points(yen, section)?
        };
        parts.push(Part { kind: PartKind::Drugs, code: String::new(), points: Decimal::from(points) });
    }
    Ok(parts)
}

pub(crate) fn material_parts(
    materials: &[(&Row, &UnitLine)],
    reading: Reading,
    warnings: &mut Vec<(String, Warning)>,
) -> Result<Vec<Part>, OracleError> {
    let mut context = MaterialContext::default();
    let oxygen = |row: &Row| matches!(col(row, 21), "2" | "3" | "4" | "5");
    for (row, line) in materials {
        let needs = |present: bool| {
            if present { Ok(()) } else { Err(OracleError::NeedsBase(line.code.clone())) }
        };
        match (col(row, 11), col(row, 21)) {
            ("5", "1") => {
                needs(materials.iter().any(|(other, _)| oxygen(other)))?;
                context.oxygen_percent = Some(decimal(row, 12)?);
            }
            ("9", _) => {
                needs(materials.iter().any(|(other, _)| oxygen(other)))?;
                context.atmospheres = Some(crate::material::quantity_or_one(row, line.quantity)?);
            }
            ("5", _) => {
                needs(materials.iter().any(|(other, _)| col(other, 14) == "1" && col(other, 11) == "1"))?;
                context.film_percent = Some(decimal(row, 12)?);
            }
            _ => {}
        }
    }
    let mut parts = Vec::new();
    let mut tens = (Decimal::ZERO, 0_i64);
    for (row, line) in materials.iter().filter(|(row, _)| !matches!(col(row, 11), "5" | "9")) {
        let price = material_points(row, line.quantity, line.claimed, context)?;
        if price.capped_price {
            warnings.push((line.code.clone(), Warning::PriceCapped));
        }
        if price.capped_points {
            warnings.push((line.code.clone(), Warning::PointsCapped));
        }
        if oxygen(row) && context.oxygen_percent.is_none() {
            warnings.push((line.code.clone(), Warning::OxygenCorrectionAssumed));
        }
        if matches!(col(row, 22), "0" | "2") && !price.capped_points {
            tens = (num::add(&line.code, tens.0, price.yen)?, tens.1 + price.points);
        }
        parts.push(Part {
            kind: PartKind::Material,
            code: line.code.clone(),
            points: Decimal::from(price.points),
        });
    }
    if !reading.materials_by_line && parts.len() > 1 {
        let together = num::half_up(num::div("", tens.0, Decimal::TEN)?);
        parts.push(Part {
            kind: PartKind::Material,
            code: String::new(),
            points: together - Decimal::from(tens.1),
        });
    }
    Ok(parts)
}
