//! The encounters of a case, and which lines belong to which.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use santei_core::date::ServiceDate;
use santei_core::fact;
use serde_json::{Map, Value};

use super::Sent;
use super::lines::{DraftLine, Lines};
use crate::alias::Aliases;
use crate::case::{Case, Item, Scope};
use crate::error::CaseError;
use crate::keys::Keys;

/// An encounter of the request, with its lines.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    date: ServiceDate,
    fields: Map<String, Value>,
    department: Option<String>,
    lines: Vec<DraftLine>,
}

impl Draft {
    pub(super) fn into_json(mut self, place: usize, sent: &mut BTreeMap<String, Sent>) -> Value {
        let mut lines = Vec::new();
        for (i, line) in self.lines.into_iter().enumerate() {
            let pointer = format!("/encounters/{place}/lines/{i}");
            sent.insert(line.id.clone(), Sent { pointer, code: line.code.clone(), stand_in: line.stand_in });
            lines.push(line.into_json());
        }
        self.fields.insert("id".into(), format!("e{}", place + 1).into());
        self.fields.insert("date".into(), self.date.to_string().into());
        self.fields.insert("lines".into(), lines.into());
        self.fields.into()
    }
}

/// The encounters, by day.
pub(super) fn plan(case: &mut Case, aliases: &Aliases) -> Result<Vec<Draft>, CaseError> {
    let base = base(case);
    let mut drafts = visits(case, aliases, &base)?;
    let mut lines = Lines::new(aliases);
    if let Some(days) = case.meeting.days {
        let prescribed = drafts.first().and_then(|d| d.fields.get("facts")).and_then(|f| f.get("dispensing"));
        if prescribed.and_then(Value::as_str) != Some("prescription") {
            return Err(CaseError::Unmapped("days without a prescription".into()));
        }
        let line = lines.prescribed(days)?;
        if let Some(first) = drafts.first_mut() {
            first.lines.push(line);
        }
    }
    for day in case.meeting.visit_days.clone() {
        at(&mut drafts, on(case, day)?, None, &base);
    }
    let mut items = in_order(std::mem::take(&mut case.items));
    for item in &mut items {
        let days = days(case, item, aliases)?;
        for line in lines.of(item)? {
            for (nth, (date, times)) in days.iter().enumerate() {
                let mut line = line.clone();
                if is_visit_a_day(case, item, aliases) {
                    line.count = 1;
                }
                if days.len() > 1 {
                    line.id = format!("{}.{}", line.id, nth + 1);
                }
                line.count = line.count.saturating_mul(*times);
                at(&mut drafts, *date, item.department.as_deref(), &base).lines.push(line);
            }
        }
    }
    // A month priced again is not about the visit itself: encounters are the days with something on them.
    if case.scope == Scope::Reprice {
        drafts.retain(|d| !d.lines.is_empty());
    }
    drafts.sort_by_key(|d| d.date);
    Ok(drafts)
}

/// Items in the order they are sent: by `seq` within the day, and what was used for an act right behind that act.
fn in_order(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by_key(|i| i.seq.unwrap_or(0));
    let (used, mut ordered): (Vec<Item>, Vec<Item>) = items.into_iter().partition(|i| i.attach.is_some());
    for item in used.into_iter().rev() {
        let act = ordered.iter().position(|o| o.code.is_some() && o.code == item.attach);
        ordered.insert(act.map_or(ordered.len(), |place| place + 1), item);
    }
    ordered
}

/// What all encounters of the case share.
fn base(case: &Case) -> Map<String, Value> {
    let mut base = Map::new();
    base.insert("setting".into(), case.meeting.setting.as_str().into());
    for (name, value) in [("admission", &case.meeting.admission), ("discharge", &case.meeting.discharge)] {
        if let Some(value) = value {
            base.insert(name.into(), value.as_str().into());
        }
    }
    base
}

