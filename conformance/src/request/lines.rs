//! Items as lines.

use std::collections::BTreeMap;

use santei_core::fact;
use serde_json::{Map, Value};

use crate::alias::Aliases;
use crate::case::Item;
use crate::error::CaseError;

/// A line of the request, not yet given to an encounter.
#[derive(Debug, Clone)]
pub(super) struct DraftLine {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) stand_in: bool,
    pub(super) count: u32,
    pub(super) rest: Map<String, Value>,
}

impl DraftLine {
    pub(super) fn into_json(self) -> Value {
        let mut line = self.rest;
        line.insert("lineId".into(), self.id.into());
        line.insert("code".into(), self.code.into());
        line.insert("count".into(), self.count.into());
        line.into()
    }
}

/// Writes lines; remembers which stand-ins were given out.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    aliases: &'a Aliases,
    taken: BTreeMap<usize, usize>,
    /// Addressees of letters, in order of their first letter: a request tells them by number.
    addressees: Vec<String>,
}

impl<'a> Lines<'a> {
    pub(super) const fn new(aliases: &'a Aliases) -> Self {
        Self { aliases, taken: BTreeMap::new(), addressees: Vec::new() }
    }

    /// The line of an item, to be billed once, and the lines of its comments.
    pub(super) fn of(&mut self, item: &mut Item) -> Result<Vec<DraftLine>, CaseError> {
        let id = (item.place + 1).to_string();
        let mut rest = Map::new();
        let mut count = item.count.unwrap_or(1);
        self.quantity(item, &mut rest, &mut count)?;
        form(item, &mut rest)?;
        let mut put = |name: &str, value: &Option<String>| {
            if let Some(value) = value {
                rest.insert(name.into(), value.as_str().into());
            }
        };
        put("usage", &item.usage);
        put("unitPriceYen", &item.unit_price);
        put("specimen", &item.specimen);
        put("site", &item.site);
        put("side", &item.side);
        put("volumeMl", &item.volume_ml);
        put("areaCm2", &item.area_cm2);
        put("section", &item.section);
        put("group", &item.group.map(group));
        if let Some(word) = &item.department {
            rest.insert("department".into(), self.aliases.department(word)?.into());
        }
        if let Some(draw) = item.draw {
            rest.insert("draw".into(), draw.into());
        }
        let mut facts = super::further(std::mem::take(&mut item.more), fact::Scope::Line, self.aliases)?;
        if let Some(fact) = item.usage.as_deref().map(|u| self.aliases.usage(u)).transpose()?.flatten() {
            facts.insert(fact.name.into(), true.into());
        }
        if let Some(class) = &item.klass {
            let unmapped = || CaseError::Unmapped(format!("drug class `{class}`"));
            let told = self.aliases.fact(fact::Scope::Line, "klass", &class.as_str().into());
            let (fact, value) = told.ok_or_else(unmapped)??;
            facts.insert(fact.name.into(), value);
        }
        if let Some(words) = item.addressee.take() {
            let number = self.addressees.iter().position(|a| *a == words).unwrap_or_else(|| {
                self.addressees.push(words);
                self.addressees.len() - 1
            });
            facts.insert(fact::ADDRESSEE.name.into(), (number + 1).into());
        }
        if !facts.is_empty() {
            rest.insert("facts".into(), facts.into());
        }
        let (code, stand_in) = self.code(item)?;
        let mut lines = vec![DraftLine { id: id.clone(), code, stand_in, count, rest }];
        for (i, code) in item.comments.iter().enumerate() {
            let mut rest = Map::new();
            if let Some(g) = item.group {
                rest.insert("group".into(), group(g).into());
            }
            let id = format!("{id}c{}", i + 1);
            lines.push(DraftLine { id, code: code.clone(), stand_in: false, count: 1, rest });
        }
        Ok(lines)
    }

