//! The lines of the bill, with those of each encounter at hand: rules look at one encounter, and a month has many.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use super::{BillLine, Item};
use crate::claim::Line;
use crate::code::Code;
use crate::date::ServiceDate;

/// Every line in the order it came, and where those of an encounter stand.
#[derive(Debug, Default)]
pub(crate) struct Lines<'e> {
    all: Vec<BillLine<'e>>,
    /// The turn of each line, by place (see [`turns`]); a derived line's is its place.
    turns: Vec<usize>,
    /// By encounter.
    of: Vec<Places>,
    /// By day, the days in order.
    days: Vec<(ServiceDate, Vec<usize>)>,
    /// By code, the codes in order: a month repeats few codes on many lines.
    codes: Vec<(Code, Vec<usize>)>,
    /// Derived lines that join a line of another encounter.
    strays: Vec<usize>,
}

/// In what turn rules look at the lines of an encounter, by place among them; `None` when it is that of the request.
///
/// The units of an encounter may be sent in any order, and which of two equal lines carries an addition must not hang on it. So the names
/// the client gave decide (2 before 10), and the lines of one unit stay together as they were sent.
pub(crate) fn turns(lines: &[Line]) -> Option<Vec<usize>> {
    let name = |line: &Line| (line.id.len(), line.id.clone());
    let ordered = |a: &Line, b: &Line| (a.id.len(), &a.id) <= (b.id.len(), &b.id);
    if lines.iter().zip(lines.iter().skip(1)).all(|(a, b)| ordered(a, b)) {
        return None;
    }
    let mut first: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for line in lines {
        let Some(group) = line.group.as_deref() else { continue };
        let least = first.entry(group).or_insert_with(|| name(line));
        *least = name(line).min(least.clone());
    }
    let unit =
        |line: &Line| line.group.as_deref().and_then(|g| first.get(g).cloned()).unwrap_or_else(|| name(line));
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_cached_key(|place| (lines.get(*place).map(unit), *place));
    let mut turns = vec![0; lines.len()];
    for (turn, place) in order.into_iter().enumerate() {
        if let Some(of) = turns.get_mut(place) {
            *of = turn;
        }
    }
    Some(turns)
}

/// Puts a place among others in its turn; nearly always that is the end.
fn put(places: &mut Vec<usize>, place: usize, turns: &[usize]) {
    let turn = |place: usize| turns.get(place).copied().unwrap_or(place);
    let own = turn(place);
    let at = if places.last().is_none_or(|last| turn(*last) < own) {
        places.len()
    } else {
        places.partition_point(|other| turn(*other) < own)
    };
    places.insert(at, place);
}

/// Puts a place among those of a key.
fn file<K: Ord + Copy>(index: &mut Vec<(K, Vec<usize>)>, key: K, place: usize, turns: &[usize]) {
    match index.binary_search_by(|(other, _)| other.cmp(&key)) {
        Ok(at) => {
            if let Some((_, places)) = index.get_mut(at) {
                put(places, place, turns);
            }
        }
        Err(at) => index.insert(at, (key, vec![place])),
    }
}

/// Places of one encounter's lines.
#[derive(Debug, Default)]
struct Places {
    all: Vec<usize>,
    /// Drugs, with and without a row.
    drugs: Vec<usize>,
}

impl<'e> Lines<'e> {
    /// Makes room for so many lines of requests, and what rules add to them.
    pub(crate) fn expect(&mut self, lines: usize) {
        self.all.reserve(lines.saturating_add(lines / 2).saturating_add(16));
    }

    /// Puts a derived line at the end.
    pub(crate) fn push(&mut self, line: BillLine<'e>) {
        let turn = self.all.len();
        self.push_in_turn(line, turn);
    }

    /// The turn of a line: what decides between equal lines.
    pub(crate) fn turn(&self, place: usize) -> usize {
        self.turns.get(place).copied().unwrap_or(place)
    }

    /// Puts a line at the end that has its turn elsewhere.
    pub(crate) fn push_in_turn(&mut self, line: BillLine<'e>, turn: usize) {
        let place = self.all.len();
        self.turns.push(turn);
        let joined = line.join.and_then(|base| self.all.get(base));
        if joined.is_some_and(|base| base.encounter != line.encounter) {
            self.strays.push(place);
        }
        if self.of.len() <= line.encounter {
            self.of.resize_with(line.encounter.saturating_add(1), Places::default);
        }
        if let Some(of) = self.of.get_mut(line.encounter) {
            put(&mut of.all, place, &self.turns);
            if matches!(line.item, Item::Drug(_) | Item::PriceOnly) {
                put(&mut of.drugs, place, &self.turns);
            }
        }
        file(&mut self.days, line.date, place, &self.turns);
        file(&mut self.codes, line.code, place, &self.turns);
        self.all.push(line);
    }

    /// The lines of a day in any encounter, in turn.
    pub(crate) fn on(&self, date: ServiceDate) -> impl Iterator<Item = (usize, &BillLine<'e>)> + Clone {
        let found = self.days.binary_search_by(|(other, _)| other.cmp(&date)).ok();
        let places = found.and_then(|at| self.days.get(at)).map_or(&[][..], |(_, places)| places);
        places.iter().filter_map(|place| Some((*place, self.all.get(*place)?)))
    }

    /// The lines of a code in any encounter, in turn.
    pub(crate) fn coded(&self, code: Code) -> impl Iterator<Item = (usize, &BillLine<'e>)> + Clone {
        let found = self.codes.binary_search_by(|(other, _)| other.cmp(&code)).ok();
        let places = found.and_then(|at| self.codes.get(at)).map_or(&[][..], |(_, places)| places);
        places.iter().filter_map(|place| Some((*place, self.all.get(*place)?)))
    }

    /// The lines whose code passes a test, code after code and each code's in turn; the test is made once a code.
    pub(crate) fn with(&self, is_it: impl Fn(Code) -> bool) -> impl Iterator<Item = (usize, &BillLine<'e>)> {
        let places = self.codes.iter().filter(move |(code, _)| is_it(*code)).flat_map(|(_, places)| places);
        places.filter_map(|place| Some((*place, self.all.get(*place)?)))
    }

    /// The lines of an encounter, in turn.
    pub(crate) fn of(&self, encounter: usize) -> impl Iterator<Item = (usize, &BillLine<'e>)> + Clone {
        let places = self.of.get(encounter).map_or(&[][..], |of| &of.all);
        places.iter().filter_map(|place| Some((*place, self.all.get(*place)?)))
    }

    /// Lines that may stand on a line of an encounter: its own, and those of others that join one of its lines.
    pub(crate) fn around(&self, encounter: usize) -> impl Iterator<Item = (usize, &BillLine<'e>)> {
        let strays = self.strays.iter().filter_map(|place| Some((*place, self.all.get(*place)?)));
        self.of(encounter).chain(strays.filter(move |(_, line)| line.encounter != encounter))
    }

    /// The drugs of an encounter, in turn.
    pub(crate) fn drugs_of(&self, encounter: usize) -> impl Iterator<Item = (usize, &BillLine<'e>)> {
        let places = self.of.get(encounter).map_or(&[][..], |of| &of.drugs);
        places.iter().filter_map(|place| Some((*place, self.all.get(*place)?)))
    }
}

impl<'e> Deref for Lines<'e> {
    type Target = [BillLine<'e>];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

/// Lines may be changed where they stand; their encounter, day, code and item stay.
impl DerefMut for Lines<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.all
    }
}
