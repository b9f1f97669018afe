//! What was valid when: dated versions of every row, from any number of full and differential files of one kind.
//!
//! An official file has one row per key; a new price overwrites the old one. The history keeps every published content:
//!
//! - A row is valid from its 変更年月日 (新設年月日), not from the day it was published.
//! - A row whose date did not move, or is empty, is a correction in place: it replaces the content of its version.
//! - A date before the start of known versions takes their place from that day on (a backdated change).
//! - 廃止年月日 is the last usable day; a 廃止 row dated the day after it starts no version of its own.
//!
//! Between two full files without the differential files in between nobody tells us what was published. There a change
//! is joined without a hole only when the price before the last change (旧金額, 旧点数) says that nothing lies between;
//! everything else is a [`Gap`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::apply::{Key, State, StateRow, key};
use crate::error::{MastersError, Result};
use crate::name::FileKind;
use crate::raw::field::calendar_date;
use crate::raw::{DateColumns, Layout};
use crate::table::{Role, Row, Table};

/// Content of a row for a span of days.
#[derive(Debug, Clone)]
pub struct Version<'t> {
    /// The row.
    pub row: StateRow<'t>,
    /// First valid day; `None` when the files do not say (valid as far back as the edition goes).
    pub valid_from: Option<NaiveDate>,
    /// First day no longer valid; `None` when there is no end.
    pub valid_until: Option<NaiveDate>,
    /// 変更年月日 of the row.
    changed_on: Option<NaiveDate>,
    /// First day of a hole behind the version.
    unknown_from: Option<NaiveDate>,
}

/// Why nobody can say what held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum GapReason {
    /// The row changed between two full files in a way that leaves room for another content in between.
    ChangedUnseen,
    /// The code is older than the first content that was published to us.
    FirstSeenLate,
    /// The code is in one full file and not in the next, without 廃止.
    Vanished,
}

/// A span for which no file at hand tells the content of a code.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Gap {
    /// File kind.
    pub kind: FileKind,
    /// Key of the row.
    pub key: String,
    /// First day of the span.
    #[serde(serialize_with = "crate::raw::field::iso")]
    pub from: NaiveDate,
    /// First day after it.
    #[serde(serialize_with = "crate::raw::field::iso")]
    pub until: NaiveDate,
    /// Why.
    pub reason: GapReason,
}

/// Something to report about how the history came to be.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "note", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Note {
    /// A differential file that is older than the first full one was not needed.
    Superseded {
        /// The file.
        file: String,
    },
    /// A 変更 row in which nothing is filled.
    Blank {
        /// The file.
        file: String,
        /// Key of the row.
        key: String,
    },
    /// A full file of the day of the last differential file says something else; the full file is taken.
    Reconciled {
        /// The full file.
        file: String,
        /// Key of the row.
        key: String,
        /// Columns that differ.
        columns: Vec<usize>,
    },
    /// A row without 廃止年月日 is no longer in the next table; it is taken as withdrawn from the start.
    Withdrawn {
        /// The table without it.
        file: String,
        /// Key of the row.
        key: String,
    },
}

/// Dated versions of all rows of one file kind.
#[derive(Debug)]
pub struct Timeline<'t> {
    kind: FileKind,
    versions: BTreeMap<Key, Vec<Version<'t>>>,
    latest: State<'t>,
    gaps: Vec<Gap>,
    notes: Vec<Note>,
}

/// Dates of a row, read through the layout.
struct Dates {
    from: Option<NaiveDate>,
    ends: Option<NaiveDate>,
    listed: Option<NaiveDate>,
    transition: Option<NaiveDate>,
    existed_before: bool,
}

fn after(text: &str) -> Option<NaiveDate> {
    calendar_date(text)?.succ_opt()
}

impl Dates {
    fn of(columns: Option<DateColumns>, row: Row<'_>) -> Self {
        let Some(at) = columns else {
            return Self { from: None, ends: None, listed: None, transition: None, existed_before: false };
        };
        Self {
            from: calendar_date(row.get(at.from)),
            ends: after(row.get(at.until)),
            listed: at.listed.and_then(|n| calendar_date(row.get(n))),
            transition: at.transition.and_then(|n| after(row.get(n))),
            existed_before: at.old_price.is_some_and(|(kind, _)| row.get(kind) != "0"),
        }
    }
}

