//! Code + date → edition and row; whether the row may be used for this patient, here, on this day.

mod applicability;
mod texts;

pub(super) use applicability::{Fit, fit, report};

use crate::bill::{Bill, BillLine, Item, turns};
use crate::claim::{Encounter, Line};
use crate::code::{Code, CodeKind};
use crate::date::ServiceDate;
use crate::engine::EngineError;
use crate::outcome::{
    Arg, Decidable, Disposition, Finding, MasterRef, Origin, Phase, Severity, Target, Text, Verdict,
};
use crate::snapshot::{Dated, Edition, Found, Table, Trust};

/// Resolves every line of the request, in order.
pub(super) fn run(bill: &mut Bill<'_, '_>) -> Result<(), EngineError> {
    let claim = bill.claim;
    bill.lines.expect(claim.encounters.iter().map(|e| e.lines.len()).sum());
    for (place, encounter) in claim.encounters.iter().enumerate() {
        if let Some(sent) = &encounter.date_text {
            let sent = vec![Arg::Words(sent.clone())];
            block(bill, Target::Encounter(place), &[], &texts::IMPOSSIBLE_DATE, sent);
        } else if encounter.date < claim.patient.birth {
            block(
                bill,
                Target::Encounter(place),
                &[],
                &texts::BEFORE_BIRTH,
                vec![Arg::Date(encounter.date), Arg::Date(claim.patient.birth)],
            );
        }
        let before = bill.lines.len();
        let turns = turns(&encounter.lines);
        for (input, line) in encounter.lines.iter().enumerate() {
            let place_in_bill = bill.lines.len();
            let turn = turns.as_ref().and_then(|t| t.get(input).copied()).unwrap_or(input);
            let resolved = resolve(bill, encounter, line);
            let blocked = resolved.problem.is_some();
            let line = BillLine {
                origin: Origin::Input,
                encounter: place,
                input: Some(input),
                date: line.date.unwrap_or(encounter.date),
                code: line.code,
                item: resolved.item,
                master: resolved.master,
                count: line.count,
                quantity: line.quantity,
                verdict: if blocked { Verdict::Blocked } else { Verdict::Applied },
                by: None,
                join: None,
                claimed_points: line.claimed_points,
                cites: Vec::new(),
            };
            bill.lines.push_in_turn(line, before.saturating_add(turn));
            if let Some((text, args)) = resolved.problem {
                block(bill, Target::Line(place, input), &[place_in_bill], text, args);
            }
        }
    }
    applicability::run(bill);
    Ok(())
}

struct Resolved<'e> {
    item: Item<'e>,
    master: Option<MasterRef>,
    problem: Option<(&'static Text, Vec<Arg>)>,
}

/// Whether a row is one of the revision before in an assembled edition: nobody has read what holds now. Rules may read it (an earlier
/// scan in the history is still a scan), but it is not billed.
fn is_unreviewed(edition: &Edition, master: &MasterRef) -> bool {
    master.kind == 's' && edition.trust(master.row) == Trust::Carried
}

/// Finds the row of a code that is to be billed on a day.
pub(super) fn billable<'e>(
    bill: &Bill<'_, 'e>,
    code: Code,
    date: ServiceDate,
) -> Option<(Item<'e>, MasterRef)> {
    let (_, edition) = bill.edition_on(date)?;
    row(bill, code, date).filter(|(_, master)| !is_unreviewed(edition, master))
}

/// Finds the row of a code on a day.
pub(super) fn row<'e>(bill: &Bill<'_, 'e>, code: Code, date: ServiceDate) -> Option<(Item<'e>, MasterRef)> {
    let (edition_place, edition) = bill.edition_on(date)?;
    look_up(edition, edition_place, code, date).ok()
}

/// Remembers a code that a rule looked for and that the edition lacks altogether (one that is not billed yet or any more has a row).
pub(super) fn note_lacking(bill: &Bill<'_, '_>, encounter: usize, code: Code, date: ServiceDate) {
    let lacks = bill.edition_on(date).is_some_and(|(_, e)| e.procedures().rows_of(code).next().is_none());
    // Nobody else holds the set while a rule runs.
    if let Some(mut codes) = bill.lacking.try_borrow_mut().ok().filter(|_| lacks) {
        codes.insert((encounter, code));
    }
}

