//! Displayed consulting hours.

use santei_core::claim::{Hours, OnHolidays, Span, Weekday};
use santei_core::date::TimeOfDay;

use crate::json::{At, Members, Node};
use crate::problem::Errors;
use crate::spec::day_end;

/// Words of the contract, from Sunday on.
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// The hours of a checked document.
pub(super) fn hours(m: &Members<'_>) -> Option<Hours> {
    let mut weekly = Vec::new();
    for (days, span) in m.each("weekly", |w| Some((w.each_text("days", weekday)??, span(w)?)))?? {
        weekly.extend(days.into_iter().map(|day| (day, span)));
    }
    Some(Hours {
        weekly,
        on_holidays: match m.text("onHolidays") {
            None => None,
            Some("closed") => Some(OnHolidays::Closed),
            Some("asWeekly") => Some(OnHolidays::AsWeekly),
            Some(_) => return None,
        },
        closed: m.each_text("holidays", |t| t.parse().ok())?.unwrap_or_default(),
        special: m.each("special", |s| Some((s.date("date")?, span(s)?)))?.unwrap_or_default(),
    })
}

fn weekday(text: &str) -> Option<Weekday> {
    let place = DAYS.iter().position(|d| *d == text)?;
    Weekday::ALL.get(place).copied()
}

fn span(m: &Members<'_>) -> Option<Span> {
    let from = m.text("from")?.parse::<TimeOfDay>().ok()?.minutes();
    Some(Span { from, until: day_end(m.text("until")?)? })
}

/// What holds between the fields: a span ends after it begins, a single day is closed or has hours, not both.
pub(super) fn check(facility: &Members<'_>, errors: &mut Errors) {
    let Some(hours) = facility.get("hours").and_then(Node::object) else { return };
    let at = At::ROOT.key("facility");
    let at = at.key("hours");
    let list = |name: &str| hours.get(name).and_then(Node::list).unwrap_or_default();
    for name in ["weekly", "special"] {
        for (i, node) in list(name).iter().enumerate() {
            let Some(span) = node.object().and_then(span) else { continue };
            if span.from >= span.until {
                errors.push(
                    || at.key(name).index(i).key("until").pointer(),
                    || "ends before it begins; a span past midnight is told as two".to_owned(),
                );
            }
        }
    }
    let closed: Vec<&str> = list("holidays").iter().filter_map(Node::text).collect();
    for (i, node) in list("special").iter().enumerate() {
        let date = node.object().and_then(|m| m.get("date")).and_then(Node::text);
        if let Some(date) = date.filter(|d| closed.contains(d)) {
            errors.push(
                || at.key("special").index(i).key("date").pointer(),
                || format!("`{date}` is in `holidays` too; a day is closed or has hours"),
            );
        }
    }
}
