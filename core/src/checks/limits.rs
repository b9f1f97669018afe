//! Frequency limits (05 算定回数) beyond those the bill itself keeps: years, a stay, and units a claim does not show.
//!
//! Day, week, month and up to a year are judged when the bill is made. Here are longer windows, and some units (a course, a disease, a part of the
//! body) are known to a person only: then a claim that bills more often than the number asks.

use rust_decimal::Decimal;

use super::{Check, Examined, Found, about, code};
use crate::date::{ServiceDate, ServiceMonth};
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Decidable, Disposition, LineOutcome, Severity, Text};
use crate::snapshot::AuxiliaryRow;

const GUIDE: Document = Document::ElectronicFeeTableGuide;

pub(super) static OVER: Check = Check {
    id: "check.limit.window",
    official: Some("L7113"),
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}は{1}につき{2}回までですが、{3}回になります。",
        en: "{0} is limited to {2} in {1}; this is time {3}",
    },
    cite: Citation::of(GUIDE, "05 算定回数テーブル"),
};
pub(super) static OVER_SPECIAL: Check = Check {
    id: "check.limit.windowSpecial",
    official: Some("L7113"),
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Partial,
    text: Text {
        ja: "{0}は原則{1}につき{2}回までです（特例条件あり）。{3}回になります。",
        en: "{0} is in general limited to {2} in {1}, with exceptions; this is time {3}",
    },
    cite: Citation::of(GUIDE, "05 算定回数テーブル 特例条件"),
};
pub(super) static UNSEEN: Check = Check {
    id: "check.limit.unseen",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::None,
    text: Text {
        ja: "{0}は{1}につき{2}回までです。{3}回あるので、{1}の別を確認してください。",
        en: "{0} is limited to {2} for each {1}; it stands {3} times, please confirm",
    },
    cite: Citation::of(GUIDE, "05 算定回数テーブル"),
};
pub(super) static HISTORY: Check = Check {
    id: "check.limit.historyNeeded",
    official: None,
    severity: Severity::Info,
    disposition: Disposition::None,
    decidable: Decidable::None,
    text: Text {
        ja: "{0}は{1}につき{2}回までです。過去の算定が分からないため確認していません。",
        en: "{0} is limited to {2} in {1}; what was billed before is not known, so it was not checked",
    },
    cite: Citation::of(GUIDE, "05 算定回数テーブル"),
};

/// 01 says that the code has a limit, and 05 has no row of it: a limit the units cannot express.
pub(super) static NOT_IN_TABLE: Check = Check {
    id: "check.limit.notInTable",
    official: None,
    severity: Severity::Info,
    disposition: Disposition::None,
    decidable: Decidable::None,
    text: Text {
        ja: "{0}には算定回数の制限がありますが、算定回数テーブルに単位がありません。告示・通知を確認してください。",
        en: "{0} has a limit that the frequency table cannot express; see the notice",
    },
    cite: Citation::of(GUIDE, "01 補助マスターテーブル 算定回数関連"),
};

/// How a unit of 05 counts.
enum Unit {
    /// Judged when the bill is made.
    Elsewhere,
    /// From a first day on, up to the day of the line.
    Since(ServiceDate),
    /// Two calendar weeks in a row.
    TwoWeeks,
    /// Everything ever billed to the patient here.
    Ever,
    /// Only on this day, if the encounter tells it.
    OnlyOn(Option<ServiceDate>),
    /// Known to a person only.
    Unseen,
}

/// Months of the windows that are counted in months: from the first day of the month before to the day.
const fn months(unit: u16) -> Option<i64> {
    match unit {
        143 => Some(2),
        144 => Some(3),
        145 => Some(4),
        146 => Some(6),
        147 => Some(12),
        161 => Some(24),
        148 => Some(60),
        _ => None,
    }
}