fn resolve<'e>(bill: &Bill<'_, 'e>, encounter: &Encounter, line: &Line) -> Resolved<'e> {
    let refuse = |text, args| Resolved { item: Item::Nothing, master: None, problem: Some((text, args)) };
    let date = line.date.unwrap_or(encounter.date);
    if let Some(sent) = &encounter.date_text {
        return refuse(&texts::IMPOSSIBLE_DATE, vec![Arg::Words(sent.clone())]);
    }
    if date < bill.claim.patient.birth && line.date.is_some() {
        return refuse(&texts::BEFORE_BIRTH, vec![Arg::Date(date), Arg::Date(bill.claim.patient.birth)]);
    }
    if line.date.is_some() && date.month() != encounter.date.month() {
        return refuse(&texts::OTHER_MONTH, vec![Arg::Date(date), Arg::Date(encounter.date)]);
    }
    if let Some(sent) = &line.code_text {
        // 労災 codes share the layout of the masters but hold letters.
        let letters = sent.len() == 9 && sent.bytes().any(|b| b.is_ascii_alphabetic());
        let text = if letters { &texts::ACCIDENT_INSURANCE } else { &texts::MALFORMED_CODE };
        return refuse(text, vec![Arg::Words(sent.clone())]);
    }
    let profession = match line.code.kind() {
        CodeKind::Dental => Some("歯科"),
        CodeKind::Pharmacy => Some("調剤"),
        CodeKind::VisitingNurse => Some("訪問看護"),
        CodeKind::Other if line.code.value() != 0 => Some("他の制度"),
        _ => None,
    };
    if let Some(profession) = profession {
        return refuse(
            &texts::OTHER_PROFESSION,
            vec![Arg::Code(line.code), Arg::Words(profession.to_owned())],
        );
    }
    // Code 000000000: a drug or material known only by its price.
    if line.code.value() == 0 {
        return if line.unit_price_yen.is_some() {
            Resolved { item: Item::PriceOnly, master: None, problem: None }
        } else {
            refuse(&texts::NO_PRICE, vec![Arg::Code(line.code)])
        };
    }
    let Some((place, edition)) = bill.edition_on(date) else {
        return refuse(&texts::NO_EDITION, vec![Arg::Date(date)]);
    };
    match look_up(edition, place, line.code, date) {
        Ok((_, master)) if is_unreviewed(edition, &master) => {
            refuse(&texts::UNREVIEWED, vec![Arg::Code(line.code), Arg::Date(date)])
        }
        Ok((item, master)) => {
            let problem = sense(line, item);
            Resolved { item, master: Some(master), problem }
        }
        Err(Missing::Unknown) => refuse(&texts::UNKNOWN_CODE, vec![Arg::Code(line.code)]),
        Err(Missing::NotYet(from)) => refuse(&texts::NOT_YET, vec![Arg::Code(line.code), Arg::Date(from)]),
        Err(Missing::Ended(last, None)) => refuse(&texts::ENDED, vec![Arg::Code(line.code), Arg::Date(last)]),
        Err(Missing::Ended(last, Some(next))) => {
            refuse(&texts::ENDED_REPLACED, vec![Arg::Code(line.code), Arg::Date(last), Arg::Code(next)])
        }
        Err(Missing::Gap) => refuse(&texts::GAP, vec![Arg::Code(line.code), Arg::Date(date)]),
    }
}

/// Whether quantity and price are there and make sense.
fn sense(line: &Line, item: Item<'_>) -> Option<(&'static Text, Vec<Arg>)> {
    let code = || Arg::Code(line.code);
    if line.count == 0 {
        return Some((&texts::COUNT_ZERO, vec![code()]));
    }
    if let Some(quantity) = line.quantity
        && quantity.is_sign_negative()
    {
        return Some((&texts::NEGATIVE_QUANTITY, vec![code(), Arg::Number(quantity)]));
    }
    match item {
        Item::Procedure(row, _) if row.has_step() && line.quantity.is_none() => {
            Some((&texts::QUANTITY_MISSING, vec![code()]))
        }
        Item::Procedure(row, _) if row.has_step() && line.quantity.is_some_and(|q| !q.fract().is_zero()) => {
            Some((&texts::QUANTITY_NOT_WHOLE, vec![code()]))
        }
        Item::Drug(_) | Item::Material(_)
            if line.quantity.is_none_or(|q| q.is_zero()) && wants_quantity(item) =>
        {
            Some((&texts::QUANTITY_MISSING, vec![code()]))
        }
        Item::Material(row)
            if row.price_kind() == crate::snapshot::MaterialPriceKind::PurchasePrice
                && line.unit_price_yen.is_none() =>
        {
            Some((&texts::NO_PRICE, vec![code()]))
        }
        _ => None,
    }
}