impl<'t> Timeline<'t> {
    /// Builds the history from the files of one kind, in any order.
    ///
    /// `service` is the first day the edition answers for: gaps before it are of no interest.
    ///
    /// # Errors
    /// [`MastersError::Set`] when there is no full file or a file has no date; whatever [`State::apply`] refuses.
    pub fn build(tables: &[&'t Table], service: NaiveDate) -> Result<Self> {
        let mut dated = Vec::new();
        for table in tables {
            let Some(published) = table.published().or_else(|| (tables.len() == 1).then_some(service)) else {
                return Err(MastersError::Set(format!(
                    "{}: no date in the name; name the file as published, or the archive with a date",
                    table.source().file
                )));
            };
            dated.push((published, table.role(), *table));
        }
        // On one day the differential file comes first: the full file is what it leads to.
        dated.sort_by_key(|(published, role, table)| (*published, *role, &table.source().file));
        let Some(first) = dated.iter().position(|(_, role, _)| *role == Role::Full) else {
            return Err(MastersError::Set(format!(
                "{}: only differential files; a full file has to come first",
                tables.first().map_or("no file", |t| t.kind().id())
            )));
        };
        let notes = dated
            .iter()
            .take(first)
            .map(|(_, _, table)| Note::Superseded { file: table.source().file.clone() })
            .collect();
        let mut rest = dated.into_iter().skip(first);
        let Some((mut published, _, base)) = rest.next() else {
            return Err(MastersError::Set("no file".to_owned()));
        };
        let mut this = Self {
            kind: base.kind(),
            versions: BTreeMap::new(),
            latest: State::full(base)?,
            gaps: Vec::new(),
            notes,
        };
        let columns = base.layout().dates;
        let base_rows: Vec<_> = this.latest.rows().map(|(k, r)| (k.clone(), r.clone())).collect();
        for (key, row) in base_rows {
            this.first_version(columns, key, row, None, service);
        }
        for (date, role, table) in rest {
            match role {
                Role::Differential => this.differential(columns, table, service)?,
                Role::Full => this.full(columns, table, published, date, service)?,
            }
            published = date;
        }
        this.close();
        Ok(this)
    }

    fn differential(
        &mut self,
        columns: Option<DateColumns>,
        table: &'t Table,
        service: NaiveDate,
    ) -> Result<()> {
        let applied = self.latest.apply(table)?;
        let file = &table.source().file;
        self.notes
            .extend(applied.blank.iter().map(|key| Note::Blank { file: file.clone(), key: key.to_string() }));
        for key in applied.deleted {
            self.versions.remove(&key);
        }
        for key in applied.touched {
            let Some(row) = self.latest.get(&key).cloned() else { continue };
            if self.versions.contains_key(&key) {
                self.change(columns, &key, row);
            } else {
                self.first_version(columns, key, row, None, service);
            }
        }
        Ok(())
    }

    /// Takes a full file over the state before it; what changed in between was not seen.
    fn full(
        &mut self,
        columns: Option<DateColumns>,
        table: &'t Table,
        before: NaiveDate,
        date: NaiveDate,
        service: NaiveDate,
    ) -> Result<()> {
        let next = State::full(table)?;
        let unseen = before.succ_opt().unwrap_or(before);
        let general = general_revision(columns, &self.latest, &next);
        let file = &table.source().file;
        for (key, row) in next.rows() {
            match self.latest.get(key).map(|old| (old.row().differing(row.row()), old.clone())) {
                Some((different, _)) if different.is_empty() => {}
                Some((different, old)) => {
                    if before == date {
                        self.notes.push(Note::Reconciled {
                            file: file.clone(),
                            key: key.to_string(),
                            columns: different,
                        });
                        self.change(columns, key, row.clone());
                    } else {
                        self.unseen_change(columns, key, &old, row, unseen, general);
                    }
                }
                None => self.first_version(columns, key.clone(), row.clone(), Some(unseen), service),
            }
        }
        let gone: Vec<Key> =
            self.latest.rows().map(|(key, _)| key).filter(|key| next.get(key).is_none()).cloned().collect();
        for key in gone {
            self.vanished(columns, key, file, unseen, general.unwrap_or(date));
        }
        self.latest = next;
        Ok(())
    }

    /// The first content of a key. `unseen` is the first day behind the state that did not have it.
    fn first_version(
        &mut self,
        columns: Option<DateColumns>,
        key: Key,
        row: StateRow<'t>,
        unseen: Option<NaiveDate>,
        service: NaiveDate,
    ) {
        let dates = Dates::of(columns, row.row());
        let is_new = row.row().get(1) == "3";
        // A 廃止 row carries the day after its end as 変更年月日; since when it held is not told.
        let ended = dates.ends.is_some_and(|ends| dates.from.is_none_or(|from| from >= ends));
        let names = matches!(self.kind, FileKind::Disease | FileKind::RetiredDisease | FileKind::Modifier);
        let valid_from = if names {
            // A disease keeps its code when its name changes: it exists since it was listed.
            dates.listed
        } else if ended {
            dates.listed
        } else {
            dates.from
        };
        if let (false, false, false, Some(from)) = (names, ended, is_new, dates.from) {
            let listed_before = dates.listed.is_some_and(|listed| listed < from);
            let start =
                dates.listed.filter(|listed| *listed < from).or(unseen).unwrap_or(service).max(service);
            if (dates.existed_before || listed_before) && start < from {
                self.gap(&key, start, from, GapReason::FirstSeenLate);
            }
        }
        let version =
            Version { row, valid_from, valid_until: None, changed_on: dates.from, unknown_from: None };
        self.versions.insert(key, vec![version]);
    }

    /// A seen change: a new version from its date, or a correction in place.
    fn change(&mut self, columns: Option<DateColumns>, key: &str, row: StateRow<'t>) {
        let dates = Dates::of(columns, row.row());
        let Some(versions) = self.versions.get_mut(key) else { return };
        let Some(last) = versions.last_mut() else { return };
        let starts = match dates.from {
            Some(from) if dates.ends.is_some_and(|ends| from >= ends) => None,
            Some(from) if last.changed_on == Some(from) => None,
            other => other,
        };
        let Some(from) = starts else {
            last.row = row;
            return;
        };
        while versions.last().is_some_and(|v| v.valid_from.is_some_and(|start| start >= from)) {
            versions.pop();
        }
        versions.push(Version {
            row,
            valid_from: Some(from),
            valid_until: None,
            changed_on: Some(from),
            unknown_from: None,
        });
    }

    /// A change between two full files. It is continuous when the price did not change, or when the last price change
    /// led from the price we know straight to the new one; a general revision in between fixes when that was.
    fn unseen_change(
        &mut self,
        columns: Option<DateColumns>,
        key: &Key,
        old: &StateRow<'t>,
        row: &StateRow<'t>,
        unseen: NaiveDate,
        general: Option<NaiveDate>,
    ) {
        let before = Dates::of(columns, old.row());
        let dates = Dates::of(columns, row.row());
        let moved = dates.from.filter(|from| before.from != Some(*from));
        let hole = match (moved, columns.and_then(|c| c.old_price)) {
            (Some(from), Some((kind, price))) if from > unseen => {
                let cells = |row: &StateRow<'t>, first: usize, second: usize| {
                    (row.row().get(first).to_owned(), row.row().get(second).to_owned())
                };
                let price_now = price_columns(self.kind);
                let known = cells(old, price_now.0, price_now.1);
                let new = cells(row, price_now.0, price_now.1);
                let last = cells(row, kind, price);
                if known == new {
                    None
                } else if known != last {
                    Some(unseen)
                } else {
                    general.filter(|day| *day > unseen && *day < from)
                }
            }
            _ => None,
        };
        if let (Some(start), Some(from)) = (hole, moved) {
            self.gap(key, start, from, GapReason::ChangedUnseen);
            if let Some(last) = self.versions.get_mut(key).and_then(|v| v.last_mut()) {
                last.unknown_from = Some(start);
            }
        }
        self.change(columns, key, row.clone());
    }