fn unit(view: &Examined<'_>, line: &LineOutcome, unit: u16) -> Unit {
    let encounter = view.claim.encounters.get(line.encounter);
    if let Some(n) = months(unit) {
        return first_of(line.date.month().ordinal() - n + 1).map_or(Unit::Unseen, Unit::Since);
    }
    match unit {
        121 | 131 | 138 => Unit::Elsewhere,
        142 => Unit::TwoWeeks,
        53 => Unit::Ever,
        // The bill counts them where the admission is told.
        132 | 133 if encounter.is_some_and(|e| e.admission.is_some()) => Unit::Elsewhere,
        134 => Unit::OnlyOn(encounter.and_then(|e| e.discharge)),
        // 年度: from April on.
        162 => {
            let (year, month, _) = line.date.parts();
            let year = if month < 4 { year - 1 } else { year };
            ServiceDate::new(year, 4, 1).map_or(Unit::Unseen, Unit::Since)
        }
        _ => Unit::Unseen,
    }
}

/// First day of a month by its ordinal.
fn first_of(ordinal: i64) -> Option<ServiceDate> {
    let base = ServiceMonth::new(2000, 1)?.ordinal();
    let months = ordinal - base;
    let year = 2000 + months.div_euclid(12);
    let month = months.rem_euclid(12) + 1;
    ServiceDate::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, 1)
}

/// Runs the checks.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    for (place, line, _) in view.acts() {
        let Some(edition) = view.edition(line.date) else { continue };
        let day = line.date.days();
        let mut rows = edition.limits().rows_of(line.code).peekable();
        if rows.peek().is_none() {
            let holds = |r: &AuxiliaryRow<'_>| r.valid_from() <= day && day < r.valid_until();
            let mut flags = edition.auxiliary().rows_of(line.code).map(|(r, _)| r).filter(holds);
            // Once for a code of the claim; without table 05 every flag would stand alone.
            let known = edition.limits().code_count() > 0 && flags.any(|r| r.has_count_rule() == 1);
            let first = || !view.acts().any(|(other, l, _)| other < place && l.code == line.code);
            if known && first() {
                out.push(about(&NOT_IN_TABLE, place, line, vec![code(line.code)]));
            }
            continue;
        }
        for (rule, _) in rows {
            if rule.valid_from() > line.date.days() || line.date.days() >= rule.valid_until() {
                continue;
            }
            let most = u32::from(rule.max_count());
            let before = |from: ServiceDate, to: ServiceDate| times(view, place, line, from, to);
            let (count, unseen) = match unit(view, line, rule.unit_code()) {
                Unit::Elsewhere => continue,
                Unit::Since(from) => {
                    let count = before(from, line.date);
                    if count <= most && !known_since(view, from) {
                        out.push(about(&HISTORY, place, line, words(line, rule.unit_code(), most, None)));
                    }
                    // Windows of up to a year are counted when the bill is made; here only what the history leaves open is said.
                    if matches!(rule.unit_code(), 143..=147) {
                        continue;
                    }
                    (count, false)
                }
                Unit::TwoWeeks => {
                    let start = line.date.week_start();
                    let from = |days: i32| ServiceDate::from_days(days);
                    (from(start - 7).map_or(0, |f| before(f, line.date)), false)
                }
                Unit::Ever => (from_the_beginning().map_or(0, |f| before(f, line.date)), false),
                Unit::OnlyOn(Some(day)) if day == line.date => (before(day, day), false),
                Unit::OnlyOn(Some(_)) => (most.saturating_add(1), false),
                Unit::OnlyOn(None) | Unit::Unseen => {
                    (from_the_beginning().map_or(0, |f| within_claim(view, place, line, f)), true)
                }
            };
            if count > most {
                let check = if unseen {
                    &UNSEEN
                } else if rule.special() {
                    &OVER_SPECIAL
                } else {
                    &OVER
                };
                out.push(about(check, place, line, words(line, rule.unit_code(), most, Some(count))));
            }
        }
    }
}

fn from_the_beginning() -> Option<ServiceDate> {
    ServiceDate::new(1950, 1, 1)
}

/// Whether the history is said to be complete since a day.
fn known_since(view: &Examined<'_>, from: ServiceDate) -> bool {
    view.claim.history.as_ref().and_then(|h| h.complete_from).is_some_and(|complete| complete <= from)
}

