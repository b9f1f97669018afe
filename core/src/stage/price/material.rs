//! Points of the materials of a unit (特定保険医療材料, film, oxygen), each line rounded for itself.

use rust_decimal::Decimal;

use super::drug::PRICE_UNKNOWN;
use super::{PricedBill, Sum, confirm, refuse};
use crate::amount::{AmountError, Points, material_points, round_half_up_to_yen};
use crate::bill::{Bill, Item};
use crate::engine::EngineError;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Op, Text};
use crate::snapshot::{MaterialPriceKind, MaterialRow};

static MATERIALS: Citation = Citation::of(Document::MaterialPrices, "材料価格を10円で除して得た点数");
static OXYGEN: Citation = Citation::of(Document::OxygenPrices, "酸素の価格");
static NITROGEN: Citation = Citation::r06_circular("J201 (13)");
static OVER_CAP: Text = Text {
    ja: "酸素{0}の単価{1}円は上限価格を超えています。上限価格で計算しました。",
    en: "the unit price {1} yen of oxygen {0} is over the ceiling; the ceiling was used",
};
static NO_CORRECTION: Text = Text {
    ja: "酸素{0}に補正率の行がありません。補正率1.3で計算しました。",
    en: "oxygen {0} has no correction row; the factor 1.3 was used",
};

static NO_BASE: Text = Text {
    ja: "{0}の対象となる酸素・フィルムが同じ算定単位にありません。",
    en: "there is no oxygen or film in the billing unit that {0} corrects",
};
static NO_ATMOSPHERES: Text = Text {
    ja: "{0}には気圧数（数量）が必要です。",
    en: "{0} needs the atmospheres as its quantity",
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
        let (code, date) = (l.code, l.date);
        let quantity = l.quantity.unwrap_or(Decimal::ONE);
        let told = bill.source(line).and_then(|s| s.unit_price_yen);
        if told.is_none()
            && let Some(from) = bill.engine.material_price_out_of_date(row, date)
        {
            refuse(bill, line, "price.unknown", &PRICE_UNKNOWN, vec![Arg::Code(code), Arg::Date(from)]);
            continue;
        }
        let price = told.unwrap_or_else(|| row.price().decimal());
        let (yen, cite) = match row.oxygen_kind() {
            2..=5 => (oxygen(bill, line, row, price, quantity, &corrections)?, &OXYGEN),
            // 通知 J201 (13): price × litres; unlike oxygen (4), no 四捨五入 to the yen.
            9 => (times(price, quantity)?, &NITROGEN),
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
    let default = date.and_then(|d| params.value("oxygen.factor", d)).map(|d| d.value);
    let mut price = price;
    // The ceiling is the row's own price: remote islands (離島等) have codes and ceilings of their own (通知 J201 (1) イ).
    let cap = row.price().decimal();
    if row.has_price_cap() == 1 && price > cap {
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

/// Reads the correcting rows; one that finds nothing to correct is refused.
fn corrections(bill: &mut Bill<'_, '_>, lines: &[usize]) -> Result<Corrections, EngineError> {
    let rows: Vec<(usize, MaterialRow<'_>, Option<Decimal>)> = lines
        .iter()
        .filter_map(|l| bill.lines.get(*l).map(|line| (*l, line.item, line.quantity)))
        .filter_map(|(l, item, quantity)| match item {
            Item::Material(row) => Some((l, row, quantity)),
            _ => None,
        })
        .collect();
    let oxygen = rows.iter().any(|(_, r, _)| matches!(r.oxygen_kind(), 2..=5));
    let film =
        rows.iter().any(|(_, r, _)| r.age_addon_kind() == 1 && r.price_kind() == MaterialPriceKind::Yen);
    let mut out = Corrections { oxygen: None, atmospheres: None, film: None };
    for (line, row, quantity) in rows {
        let plus_percent = || {
            let rate = row.price().decimal().checked_div(Decimal::ONE_HUNDRED);
            rate.and_then(|r| Decimal::ONE.checked_add(r)).ok_or(AmountError::Overflow("percent"))
        };
        let base = match (row.price_kind(), row.oxygen_kind()) {
            (MaterialPriceKind::PercentAdd, 1) => {
                out.oxygen = Some(plus_percent()?);
                oxygen
            }
            (MaterialPriceKind::Multiplier, _) => {
                out.atmospheres = quantity.filter(|q| *q > Decimal::ZERO);
                if out.atmospheres.is_none() {
                    let code = vec![Arg::Code(row.code())];
                    refuse(bill, line, "price.atmospheresMissing", &NO_ATMOSPHERES, code);
                    continue;
                }
                oxygen
            }
            (MaterialPriceKind::PercentAdd, _) => {
                out.film = Some(plus_percent()?);
                film
            }
            _ => continue,
        };
        if !base {
            refuse(bill, line, "price.percentWithoutBase", &NO_BASE, vec![Arg::Code(row.code())]);
        }
    }
    Ok(out)
}