    /// An oral drug of a prescription of which only the days are known.
    pub(super) fn prescribed(&mut self, days: u32) -> Result<DraftLine, CaseError> {
        let code = self.stand_in("", None, "内服")?;
        let mut rest = Map::new();
        rest.insert("form".into(), "oral".into());
        rest.insert("quantity".into(), "1".into());
        rest.insert("days".into(), days.into());
        Ok(DraftLine { id: "prescription".into(), code, stand_in: true, count: 1, rest })
    }

    fn quantity(&self, item: &Item, rest: &mut Map<String, Value>, count: &mut u32) -> Result<(), CaseError> {
        let Some(quantity) = &item.quantity else { return Ok(()) };
        let unit = item.unit.as_deref();
        if unit.is_some_and(|u| self.aliases.is_daily(u)) {
            return Ok(()); // one on each day: the plan repeats the line
        }
        if unit.is_some_and(|u| self.aliases.is_counted(u)) {
            *count = quantity.parse().map_err(|_| {
                CaseError::malformed(format!("/items/{}/quantity", item.place), "must be a whole number here")
            })?;
            return Ok(());
        }
        rest.insert("quantity".into(), quantity.as_str().into());
        if let Some(unit) = unit {
            rest.insert("unit".into(), self.aliases.unit(unit).into());
        }
        Ok(())
    }

    fn code(&mut self, item: &Item) -> Result<(String, bool), CaseError> {
        if let Some(code) = &item.code {
            return Ok((code.clone(), false));
        }
        let within_act = item.attach.as_ref().map(|_| "注射");
        let form = item.form.as_deref().or(within_act).unwrap_or_default();
        Ok((self.stand_in(&item.name, item.klass.as_deref(), form)?, true))
    }

    fn stand_in(&mut self, name: &str, klass: Option<&str>, form: &str) -> Result<String, CaseError> {
        let unmapped = || CaseError::Unmapped(format!("item `{name}` without code (form `{form}`)"));
        let list = self.aliases.stand_in_list(name, klass, form).ok_or_else(unmapped)?;
        let nth = self.taken.entry(list).or_insert(0);
        let (code, _) = self.aliases.stand_in(name, klass, form, *nth).ok_or_else(unmapped)?;
        *nth += 1;
        Ok(code.to_owned())
    }
}

/// Name of a claim's group in the request.
pub(crate) fn group(n: u32) -> String {
    format!("g{n}")
}

/// Form of a drug, its days or doses, and the section of what was used for an act.
fn form(item: &Item, rest: &mut Map<String, Value>) -> Result<(), CaseError> {
    let form = match item.form.as_deref() {
        Some("内服") => Some("oral"),
        Some("屯服") => Some("asNeeded"),
        Some("外用") => Some("external"),
        Some("注射") => Some("injection"),
        Some(other) => return Err(CaseError::Unmapped(format!("form `{other}`"))),
        None => {
            item.attach.as_deref().map(|act| if act.starts_with("130") { "injection" } else { "withinAct" })
        }
    };
    if let Some(form) = form {
        rest.insert("form".into(), form.into());
    }
    if let (Some("withinAct"), Some(act)) = (form, item.attach.as_deref()) {
        // What was used for an act is filed with it: section by the chapter of the act's code.
        let section = match act.get(..3) {
            Some("140") => "40",
            Some("150") => "50",
            Some("160") => "60",
            Some("170") => "70",
            _ => return Err(CaseError::Unmapped(format!("act `{act}` that an item was used for"))),
        };
        rest.insert("section".into(), section.into());
    }
    match (item.days, item.times) {
        (None, None) => {}
        // The days of an act are days on which it was done: the plan repeats the line.
        (Some(_), None) if item.is_act() => {}
        (Some(n), None) | (None, Some(n)) => drop(rest.insert("days".into(), n.into())),
        (Some(_), Some(_)) => {
            return Err(CaseError::malformed(format!("/items/{}", item.place), "has both days and times"));
        }
    }
    Ok(())
}