fn wants_quantity(item: Item<'_>) -> bool {
    use crate::snapshot::{DrugPriceKind, MaterialPriceKind};
    match item {
        Item::Drug(row) => row.price_kind() == DrugPriceKind::Yen,
        Item::Material(row) => {
            matches!(row.price_kind(), MaterialPriceKind::Yen | MaterialPriceKind::PurchasePrice)
        }
        _ => false,
    }
}

enum Missing {
    Unknown,
    NotYet(ServiceDate),
    Ended(ServiceDate, Option<Code>),
    Gap,
}

fn look_up(
    edition: &Edition,
    place: usize,
    code: Code,
    date: ServiceDate,
) -> Result<(Item<'_>, MasterRef), Missing> {
    match code.kind() {
        CodeKind::Procedure => {
            let table = edition.procedures();
            let (row, at) = find(table, code, date, || successor(edition, code))?;
            let item = table.item(code).ok_or(Missing::Unknown)?;
            Ok((Item::Procedure(row, item), master('s', code, row.valid_from(), at, place, date)))
        }
        CodeKind::Drug => {
            let (row, at) = find(edition.drugs(), code, date, || None)?;
            if row.usable_until() <= date.days() {
                let last = ServiceDate::from_days(row.usable_until().saturating_sub(1)).unwrap_or(date);
                return Err(Missing::Ended(last, None));
            }
            Ok((Item::Drug(row), master('y', code, row.valid_from(), at, place, date)))
        }
        CodeKind::Material => {
            let table = edition.materials();
            let next = || table.rows_of(code).last().map(|(r, _)| r.moved_to()).filter(|c| c.value() != 0);
            let (row, at) = find(table, code, date, next)?;
            if row.usable_until() <= date.days() {
                let last = ServiceDate::from_days(row.usable_until().saturating_sub(1)).unwrap_or(date);
                return Err(Missing::Ended(last, next()));
            }
            Ok((Item::Material(row), master('t', code, row.valid_from(), at, place, date)))
        }
        CodeKind::Comment => {
            let (row, at) = find(edition.comments(), code, date, || None)?;
            Ok((Item::Comment, master('c', code, row.valid_from(), at, place, date)))
        }
        _ => Err(Missing::Unknown),
    }
}

/// A procedure that says it came from this code (異動関連, s112).
fn successor(edition: &Edition, code: Code) -> Option<Code> {
    let table = edition.procedures();
    (0..table.row_count()).filter_map(|r| table.row(r)).find(|r| r.moved_from() == code).map(|r| r.code())
}

fn find<'e, R: Dated>(
    table: Table<'e, R>,
    code: Code,
    date: ServiceDate,
    next: impl FnOnce() -> Option<Code>,
) -> Result<(R::View<'e>, usize), Missing> {
    match table.find(code, date) {
        Found::Row(view, at) => Ok((view, at)),
        Found::NotYet(from) => Err(Missing::NotYet(from)),
        Found::Ended(last) => Err(Missing::Ended(last, next())),
        Found::Gap => Err(Missing::Gap),
        Found::Unknown => Err(Missing::Unknown),
    }
}

fn master(
    kind: char,
    code: Code,
    valid_from: i32,
    row: usize,
    edition: usize,
    date: ServiceDate,
) -> MasterRef {
    let valid_from = ServiceDate::from_days(valid_from).unwrap_or(date);
    MasterRef { kind, code, valid_from, row, edition }
}

/// Records a finding that keeps its lines off the bill.
fn block(bill: &mut Bill<'_, '_>, target: Target, lines: &[usize], text: &'static Text, args: Vec<Arg>) {
    let id = texts::id_of(text);
    bill.findings.push(Finding {
        id,
        official_code: None,
        severity: Severity::Error,
        disposition: if lines.is_empty() { Disposition::ClaimReject } else { Disposition::LineReject },
        decidable: Decidable::Full,
        phase: Phase::Eligibility,
        target,
        lines: lines.to_vec(),
        text,
        args,
        cites: Vec::new(),
    });
}
