//! Kinds of institution in home care: 在宅療養支援診療所・病院 by the standards they filed.

use crate::fact;
use crate::law::Revision;
use crate::outcome::Text;
use crate::rules::{Effects, View};

/// Class of the institution (C000 注1 イ–ハ, C001 注6, C002 1–3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// 機能強化型, with beds.
    Beds,
    /// 機能強化型, without beds.
    NoBeds,
    /// Other 在宅療養支援診療所・病院.
    Support,
    /// Any other institution.
    Other,
}

impl Class {
    /// Place in a table of four.
    pub(super) const fn of<T: Copy>(self, table: [T; 4]) -> T {
        let [beds, no_beds, support, other] = table;
        match self {
            Self::Beds => beds,
            Self::NoBeds => no_beds,
            Self::Support => support,
            Self::Other => other,
        }
    }
}

/// 在宅療養支援診療所 (1) and (2), 在宅療養支援病院 (1) and (2), then the third kind of each.
///
/// R8 parts clinics in a group: (2)のア (4247) goes on as an enhanced one, (2)のイ (3056) is a plain one (通知 C000 (8), C002 (4)).
const CLINIC_ALONE: u16 = 3055;
const ENHANCED_HOSPITALS: [u16; 2] = [3057, 3058];
const PLAIN: [u16; 2] = [3168, 3169];
const CLINIC_GROUP: u16 = 3056;
const CLINIC_GROUP_R8: u16 = 4247;
/// 在宅療養実績加算1, 在宅療養実績加算2: standards of clinics and hospitals.
const RECORDS: [[u16; 2]; 2] = [[3340, 3341], [3469, 3474]];
/// What stands above them: 在宅緩和ケア充実診療所・病院加算; in R8 在宅医療充実体制加算.
const BEST_RECORD: [u16; 2] = [3468, 3473];
const BEST_RECORD_R8: [u16; 2] = [4248, 4249];

/// The standard of an enhanced clinic in a group, and those of plain institutions.
fn group_and_plain(view: &View<'_, '_, '_>) -> (u16, Vec<u16>) {
    match view.revision() {
        Revision::R06 => (CLINIC_GROUP, PLAIN.to_vec()),
        Revision::R08 => (CLINIC_GROUP_R8, PLAIN.into_iter().chain([CLINIC_GROUP]).collect()),
    }
}

static ASK_BEDS: Text = Text {
    ja: "機能強化型在宅療養支援診療所・病院として「病床を有する場合」に当たりますか（連携体制による場合を含む）。",
    en: "does the enhanced home-care support clinic count as one with beds (by its group too)?",
};

fn any(view: &View<'_, '_, '_>, codes: &[u16]) -> bool {
    codes.iter().any(|code| view.filed(*code) == Some(true))
}

/// Whether the institution is a 在宅療養支援診療所 or 在宅療養支援病院; `None` when the filings are not told.
pub(super) fn is_support(view: &View<'_, '_, '_>) -> Option<bool> {
    view.filed(CLINIC_ALONE)?;
    let (group, plain) = group_and_plain(view);
    Some(any(view, &[CLINIC_ALONE, group]) || any(view, &ENHANCED_HOSPITALS) || any(view, &plain))
}

/// The class of the institution; `None` when the filings are not told or the beds are asked for.
///
/// A hospital has beds; so has, or has not, a clinic that meets the standards alone. Of a clinic in a group (連携体制) the beds of the
/// clinic alone do not tell.
pub(super) fn class(view: &View<'_, '_, '_>, out: &mut Effects) -> Option<Class> {
    view.filed(CLINIC_ALONE)?;
    if any(view, &ENHANCED_HOSPITALS) {
        return Some(Class::Beds);
    }
    let (group, plain) = group_and_plain(view);
    if any(view, &[CLINIC_ALONE, group]) {
        let own = view.facility().licensed_beds.filter(|_| view.filed(CLINIC_ALONE) == Some(true));
        let beds = match (view.fact(&fact::HOME_SUPPORT_BEDS, ""), own) {
            (None, Some(beds)) => beds > 0,
            _ => view.decide_bool(out, &fact::HOME_SUPPORT_BEDS, "C000.n1.beds", &ASK_BEDS)?,
        };
        return Some(if beds { Class::Beds } else { Class::NoBeds });
    }
    Some(if any(view, &plain) { Class::Support } else { Class::Other })
}

/// Which of the additions for a record of home care the institution has filed: 0 在宅緩和ケア充実 (R8: 在宅医療充実体制), 1 実績加算1, 2
/// 実績加算2.
pub(super) fn record<T: Copy>(view: &View<'_, '_, '_>, table: [T; 3]) -> Option<T> {
    let best = match view.revision() {
        Revision::R06 => BEST_RECORD,
        Revision::R08 => BEST_RECORD_R8,
    };
    let filed = [best].into_iter().chain(RECORDS);
    filed.zip(table).find(|(filed, _)| any(view, filed)).map(|(_, code)| code)
}
