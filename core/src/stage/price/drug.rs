//! Points of the drugs of a unit: one pool, 五捨五超入 (F200, G100; D500, E300, J300 … for drugs of acts).

use rust_decimal::Decimal;

use super::{PricedBill, Sum, refuse};
use crate::amount::{AmountError, DrugFloor, Points, drug_points};
use crate::bill::{Bill, Item};
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Op, Text};
use crate::snapshot::DrugPriceKind;

static MEDICATION: Citation = Citation::r06("F200");
static INJECTION: Citation = Citation::r06("G100");
static HOME: Citation = Citation::r06("C200");
static TEST: Citation = Citation::r06("D500");
static IMAGING: Citation = Citation::r06("E300");
static TREATMENT: Citation = Citation::r06("J300");
static SURGERY: Citation = Citation::r06("K940");
static ANESTHESIA: Citation = Citation::r06("L200");

static CLAIM_POINTS: Text = Text {
    ja: "コード{0}の減点は請求側が記録します。claimedPoints を送ってください。",
    en: "the reduction of code {0} comes from the claim; send claimedPoints",
};
/// Of a drug or material whose price in the edition is of an older price list.
pub(super) static PRICE_UNKNOWN: Text = Text {
    ja: "コード{0}の{1}からの価格は、この版のマスターにありません。単価（unitPriceYen）を送るか、新しいマスターを読み込んでください。",
    en: "the price of code {0} from {1} on is not in this edition of the masters; send unitPriceYen or load the new masters",
};
static OTHER_PROFESSION: Text =
    Text { ja: "コード{0}は歯科専用です。", en: "code {0} is for dental claims only" };

/// Which rule holds up to 15 yen, and the article, by section.
fn floor(section: u8) -> (DrugFloor, &'static Citation) {
    match section {
        21..=28 => (DrugFloor::OnePoint, &MEDICATION),
        31..=39 => (DrugFloor::OnePoint, &INJECTION),
        14 => (DrugFloor::Nothing, &HOME),
        60 => (DrugFloor::Nothing, &TEST),
        70 => (DrugFloor::Nothing, &IMAGING),
        50 => (DrugFloor::Nothing, &SURGERY),
        54 => (DrugFloor::Nothing, &ANESTHESIA),
        _ => (DrugFloor::Nothing, &TREATMENT),
    }
}

/// Adds the drugs of a unit to its sum.
pub(super) fn add(
    bill: &mut Bill<'_, '_>,
    section: u8,
    lines: &[usize],
    sum: &mut Sum,
    priced: &mut PricedBill,
) -> Result<(), EngineError> {
    let overflow = AmountError::Overflow("drug price × quantity");
    let mut pool = Decimal::ZERO;
    let mut members: Vec<usize> = Vec::new();
    for line in lines.iter().copied() {
        let Some(l) = bill.lines.get(line) else { continue };
        let (item, code, claimed, date) = (l.item, l.code, l.claimed_points, l.date);
        let quantity = l.quantity.unwrap_or(Decimal::ONE);
        let told = bill.source(line).and_then(|s| s.unit_price_yen);
        let price = match item {
            Item::Drug(row) => match row.price_kind() {
                DrugPriceKind::Yen => {
                    let outdated =
                        if told.is_none() { bill.engine.drug_price_out_of_date(row, date) } else { None };
                    if let Some(from) = outdated {
                        let args = vec![Arg::Code(code), Arg::Date(from)];
                        refuse(bill, line, "price.unknown", &PRICE_UNKNOWN, args);
                        continue;
                    }
                    told.unwrap_or_else(|| row.price().decimal())
                }
                DrugPriceKind::DentalOmitted => {
                    refuse(bill, line, "price.dentalOnly", &OTHER_PROFESSION, vec![Arg::Code(code)]);
                    continue;
                }
                DrugPriceKind::ClaimedReduction => {
                    match claimed {
                        Some(points) => {
                            sum.step(bill, line, Op::Subtract, Points::new(points), None, Some(&MEDICATION))?;
                            if let Some(own) = priced.line_points.get_mut(line) {
                                *own = Some(Points::ZERO.minus(Points::new(points))?);
                            }
                        }
                        None => refuse(
                            bill,
                            line,
                            "price.claimedPointsMissing",
                            &CLAIM_POINTS,
                            vec![Arg::Code(code)],
                        ),
                    }
                    continue;
                }
            },
            Item::PriceOnly => told.unwrap_or(Decimal::ZERO),
            _ => continue,
        };
        pool = pool.checked_add(price.checked_mul(quantity).ok_or(overflow)?).ok_or(overflow)?;
        members.push(line);
    }
    let Some(first) = members.first().copied() else { return Ok(()) };
    let (floor, cite) = floor(section);
    // A drug of no price (評価療養 …) is no drug of 15 yen or less: nothing is billed for it.
    let points = if pool.is_zero() { Points::ZERO } else { drug_points(pool, floor)? };
    sum.step(bill, first, Op::Add, points, Some(pool), Some(cite))?;
    if let ([only], Some(own)) = (members.as_slice(), priced.line_points.get_mut(first)) {
        debug_assert_eq!(*only, first);
        *own = Some(points);
    }
    Ok(())
}
