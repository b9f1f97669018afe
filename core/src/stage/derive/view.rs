//! The read-only view a rule gets: one encounter, and everything around it.

mod act;
mod disease;
mod month;
mod reach;

pub use reach::Opening;

use crate::amount::Points;
use crate::bill::{Bill, BillLine, Item};
use crate::claim::{Claim, DrugForm, Encounter, Facility, FacilityKind, Line, Patient, Setting};
use crate::code::Code;
use crate::date::{ServiceDate, completed_years};
use crate::engine::EngineError;
use crate::fact::{Fact, FactType, FactValue, Facts, Scope};
use crate::law::Revision;
use crate::outcome::{Target, Text};
use crate::params::{CodeSet, Dated, Steps};
use crate::rules::Rule;
use crate::snapshot::ProcedureRow;
use crate::stage::price::Priced;
use crate::stage::resolve::{self, Fit, fit};
use rust_decimal::Decimal;

use super::Effects;

/// What was billed of a code or group before this encounter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Billed already.
    Yes,
    /// Not billed.
    No,
    /// The request does not tell.
    Unknown,
}

/// The view.
#[derive(Debug, Clone, Copy)]
pub struct View<'b, 'c, 'e> {
    bill: &'b Bill<'c, 'e>,
    place: usize,
    rule: &'static Rule,
    units: &'b [Priced],
}

impl<'b, 'c, 'e> View<'b, 'c, 'e> {
    pub(crate) const fn new(
        bill: &'b Bill<'c, 'e>,
        place: usize,
        rule: &'static Rule,
        units: &'b [Priced],
    ) -> Self {
        Self { bill, place, rule, units }
    }

