//! The month, payment by payment: after each the whole month so far is worked out anew.

use super::limit;
use super::local::Paid;
use super::program::Paragraph;
use super::{Ages, Category, Month, Open, Program, Visit, percent};

/// What a month comes to, whole yen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What the patient owes, as the receipt counts it.
    pub patient: i64,
    /// What the insurer bears.
    pub insurer: i64,
    /// What each public bears.
    pub publics: Vec<i64>,
    /// What each payment adds to the patient's sum; less than zero where a later payment lowers the month.
    pub visits: Vec<i64>,
}

/// One set of payers and what has come to it so far.
#[derive(Debug, Clone)]
struct Part {
    insurer: bool,
    publics: Vec<usize>,
    cost: i64,
    /// What the insurer leaves.
    left: i64,
    /// What each public leaves, in the order of `publics`.
    after: Vec<i64>,
    /// What local programmes leave: they work payment by payment.
    patient: i64,
}

/// A month of one patient at one institution.
///
/// # Errors
/// [`Open`]: what the texts at hand do not decide.
pub fn month(month: &Month) -> Result<Outcome, Open> {
    let mut parts: Vec<Part> = Vec::new();
    let mut paid: Vec<Paid> = vec![Paid::default(); month.publics.len()];
    let mut visits = Vec::new();
    let mut before = 0;
    for visit in &month.visits {
        if !(0..=10_000_000).contains(&visit.points) {
            return Err(Open::Range);
        }
        let at = place(&mut parts, visit, month);
        let patients: Vec<i64> = parts.iter().map(|part| last_national(month, part)).collect();
        for index in 0..parts.len() {
            national(month, &mut parts, index)?;
        }
        pool(month, &mut parts, at)?;
        for (part, old) in parts.iter_mut().zip(patients) {
            let new = last_national(month, part);
            locals(month, part, &mut paid, visit.day, new - old)?;
        }
        let now: i64 = parts.iter().map(|part| part.patient).sum();
        visits.push(now - before);
        before = now;
    }
    Ok(sum(month, &parts, visits))
}

/// Adds the points of a payment to its set.
fn place(parts: &mut Vec<Part>, visit: &Visit, month: &Month) -> usize {
    let same = |part: &Part| part.insurer == visit.insurer && part.publics == visit.publics;
    let at = parts.iter().position(same).unwrap_or(parts.len());
    if at == parts.len() {
        let publics = visit.publics.clone();
        let nationals = publics.iter().filter(|p| law(month, **p) != Paragraph::None).count();
        parts.push(Part {
            insurer: visit.insurer,
            publics,
            cost: 0,
            left: 0,
            after: vec![0; nationals],
            patient: 0,
        });
    }
    if let Some(part) = parts.get_mut(at) {
        part.cost += visit.points * 10;
    }
    at
}

fn law(month: &Month, public: usize) -> Paragraph {
    month.publics.get(public).map_or(Paragraph::None, |public| public.program.paragraph())
}

/// The paragraph of 令41条 for a set. 8項 leaves 特定給付対象療養 out, 6項 leaves out what falls under 7項: the highest wins.
fn paragraph(month: &Month, part: &Part) -> Paragraph {
    part.publics.iter().map(|public| law(month, *public)).max().unwrap_or(Paragraph::None)
}

/// What the national programmes leave of a set.
fn last_national(month: &Month, part: &Part) -> i64 {
    if part.insurer && paragraph(month, part) == Paragraph::None {
        part.left
    } else {
        part.after.last().copied().unwrap_or(part.left)
    }
}

/// 規則98条の2 1項: 一般 and 現役並み3 count as confirmed at 70 and over.
fn certified(month: &Month) -> Result<bool, Open> {
    let person = &month.person;
    if person.verified {
        return Ok(true);
    }
    if person.ages == Ages::Under70 {
        return Ok(false);
    }
    match person.category {
        Some(Category::低所得2 | Category::低所得1 | Category::現役並み2 | Category::現役並み1) => {
            Ok(false)
        }
        Some(_) => Ok(true),
        None if person.share == 30 => Err(Open::ActiveUnknown),
        None => Ok(true),
    }
}

