//! Terminal care and death at home: what C000 notes 3 to 5 and C001 notes 6 to 8 have in common.

use super::support::{self, Class};
use crate::code::Code;
use crate::fact;
use crate::outcome::Text;
use crate::rules::{Effects, View};

static ASK_RESIDENCE: Text = Text {
    ja: "有料老人ホーム等に入居する患者ですか（在宅ターミナルケア加算の区分）。",
    en: "does the patient live in a home for the elderly or the like (class of the terminal care addition)?",
};

/// Codes of one article: by class of the institution, outside and inside residences; what comes on top; death.
pub(super) struct Codes {
    pub(super) home: [Code; 4],
    /// The same for residents; none where the article knows only one kind.
    pub(super) residence: Option<[Code; 4]>,
    /// 在宅緩和ケア充実診療所・病院加算, 在宅療養実績加算1, 2.
    pub(super) records: [Code; 3],
    pub(super) oxygen: Code,
    pub(super) attended: Code,
    pub(super) certified: Code,
}

/// Adds terminal care to its base, with what the institution filed and oxygen.
pub(super) fn care(view: &View<'_, '_, '_>, out: &mut Effects, base: usize, codes: &Codes) {
    let table = match codes.residence {
        None => codes.home,
        Some(residence) => {
            match view.decide_bool(out, &fact::RESIDENCE, "C001.n6.residence", &ASK_RESIDENCE) {
                Some(true) => residence,
                Some(false) => codes.home,
                None => return,
            }
        }
    };
    if table.iter().any(|c| view.has(*c)) {
        return;
    }
    let Some(class) = support::class(view, out) else {
        if support::is_support(view).is_none() {
            out.unsure(&[Class::Other.of(table)]);
        }
        return;
    };
    out.add_to(base, class.of(table));
    if let Some(code) = support::record(view, codes.records).filter(|c| !view.has(*c)) {
        out.add_to(base, code);
    }
    if view.told(&fact::OXYGEN_FOR_CANCER) && !view.has(codes.oxygen) {
        out.add_to(base, codes.oxygen);
    }
}

/// Adds attendance until death, or else the certificate of death: the former contains the latter.
pub(super) fn death(view: &View<'_, '_, '_>, out: &mut Effects, base: usize, codes: &Codes, attended: bool) {
    if view.has(codes.attended) || view.has(codes.certified) {
        return;
    }
    if attended && view.told(&fact::ATTENDED_DEATH) {
        out.add_to(base, codes.attended);
    } else if view.told(&fact::DEATH_CERTIFIED) {
        out.add_to(base, codes.certified);
    }
}
