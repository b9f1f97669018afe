//! The bill in the making: lines with their master rows, units, and what was found on the way.

mod lines;

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::claim::{Claim, DrugForm, Encounter, Line};
use crate::code::{Code, ItemId};
use crate::date::ServiceDate;
use crate::engine::Engine;
use crate::law::Citation;
use crate::outcome::{Declined, Finding, MasterRef, Origin, Question, Severity, Trace, Verdict};
use crate::snapshot::{DrugRow, Edition, MaterialRow, ProcedureRow};

pub(crate) use lines::{Lines, turns};

/// The master row of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Item<'e> {
    /// 診療行為, with its place in the relations.
    Procedure(ProcedureRow<'e>, ItemId),
    /// 医薬品.
    Drug(DrugRow<'e>),
    /// 特定器材.
    Material(MaterialRow<'e>),
    /// コメント.
    Comment,
    /// A drug or material known only by the price the client sent.
    PriceOnly,
    /// No row: the line is blocked.
    Nothing,
}

/// One line of the bill.
#[derive(Debug, Clone)]
pub(crate) struct BillLine<'e> {
    pub(crate) origin: Origin,
    pub(crate) encounter: usize,
    /// Place in the encounter of the request; `None` when derived.
    pub(crate) input: Option<usize>,
    pub(crate) date: ServiceDate,
    pub(crate) code: Code,
    pub(crate) item: Item<'e>,
    pub(crate) master: Option<MasterRef>,
    pub(crate) count: u32,
    pub(crate) quantity: Option<Decimal>,
    pub(crate) verdict: Verdict,
    /// Rule and line that decided the verdict.
    pub(crate) by: Option<(&'static str, Option<usize>)>,
    /// Derived lines: the line whose unit they join.
    pub(crate) join: Option<usize>,
    /// Points that are not the master's (reductions computed by a rule).
    pub(crate) claimed_points: Option<Decimal>,
    pub(crate) cites: Vec<usize>,
}

impl<'e> BillLine<'e> {
    pub(crate) const fn procedure(&self) -> Option<ProcedureRow<'e>> {
        match self.item {
            Item::Procedure(row, _) => Some(row),
            _ => None,
        }
    }

    pub(crate) const fn drug(&self) -> Option<DrugRow<'e>> {
        match self.item {
            Item::Drug(row) => Some(row),
            _ => None,
        }
    }

    pub(crate) fn is_applied(&self) -> bool {
        self.verdict == Verdict::Applied
    }
}

/// The bill.
#[derive(Debug)]
pub(crate) struct Bill<'c, 'e> {
    pub(crate) engine: &'e Engine,
    pub(crate) claim: &'c Claim,
    pub(crate) lines: Lines<'e>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) questions: Vec<Question>,
    pub(crate) declined: Vec<Declined>,
    pub(crate) trace: Trace,
    pub(crate) citations: Citations,
    /// Codes that rules looked for and the edition does not have at all, by encounter.
    pub(crate) lacking: RefCell<BTreeSet<(usize, Code)>>,
    /// The bill is only judged: what would take a line off is reported and the line stays, so that no finding hides another.
    pub(crate) judging: bool,
}

impl<'c, 'e> Bill<'c, 'e> {
    /// The line of the request behind a line of the bill.
    pub(crate) fn source(&self, line: usize) -> Option<&'c Line> {
        let line = self.lines.get(line)?;
        self.claim.encounters.get(line.encounter)?.lines.get(line.input?)
    }

    pub(crate) fn encounter(&self, place: usize) -> Option<&'c Encounter> {
        self.claim.encounters.get(place)
    }

    pub(crate) fn edition_on(&self, date: ServiceDate) -> Option<(usize, &'e Edition)> {
        self.engine.edition_on(date)
    }

    /// How sure a decision about a line by a table of its edition is: where the table was taken over from the revision before, a person
    /// confirms what it decides.
    pub(crate) fn severity_by(&self, line: usize, table: &str, severity: Severity) -> Severity {
        let edition = self.lines.get(line).and_then(|l| self.edition_on(l.date));
        let carried = edition.is_some_and(|(_, e)| e.manifest().carried.iter().any(|t| t.starts_with(table)));
        if carried && severity == Severity::Notice { Severity::Confirm } else { severity }
    }

    /// How a drug line is given: as told, else by the drug's own form where that leaves no choice.
    pub(crate) fn drug_form(&self, line: usize) -> Option<DrugForm> {
        if let Some(form) = self.source(line).and_then(|s| s.form) {
            return Some(form);
        }
        None
    }

    /// Where a line stands in time: by day, then by encounter, then in its turn. Places decide nothing: the units of an encounter may be
    /// sent in any order, and a line cut in one unit or in another is not the same number.
    pub(crate) fn in_time(&self, line: usize) -> (Option<ServiceDate>, usize, usize) {
        let found = self.lines.get(line);
        (found.map(|l| l.date), found.map_or(0, |l| l.encounter), self.lines.turn(line))
    }

    /// Lines of one encounter that are billed so far, in turn.
    pub(crate) fn applied_in(&self, encounter: usize) -> impl Iterator<Item = (usize, &BillLine<'e>)> {
        self.lines.of(encounter).filter(|(_, l)| l.is_applied())
    }
}

/// The citations of an answer, each once, in the order of their first use.
#[derive(Debug, Default)]
pub(crate) struct Citations(Vec<Citation>);

impl Citations {
    /// The place of a citation. An answer has a few dozen at most, so a walk beats a map and clones only what is new.
    pub(crate) fn place(&mut self, citation: &Citation) -> usize {
        let same = |c: &Citation| c.document == citation.document && c.article == citation.article;
        self.0.iter().position(same).unwrap_or_else(|| {
            self.0.push(citation.clone());
            self.0.len() - 1
        })
    }

    pub(crate) fn into_list(self) -> Vec<Citation> {
        self.0
    }
}
