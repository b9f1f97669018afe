//! One receipt: RE HO KO SN JD MF SY, details, SJ.

use std::collections::BTreeMap;

use santei_core::charge::{Place, Receipt as Charged};
use santei_core::date::{ServiceDate, ServiceMonth};
use santei_core::engine::Engine;
use santei_core::outcome::Outcome;

use super::diseases;
use super::field::Row;
use super::input::PatientMonth;
use super::issue::{MISSING, PUBLIC_COPAY, Sink};
use super::payers::{Organization, Payer, Payers};
use super::sets::{self, Bearing};
use super::units::{self, Source, Written};
use crate::layout::Kind;
use crate::receipt::Bearers;

/// A receipt without its number in the file.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) organization: Organization,
    pub(super) head: Row,
    pub(super) rest: Vec<u8>,
    /// HO and KO records, what 総件数 counts.
    pub(super) payers: u64,
    /// Points of the insurer, or of the first programme without one.
    pub(super) points: u64,
    pub(super) kind: String,
}

/// What a receipt is made from.
#[derive(Clone, Copy)]
pub(super) struct Job<'b> {
    pub(super) engine: &'b Engine,
    pub(super) patient: &'b PatientMonth,
    pub(super) outcome: &'b Outcome,
    pub(super) month: ServiceMonth,
    pub(super) charged: &'b Charged,
    /// Whether an encounter counts as a day of care, by place.
    pub(super) counted: &'b BTreeMap<usize, bool>,
}

impl<'b> Job<'b> {
    fn coverage(&self, seq: u8) -> Option<usize> {
        self.patient.claim.coverages.iter().position(|c| c.seq == seq)
    }

    /// Whether something of an encounter stands on this receipt.
    fn ours(&self, encounter: usize, bearing: &Bearing, insurer: Option<usize>) -> bool {
        self.patient.claim.encounters.get(encounter).is_some_and(|e| {
            e.date.month() == self.month
                && sets::is_inpatient(e) == (self.charged.place == Place::Inpatient)
                && bearing.insurer == insurer
        })
    }

    fn bearing(&self, encounter: usize, set: &[u8]) -> Bearing {
        let date = self.patient.claim.encounters.get(encounter).map(|e| e.date);
        date.map(|date| sets::bearing(&self.patient.claim, set, date)).unwrap_or_default()
    }

    /// Writes the receipt.
    pub(super) fn run(self, sink: &mut Sink<'_>) -> Done {
        let claim = &self.patient.claim;
        let insurer = self.charged.insurer.and_then(|seq| self.coverage(seq));
        let publics: Vec<usize> = self.charged.publics.iter().filter_map(|p| self.coverage(p.seq)).collect();
        let payers = Payers::of(claim, &self.patient.receipt, insurer, &publics, sink);
        let insurance = payers.insurance(sink);
        let organization = payers.organization(insurance, sink);
        let source =
            Source { engine: self.engine, claim, facts: &self.patient.receipt, outcome: self.outcome };
        let letter = |unit: &santei_core::outcome::UnitOutcome| {
            let set = sets::of_lines(claim, self.outcome, &unit.lines)?;
            let bearing = self.bearing(unit.encounter, &set);
            if self.ours(unit.encounter, &bearing, insurer) { payers.letter(&bearing) } else { None }
        };
        let written = units::collect(source, letter, sink);
        let calendar = self.calendar(&payers, insurer);
        let kind = self.kind(&payers, insurance, sink);
        let head = self.head(&payers, insurance, &kind, sink);
        let mut rest = Vec::new();
        let points = self.payers(&payers, &written, &calendar, &mut rest, sink);
        self.eligibility(&payers, &mut rest, sink);
        visits(&calendar, &mut rest, sink);
        if insurer.is_some() {
            self.copay(insurer, &mut rest, sink);
        }
        diseases::write(self.patient, self.month, &mut rest, sink);
        self.details(&payers, &written, &mut rest, sink);
        Done {
            organization,
            head,
            rest,
            payers: u64::try_from(calendar.len()).unwrap_or_default(),
            points,
            kind,
        }
    }

