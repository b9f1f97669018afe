//! The receipt of the month: payer sets with their codes (負担区分), programmes, 特記事項.

use super::group::{Group, Kind};
use super::limit::Limits;
use super::month::Month;
use super::outcome::{PublicPart, Receipt, ReceiptPart, Tokki};
use super::profile::{Category, Profile};
use super::terms::Place;
use crate::amount::Yen;
use crate::claim::Coverage;
use crate::outcome::Text;

/// The receipts of a month.
pub(super) fn of(month: &Month<'_>, coverages: &[Coverage], limits: Limits<'_>) -> Vec<Receipt> {
    month.groups.iter().map(|group| one(group, month, coverages, limits)).collect()
}

fn one(group: &Group, month: &Month<'_>, coverages: &[Coverage], limits: Limits<'_>) -> Receipt {
    let mut used: Vec<usize> = group.buckets.iter().flat_map(|b| b.set.iter().copied()).collect();
    used.sort_unstable();
    used.dedup();
    let rank = |which: usize| used.iter().position(|u| *u == which).unwrap_or_default();
    let seq = |which: usize| month.publics.get(which).map_or(0, |p| p.coverage.seq);
    let insurer = group.insurer.as_ref().and_then(|who| coverages.get(who.place)).map(|c| c.seq);
    let parts = group.buckets.iter().map(|bucket| {
        let slots: Vec<usize> = bucket.set.iter().map(|w| rank(*w)).collect();
        ReceiptPart {
            set: insurer.into_iter().chain(bucket.set.iter().map(|w| seq(*w))).collect(),
            code: code(insurer.is_some(), &slots),
            cost: Yen::new(bucket.cost),
            patient: Yen::new(bucket.patient[0]),
        }
    });
    let publics = used.iter().map(|which| {
        let (mut liability, mut patient) = (0i64, 0i64);
        for bucket in &group.buckets {
            for (stage, _) in bucket.set.iter().enumerate().filter(|(_, w)| *w == which) {
                if let Some(flow) = bucket.flows.get(stage) {
                    liability = liability.saturating_add(flow.arrived[0]);
                    patient = patient.saturating_add(flow.left[0]);
                }
            }
        }
        let slot = u8::try_from(rank(*which).saturating_add(1)).unwrap_or(u8::MAX);
        PublicPart { seq: seq(*which), slot, liability: Yen::new(liability), patient: Yen::new(patient) }
    });
    let has_only = group.buckets.iter().any(|b| b.kind == Kind::Only);
    let shared = || group.buckets.iter().filter(|b| b.kind == Kind::Shared);
    let left = shared().map(|b| b.liability).fold(group.only, i64::saturating_add);
    let share = group.buckets.iter().filter(|b| b.kind != Kind::First).map(|b| b.raw);
    let share = share.fold(0, i64::saturating_add);
    Receipt {
        insurer,
        place: group.place,
        dental: group.dental,
        parts: parts.collect(),
        publics: publics.collect(),
        insurer_only: has_only.then_some(Yen::new(group.only)),
        insurer_left: Yen::new(left),
        high_cost_benefit: Yen::new(share.saturating_sub(left)),
        ratio: group.insurer.as_ref().map(|who| who.share),
        elder: group.insurer.as_ref().is_some_and(|who| who.elder),
        active: group.insurer.as_ref().is_some_and(|who| who.active),
        tokki: group.insurer.as_ref().map(|who| tokki(who, group.place, limits)).unwrap_or_default(),
    }
}

/// 負担区分 of a payer set; `slots` count from 0, ascending. `None` for sets that the code list lacks.
fn code(insurer: bool, slots: &[usize]) -> Option<char> {
    let bits = slots
        .iter()
        .fold(0u8, |bits, slot| bits | 1u8.checked_shl(u32::try_from(*slot).unwrap_or(8)).unwrap_or(0));
    if slots.len() > 4 || slots.iter().any(|s| *s > 3) {
        return None;
    }
    let table: &str = if insurer { "1234EMOVGNPWQXY9" } else { "·567BHJRCIKSLTUZ" };
    table.chars().nth(usize::from(bits)).filter(|c| *c != '·')
}

static CERTIFIED: Text =
    Text { ja: "適用区分を確認したため", en: "the income category was confirmed" };
static MANY: Text =
    Text { ja: "多数回該当のため", en: "the limit was reached in three of the last twelve months" };