/// The encounter or encounters of the day of the case.
fn visits(case: &mut Case, aliases: &Aliases, base: &Map<String, Value>) -> Result<Vec<Draft>, CaseError> {
    let holiday = case.meeting.holiday;
    let displayed_hours = case.meeting.more.peek("displayed_hours").and_then(Value::as_bool);
    let mut facts = further_of_meeting(case, aliases)?;
    match (holiday, displayed_hours) {
        (None, _) => {}
        // A visit on a holiday within the displayed hours falls under A000 note 9 / A001 note 7.
        (Some(true), Some(true)) => drop(facts.insert("eveningOrEarlyMorning".into(), true.into())),
        (Some(true), _) if case.date.is_sunday() => {}
        (Some(day), _) => {
            return Err(CaseError::Unmapped(format!("holiday {day}: a request tells it by its date")));
        }
    }
    if let Some(n) = case.meeting.home_visits {
        facts.insert("homeVisitsInMonth".into(), n.into());
        for (fact, value) in aliases.home_not_listed() {
            facts.entry(fact).or_insert_with(|| value.clone());
        }
    }
    if case.scope == Scope::Visit {
        for (fact, value) in aliases.visit_defaults() {
            facts.entry(fact.name).or_insert(value.into());
        }
    }
    if case.scope != Scope::Reprice && case.diseases.is_none() {
        for (fact, value) in aliases.diseases_not_listed() {
            facts.entry(fact.name).or_insert(value.into());
        }
    }
    if facts.contains_key("dispensing") && !case.items.iter().any(Item::is_drug) {
        for (fact, value) in aliases.drugs_not_listed() {
            facts.entry(fact.name).or_insert(value.into());
        }
    }
    let mut first = base.clone();
    if let Some(word) = case.meeting.visit.take() {
        first.insert("visitKind".into(), visit_kind(&word)?.into());
    }
    if let Some(word) = case.meeting.time_class.take() {
        first.insert("timeClass".into(), time_class(&word)?.into());
    }
    if let Some(start) = case.meeting.start.take() {
        first.insert("receivedAt".into(), start.into());
    }
    let list = std::mem::take(&mut case.meeting.visits);
    if list.is_empty() {
        put_facts(&mut first, facts);
        return Ok(vec![Draft { date: case.date, fields: first, department: None, lines: Vec::new() }]);
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for (place, value) in list.into_iter().enumerate() {
        let mut keys = Keys::open(format!("/encounter/visits/{place}"), Some(value))?;
        let mut fields = first.clone();
        let mut facts = facts.clone();
        let department = keys.text("dept")?;
        if let Some(word) = &department {
            fields.insert("department".into(), aliases.department(word)?.into());
        }
        fields.insert("visitKind".into(), visit_kind(&keys.need_text("visit")?)?.into());
        if let Some(start) = keys.text("start")? {
            fields.insert("receivedAt".into(), start.into());
        }
        // Another department of the day counts only for another disease seen by another doctor (A000 note 5).
        match (keys.truth("different_disease")?, keys.truth("different_doctor")?) {
            (None, None) => {}
            (Some(true), Some(true)) => drop(facts.insert("secondDepartment".into(), true.into())),
            _ => return Err(CaseError::Unmapped("visit of a second department that does not count".into())),
        }
        facts.extend(super::further(keys, fact::Scope::Encounter, aliases)?);
        put_facts(&mut fields, facts);
        drafts.push(Draft { date: case.date, fields, department, lines: Vec::new() });
    }
    Ok(drafts)
}

fn further_of_meeting(case: &mut Case, aliases: &Aliases) -> Result<Map<String, Value>, CaseError> {
    super::further(std::mem::take(&mut case.meeting.more), fact::Scope::Encounter, aliases)
}

fn put_facts(fields: &mut Map<String, Value>, facts: Map<String, Value>) {
    if !facts.is_empty() {
        fields.insert("facts".into(), facts.into());
    }
}

/// The encounter of a day (and department), made when there is none.
fn at<'d>(
    drafts: &'d mut Vec<Draft>,
    date: ServiceDate,
    department: Option<&str>,
    base: &Map<String, Value>,
) -> &'d mut Draft {
    let found = drafts
        .iter()
        .position(|d| d.date == date && department.is_some() && d.department.as_deref() == department)
        .or_else(|| drafts.iter().position(|d| d.date == date));
    let place = found.unwrap_or_else(|| {
        drafts.push(Draft { date, fields: base.clone(), department: None, lines: Vec::new() });
        drafts.len() - 1
    });
    #[expect(clippy::indexing_slicing, reason = "the place was found or made just above")]
    &mut drafts[place]
}

