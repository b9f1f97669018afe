//! A request moved in time, so that another revision answers it.

use std::collections::BTreeSet;

use santei_core::code::Code;
use santei_core::date::{ServiceDate, Validity};
use santei_core::params::Params;
use serde_json::Value;

/// The national holidays, days written as codes.
const HOLIDAYS: &str = "calendar.holiday";
/// The days around the new year that count as holidays (A000 注7): December 29 to January 3.
const NEW_YEAR: [(u32, u32); 6] = [(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)];
const WEEK: i32 = 7;

/// A request with all its dates moved.
pub(super) struct Moved {
    /// The request.
    pub(super) request: Value,
    /// By how many days.
    pub(super) days: i32,
}

/// Moves a request into the days of an edition by as few weeks as possible; not at all when it is there.
///
/// # Errors
/// What stands in the way.
pub(super) fn into(request: &Value, days: Validity, params: &Params) -> Result<Moved, String> {
    let visits: BTreeSet<ServiceDate> = request
        .get("encounters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|e| e.get("date")?.as_str()?.parse().ok())
        .collect();
    let (Some(first), Some(last)) = (visits.first().copied(), visits.last().copied()) else {
        return Err("no encounter with a date".to_owned());
    };
    if request.get("ledger").is_some_and(|l| !l.is_null()) {
        return Err("a request with a ledger belongs to its month and cannot be moved".to_owned());
    }
    let (least, most) = (days.from - first.days(), days.until - 1 - last.days());
    // Whole weeks, the shortest way first.
    let weeks = least.div_euclid(WEEK) + i32::from(least.rem_euclid(WEEK) != 0)..=most.div_euclid(WEEK);
    let mut moves: Vec<i32> = weeks.map(|w| w * WEEK).collect();
    moves.sort_by_key(|d| d.abs());
    let by = moves.into_iter().find(|by| same(&visits, *by, params)).ok_or_else(|| {
        format!("the encounters from {first} to {last} cannot be moved so that months and holidays stay")
    })?;
    let mut request = request.clone();
    shift(&mut request, by)?;
    Ok(Moved { request, days: by })
}

/// Whether encounters of one month stay in one month, and holidays stay holidays.
fn same(visits: &BTreeSet<ServiceDate>, by: i32, params: &Params) -> bool {
    let mut before: Option<(ServiceDate, ServiceDate)> = None;
    for visit in visits {
        let Some(there) = visit.plus_days(by) else { return false };
        if by != 0 && is_holiday(*visit, params) != is_holiday(there, params) {
            return false;
        }
        if let Some((last, last_there)) = before
            && (last.month() == visit.month()) != (last_there.month() == there.month())
        {
            return false;
        }
        before = Some((*visit, there));
    }
    true
}

/// `None` on a day whose holidays are not announced yet.
fn is_holiday(day: ServiceDate, params: &Params) -> Option<bool> {
    let (year, month, date) = day.parts();
    let written = u32::try_from(year).ok()? * 10_000 + month * 100 + date;
    let set = params.set(HOLIDAYS, day)?;
    Some(set.value.contains(Code::new(written)?) || NEW_YEAR.contains(&(month, date)))
}

/// Moves every date of a value; what stands under `x-` is the client's own.
fn shift(value: &mut Value, by: i32) -> Result<(), String> {
    match value {
        Value::String(text) if text.len() == 10 => {
            if let Ok(date) = text.parse::<ServiceDate>() {
                let there =
                    date.plus_days(by).ok_or_else(|| format!("{date}: no such day after the move"))?;
                *text = there.to_string();
            }
            Ok(())
        }
        Value::Array(list) => list.iter_mut().try_for_each(|v| shift(v, by)),
        Value::Object(members) => {
            let own = members.iter_mut().filter(|(key, _)| !key.starts_with("x-"));
            own.map(|(_, v)| v).try_for_each(|v| shift(v, by))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn day(text: &str) -> ServiceDate {
        text.parse().unwrap()
    }

    fn params() -> Params {
        Params::open(santei_core::snapshot::Bytes::Static(santei_data::rules())).unwrap()
    }

    fn days(from: &str, until: &str) -> Validity {
        Validity { from: day(from).days(), until: day(until).days() }
    }

    #[test]
    fn weekdays_months_holidays_and_ages_stay() {
        let request = json!({
            "patient": { "birthDate": "1979-03-15" },
            "encounters": [{ "date": "2024-07-01" }, { "date": "2024-07-31" }],
            "x-own": { "printed": "2024-07-31" },
        });
        let moved = into(&request, days("2026-06-01", "2028-06-01"), &params()).unwrap();
        let get = |at: &str| moved.request.pointer(at).and_then(Value::as_str).unwrap().to_owned();
        let (first, last) = (day(&get("/encounters/0/date")), day(&get("/encounters/1/date")));
        // July has 31 days, and the first day has to be a Monday again: the next such month from June 2026 on is March 2027.
        assert_eq!((first, last), (day("2027-03-01"), day("2027-03-31")));
        assert_eq!(moved.days % 7, 0);
        assert_eq!(day(&get("/patient/birthDate")).days() - day("1979-03-15").days(), moved.days);
        assert_eq!(get("/x-own/printed"), "2024-07-31");
        // Where it is already it stays.
        assert_eq!(into(&request, days("2024-06-01", "2026-06-01"), &params()).unwrap().days, 0);
    }

    #[test]
    fn a_holiday_stays_a_holiday() {
        // 2024-07-15 is 海の日, a Monday. The next Monday that is a holiday from June 2026 on is 海の日 of 2026.
        let request = json!({ "encounters": [{ "date": "2024-07-15" }] });
        let moved = into(&request, days("2026-06-01", "2028-06-01"), &params()).unwrap();
        assert_eq!(moved.request.pointer("/encounters/0/date").unwrap(), "2026-07-20");
        let short = into(&request, days("2026-06-01", "2026-07-01"), &params());
        assert!(short.is_err_and(|why| why.starts_with("the encounters from 2024-07-15")));
        assert!(into(&json!({}), days("2026-06-01", "2026-07-01"), &params()).is_err());
    }
}