static ELDER: Text = Text {
    ja: "70歳以上の区分による（確認を要しない）",
    en: "category of someone of 70 or over, which needs no certificate",
};
static LONG: Text = Text {
    ja: "特定疾病療養受療証の提示があるため",
    en: "a certificate of specified diseases was shown",
};
static HALF: Text = Text {
    ja: "75歳に達した者の被扶養者等で限度額が半額となる月のため",
    en: "limits are halved for a dependant of someone who turns 75",
};

/// 特記事項 with their reasons.
fn tokki(who: &Profile, place: Place, limits: Limits<'_>) -> Vec<Tokki> {
    let mut out = Vec::new();
    if let Some(limit) = who.special {
        let (code, name) = if limit.value() == 20_000 { ("16", "長2") } else { ("02", "長") };
        out.push(Tokki { code, name, reason: &LONG });
    }
    if who.halved && who.dependant {
        out.push(Tokki { code: "21", name: "高半", reason: &HALF });
    }
    let certain = match who.category {
        _ if !who.elder => who.verified == Some(true),
        Some(Category::A | Category::General) => true,
        _ => who.verified == Some(true),
    };
    let Some(category) = who.category.filter(|_| certain) else { return out };
    // Outpatients of 70 and over have a limit without a sum for many months, but for 現役並み.
    let has_many = match category {
        Category::A | Category::I | Category::U | Category::E | Category::O => true,
        Category::General => place == Place::Inpatient,
        Category::Low2 => place == Place::Inpatient && limits.yen("high-cost.elder.low2.multiple").is_some(),
        Category::Low1 => false,
    };
    let many = who.multiple == Some(true) && has_many;
    let (plain, multiple) = match category {
        Category::A => (("26", "区ア"), ("31", "多ア")),
        Category::I => (("27", "区イ"), ("32", "多イ")),
        Category::U => (("28", "区ウ"), ("33", "多ウ")),
        Category::E => (("29", "区エ"), ("34", "多エ")),
        Category::O | Category::Low2 | Category::Low1 => (("30", "区オ"), ("35", "多オ")),
        Category::General if who.middle_income() => (("41", "区カ"), ("43", "多カ")),
        Category::General if who.late => (("42", "区キ"), ("44", "多キ")),
        Category::General => (("29", "区エ"), ("34", "多エ")),
    };
    let (code, name) = if many { multiple } else { plain };
    let reason = match (many, who.elder && who.verified != Some(true)) {
        (true, _) => &MANY,
        (false, true) => &ELDER,
        (false, false) => &CERTIFIED,
    };
    out.push(Tokki { code, name, reason });
    out
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn payer_sets_have_the_codes_of_the_claim() {
        let with = |slots: &[usize]| code(true, slots);
        let alone = |slots: &[usize]| code(false, slots);
        for (set, want) in [
            (&[][..], '1'),
            (&[0], '2'),
            (&[1], '3'),
            (&[2], 'E'),
            (&[3], 'G'),
            (&[0, 1], '4'),
            (&[0, 2], 'M'),
            (&[0, 3], 'N'),
            (&[1, 2], 'O'),
            (&[1, 3], 'P'),
            (&[2, 3], 'Q'),
            (&[0, 1, 2], 'V'),
            (&[0, 1, 3], 'W'),
            (&[0, 2, 3], 'X'),
            (&[1, 2, 3], 'Y'),
            (&[0, 1, 2, 3], '9'),
        ] {
            assert_eq!(with(set), Some(want), "{set:?}");
        }
        for (set, want) in [
            (&[0][..], '5'),
            (&[1], '6'),
            (&[2], 'B'),
            (&[3], 'C'),
            (&[0, 1], '7'),
            (&[0, 2], 'H'),
            (&[0, 3], 'I'),
            (&[1, 2], 'J'),
            (&[1, 3], 'K'),
            (&[2, 3], 'L'),
            (&[0, 1, 2], 'R'),
            (&[0, 1, 3], 'S'),
            (&[0, 2, 3], 'T'),
            (&[1, 2, 3], 'U'),
            (&[0, 1, 2, 3], 'Z'),
        ] {
            assert_eq!(alone(set), Some(want), "{set:?}");
        }
        assert_eq!((alone(&[]), with(&[4])), (None, None));
    }
}