    /// The claim.
    #[must_use]
    pub const fn claim(&self) -> &'c Claim {
        self.bill.claim
    }

    /// The institution.
    #[must_use]
    pub const fn facility(&self) -> &'c Facility {
        &self.bill.claim.facility
    }

    /// The patient.
    #[must_use]
    pub const fn patient(&self) -> &'c Patient {
        &self.bill.claim.patient
    }

    /// Place of the encounter in the request.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.place
    }

    /// The encounter.
    #[must_use]
    pub fn encounter(&self) -> &'c Encounter {
        // The stage makes views only for encounters of the claim.
        static NOWHERE: std::sync::OnceLock<Encounter> = std::sync::OnceLock::new();
        self.bill.claim.encounters.get(self.place).unwrap_or_else(|| {
            NOWHERE.get_or_init(|| Encounter {
                id: String::new(),
                date: self.bill.claim.patient.birth,
                date_text: None,
                received_at: None,
                department: None,
                setting: Setting::Inpatient,
                admission: None,
                discharge: None,
                facts: Facts::default(),
                lines: Vec::new(),
            })
        })
    }

    /// Service date.
    #[must_use]
    pub fn date(&self) -> ServiceDate {
        self.encounter().date
    }

    /// The revision that holds on the service date: that of its edition.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.bill.edition_on(self.date()).map_or(Revision::R06, |(_, e)| e.manifest().revision)
    }

    /// Whether a table (by its official id, `y` for drugs) of the edition is that of the revision before.
    #[must_use]
    pub fn is_carried(&self, table: &str) -> bool {
        let edition = self.bill.edition_on(self.date());
        edition.is_some_and(|(_, e)| e.manifest().carried.iter().any(|id| id == table))
    }

    /// Completed years of the patient on the service date.
    #[must_use]
    pub fn age(&self) -> i32 {
        completed_years(self.patient().birth, self.date())
    }

    /// Whether it is a clinic; `None` when not told.
    #[must_use]
    pub fn is_clinic(&self) -> Option<bool> {
        self.facility().kind.map(|k| k == FacilityKind::Clinic)
    }

    /// Whether the encounter is an out-patient one (home care included).
    #[must_use]
    pub fn is_outpatient(&self) -> bool {
        self.encounter().setting != Setting::Inpatient
    }

    /// Lines of this encounter that are billed so far, in turn.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &'b BillLine<'e>)> {
        self.bill.applied_in(self.place)
    }

    /// Procedures of this encounter that are billed so far, in turn.
    pub fn procedures(&self) -> impl Iterator<Item = (usize, ProcedureRow<'e>)> {
        self.lines().filter_map(|(place, line)| line.procedure().map(|row| (place, row)))
    }

    /// Place of the first billed line with a code of the set.
    #[must_use]
    pub fn first_of(&self, set: &CodeSet) -> Option<usize> {
        self.lines().find(|(_, l)| set.contains(l.code)).map(|(place, _)| place)
    }

    /// Whether a code stands on this encounter, billed or not (what the client sent is not proposed again).
    #[must_use]
    pub fn has(&self, code: Code) -> bool {
        self.bill.lines.of(self.place).any(|(_, l)| l.code == code)
    }

    /// Whether any billed or blocked line of the encounter is of the set.
    #[must_use]
    pub fn has_any(&self, set: &CodeSet) -> bool {
        self.bill.lines.of(self.place).any(|(_, l)| set.contains(l.code))
    }

    /// The line of the request behind a line.
    #[must_use]
    pub fn source(&self, line: usize) -> Option<&'c Line> {
        self.bill.source(line)
    }

    /// Drugs of this encounter given in a form: place, and kind of drug (code, or 0 for a price without code).
    pub fn drugs(&self, form: DrugForm) -> impl Iterator<Item = (usize, &'c Line)> {
        let drugs = self.bill.lines.drugs_of(self.place).filter(|(_, line)| line.is_applied());
        drugs.filter_map(move |(place, _)| {
            let source = self.bill.source(place)?;
            (self.bill.drug_form(place) == Some(form)).then_some((place, source))
        })
    }

    /// Controlled kind (y14) of a drug line; 0 when it is none.
    #[must_use]
    pub fn controlled_kind(&self, line: usize) -> u8 {
        self.bill.lines.get(line).and_then(BillLine::drug).map_or(0, |d| d.controlled_kind())
    }

    /// The row of a code on the service date, if the masters have it.
    #[must_use]
    pub fn row(&self, code: Code) -> Option<ProcedureRow<'e>> {
        match resolve::row(self.bill, code, self.date()) {
            Some((Item::Procedure(row, _), _)) => Some(row),
            _ => None,
        }
    }

    /// Whether a code may be derived here: known, usable on the day, every condition of its row known and met.
    #[must_use]
    pub fn may_bill(&self, code: Code) -> bool {
        let row = self.row(code);
        if row.is_none() {
            resolve::note_lacking(self.bill, self.place, code, self.date());
        }
        row.is_some_and(|row| fit(self.bill, self.place, row, self.date()) == Fit::Yes)
    }

    /// Whether the row of a code exists here but one of its conditions is not known (standards, beds).
    #[must_use]
    pub fn unsure(&self, code: Code) -> bool {
        self.row(code).is_some_and(|row| fit(self.bill, self.place, row, self.date()) == Fit::Unsure)
    }

    /// Whether a facility standard is filed; `None` when the filings are not told.
    #[must_use]
    pub fn filed(&self, standard: u16) -> Option<bool> {
        let date = self.date();
        let filed = self.facility().standards.as_ref()?;
        Some(filed.iter().any(|s| s.code == standard && s.from.is_none_or(|from| from <= date)))
    }

    /// A fact as told or answered; `None` when neither.
    #[must_use]
    pub fn fact(&self, fact: &'static Fact, question: &str) -> Option<FactValue> {
        let facts = match fact.scope {
            Scope::Facility => &self.facility().facts,
            Scope::Patient => &self.patient().facts,
            Scope::Encounter | Scope::Line => &self.encounter().facts,
        };
        facts.get(fact).or_else(|| self.answered(fact, question))
    }

    fn answered(&self, fact: &'static Fact, question: &str) -> Option<FactValue> {
        if question.is_empty() || self.claim().answers.is_empty() {
            return None;
        }
        let id = self.question_id(fact, question);
        let answer = self.claim().answers.iter().rev().find(|a| a.question == id)?;
        match fact.ty {
            FactType::Choice(words) => {
                words.iter().find(|w| **w == answer.choice).map(|w| FactValue::Choice(w))
            }
            _ => match answer.choice.as_str() {
                "yes" => Some(FactValue::Bool(true)),
                "no" => Some(FactValue::Bool(false)),
                _ => None,
            },
        }
    }

    fn question_id(&self, fact: &Fact, question: &str) -> String {
        match fact.scope {
            Scope::Facility | Scope::Patient => format!("{question}/{}", fact.scope.name()),
            Scope::Encounter | Scope::Line => format!("{question}/{}", self.encounter().id),
        }
    }

    /// A fact as told or answered, else asked for.
    pub fn decide(
        &self,
        out: &mut Effects,
        fact: &'static Fact,
        question: &str,
        text: &'static Text,
    ) -> Option<FactValue> {
        let known = self.fact(fact, question);
        if known.is_none() {
            let target = match fact.scope {
                Scope::Facility => Target::Facility,
                Scope::Patient => Target::Patient,
                Scope::Encounter | Scope::Line => Target::Encounter(self.place),
            };
            out.ask(self.question_id(fact, question), fact, target, text);
        }
        known
    }

    /// A yes-or-no fact, else asked for.
    pub fn decide_bool(
        &self,
        out: &mut Effects,
        fact: &'static Fact,
        question: &str,
        text: &'static Text,
    ) -> Option<bool> {
        match self.decide(out, fact, question, text) {
            Some(FactValue::Bool(b)) => Some(b),
            _ => None,
        }
    }

    /// A yes-or-no fact that counts as "no" when the request does not tell and nothing depends on asking.
    #[must_use]
    pub fn told(&self, fact: &'static Fact) -> bool {
        self.fact(fact, "") == Some(FactValue::Bool(true))
    }

    /// A code set of the parameters on the service date.
    ///
    /// # Errors
    /// [`EngineError::Parameter`] when the rules image lacks it.
    pub fn set(&self, key: &str) -> Result<&'e Dated<CodeSet>, EngineError> {
        self.bill.engine.params().set(key, self.date()).ok_or_else(|| self.lacks(key))
    }

    /// A number of the parameters on the service date.
    ///
    /// # Errors
    /// [`EngineError::Parameter`] when the rules image lacks it.
    pub fn value(&self, key: &str) -> Result<&'e Dated<Decimal>, EngineError> {
        self.bill.engine.params().value(key, self.date()).ok_or_else(|| self.lacks(key))
    }

    /// Steps of the parameters on the service date.
    ///
    /// # Errors
    /// [`EngineError::Parameter`] when the rules image lacks them.
    pub fn steps(&self, key: &str) -> Result<&'e Dated<Steps>, EngineError> {
        self.bill.engine.params().steps(key, self.date()).ok_or_else(|| self.lacks(key))
    }

    fn lacks(&self, key: &str) -> EngineError {
        EngineError::Parameter { rule: self.rule.id, key: key.to_owned(), date: self.date() }
    }

    /// Whether a line stands on an earlier encounter: an earlier day, or the same day and earlier in the request.
    fn is_before(&self, line: &BillLine<'_>) -> bool {
        (line.date, line.encounter) < (self.date(), self.place)
    }

    /// Whether something was billed in the calendar month before this encounter, or earlier in this request.
    ///
    /// "No history sent" never means "never done": without a complete history the answer is unknown.
    #[must_use]
    pub fn billed_this_month(&self, is_it: impl Fn(Code) -> bool) -> Before {
        let month = self.date().month();
        // What stands before this encounter and not before the month is of the month.
        let begins = self.date().month_start();
        let mut lines = self.bill.lines.with(&is_it);
        let earlier = lines.any(|(_, l)| l.date >= begins && self.is_before(l) && l.is_applied());
        if earlier {
            return Before::Yes;
        }
        let Some(history) = &self.claim().history else { return Before::Unknown };
        if history.acts.iter().any(|a| a.date.month() == month && a.date <= self.date() && is_it(a.code)) {
            return Before::Yes;
        }
        if history.covers_month(month) { Before::No } else { Before::Unknown }
    }

    /// Whether this would be the first time in the calendar month; asks once whether the history is complete when the request does
    /// not tell.
    pub fn first_this_month(&self, out: &mut Effects, is_it: impl Fn(Code) -> bool) -> Option<bool> {
        static ASK: Text = Text {
            ja: "当月にこの医療機関で先に算定したものは、送られた history がすべてですか（history がなければ、何も算定していませんか）。",
            en: "is the history sent all that this institution billed earlier this month (without history: was nothing billed)?",
        };
        match self.billed_this_month(is_it) {
            Before::Yes => Some(false),
            Before::No => Some(true),
            Before::Unknown => self
                .decide_bool(out, &crate::fact::MONTH_HISTORY, "history.month", &ASK)
                .filter(|complete| *complete),
        }
    }

    /// Points × count of the priced units of this encounter that hold any of the lines (only after pricing).
    ///
    /// # Errors
    /// [`EngineError::Amount`] when the sum leaves the range.
    pub fn points_of(&self, lines: &[usize]) -> Result<Points, EngineError> {
        let mut sum = Points::ZERO;
        for unit in self
            .units
            .iter()
            .filter(|u| u.encounter == self.place && u.lines.iter().any(|l| lines.contains(l)))
        {
            sum = sum.plus(unit.points.times_count(unit.count)?)?;
        }
        Ok(sum)
    }

    /// The code of a line.
    #[must_use]
    pub fn code_of(&self, line: usize) -> Code {
        self.bill.lines.get(line).map_or(Code::known(0), |l| l.code)
    }

    /// Procedures billed on the day of this encounter, in all its encounters.
    pub fn procedures_of_the_day(&self) -> impl Iterator<Item = ProcedureRow<'e>> {
        let date = self.date();
        self.bill.lines.on(date).filter(|(_, l)| l.is_applied()).filter_map(|(_, l)| l.procedure())
    }

    /// Whether a code stands on any encounter of the day, billed or not.
    #[must_use]
    pub fn has_on_the_day(&self, code: Code) -> bool {
        let date = self.date();
        self.bill.lines.on(date).any(|(_, l)| l.code == code)
    }

    /// Price in yen of a drug line for one unit of its billing (one day of an oral drug); `None` without price or quantity.
    #[must_use]
    pub fn drug_yen(&self, line: usize) -> Option<Decimal> {
        let source = self.source(line)?;
        let price = match source.unit_price_yen {
            Some(price) => price,
            None => self.bill.lines.get(line)?.drug()?.price().decimal(),
        };
        price.checked_mul(source.quantity?)
    }

    /// Days since an act of a set was last billed in the history or earlier in the request, newest first.
    #[must_use]
    pub fn last_billed(&self, is_it: impl Fn(Code) -> bool) -> Option<ServiceDate> {
        let lines = self.bill.lines.with(&is_it);
        let in_request = lines.filter(|(_, l)| self.is_before(l) && l.is_applied()).map(|(_, l)| l.date);
        let history = self.claim().history.iter().flat_map(|h| &h.acts);
        let in_history = history.filter(|a| a.date <= self.date() && is_it(a.code)).map(|a| a.date);
        in_request.chain(in_history).max()
    }
}
