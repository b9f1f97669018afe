//! Whatever is sent: an amount or an error, never a panic; and the addends explain the amount.
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails loudly, which is what a test is for")]

mod common;

use common::tables;
use proptest::prelude::*;
use rust_decimal::Decimal;
use santei_oracle::{Section, UnitLine, col, price_item, price_unit};

/// Some line: any official code or nonsense, any quantity, any claimed amount.
fn any_line() -> impl Strategy<Value = UnitLine> {
    let number = prop_oneof![
        Just(None),
        (0_i64..200).prop_map(|n| Some(Decimal::from(n))),
        (any::<i64>(), 0_u32..5).prop_map(|(n, scale)| Some(Decimal::new(n, scale))),
        Just(Some(Decimal::MAX)),
    ];
    (0_usize..40_000, number.clone(), number).prop_map(|(at, quantity, claimed)| {
        let code = tables().and_then(|t| {
            let mut rows = t.s.iter().chain(&t.t).chain(&t.y);
            rows.nth(at).map(|row| col(row, 3).to_owned())
        });
        UnitLine { code: code.unwrap_or_else(|| at.to_string()), quantity, claimed }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_amount_or_an_error(lines in proptest::collection::vec(any_line(), 0..5)) {
        let Some(tables) = tables() else { return Ok(()) };
        for line in &lines {
            drop(price_item(tables, &line.code, line.quantity, line.claimed, Section::Medication));
        }
        if let Ok(price) = price_unit(tables, &lines, Section::Injection) {
            let sum: Decimal = price.parts.iter().map(|part| part.points).sum();
            let off = (sum - Decimal::from(price.points)).abs();
            prop_assert!(off <= Decimal::new(5, 1), "{price:?}");
        }
    }
}
