//! L008: several classes of general anaesthesia in one course (通知 L008 (12) ウ).

use crate::error::OracleError;
use crate::num;
use crate::tables::{Row, col, decimal, integer};
use rust_decimal::Decimal;

/// Whether a row is one of the five classes (column 23).
pub(crate) fn is_class(row: &Row) -> bool {
    matches!(col(row, 23), "1" | "2" | "3" | "4" | "5")
}

/// Points of each class of one course, in the order given; `classes` = row and minutes.
///
/// (イ) minutes of one class are added up; (ロ) the basic two hours are filled from the dearest class down and paid at
/// the base of the dearest; (ハ) what is left is paid per class in whole 30-minute steps; (ニ) the remainders of all
/// classes together make ⌈sum ÷ 30⌉ further steps, given to the classes in order of the longest remainder (equal: the
/// dearer one). (ニ) says only 「それらの麻酔の実施時間を合計し、その中で実施時間の長い区分から順に加算を算定する」; example 4
/// (remainders 25, 20 and 15 minutes: 1,200 and 600) shows that each class takes one step.
///
/// # Errors
/// A column that is not a number.
pub(crate) fn course(classes: &[(&Row, i64)]) -> Result<Vec<Decimal>, OracleError> {
    struct Class {
        first: usize,
        base: Decimal,
        per_step: Decimal,
        width: i64,
        left: i64,
        points: Decimal,
    }
    let mut merged: Vec<(String, Class)> = Vec::new();
    for (index, (row, minutes)) in classes.iter().enumerate() {
        if let Some((_, class)) = merged.iter_mut().find(|(code, _)| code == col(row, 3)) {
            class.left = class.left.saturating_add(*minutes);
            continue;
        }
        let class = Class {
            first: index,
            base: decimal(row, 12)?,
            per_step: decimal(row, 34)?,
            width: integer(row, 33)?.max(1),
            left: *minutes,
            points: Decimal::ZERO,
        };
        merged.push((col(row, 3).to_owned(), class));
    }
    merged.sort_by_key(|(_, class)| std::cmp::Reverse(class.base));
    let mut basic = match classes.first() {
        Some((row, _)) => integer(row, 31)?,
        None => 0,
    };
    if let Some((_, dearest)) = merged.first_mut() {
        dearest.points = dearest.base;
    }
    for (_, class) in &mut merged {
        let used = class.left.min(basic);
        basic -= used;
        class.left -= used;
    }
    for (code, class) in &mut merged {
        let steps = Decimal::from(class.left / class.width);
        class.left %= class.width;
        class.points = num::add(code, class.points, num::mul(code, steps, class.per_step)?)?;
    }
    // `merged` is dearest first and the sort is stable, so equal remainders stay in that order
    merged.sort_by_key(|(_, class)| std::cmp::Reverse(class.left));
    let rest: i64 = merged.iter().map(|(_, class)| class.left).sum();
    let width = merged.first().map_or(1, |(_, class)| class.width);
    let further = rest / width + i64::from(rest % width != 0);
    for (code, class) in merged.iter_mut().take(usize::try_from(further).unwrap_or(0)) {
        class.points = num::add(code, class.points, class.per_step)?;
    }
    let mut out = vec![Decimal::ZERO; classes.len()];
    for (_, class) in merged {
        if let Some(slot) = out.get_mut(class.first) {
            *slot = class.points;
        }
    }
    Ok(out)
}
