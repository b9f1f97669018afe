//! Lines → billing units (算定単位): what is rounded together.
//!
//! The client's own grouping holds where it is given. Otherwise a base begins a unit, additions join the unit of their base, tests
//! paid by count (まるめ) of one blood draw stand together, and drugs stand by 剤, dose, dispensing, injection or act.

mod section;

pub(crate) use section::from_bucket as section_of_bucket;

use std::collections::BTreeMap;

use crate::bill::{Bill, BillLine, Item};
use crate::claim::{DrugForm, Line, Setting};
use crate::code::Code;
use crate::fact;
use crate::outcome::{Arg, Decidable, Disposition, Finding, Phase, Severity, Target, Text, Verdict};
use crate::snapshot::{DosageForm, PointKind, ProcedureRow};

/// A billing unit before its points are known.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) encounter: usize,
    pub(super) section: u8,
    pub(super) group: Option<String>,
    /// Lines of the bill, by place, in order.
    pub(super) lines: Vec<usize>,
    pub(super) count: u32,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// The client's group.
    Group(String),
    /// Tests paid by count: group and draw.
    Lab(u8, Option<u32>),
    /// 1剤: directions and days.
    Dosing(String, u32),
    /// General anaesthesia for one purpose: its classes are one course (L008 注2).
    Anesthesia,
    /// Procedures on the spine in one operation (K142 注1).
    Spine,
}

pub(super) static NO_BASE: Text = Text {
    ja: "加算{0}の基本項目が同じ診療にありません。点数は含まれていません。",
    en: "there is no base for addition {0}; its points are not included",
};
static NO_FORM: Text = Text {
    ja: "医薬品{0}の投与方法（form）が分からないため、算定単位を決められません。form を送ってください。",
    en: "how drug {0} is given is not told, so its billing unit is open; send `form`",
};
static COUNTS_DIFFER: Text = Text {
    ja: "同じ算定単位の行の回数が異なります。先頭の行の回数を用いました。",
    en: "the lines of one billing unit have different counts; the count of the first one was used",
};

/// Forms the units, in the order of the lines.
pub(super) fn run(bill: &mut Bill<'_, '_>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut unit_of: Vec<Option<usize>> = vec![None; bill.lines.len()];
    let mut here: Vec<usize> = Vec::new();
    for encounter in 0..bill.claim.encounters.len() {
        let mut keys: BTreeMap<Key, usize> = BTreeMap::new();
        let mut seen: Vec<usize> = Vec::new();
        here.clear();
        let billed = bill.applied_in(encounter).filter(|(_, l)| !matches!(l.item, Item::Comment));
        here.extend(billed.map(|(line, _)| line));
        for line in here.iter().copied() {
            match place(bill, line, &units, &seen, &unit_of, &mut keys) {
                Placed::In(unit) => {
                    if let Some(u) = units.get_mut(unit) {
                        u.lines.push(line);
                    }
                    remember(&mut unit_of, line, unit);
                }
                Placed::New(key) => {
                    let unit = units.len();
                    let group = bill.source(line).and_then(|s| s.group.clone());
                    units.push(Unit { encounter, section: 0, group, lines: vec![line], count: 1 });
                    remember(&mut unit_of, line, unit);
                    seen.push(unit);
                    if let Some(key) = key {
                        keys.insert(key, unit);
                    }
                }
                Placed::Nowhere(id, text) => refuse(bill, line, id, text),
            }
        }
    }
    for unit in &mut units {
        unit.section = section::of(bill, unit);
        unit.count = count(bill, unit);
    }
    // Additions have joined their bases; the answer lists units by encounter and section.
    units.sort_by_key(|u| (u.encounter, u.section));
    units
}

fn remember(unit_of: &mut [Option<usize>], line: usize, unit: usize) {
    if let Some(of) = unit_of.get_mut(line) {
        *of = Some(unit);
    }
}

enum Placed {
    In(usize),
    New(Option<Key>),
    Nowhere(&'static str, &'static Text),
}