    /// A key that is in one full file and not in the next.
    fn vanished(
        &mut self,
        columns: Option<DateColumns>,
        key: Key,
        file: &str,
        unseen: NaiveDate,
        until: NaiveDate,
    ) {
        let Some(old) = self.latest.get(&key).cloned() else { return };
        let dates = Dates::of(columns, old.row());
        let told = dates.ends.is_some() || self.latest.abolished(&key);
        if told {
            return;
        }
        let masters = matches!(
            self.kind,
            FileKind::Procedure | FileKind::Drug | FileKind::Material | FileKind::Comment | FileKind::Disease
        );
        if !masters {
            self.versions.remove(&key);
            self.notes.push(Note::Withdrawn { file: file.to_owned(), key: key.to_string() });
            return;
        }
        let end = dates.transition.unwrap_or(until).max(unseen);
        if dates.transition.is_none() && unseen < end {
            self.gap(&key, unseen, end, GapReason::Vanished);
        }
        if let Some(last) = self.versions.get_mut(&key).and_then(|v| v.last_mut()) {
            last.unknown_from = Some(end);
        }
    }

    fn gap(&mut self, key: &str, from: NaiveDate, until: NaiveDate, reason: GapReason) {
        self.gaps.push(Gap { kind: self.kind, key: key.to_owned(), from, until, reason });
    }

