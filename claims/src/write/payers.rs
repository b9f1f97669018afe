//! The payers of one receipt: who they are, in which slot, and what follows from them: type of the receipt, letter of a unit, where it goes.

use santei_core::charge::Place;
use santei_core::claim::{Claim, Coverage, CoverageKind};
use santei_core::date::AgeBound;
use santei_core::date::ServiceDate;

use super::input::{Card, ReceiptFacts};
use super::issue::{MISSING, ORGANISATION, RELATION, Sink, TOO_MANY_PUBLICS};
use super::sets::Bearing;
use crate::number::law_number;
use crate::receipt::Bearers;

/// Where a receipt is sent (審査支払機関, 別表1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Organization {
    /// 社会保険診療報酬支払基金.
    Employees,
    /// 国民健康保険団体連合会.
    National,
}

impl Organization {
    /// The digit of the record.
    #[must_use]
    pub const fn digit(self) -> char {
        match self {
            Self::Employees => '1',
            Self::National => '2',
        }
    }
}

/// Kind of the insurance of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Insurance {
    /// 被用者保険.
    Employees,
    /// 国民健康保険 (six digits).
    National,
    /// 退職者医療 (67).
    Retired,
    /// 後期高齢者医療 (39).
    LateElderly,
}

/// A payer: coverage and certificate.
#[derive(Clone, Copy)]
pub(super) struct Payer<'b> {
    pub(super) place: usize,
    pub(super) coverage: &'b Coverage,
    pub(super) card: Option<(usize, &'b Card)>,
}

/// The payers of a receipt.
pub(super) struct Payers<'b> {
    pub(super) insurer: Option<Payer<'b>>,
    /// In the order of the receipt.
    pub(super) publics: Vec<Payer<'b>>,
}

impl<'b> Payers<'b> {
    /// The payers with these places; `publics` in the order of the receipt.
    pub(super) fn of(
        claim: &'b Claim,
        facts: &'b ReceiptFacts,
        insurer: Option<usize>,
        publics: &[usize],
        sink: &mut Sink<'_>,
    ) -> Self {
        let payer = |place: &usize| {
            let coverage = claim.coverages.get(*place)?;
            let card = facts.cards.iter().enumerate().find(|(_, c)| c.seq == coverage.seq);
            Some(Payer { place: *place, coverage, card })
        };
        if publics.len() > 4 {
            sink.add(&TOO_MANY_PUBLICS, "/coverages", Vec::new());
        }
        Self {
            insurer: insurer.as_ref().and_then(payer),
            publics: publics.iter().filter_map(payer).collect(),
        }
    }

    /// The slots of those that bear something: 0 the insurer, 1–4 the programmes.
    pub(super) fn slots(&self, bearing: &Bearing) -> Vec<u8> {
        let insurer = bearing.insurer.map(|_| 0);
        let publics = (1..).zip(&self.publics).filter(|(_, p)| bearing.publics.contains(&p.place));
        insurer.into_iter().chain(publics.map(|(slot, _)| slot)).collect()
    }

    /// 負担区分 of those that bear a unit.
    pub(super) fn letter(&self, bearing: &Bearing) -> Option<char> {
        Bearers::from_slots(self.slots(bearing)).map(Bearers::letter)
    }

    /// Letter of all payers of the receipt.
    pub(super) fn all(&self) -> char {
        let insurer = self.insurer.as_ref().map(|_| 0);
        let slots = insurer.into_iter().chain((1..).zip(&self.publics).map(|(slot, _)| slot));
        Bearers::from_slots(slots).map_or('1', Bearers::letter)
    }

    /// Kind of the insurance; `None` without one, or when its number is missing.
    pub(super) fn insurance(&self, sink: &mut Sink<'_>) -> Option<Insurance> {
        let payer = self.insurer.as_ref()?;
        let number = payer.coverage.number.as_deref().unwrap_or_default().trim();
        if number.is_empty() {
            let place = format!("/coverages/{}/insurerNumber", payer.place);
            sink.add(&MISSING, &place, vec!["保険者番号".to_owned()]);
        }
        Some(match (payer.coverage.kind, law_number(number.as_bytes())) {
            (CoverageKind::LateElderly, _) => Insurance::LateElderly,
            (_, Some(67)) => Insurance::Retired,
            (_, Some(_)) => Insurance::Employees,
            (_, None) => Insurance::National,
        })
    }

    /// Where the receipt goes: that of an insurance to its organisation, that of programmes alone to 支払基金 where the programme is a
    /// national one.
    pub(super) fn organization(&self, insurance: Option<Insurance>, sink: &mut Sink<'_>) -> Organization {
        match insurance {
            Some(Insurance::Employees) => Organization::Employees,
            Some(_) => Organization::National,
            None => {
                let first = self.publics.first();
                let number = first.and_then(|p| p.coverage.number.as_deref()).unwrap_or_default();
                // 法別番号 of national programmes; those of prefectures and towns begin with 4, 8, 9.
                let law = law_number(number.as_bytes());
                if !law.is_some_and(|l| matches!(l, 10..=38 | 51..=54 | 62 | 66 | 79)) {
                    let place = first.map_or_else(String::new, |p| format!("/coverages/{}", p.place));
                    sink.add(&ORGANISATION, &place, vec![number.to_owned()]);
                }
                Organization::Employees
            }
        }
    }
}

/// Who the patient is among the insured, for the type of the receipt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    pub(super) birth: ServiceDate,
    /// First day of the month of care.
    pub(super) month: ServiceDate,
    /// The rules of 70 and over.
    pub(super) elder: bool,
    /// 現役並み.
    pub(super) active: bool,
}

/// レセプト種別 (別表5).
pub(super) fn receipt_type(
    payers: &Payers<'_>,
    insurance: Option<Insurance>,
    person: Person,
    place: Place,
    sink: &mut Sink<'_>,
) -> String {
    let inpatient = place == Place::Inpatient;
    let publics = payers.publics.len();
    let Some(insurance) = insurance else {
        return format!("12{publics}{}", if inpatient { 1 } else { 2 });
    };
    let second = match insurance {
        Insurance::LateElderly => 3,
        Insurance::Retired => 4,
        Insurance::Employees | Insurance::National => 1,
    };
    let elder = person.elder || insurance == Insurance::LateElderly;
    let (inside, outside) = if elder {
        if person.active { (9, 0) } else { (7, 8) }
    } else if AgeBound::Preschool.under(person.birth, person.month) {
        (3, 4)
    } else {
        let card = payers.insurer.as_ref().and_then(|p| p.card);
        match card.and_then(|(_, c)| c.insured) {
            Some(true) => (1, 2),
            Some(false) => (5, 6),
            None => {
                sink.add(
                    &RELATION,
                    &card.map_or_else(
                        || "/receipt/cards".to_owned(),
                        |(at, _)| format!("/receipt/cards/{at}/insured"),
                    ),
                    Vec::new(),
                );
                (1, 2)
            }
        }
    };
    format!("1{second}{}{}", publics.saturating_add(1), if inpatient { inside } else { outside })
}
