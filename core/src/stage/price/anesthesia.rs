//! L008: several classes of general anaesthesia in one course (通知 L008 (12) ウ).
//!
//! (イ) minutes of one class are added up; (ロ) the basic two hours are filled from the dearest class down and paid at the points of
//! the dearest; (ハ) what is left is paid per class by 30 minutes; (ニ) what remains of all classes under 30 minutes is added up and
//! paid by 30 minutes or part of it, one step a class, the longest remainder first, of equal ones the dearer. Example 4 of the
//! circular shows the one step a class: remainders of 25, 20 and 15 minutes are two steps, 1,200 and 600 points.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::segment::Segment;
use crate::amount::{AmountError, Points};
use crate::bill::Bill;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Verdict;

/// What a class without points of its own names as its reason.
const RULE: &str = "price.course";

static COURSE: Citation = Citation::r06_circular("L008 (12)");

/// One class of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Class {
    /// Its code: the same class recorded twice is one.
    code: Code,
    /// Points of the basic time.
    base: Points,
    /// Points of one step more.
    step: Points,
    /// Minutes of the basic time.
    basic: u64,
    /// Minutes of a step.
    width: u64,
    /// Minutes.
    minutes: u64,
}

/// Prices the classes of L008 in a unit as one course; a class alone stays as it is.
pub(super) fn merge(bill: &mut Bill<'_, '_>, segments: &mut Vec<Segment<'_>>) -> Result<(), EngineError> {
    let mut classes: Vec<Class> = Vec::new();
    let mut at: Vec<usize> = Vec::new();
    for (place, segment) in segments.iter().enumerate() {
        let row = segment.row;
        let minutes =
            bill.lines.get(segment.line).and_then(|l| l.quantity).and_then(|q| u64::try_from(q).ok());
        // 麻酔識別区分 (s23): the five classes.
        let (1..=5, Some(minutes)) = (row.anesthesia_kind(), minutes) else { continue };
        classes.push(Class {
            code: row.code(),
            base: Points::new(row.points().decimal()),
            step: Points::new(row.step_points().decimal()),
            basic: u64::from(row.step_lower()),
            width: u64::from(row.step_width()),
            minutes,
        });
        at.push(place);
    }
    if classes.len() < 2 {
        return Ok(());
    }
    let paid = course(&classes)?;
    let dearest = at.iter().zip(&paid).max_by_key(|(_, points)| **points).map(|(place, _)| *place);
    let main = dearest.and_then(|place| segments.get(place)).map(|s| s.line);
    let mut gone = Vec::new();
    for (place, points) in at.into_iter().zip(paid) {
        let Some(segment) = segments.get_mut(place) else { continue };
        segment.base = points;
        segment.cite = Some(&COURSE);
        // A class whose minutes are all paid by a dearer one has no line of its own, unless an addition hangs on it.
        let line = segment.line;
        let carries = bill.lines.iter().any(|l| l.is_applied() && l.join == Some(line));
        if points == Points::ZERO
            && !carries
            && let Some(own) = bill.lines.get_mut(line)
        {
            own.verdict = Verdict::Bundled;
            own.by = Some((RULE, main));
            gone.push(line);
        }
    }
    segments.retain(|s| !gone.contains(&s.line));
    Ok(())
}

/// Points of each class, in the order given; a class named twice has them at its first place.
fn course(classes: &[Class]) -> Result<Vec<Points>, AmountError> {
    let overflow = AmountError::Overflow("minutes of anaesthesia");
    let mut out = vec![Points::ZERO; classes.len()];
    // (イ)
    let mut merged: Vec<(usize, Class)> = Vec::new();
    for (place, class) in classes.iter().enumerate() {
        match merged.iter_mut().find(|(_, m)| m.code == class.code) {
            Some((_, same)) => same.minutes = same.minutes.checked_add(class.minutes).ok_or(overflow)?,
            None => merged.push((place, *class)),
        }
    }
    // (ロ)
    merged.sort_by_key(|(_, c)| Reverse(c.base));
    let Some((first, dearest)) = merged.first().copied() else { return Ok(out) };
    pay(&mut out, first, dearest.base)?;
    let mut basic = dearest.basic;
    for (_, class) in &mut merged {
        let used = class.minutes.min(basic);
        basic = basic.saturating_sub(used);
        class.minutes = class.minutes.saturating_sub(used);
    }
    // (ハ)
    let mut rest: u64 = 0;
    for (place, class) in &mut merged {
        let steps = class.minutes.checked_div(class.width).ok_or(overflow)?;
        class.minutes = class.minutes.checked_rem(class.width).ok_or(overflow)?;
        rest = rest.checked_add(class.minutes).ok_or(overflow)?;
        let more = class.step.value().checked_mul(Decimal::from(steps)).ok_or(overflow)?;
        pay(&mut out, *place, Points::new(more))?;
    }
    // (ニ): the sort is stable, so equal remainders stay dearest first.
    merged.sort_by_key(|(_, c)| Reverse(c.minutes));
    for (place, class) in merged {
        if rest == 0 {
            break;
        }
        rest = rest.saturating_sub(class.width);
        pay(&mut out, place, class.step)?;
    }
    Ok(out)
}

fn pay(out: &mut [Points], place: usize, more: Points) -> Result<(), AmountError> {
    if let Some(own) = out.get_mut(place) {
        *own = own.plus(more)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The classes of L008 with the points that the examples print (some older than 告示 R6): two hours, and 30 minutes more.
    fn class(code: u32, minutes: u64) -> Class {
        let (base, step) = match code {
            // 2 イ, 3 イ, 3 ロ, 4 イ, 4 ロ, 5 イ, 5 ロ
            2_1 => (16_600, 1_200),
            3_1 => (12_610, 900),
            3_2 => (9_050, 900),
            4_1 => (9_130, 660),
            4_2 => (6_610, 660),
            5_1 => (8_300, 600),
            _ => (6_000, 600),
        };
        let whole = |n| Points::whole(n);
        let code = Code::new(code).unwrap();
        Class { code, base: whole(base), step: whole(step), basic: 120, width: 30, minutes }
    }

    fn total(classes: &[Class]) -> Points {
        course(classes).unwrap().into_iter().fold(Points::ZERO, |sum, p| sum.plus(p).unwrap())
    }

    #[test]
    fn the_examples_of_the_circular() {
        // 例1: 仰臥位 10, 伏臥位 150, 仰臥位 20, not difficult: 9,050 + 900 + 600.
        assert_eq!(total(&[class(5_2, 10), class(3_2, 150), class(5_2, 20)]), Points::whole(10_550));
        // 例2: 仰臥位 10, 側臥位 80, 仰臥位 47, difficult: 9,130 + 600.
        assert_eq!(total(&[class(5_1, 10), class(4_1, 80), class(5_1, 47)]), Points::whole(9_730));
        // 例3: 5, 側臥位 21, 分離肺換気 87, 側臥位 30, 5: 16,600 + 660.
        let third = [class(5_1, 5), class(4_1, 21), class(2_1, 87), class(4_1, 30), class(5_1, 5)];
        assert_eq!(total(&third), Points::whole(17_260));
        // 例4: 仰臥位 10, 心臓 45, 人工心肺 145, 心臓 60, 仰臥位 10: 16,600 + 2,700 + 1,200 + 600.
        let fourth = [class(5_1, 10), class(3_1, 45), class(2_1, 145), class(3_1, 60), class(5_1, 10)];
        assert_eq!(total(&fourth), Points::whole(21_100));
    }
}