/// The category that may be used (令43条1項1・2・4号): under 70 only when confirmed; at 70 and over 一般 without more, 低所得
/// when confirmed.
fn category(month: &Month) -> Result<Option<Category>, Open> {
    let person = &month.person;
    if person.verified {
        return person.category.map(Some).ok_or(Open::CategoryMissing);
    }
    if person.ages == Ages::Under70 {
        return Ok(None);
    }
    Ok(Some(match person.category {
        Some(Category::現役並み3) => Category::現役並み3,
        _ if person.share == 30 => return Err(Open::ActiveUnknown),
        Some(category @ (Category::一般2 | Category::一般1)) => category,
        None if person.ages == Ages::Late && person.share == 20 => Category::一般2,
        _ => Category::一般,
    }))
}

fn special(month: &Month) -> Option<i64> {
    month.person.special.map(|yen| if month.person.halved { yen / 2 } else { yen })
}

/// What the insurer leaves of a set with a national programme, and what each programme leaves of it.
fn national(month: &Month, parts: &mut [Part], index: usize) -> Result<(), Open> {
    let person = &month.person;
    let Some(part) = parts.get(index) else { return Ok(()) };
    let law = paragraph(month, part);
    if part.insurer && law == Paragraph::None {
        return Ok(());
    }
    if person.special.is_some() && parts.len() > 1 {
        return Err(Open::SpecialWithSets);
    }
    let share = percent(part.cost, person.share);
    if part.insurer && limit::unknown(month.at, person.ages) {
        return Err(Open::NotPublished);
    }
    let multiple = person.multiple && month.setting == super::Setting::Inpatient;
    // 41条6項 and 7項 leave out the care of 9項; being 特定給付対象療養 (1項2号), it is left out of 8項 as well: 9項 alone
    let left = if let (true, Some(yen)) = (part.insurer, special(month)) {
        share.min(yen)
    } else if part.insurer {
        let own = law == Paragraph::Seventh && certified(month)?;
        let most = if own {
            let category = category(month)?.ok_or(Open::CategoryMissing)?;
            limit::own_at(month, category, part.cost, multiple, share)?
        } else if law == Paragraph::Eighth {
            limit::protected(person.ages, month.setting).of(part.cost, false, person.halved)
        } else {
            limit::benefit(person.ages, month.setting).of(part.cost, false, person.halved)
        };
        if !own && share > most && limit::unpublished(month.at) {
            return Err(Open::NotPublished);
        }
        share.min(most)
    } else {
        part.cost
    };
    let others = used_elsewhere(month, parts, index);
    let Some(part) = parts.get_mut(index) else { return Ok(()) };
    part.left = left;
    let mut rest = left;
    let nationals: Vec<usize> =
        part.publics.iter().copied().filter(|p| self::law(month, *p) != Paragraph::None).collect();
    for (slot, public) in nationals.iter().enumerate() {
        let Some(told) = month.publics.get(*public) else { continue };
        if let Some(rate) = told.rate {
            rest = rest.min(percent(part.cost, rate));
        }
        if let Some(cap) = told.cap {
            let used = others.get(*public).copied().unwrap_or(0) + told.elsewhere;
            rest = rest.min((cap - used).max(0));
        }
        if let Some(after) = part.after.get_mut(slot) {
            *after = rest;
        }
    }
    Ok(())
}

/// What the patient already pays under each public in the other sets.
fn used_elsewhere(month: &Month, parts: &[Part], index: usize) -> Vec<i64> {
    let mut used = vec![0; month.publics.len()];
    for (_, part) in parts.iter().enumerate().filter(|(at, _)| *at != index) {
        for (public, after) in part.publics.iter().zip(&part.after) {
            if let Some(sum) = used.get_mut(*public) {
                *sum += after;
            }
        }
    }
    used
}