/// Whether an item is the home visits of the month: one a day. On which days is not told, so the last of them is the day of the case.
fn is_visit_a_day(case: &Case, item: &Item, aliases: &Aliases) -> bool {
    let all = case.meeting.home_visits.is_some_and(|n| item.quantity.as_deref() == Some(&n.to_string()));
    all && item.unit.as_deref().is_some_and(|u| aliases.is_counted(u))
}

/// Days on which an item was done, and how often on each.
fn days(case: &Case, item: &Item, aliases: &Aliases) -> Result<Vec<(ServiceDate, u32)>, CaseError> {
    if let Some(group) = item.group {
        // How often a group of a claim was billed, and when, is what the claim says, not what is under test.
        let line = case.expected.lines.iter().find(|l| l.group == Some(group) && !l.days.is_empty());
        let Some(line) = line else { return Ok(vec![(first_day(case)?, 1)]) };
        return line.days.iter().map(|(day, times)| Ok((on(case, *day)?, *times))).collect();
    }
    let pointer = |key: &str| format!("/items/{}/{key}", item.place);
    let daily = item.unit.as_deref().is_some_and(|u| aliases.is_daily(u));
    let daily = daily || is_visit_a_day(case, item, aliases);
    let n = if daily {
        let quantity = item.quantity.as_deref().unwrap_or("1");
        quantity
            .parse()
            .map_err(|_| CaseError::malformed(pointer("quantity"), "must be a whole number here"))?
    } else if item.is_act() {
        item.days.unwrap_or(1)
    } else {
        1
    };
    if case.meeting.setting == "inpatient" && item.unit.as_deref().is_some_and(|u| aliases.is_counted(u)) {
        let once = item.quantity.as_deref().is_none_or(|q| q == "1");
        if !once {
            return Err(CaseError::Unmapped("several times in a stay: on which days is not told".into()));
        }
    }
    let last = match item.to_date.as_ref().or(item.date.as_ref()) {
        Some(date) => day(&pointer("date"), date)?,
        None => case.date,
    };
    let days: Vec<(ServiceDate, u32)> =
        (0..n).rev().filter_map(|back| Some((last.plus_days(-i32::try_from(back).ok()?)?, 1))).collect();
    if let Some(from) = &item.from_date {
        let from = day(&pointer("from_date"), from)?;
        if days.first().is_some_and(|(first, _)| *first != from) {
            return Err(CaseError::malformed(pointer("from_date"), "does not fit the number of days"));
        }
    }
    Ok(days)
}

fn day(pointer: &str, word: &str) -> Result<ServiceDate, CaseError> {
    ServiceDate::from_str(word).map_err(|_| CaseError::malformed(pointer, format!("is no day: `{word}`")))
}

/// A day of the month of the case.
fn on(case: &Case, day: u32) -> Result<ServiceDate, CaseError> {
    let (year, month, _) = case.date.parts();
    ServiceDate::new(year, month, day).ok_or_else(|| {
        CaseError::malformed("/expected/lines", format!("has a day {day} that the month has not"))
    })
}

fn first_day(case: &Case) -> Result<ServiceDate, CaseError> {
    case.meeting.visit_days.first().map_or(Ok(case.date), |day| on(case, *day))
}

fn visit_kind(word: &str) -> Result<&'static str, CaseError> {
    Ok(match word {
        "first" => "first",
        "revisit" => "revisit",
        "phone" => "phoneRevisit",
        "same-day-revisit" => "sameDayRevisit",
        // A visit at the patient's home is an act of its own (C000, C001); no 初診料 or 再診料 comes of it by itself.
        "home-visit" => "none",
        other => return Err(CaseError::Unmapped(format!("visit `{other}`"))),
    })
}

fn time_class(word: &str) -> Result<&'static str, CaseError> {
    Ok(match word {
        "regular" => "regular",
        "overtime" => "afterHours",
        "holiday" => "holiday",
        "midnight" => "lateNight",
        other => return Err(CaseError::Unmapped(format!("time class `{other}`"))),
    })
}
