//! Prices held: a drug or material of the moved request gets the unit price it has in the earlier edition, where the request tells none.
//!
//! The difference then is that of the fee schedule alone. How many lines that were is told with the result, and a line without a price in the
//! earlier edition stays as it is.

use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::snapshot::{DrugPriceKind, Edition, Found, MaterialPriceKind};
use serde_json::Value;

/// Gives the lines of `after` the prices of `edition` on their days in `before`, and counts them.
pub(super) fn hold(edition: &Edition, before: &Value, after: &mut Value) -> u32 {
    let mut held = 0_u32;
    let days = encounters(before).map(|e| e.get("date").and_then(Value::as_str).and_then(|d| d.parse().ok()));
    let days: Vec<Option<ServiceDate>> = days.collect();
    let moved = after.get_mut("encounters").and_then(Value::as_array_mut).into_iter().flatten();
    for (day, encounter) in days.into_iter().zip(moved) {
        let lines = encounter.get_mut("lines").and_then(Value::as_array_mut).into_iter().flatten();
        for line in lines.filter_map(Value::as_object_mut) {
            if line.get("unitPriceYen").is_some_and(|told| !told.is_null()) {
                continue;
            }
            let code = line.get("code").and_then(Value::as_str).and_then(|code| code.parse().ok());
            if let Some(price) = day.zip(code).and_then(|(day, code)| price(edition, code, day)) {
                line.insert("unitPriceYen".to_owned(), Value::String(price));
                held = held.saturating_add(1);
            }
        }
    }
    held
}

fn encounters(request: &Value) -> impl Iterator<Item = &Value> {
    request.get("encounters").and_then(Value::as_array).into_iter().flatten()
}

/// Yen per unit of a drug or material on a day.
fn price(edition: &Edition, code: Code, day: ServiceDate) -> Option<String> {
    let price = match (edition.drugs().find(code, day), edition.materials().find(code, day)) {
        (Found::Row(drug, _), _) if drug.price_kind() == DrugPriceKind::Yen => drug.price(),
        (_, Found::Row(material, _)) if material.price_kind() == MaterialPriceKind::Yen => material.price(),
        _ => return None,
    };
    Some(price.decimal().normalize().to_string())
}