fn place(
    bill: &Bill<'_, '_>,
    line: usize,
    units: &[Unit],
    seen: &[usize],
    unit_of: &[Option<usize>],
    keys: &mut BTreeMap<Key, usize>,
) -> Placed {
    let Some(this) = bill.lines.get(line) else { return Placed::New(None) };
    let keyed = |key: Key, keys: &BTreeMap<Key, usize>| {
        keys.get(&key).map_or(Placed::New(Some(key)), |u| Placed::In(*u))
    };
    let source = bill.source(line);
    if let Some(group) = source.and_then(|s| s.group.clone()) {
        return keyed(Key::Group(group), keys);
    }
    if let Some(base) = this.join {
        return unit_of
            .get(base)
            .copied()
            .flatten()
            .or_else(|| unit_of_equal(bill, base, unit_of))
            .map_or(Placed::Nowhere("unit.additionWithoutBase", &NO_BASE), Placed::In);
    }
    match this.item {
        Item::Procedure(row, _) if row.specimen_comment() == 1 => {
            last(seen).map_or(Placed::New(None), Placed::In)
        }
        Item::Procedure(row, _) if row.notice_kind().is_base() => {
            if row.lab_bundle_group() != 0 && !outside_bundle(bill, this, row.lab_bundle_group()) {
                keyed(Key::Lab(row.lab_bundle_group(), source.and_then(|s| s.draw)), keys)
            } else if let Some(key) = course(row, source) {
                keyed(key, keys)
            } else {
                Placed::New(None)
            }
        }
        Item::Procedure(..) => base_for(bill, this, units, seen)
            .map_or(Placed::Nowhere("unit.additionWithoutBase", &NO_BASE), Placed::In),
        Item::Drug(_) | Item::PriceOnly => match form_of(bill, line, this, units, seen) {
            Some(DrugForm::Oral) => match source.and_then(|s| Some((s.usage.clone()?, s.days?))) {
                Some((usage, days)) => keyed(Key::Dosing(usage, days), keys),
                None => Placed::New(None),
            },
            Some(DrugForm::AsNeeded | DrugForm::External) => Placed::New(None),
            Some(DrugForm::Injection) => {
                let technique = seen
                    .iter()
                    .rev()
                    .find(|u| units.get(**u).is_some_and(|u| section::is_injection(bill, u)));
                technique.map_or(Placed::New(None), |u| Placed::In(*u))
            }
            Some(DrugForm::WithinAct) => last_act(bill, units, seen).map_or(Placed::New(None), Placed::In),
            None => Placed::Nowhere("unit.formMissing", &NO_FORM),
        },
        Item::Material(_) => last_act(bill, units, seen).map_or(Placed::New(None), Placed::In),
        Item::Comment | Item::Nothing => Placed::New(None),
    }
}

/// The unit of a line equal to one that is off the bill: of several lines of one code a limit may keep another than the one that an
/// addition was derived for.
fn unit_of_equal(bill: &Bill<'_, '_>, base: usize, unit_of: &[Option<usize>]) -> Option<usize> {
    let line = bill.lines.get(base)?;
    let mut equal = bill.lines.of(line.encounter).filter(|(_, l)| l.code == line.code && l.is_applied());
    equal.find_map(|(place, _)| unit_of.get(place).copied().flatten())
}

/// What makes several bases one operation or one anaesthesia.
fn course(row: ProcedureRow<'_>, source: Option<&Line>) -> Option<Key> {
    let separate = source.and_then(|s| s.facts.bool(&fact::OTHER_ANESTHESIA_PURPOSE)) == Some(true);
    match row.anesthesia_kind() {
        1..=5 if !separate => Some(Key::Anesthesia),
        _ if row.article().is(b'K', 142, 0) && row.has_step() => Some(Key::Spine),
        _ => None,
    }
}

fn last(seen: &[usize]) -> Option<usize> {
    seen.last().copied()
}

/// The last unit that an act began.
fn last_act(bill: &Bill<'_, '_>, units: &[Unit], seen: &[usize]) -> Option<usize> {
    seen.iter().rev().copied().find(|u| {
        let first = units.get(*u).and_then(|u| u.lines.first()).and_then(|l| bill.lines.get(*l));
        first.is_some_and(|l| {
            l.procedure().is_some_and(|r| !matches!(r.article().letter, b'A' | b'B' | b'F' | b'O'))
        })
    })
}

/// How a drug is given: as told; else by its section; else, for an injection drug after an injection or any drug after an act, by
/// what stands before it.
fn form_of(
    bill: &Bill<'_, '_>,
    line: usize,
    this: &BillLine<'_>,
    units: &[Unit],
    seen: &[usize],
) -> Option<DrugForm> {
    if let Some(form) = bill.drug_form(line) {
        return Some(form);
    }
    if let Some(told) = bill.source(line).and_then(|s| s.section) {
        return Some(match told {
            21 => DrugForm::Oral,
            22 => DrugForm::AsNeeded,
            23 => DrugForm::External,
            31..=33 => DrugForm::Injection,
            _ => DrugForm::WithinAct,
        });
    }
    let unit = units.get(last(seen)?)?;
    let injection = this.drug().is_some_and(|d| d.dosage_form() == DosageForm::Injection);
    if injection && section::is_injection(bill, unit) {
        return Some(DrugForm::Injection);
    }
    None
}

