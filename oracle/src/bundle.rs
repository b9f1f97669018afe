//! 検査まるめ: several tests of one group in one 算定単位 (column 16 of the procedure master).
//!
//! The master marks members only; thresholds and points are the text of the fee schedule (R6, 令和6年厚生労働省告示第57号).
//! 「所定点数にかかわらず」: from the first threshold on the group price holds even where the sum would be smaller.

use rust_decimal::Decimal;

/// How one group is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// (from this number of items, points), ascending.
    ByCount(&'static [(usize, i64)]),
    /// The sum, but never more than this.
    Cap(i64),
}

/// The rule of a group, with the note that states it.
#[must_use]
pub fn rule(group: &str) -> Option<Rule> {
    Some(match group {
        // D007 注: 5–7, 8–9, 10 or more
        "1" => Rule::ByCount(&[(5, 93), (8, 99), (10, 103)]),
        // D008 注: 3–5, 6–7, 8 or more
        "2" => Rule::ByCount(&[(3, 410), (6, 623), (8, 900)]),
        // D013 注: 3, 4, 5 or more
        "3" => Rule::ByCount(&[(3, 290), (4, 360), (5, 425)]),
        // D009 注2: 2, 3, 4 or more
        "5" => Rule::ByCount(&[(2, 230), (3, 290), (4, 385)]),
        // D006 注: 3–4, 5 or more
        "6" => Rule::ByCount(&[(3, 530), (5, 722)]),
        // D014 注1: 2, 3 or more
        "7" => Rule::ByCount(&[(2, 320), (3, 490)]),
        // D287 注1: 3,600 a month; here the part of the month that stands in the unit
        "8" => Rule::Cap(3_600),
        // D012 11 注: at most 8 items of 79 from one specimen
        "9" => Rule::Cap(8 * 79),
        // D012 44 注: at most 2 items of 200 from one specimen
        "10" => Rule::Cap(2 * 200),
        // D015 13 注: 1,430 per blood collection
        "11" => Rule::Cap(1_430),
        // D004-2 注1 (イ), 注2 (ロ)
        "13" => Rule::ByCount(&[(2, 4_000), (3, 6_000), (4, 8_000)]),
        "14" => Rule::ByCount(&[(2, 8_000), (3, 12_000)]),
        // D006-27 注1 (with D006-12), 注2
        "15" => Rule::ByCount(&[(2, 4_000), (3, 6_000), (4, 8_000)]),
        "16" => Rule::ByCount(&[(2, 8_000), (3, 12_000)]),
        _ => return None,
    })
}

/// The ceiling of a group that is paid up to one.
pub(crate) fn ceiling(group: &str) -> Option<Decimal> {
    match rule(group)? {
        Rule::Cap(most) => Some(Decimal::from(most)),
        Rule::ByCount(_) => None,
    }
}

/// What the group pays instead of the sum of its items; `None` = the sum stands.
pub(crate) fn replaces(group: &str, distinct: usize, sum: Decimal) -> Option<Decimal> {
    match rule(group)? {
        Rule::ByCount(steps) => {
            steps.iter().rev().find(|(from, _)| distinct >= *from).map(|(_, points)| Decimal::from(*points))
        }
        Rule::Cap(most) => (sum > Decimal::from(most)).then(|| Decimal::from(most)),
    }
}