    /// The days each payer has, by slot: day of the month, whether it counts.
    fn calendar(&self, payers: &Payers<'_>, insurer: Option<usize>) -> BTreeMap<u8, BTreeMap<u32, bool>> {
        let mut out: BTreeMap<u8, BTreeMap<u32, bool>> = BTreeMap::new();
        if payers.insurer.is_some() {
            out.insert(0, BTreeMap::new());
        }
        for (slot, _) in (1..).zip(&payers.publics) {
            out.insert(slot, BTreeMap::new());
        }
        let claim = &self.patient.claim;
        for (place, encounter) in claim.encounters.iter().enumerate() {
            let units = self.outcome.units.iter().filter(|u| u.encounter == place);
            let mut sets: Vec<Vec<u8>> =
                units.filter_map(|u| sets::of_lines(claim, self.outcome, &u.lines)).collect();
            if sets.is_empty() {
                // Nothing is billed: a day of all that are valid.
                sets.push(Vec::new());
            }
            for set in sets {
                let bearing = self.bearing(place, &set);
                if !self.ours(place, &bearing, insurer) {
                    continue;
                }
                let counts = self.counted.get(&place).copied().unwrap_or(true);
                for slot in payers.slots(&bearing) {
                    if let Some(days) = out.get_mut(&slot) {
                        let day = days.entry(encounter.date.parts().2).or_default();
                        *day |= counts;
                    }
                }
            }
        }
        out
    }

    /// HO and KO; returns what the receipt adds to the points of GO.
    fn payers(
        &self,
        payers: &Payers<'_>,
        written: &[Written],
        calendar: &BTreeMap<u8, BTreeMap<u32, bool>>,
        out: &mut Vec<u8>,
        sink: &mut Sink<'_>,
    ) -> u64 {
        let points = |slot: u8| {
            let borne = |w: &&Written| {
                u8::try_from(w.letter()).ok().and_then(|l| Bearers::of(&[l])).is_some_and(|b| b.has(slot))
            };
            written.iter().filter(borne).map(Written::total).fold(0_u64, u64::saturating_add)
        };
        let days = |slot: u8| calendar.get(&slot).map_or(0, |d| d.values().filter(|c| **c).count());
        if let Some(payer) = &payers.insurer {
            let at = |name: &str| card_place(payer, name);
            let mut row = Row::new(Kind::Ho, "HO");
            let number = payer.coverage.number.as_deref().unwrap_or_default().trim();
            row.put(2, format!("{number:>8}"), &format!("/coverages/{}/insurerNumber", payer.place), sink);
            row.maybe(3, payer.card.and_then(|(_, c)| c.symbol.as_ref()), &at("symbol"), sink);
            let number = payer.card.and_then(|(_, c)| c.number.as_deref()).unwrap_or_default();
            row.put(4, number, &at("number"), sink);
            row.put(5, days(0), "", sink);
            row.put(6, points(0), "", sink);
            // 一部負担金 stands there where the high-cost benefit was given in kind, not reduced by what programmes pay of it.
            if self.charged.high_cost_benefit.value() > 0 {
                row.put(12, self.charged.insurer_left.value(), "", sink);
            }
            row.write(out);
        }
        for ((slot, payer), charged) in (1..).zip(&payers.publics).zip(&self.charged.publics) {
            let place = format!("/coverages/{}/payerNumber", payer.place);
            let mut row = Row::new(Kind::Ko, "KO");
            row.put(2, payer.coverage.number.as_deref().unwrap_or_default().trim(), &place, sink);
            let recipient = payer.card.and_then(|(_, c)| c.number.as_ref());
            // 医療観察法 (30) has no number of a recipient.
            if recipient.is_none() && !payer.coverage.number.as_deref().is_some_and(|n| n.starts_with("30")) {
                sink.add(&MISSING, &card_place(payer, "number"), vec!["受給者番号".to_owned()]);
            }
            row.maybe(3, recipient, &card_place(payer, "number"), sink);
            row.put(5, days(slot), "", sink);
            row.put(6, points(slot), "", sink);
            let (arrived, left) = (charged.liability.value(), charged.patient.value());
            row.put(7, left, "", sink);
            if slot == 1 && payers.insurer.is_some() && self.charged.elder && 0 < left && left < arrived {
                let no = if self.charged.place == Place::Inpatient { 9 } else { 8 };
                row.put(no, arrived, "", sink);
                sink.add(&PUBLIC_COPAY, &place, vec![arrived.to_string()]);
            }
            row.write(out);
        }
        if payers.insurer.is_some() { points(0) } else { points(1) }
    }

