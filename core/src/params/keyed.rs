//! Rows by key, found without comparing strings on the way: rules ask for a few keys at every visit.

use std::collections::BTreeMap;

use super::Dated;
use crate::date::ServiceDate;

/// Slots for each key of the table; more slots, fewer keys that share one.
const SLOTS_PER_KEY: usize = 4;
/// A slot without a key.
const NONE: u32 = u32::MAX;

/// Rows by key, the keys in order.
#[derive(Debug, Clone)]
pub(super) struct Keyed<T> {
    /// What was read so far; empty once closed.
    read: BTreeMap<String, Vec<Dated<T>>>,
    rows: Vec<(String, Vec<Dated<T>>)>,
    /// Open addressing over `rows`; as long as a power of two, or empty while rows are read.
    slots: Vec<u32>,
}

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self { read: BTreeMap::new(), rows: Vec::new(), slots: Vec::new() }
    }
}

impl<T> Keyed<T> {
    /// The rows of a key while the image is read.
    pub(super) fn entry(&mut self, key: String) -> &mut Vec<Dated<T>> {
        self.read.entry(key).or_default()
    }

    /// Builds the table once all rows are read.
    pub(super) fn close(&mut self) {
        self.rows = std::mem::take(&mut self.read).into_iter().collect();
        let size = self.rows.len().saturating_mul(SLOTS_PER_KEY).next_power_of_two();
        self.slots = vec![NONE; size];
        for (place, (key, _)) in self.rows.iter().enumerate() {
            let mut at = hash(key) & (size - 1);
            while self.slots.get(at).is_some_and(|slot| *slot != NONE) {
                at = (at + 1) & (size - 1);
            }
            if let (Some(slot), Ok(place)) = (self.slots.get_mut(at), u32::try_from(place)) {
                *slot = place;
            }
        }
    }

    /// The place of a key.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash(key) & mask;
        loop {
            let place = usize::try_from(*self.slots.get(at).filter(|slot| **slot != NONE)?).ok()?;
            if self.rows.get(place)?.0 == key {
                return Some(place);
            }
            at = (at + 1) & mask;
        }
    }

    /// The row at a place on a day.
    pub(super) fn at(&self, place: usize, date: ServiceDate) -> Option<&Dated<T>> {
        self.rows.get(place)?.1.iter().find(|row| row.validity.holds(date))
    }

    /// The row of a key on a day.
    pub(super) fn on(&self, key: &str, date: ServiceDate) -> Option<&Dated<T>> {
        self.at(self.place(key)?, date)
    }

    /// All rows of a key, by date.
    pub(super) fn rows(&self, key: &str) -> &[Dated<T>] {
        self.place(key).and_then(|place| self.rows.get(place)).map_or(&[][..], |(_, rows)| rows)
    }

    /// Keys in order, with their rows.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[Dated<T>])> {
        self.rows.iter().map(|(key, rows)| (key.as_str(), rows.as_slice()))
    }
}

/// A hash of a key, eight bytes at a time: keys are of this house, nobody chooses them to collide.
fn hash(key: &str) -> usize {
    let mut sum: u64 = 0;
    for part in key.as_bytes().chunks(8) {
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(part) {
            *to = *from;
        }
        sum = (sum.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    // The high bits are the mixed ones.
    usize::try_from(sum >> 40).unwrap_or(0)
}