/// The unit an addition belongs to: the latest whose base names it as an age addition or shares its note group; else, for additions
/// without a note group, the latest base.
fn base_for(bill: &Bill<'_, '_>, this: &BillLine<'_>, units: &[Unit], seen: &[usize]) -> Option<usize> {
    let addition = this.procedure()?;
    let bases = |unit: usize| {
        let lines = units.get(unit).map(|u| u.lines.as_slice()).unwrap_or_default();
        lines.iter().filter_map(|l| bill.lines.get(*l)?.procedure()).filter(|r| r.notice_kind().is_base())
    };
    let named = |unit: &usize| bases(*unit).any(|b| b.age_additions().any(|a| a.code == addition.code()));
    let noted = |unit: &usize| bases(*unit).any(|b| b.note_addon_code() == addition.note_addon_code());
    let mut latest = seen.iter().rev().copied();
    if addition.note_addon_code() != 0 {
        return latest.clone().find(named).or_else(|| latest.find(noted));
    }
    latest.clone().find(named).or_else(|| latest.find(|u| bases(*u).next().is_some()))
}

fn outside_bundle(bill: &Bill<'_, '_>, line: &BillLine<'_>, group: u8) -> bool {
    bill.engine.params().lab_outside(group, line.date).is_some_and(|s| s.value.contains(line.code))
}

/// How often the unit is billed: days of an oral drug, doses of an as-needed one, else the count of its lines.
fn count(bill: &mut Bill<'_, '_>, unit: &Unit) -> u32 {
    let mut first = first_of_group(bill, unit).map(|line| count_of(bill, line));
    let mut differ = false;
    for line in &unit.lines {
        let Some(l) = bill.lines.get(*line) else { continue };
        let count = count_of(bill, *line);
        // A derived addition follows its base.
        if l.join.is_some() {
            continue;
        }
        differ |= first.is_some_and(|f| f != count);
        first = first.or(Some(count));
    }
    if differ {
        let (encounter, lines) = (unit.encounter, unit.lines.clone());
        bill.findings.push(found(
            "unit.countsDiffer",
            Severity::Confirm,
            Target::Encounter(encounter),
            lines,
            &COUNTS_DIFFER,
            Vec::new(),
        ));
    }
    first.unwrap_or(1)
}

/// The first line of the client's group, billed or not: which of its lines fall away decides nothing about its count.
fn first_of_group(bill: &Bill<'_, '_>, unit: &Unit) -> Option<usize> {
    let group = unit.group.as_deref()?;
    let of_group = |line: usize| bill.source(line).and_then(|s| s.group.as_deref()) == Some(group);
    bill.lines.of(unit.encounter).find_map(|(line, l)| {
        let counts = !matches!(l.item, Item::Comment | Item::Nothing);
        (counts && of_group(line)).then_some(line)
    })
}

/// How often one line is billed: its days or doses where the drug is counted by them, else its count.
fn count_of(bill: &Bill<'_, '_>, line: usize) -> u32 {
    let Some(l) = bill.lines.get(line) else { return 1 };
    let drug = matches!(l.item, Item::Drug(_) | Item::PriceOnly);
    let by_days = drug && matches!(bill.drug_form(line), Some(DrugForm::Oral | DrugForm::AsNeeded));
    let told = bill.source(line).and_then(|s| s.days).filter(|d| by_days && *d > 0 && l.count == 1);
    told.unwrap_or(l.count)
}

fn refuse(bill: &mut Bill<'_, '_>, line: usize, id: &'static str, text: &'static Text) {
    let Some(l) = bill.lines.get_mut(line) else { return };
    l.verdict = Verdict::Blocked;
    let target = l.input.map_or(Target::Derived(line), |i| Target::Line(l.encounter, i));
    let code: Code = l.code;
    bill.findings.push(found(id, Severity::Error, target, vec![line], text, vec![Arg::Code(code)]));
}

pub(super) fn found(
    id: &'static str,
    severity: Severity,
    target: Target,
    lines: Vec<usize>,
    text: &'static Text,
    args: Vec<Arg>,
) -> Finding {
    Finding {
        id,
        official_code: None,
        severity,
        disposition: if severity == Severity::Error {
            Disposition::LineReject
        } else {
            Disposition::LineReview
        },
        decidable: Decidable::Full,
        phase: Phase::Calculation,
        target,
        lines,
        text,
        args,
        cites: Vec::new(),
    }
}

/// Whether a line is priced in yen outside points (meals, standard burdens).
pub(super) fn is_yen(line: &BillLine<'_>) -> bool {
    line.procedure().is_some_and(|r| r.point_kind() == PointKind::Yen)
}

/// Whether the encounter is an in-patient one.
pub(super) fn is_inpatient(bill: &Bill<'_, '_>, encounter: usize) -> bool {
    bill.encounter(encounter).is_some_and(|e| e.setting == Setting::Inpatient)
}
