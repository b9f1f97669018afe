//! Points of the materials of a unit (特定保険医療材料, film, oxygen), each line rounded for itself.

use rust_decimal::Decimal;

use super::{PricedBill, Sum, confirm};
use crate::amount::{AmountError, Points, material_points, round_half_up_to_yen};
use crate::bill::{Bill, Item};
use crate::engine::EngineError;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Op, Text};
use crate::snapshot::{MaterialPriceKind, MaterialRow};

static MATERIALS: Citation = Citation::of(Document::MaterialPrices, "材料価格を10円で除して得た点数");
static OXYGEN: Citation = Citation::of(Document::OxygenPrices, "酸素の価格");
static OVER_CAP: Text = Text {
    ja: "酸素{0}の単価{1}円は上限価格を超えています。上限価格で計算しました。",
    en: "the unit price {1} yen of oxygen {0} is over the ceiling; the ceiling was used",
};
static NO_CORRECTION: Text = Text {
    ja: "酸素{0}に補正率の行がありません。補正率1.3で計算しました。",
    en: "oxygen {0} has no correction row; the factor 1.3 was used",
};

/// Percent rows of the unit that correct other materials: oxygen factor, atmospheres, infants' film.
struct Corrections {
    oxygen: Option<Decimal>,
    atmospheres: Option<Decimal>,
    film: Option<Decimal>,
}

/// Adds the materials of a unit to its sum.
pub(super) fn add(
    bill: &mut Bill<'_, '_>,
    lines: &[usize],
    sum: &mut Sum,
    priced: &mut PricedBill,
) -> Result<(), EngineError> {
    let corrections = corrections(bill, lines)?;
    for line in lines.iter().copied() {
        let Some(l) = bill.lines.get(line) else { continue };
        let Item::Material(row) = l.item else { continue };
        if matches!(row.price_kind(), MaterialPriceKind::PercentAdd | MaterialPriceKind::Multiplier) {
            continue;
        }
        let quantity = l.quantity.unwrap_or(Decimal::ONE);
        let told = bill.source(line).and_then(|s| s.unit_price_yen);
        let price = told.unwrap_or_else(|| row.price().decimal());
        let (yen, cite) = match row.oxygen_kind() {
            2..=5 => (oxygen(bill, line, row, price, quantity, &corrections)?, &OXYGEN),
            9 => (round_half_up_to_yen(times(price, quantity)?).map(|y| Decimal::from(y.value()))?, &OXYGEN),
            _ => {
                let yen = times(price, quantity)?;
                let film = row.age_addon_kind() == 1;
                (if film { times(yen, corrections.film.unwrap_or(Decimal::ONE))? } else { yen }, &MATERIALS)
            }
        };
        let divisor = match row.device_kind() {
            3 => 50,
            4 => 1000,
            _ => 10,
        };
        let mut points = material_points(yen, divisor)?;
        if row.point_cap() != 0 {
            points = points.min(Points::whole(i64::from(row.point_cap())));
        }
        sum.step(bill, line, Op::Add, points, Some(yen), Some(cite))?;
        if let Some(own) = priced.line_points.get_mut(line) {
            *own = Some(points);
        }
    }
    Ok(())
}

fn times(a: Decimal, b: Decimal) -> Result<Decimal, AmountError> {
    a.checked_mul(b).ok_or(AmountError::Overflow("material price × quantity"))
}

/// unit price × litres × factor [× atmospheres], rounded to yen (酸素及び窒素の価格).
fn oxygen(
    bill: &mut Bill<'_, '_>,
    line: usize,
    row: MaterialRow<'_>,
    price: Decimal,
    litres: Decimal,
    corrections: &Corrections,
) -> Result<Decimal, EngineError> {
    let date = bill.lines.get(line).map(|l| l.date);
    let params = bill.engine.params();
    let cap =
        date.and_then(|d| params.value(&format!("oxygen.cap.{}", row.oxygen_kind()), d)).map(|d| d.value);
    let default = date.and_then(|d| params.value("oxygen.factor", d)).map(|d| d.value);
    let mut price = price;
    if row.has_price_cap() == 1
        && let Some(cap) = cap.filter(|cap| price > *cap)
    {
        confirm(
            bill,
            line,
            "price.oxygenOverCap",
            &OVER_CAP,
            vec![Arg::Code(row.code()), Arg::Number(price)],
        );
        price = cap;
    }
    let factor = match (corrections.oxygen, default) {
        (Some(factor), _) => factor,
        (None, Some(default)) => {
            confirm(bill, line, "price.oxygenCorrectionMissing", &NO_CORRECTION, vec![Arg::Code(row.code())]);
            default
        }
        (None, None) => Decimal::ONE,
    };
    let mut yen = times(times(price, litres)?, factor)?;
    if let Some(atmospheres) = corrections.atmospheres {
        yen = times(yen, atmospheres)?;
    }
    Ok(Decimal::from(round_half_up_to_yen(yen)?.value()))
}

fn corrections(bill: &Bill<'_, '_>, lines: &[usize]) -> Result<Corrections, EngineError> {
    let mut out = Corrections { oxygen: None, atmospheres: None, film: None };
    for line in lines {
        let Some(l) = bill.lines.get(*line) else { continue };
        let Item::Material(row) = l.item else { continue };
        let plus_percent = || {
            let rate = row.price().decimal().checked_div(Decimal::ONE_HUNDRED);
            rate.and_then(|r| Decimal::ONE.checked_add(r)).ok_or(AmountError::Overflow("percent"))
        };
        match (row.price_kind(), row.oxygen_kind(), row.age_addon_kind()) {
            (MaterialPriceKind::PercentAdd, 1, _) => out.oxygen = Some(plus_percent()?),
            (MaterialPriceKind::Multiplier, _, _) => out.atmospheres = l.quantity,
            (MaterialPriceKind::PercentAdd, _, 1) => out.film = Some(plus_percent()?),
            _ => {}
        }
    }
    Ok(out)
}