    /// SN of the insurer, where the branch number is told.
    fn eligibility(&self, payers: &Payers<'_>, out: &mut Vec<u8>, sink: &mut Sink<'_>) {
        let Some(payer) = &payers.insurer else { return };
        let Some(branch) = payer.card.and_then(|(_, c)| c.branch.as_ref()) else { return };
        let mut row = Row::new(Kind::Sn, "SN");
        row.put(2, 1, "", sink);
        row.put(3, "01", "", sink);
        row.put(7, branch, &card_place(payer, "branch"), sink);
        row.write(out);
    }

    /// MF: whether the high-cost benefit was given in kind (別表31).
    fn copay(&self, insurer: Option<usize>, out: &mut Vec<u8>, sink: &mut Sink<'_>) {
        let many = insurer.and_then(|i| self.patient.claim.coverages.get(i)).and_then(|c| c.multiple_month);
        let kind = match (self.charged.high_cost_benefit.value() > 0, many == Some(true)) {
            (false, _) => "00",
            (true, false) => "01",
            (true, true) => "02",
        };
        let mut row = Row::new(Kind::Mf, "MF");
        row.put(2, kind, "", sink);
        row.write(out);
    }

    /// Comments on the whole, units, comments at the end, 症状詳記.
    fn details(&self, payers: &Payers<'_>, written: &[Written], out: &mut Vec<u8>, sink: &mut Sink<'_>) {
        let facts = &self.patient.receipt;
        let date = first_day(self.month);
        let comments = |last: bool, out: &mut Vec<u8>, sink: &mut Sink<'_>| {
            for (at, comment) in facts.comments.iter().enumerate().filter(|(_, c)| c.last == last) {
                let place = format!("/receipt/comments/{at}/text");
                if let Some(date) = date {
                    units::check_comment(
                        self.engine,
                        comment.code,
                        comment.text.as_deref(),
                        date,
                        &place,
                        sink,
                    );
                }
                let mut row = Row::new(Kind::Co, "CO");
                row.put(2, if last { "99" } else { "01" }, "", sink);
                row.put(3, payers.all(), "", sink);
                row.put(4, comment.code, &place, sink);
                row.maybe(5, comment.text.as_ref(), &place, sink);
                row.write(out);
            }
        };
        comments(false, out, sink);
        for unit in written {
            unit.write(out, sink);
        }
        comments(true, out, sink);
        let mut kind = "";
        for (at, description) in facts.descriptions.iter().enumerate() {
            let place = format!("/receipt/descriptions/{at}");
            // A text longer than a record goes on in the next one, without the kind.
            let chars: Vec<char> = description.text.chars().collect();
            for part in chars.chunks(1_200) {
                let mut row = Row::new(Kind::Sj, "SJ");
                if kind != description.kind {
                    row.put(2, &description.kind, &place, sink);
                    kind = &description.kind;
                }
                row.put(3, part.iter().collect::<String>(), &place, sink);
                row.write(out);
            }
        }
    }
}

/// JD: one a payer.
fn visits(calendar: &BTreeMap<u8, BTreeMap<u32, bool>>, out: &mut Vec<u8>, sink: &mut Sink<'_>) {
    for (slot, days) in calendar {
        let mut row = Row::new(Kind::Jd, "JD");
        row.put(2, slot.saturating_add(1), "", sink);
        for (day, counts) in days {
            let no = usize::try_from(*day).unwrap_or_default().saturating_add(2);
            row.put(no, if *counts { 1 } else { 2 }, "", sink);
        }
        row.write(out);
    }
}

fn card_place(payer: &Payer<'_>, name: &str) -> String {
    payer.card.map_or_else(|| "/receipt/cards".to_owned(), |(at, _)| format!("/receipt/cards/{at}/{name}"))
}

/// `YYYYMM`.
pub(super) fn month_text(month: ServiceMonth) -> String {
    let (year, month) = month.parts();
    format!("{year:04}{month:02}")
}

/// `YYYYMMDD`.
pub(super) fn day_text(date: ServiceDate) -> String {
    let (year, month, day) = date.parts();
    format!("{year:04}{month:02}{day:02}")
}

/// First day of a month.
pub(super) fn first_day(month: ServiceMonth) -> Option<ServiceDate> {
    crate::calendar::day_of(month, 1)
}