/// How often the code was billed from a day on, up to and with the line: in the claim, and before it.
fn times(view: &Examined<'_>, place: usize, line: &LineOutcome, from: ServiceDate, to: ServiceDate) -> u32 {
    let history = view.claim.history.iter().flat_map(|h| &h.acts);
    let past = history.filter(|a| a.code == line.code && from <= a.date && a.date <= to).map(|a| a.count);
    past.fold(within_claim(view, place, line, from), u32::saturating_add)
}

/// The same, in the claim alone.
fn within_claim(view: &Examined<'_>, place: usize, line: &LineOutcome, from: ServiceDate) -> u32 {
    let earlier = |other: usize, l: &LineOutcome| (l.date, other) <= (line.date, place) && from <= l.date;
    view.billed()
        .filter(|(other, l)| l.code == line.code && earlier(*other, l))
        .fold(0, |n, (_, l)| n.saturating_add(l.count))
}

fn words(line: &LineOutcome, unit: u16, most: u32, count: Option<u32>) -> Vec<Arg> {
    let number = |n: u32| Arg::Number(Decimal::from(n));
    let mut out = vec![code(line.code), Arg::Words(name(unit).to_owned()), number(most)];
    out.extend(count.map(number));
    out
}

/// How a unit of 05 is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Within a window of days or months; with the history where the window reaches back.
    Window,
    /// By admission and discharge of the stay.
    Stay,
    /// By everything ever billed here.
    Ever,
    /// What the unit counts (a course, a disease, a part of the body …) is not on a claim: more than the number is asked about.
    Asked,
}

/// A unit of 05 (算定単位コード).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountUnit {
    /// Its code.
    pub code: u16,
    /// Its official name.
    pub name: &'static str,
    /// How it is judged.
    pub counted: Counted,
}

const fn known(code: u16, name: &'static str, counted: Counted) -> CountUnit {
    CountUnit { code, name, counted }
}

/// Every unit the list of 05 knows, by code.
pub static UNITS: &[CountUnit] = &[
    known(10, "個", Counted::Asked),
    known(28, "単位", Counted::Asked),
    known(53, "患者当り", Counted::Ever),
    known(56, "手術当り", Counted::Asked),
    known(107, "臓器", Counted::Asked),
    known(109, "部位", Counted::Asked),
    known(110, "肢", Counted::Asked),
    known(111, "局所", Counted::Asked),
    known(112, "種目", Counted::Asked),
    known(117, "歯", Counted::Asked),
    known(119, "側", Counted::Asked),
    known(121, "日", Counted::Window),
    known(122, "椎間", Counted::Asked),
    known(123, "筋", Counted::Asked),
    known(126, "箇所", Counted::Asked),
    known(131, "月", Counted::Window),
    known(132, "入院初日", Counted::Stay),
    known(133, "入院中", Counted::Stay),
    known(134, "退院時", Counted::Stay),
    known(135, "初回", Counted::Asked),
    known(138, "週", Counted::Window),
    known(140, "神経", Counted::Asked),
    known(141, "一連", Counted::Asked),
    known(142, "2週", Counted::Window),
    known(143, "2月", Counted::Window),
    known(144, "3月", Counted::Window),
    known(145, "4月", Counted::Window),
    known(146, "6月", Counted::Window),
    known(147, "12月", Counted::Window),
    known(148, "5年", Counted::Window),
    known(149, "妊娠中", Counted::Asked),
    known(150, "検査当り", Counted::Asked),
    known(151, "1疾患当り", Counted::Asked),
    known(159, "初診時", Counted::Asked),
    known(160, "1分娩当り", Counted::Asked),
    known(161, "2年", Counted::Window),
    known(162, "年度", Counted::Window),
];

/// 算定単位 of the table.
fn name(unit: u16) -> &'static str {
    UNITS.iter().find(|u| u.code == unit).map_or("算定単位", |u| u.name)
}
