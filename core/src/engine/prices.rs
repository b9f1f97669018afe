//! Whether the prices of an edition are those of the price list in force: drug prices begin anew in April, prices of materials in June,
//! and an edition built before that day still holds the old ones.

use rust_decimal::Decimal;

use crate::date::ServiceDate;
use crate::params::Params;
use crate::snapshot::{DrugRow, Edition, MaterialRow};

/// Parameter that counts the lists of drug prices (薬価基準).
const DRUGS: &str = "price.list.drugs";
/// Parameter that counts the lists of prices of materials (材料価格基準).
const MATERIALS: &str = "price.list.materials";
/// A new list moves most prices; fewer changes than one in this many codes are listings and corrections inside a list.
const ONE_IN: usize = 10;

/// The price lists that each edition holds, by their first days.
#[derive(Debug, Clone, Default)]
pub(super) struct Prices(Vec<Held>);

#[derive(Debug, Clone, Default)]
struct Held {
    drugs: Vec<i32>,
    materials: Vec<i32>,
}

impl Prices {
    /// Reads which lists the editions hold, from the days on which their rows changed.
    pub(super) fn of(editions: &[Edition], params: &Params) -> Self {
        let (drug_lists, material_lists) = (params.value_days(DRUGS), params.value_days(MATERIALS));
        let held = |edition: &Edition| {
            let (drugs, materials) = (edition.drugs(), edition.materials());
            let drug = |at| drugs.row(at).map(|r: DrugRow<'_>| r.changed_on());
            let material = |at| materials.row(at).map(|r: MaterialRow<'_>| r.changed_on());
            Held {
                drugs: lists(&drug_lists, drugs.row_count(), drugs.code_count(), &drug),
                materials: lists(&material_lists, materials.row_count(), materials.code_count(), &material),
            }
        };
        Self(editions.iter().map(held).collect())
    }

    /// First day of the list whose price the drug of an edition lacks on a day; `None` when its price is the one in force.
    pub(super) fn drug_out_of_date(
        &self,
        edition: usize,
        row: DrugRow<'_>,
        params: &Params,
        date: ServiceDate,
    ) -> Option<ServiceDate> {
        let held = self.0.get(edition).map_or(&[][..], |h| &h.drugs);
        out_of_date(DRUGS, held, row.changed_on(), params, date)
    }

    /// The same for a material.
    pub(super) fn material_out_of_date(
        &self,
        edition: usize,
        row: MaterialRow<'_>,
        params: &Params,
        date: ServiceDate,
    ) -> Option<ServiceDate> {
        let held = self.0.get(edition).map_or(&[][..], |h| &h.materials);
        out_of_date(MATERIALS, held, row.changed_on(), params, date)
    }
}

/// The lists of which enough rows changed on or after the first day.
fn lists(days: &[i32], rows: usize, codes: usize, changed_on: &dyn Fn(usize) -> Option<i32>) -> Vec<i32> {
    let of = |day: &i32| (0..rows).filter_map(changed_on).filter(|changed| changed >= day).count();
    days.iter().copied().filter(|day| codes > 0 && of(day).saturating_mul(ONE_IN) >= codes).collect()
}

fn out_of_date(
    key: &str,
    held: &[i32],
    changed_on: i32,
    params: &Params,
    date: ServiceDate,
) -> Option<ServiceDate> {
    let list = params.value(key, date)?;
    let from = list.validity.from;
    // The list of the edition's own first days counts as 0: nothing older can be in it.
    let in_force = list.value == Decimal::ZERO || held.contains(&from) || changed_on >= from;
    if in_force { None } else { ServiceDate::from_days(from) }
}
