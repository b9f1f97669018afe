//! Rules: one article of the fee schedule, one file.
//!
//! A rule is a pure function of a read-only view; it proposes effects and never changes the bill. Each revision registers its
//! rules by one visible line in legal order ([`of`]).

pub mod anesthesia;
pub mod basic;
mod emergency;
pub mod general;
pub mod home;
pub mod imaging;
pub mod injection;
pub mod inpatient;
pub mod management;
pub mod medication;
pub mod pathology;
pub mod psychiatry;
pub mod radiotherapy;
pub mod rehabilitation;
mod repeat;
mod revisions;
pub mod surgery;
pub mod tests;
pub mod treatment;

pub use crate::stage::{Before, Effects, Opening, View};

use crate::engine::EngineError;
use crate::law::{Citation, Revision};
use crate::outcome::Text;

/// When a rule runs. Rules of one phase see the same bill; their effects are applied together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The fee of the visit itself.
    Visit,
    /// Additions to the fee of the visit.
    VisitAddition,
    /// What an article says about its own items (most items, only the main ones), before fees that contain them are looked at.
    Item,
    /// What follows from single acts.
    Act,
    /// What follows from the acts of a visit or month together (judgement fees, prescription fees).
    Summary,
    /// Additions that follow from a base whatever its article (age additions).
    Addition,
    /// After bundles, exclusions and limits: what depends on what is billed in the end.
    Closing,
    /// After pricing: reductions over the points of several units.
    Priced,
}

/// How far an article is implemented, for the coverage list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Everything the article says for outpatients.
    Whole,
    /// A part; the words say what is left.
    Part(&'static str),
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Immutable id (`A001.n8`).
    pub id: &'static str,
    /// Articles it implements (`A001`).
    pub article: &'static str,
    /// Title in both languages.
    pub title: Text,
    /// What it does, in both languages: the page `santei rules show` prints.
    pub about: Text,
    /// When it runs.
    pub phase: Phase,
    /// How far it goes.
    pub extent: Extent,
    /// Citations, one or more per revision it is registered for.
    pub cites: &'static [Citation],
    /// The function.
    pub run: fn(&View<'_, '_, '_>, &mut Effects) -> Result<(), EngineError>,
}

impl Rule {
    /// What it cites of the texts of a revision, and of texts that hold across revisions.
    pub fn citations(&self, revision: Revision) -> impl Iterator<Item = &'static Citation> + use<> {
        self.cites.iter().filter(move |cite| cite.speaks_for(revision))
    }
}

/// The rules of a revision, in legal order.
#[must_use]
pub fn of(revision: Revision) -> &'static [&'static Rule] {
    match revision {
        Revision::R06 => revisions::r06::RULES,
        Revision::R08 => revisions::r08::RULES,
    }
}

/// A rule that a revision no longer has, why, and the article of the revision that says so.
pub type Ended = (&'static Rule, Text, Citation);

/// Rules of the revision before that a revision has not.
#[must_use]
pub fn ended(revision: Revision) -> &'static [Ended] {
    match revision {
        Revision::R06 => &[],
        Revision::R08 => revisions::r08::ENDED,
    }
}

/// Rules of the revision before whose articles have not yet been read in the texts of a revision.
#[must_use]
pub fn unread(revision: Revision) -> &'static [&'static Rule] {
    match revision {
        Revision::R06 => &[],
        Revision::R08 => revisions::r08::UNREAD,
    }
}

/// A rule by its id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Rule> {
    Revision::ALL.into_iter().flat_map(of).copied().find(|r| r.id == id)
}