    /// Sets the end of every version: the next one, its own 廃止年月日, or a hole. Empty versions leave.
    fn close(&mut self) {
        let columns = crate::raw::layout(self.kind).dates;
        for versions in self.versions.values_mut() {
            let mut next: Option<NaiveDate> = None;
            for version in versions.iter_mut().rev() {
                let own = Dates::of(columns, version.row.row()).ends;
                version.valid_until = [own, next, version.unknown_from].into_iter().flatten().min();
                next = version.valid_from;
            }
            versions.retain(|v| match (v.valid_from, v.valid_until) {
                (Some(from), Some(until)) => from < until,
                _ => true,
            });
        }
        self.versions.retain(|_, versions| !versions.is_empty());
        self.gaps.sort_by(|a, b| (&a.key, a.from).cmp(&(&b.key, b.from)));
    }

    /// Which file the history is of.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// Keys with their versions, oldest first.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &[Version<'t>])> {
        self.versions.iter().map(|(key, versions)| (&**key, versions.as_slice()))
    }

    /// Versions of a key, oldest first; empty when there is none.
    #[must_use]
    pub fn versions(&self, key: &str) -> &[Version<'t>] {
        self.versions.get(key).map_or(&[], Vec::as_slice)
    }

    /// The newest state.
    #[must_use]
    pub fn latest(&self) -> &State<'t> {
        &self.latest
    }

    /// Spans nobody published, by key.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// What else is to be reported.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

impl Version<'_> {
    /// Whether the version holds on a day.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| day < until)
    }
}

/// The columns of kind and amount of the price in force.
const fn price_columns(kind: FileKind) -> (usize, usize) {
    match kind {
        // s11/s12, y11/y12, t11/t12
        FileKind::Procedure | FileKind::Drug | FileKind::Material => (11, 12),
        _ => (1, 1),
    }
}

/// The day to which more than half of all rows moved their date: a general revision of prices.
fn general_revision(columns: Option<DateColumns>, old: &State<'_>, new: &State<'_>) -> Option<NaiveDate> {
    let at = columns?;
    let mut days: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, row) in new.rows() {
        let day = row.row().get(at.from);
        if old.get(key).is_some_and(|old| old.row().get(at.from) != day) {
            *days.entry(day).or_default() += 1;
        }
    }
    let (day, _) = days.into_iter().find(|(_, count)| count.saturating_mul(2) > new.len())?;
    calendar_date(day)
}

/// The key a row of a kind has in a [`Timeline`].
#[must_use]
pub fn key_of(layout: &Layout, row: Row<'_>) -> String {
    key(layout, row).into()
}