/// The care without a national programme: 令41条1項 and 3–5項, with what the patient pays under the programmes counted in.
fn pool(month: &Month, parts: &mut [Part], at: usize) -> Result<(), Open> {
    let person = &month.person;
    let in_pool = |part: &Part| part.insurer && paragraph(month, part) == Paragraph::None;
    let cost: i64 = parts.iter().filter(|part| in_pool(part)).map(|part| part.cost).sum();
    if cost == 0 {
        return Ok(());
    }
    let raw = percent(cost, person.share);
    let mut due = raw;
    if special(month).is_some() && parts.len() > 1 {
        return Err(Open::SpecialWithSets);
    }
    if let Some(yen) = special(month) {
        due = due.min(yen);
    }
    // what is left under 9項 counts in 41条3・5項 like any other sum: someone of 低所得 pays 8,000 of the 10,000
    if let Some(category) = category(month)? {
        // under 70 only what reaches 21,000 yen (10,500 where halved) is counted together (令41条1項)
        let floor = match (person.ages, person.halved) {
            (Ages::Under70, false) => 21_000,
            (Ages::Under70, true) => 10_500,
            _ => 0,
        };
        let counting = |part: &Part| {
            part.insurer
                && matches!(paragraph(month, part), Paragraph::Sixth | Paragraph::Seventh)
                && percent(part.cost, person.share) >= floor
        };
        let counting: Vec<&Part> = parts.iter().filter(|part| raw >= floor && counting(part)).collect();
        let theirs: i64 = counting.iter().map(|part| part.cost).sum();
        let paid: i64 = counting.iter().map(|part| last_national(month, part)).sum();
        // What counts together is measured together: the sum of the costs makes the limit.
        if let Some(eased) = limit::eased(month.at, person, category, month.setting, cost) {
            due = due.min(eased);
        }
        let together = limit::own_at(month, category, cost + theirs, person.multiple, due + paid)?;
        due = due.min((together - paid).max(0));
    }
    let before: i64 = parts.iter().filter(|part| in_pool(part)).map(|part| part.left).sum();
    let sets = parts.iter().filter(|part| in_pool(part)).count();
    let grown = due - before;
    if sets > 1 && (grown < 0 || !parts.get(at).is_some_and(in_pool) && grown != 0) {
        return Err(Open::PoolFalls);
    }
    let single = parts.iter().position(in_pool);
    let target = if sets == 1 { single } else { Some(at) };
    if let Some(part) = target.and_then(|at| parts.get_mut(at)) {
        part.left += grown;
    }
    Ok(())
}

/// The local programmes take what a payment adds; a fall goes back to the patient as it is.
fn locals(month: &Month, part: &mut Part, paid: &mut [Paid], day: u8, added: i64) -> Result<(), Open> {
    let mut rest = added;
    for public in &part.publics {
        let Some(Program::Local(rule)) = month.publics.get(*public).map(|public| public.program) else {
            continue;
        };
        if added < 0 {
            return Err(Open::PoolFalls);
        }
        if added > 0
            && let Some(paid) = paid.get_mut(*public)
        {
            rest = rule.pay(paid, day, rest);
        }
    }
    part.patient += rest;
    Ok(())
}

/// Who bears what in the end.
fn sum(month: &Month, parts: &[Part], visits: Vec<i64>) -> Outcome {
    let mut outcome =
        Outcome { patient: visits.iter().sum(), insurer: 0, publics: vec![0; month.publics.len()], visits };
    for part in parts {
        outcome.insurer += part.cost - part.left;
        let mut rest = part.left;
        let nationals = part.after.iter().copied().map(Some).chain(std::iter::repeat(None));
        for (public, after) in part.publics.iter().zip(nationals) {
            // one local programme per set in what the oracle is asked: it takes all that is left
            let after = after.unwrap_or(part.patient);
            if let Some(sum) = outcome.publics.get_mut(*public) {
                *sum += rest - after;
            }
            rest = after;
        }
    }
    outcome
}
