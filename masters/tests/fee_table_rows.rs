//! Every row of the electronic fee table that is loaded: the smallest claim that breaks it is found, the nearest one that keeps it is not.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "common/claims.rs"]
mod claims;
mod common;

use std::collections::BTreeMap;

use claims::{base, claim, day, in_force, says};
use santei_core::checks::examine;
use santei_core::code::ItemId;
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::snapshot::{Bytes, Window};
use santei_masters::Revision;
use santei_masters::image::EditionBuilder;

fn engine() -> Option<Engine> {
    let dir = common::masters_dir()?;
    let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
    builder.add_dir(&dir.join("r6")).unwrap_or_else(|e| panic!("{e}"));
    let image = builder.finish().unwrap_or_else(|e| panic!("{e}")).image;
    Some(Engine::open(Bytes::Static(santei_data::rules()), [Bytes::from(image)]).unwrap())
}

const EXCLUSION: &[&str] = &["etensu.exclusion", "etensu.exclusionSpecial"];

#[test]
fn every_exclusion_is_found_inside_its_window_and_not_outside() {
    let Some(engine) = engine() else { return };
    let edition = &engine.editions()[0];
    let code_of = |item: ItemId| edition.procedures().code_at(usize::from(item.place())).unwrap();
    let mut wrong: Vec<String> = Vec::new();
    let mut tested: BTreeMap<String, usize> = BTreeMap::new();
    let mut at = 0;
    for window in Window::ALL {
        for (item, other, rule) in edition.exclusion_pairs(window) {
            if !rule.validity.holds(base()) {
                continue;
            }
            let (a, b) = (code_of(item), code_of(other));
            at += 1;
            *tested.entry(format!("{window:?}")).or_default() += 1;
            let (one, two) = (&[(a, 1)][..], &[(b, 1)][..]);
            let both = [(a, 1), (b, 1)];
            // Inside the window by the widest margin, outside by the narrowest.
            let (inside, outside) = match window {
                Window::SameOccasion => {
                    (claim(&[(base(), &both)], &[]), claim(&[(base(), one), (base(), two)], &[]))
                }
                Window::Day => {
                    (claim(&[(base(), one), (base(), two)], &[]), claim(&[(base(), one), (day(1), two)], &[]))
                }
                // Sunday 13 to Saturday 19; Sunday 20 is the next week.
                Window::Week => (
                    claim(&[(day(-3), one), (day(3), two)], &[]),
                    claim(&[(day(3), one), (day(4), two)], &[]),
                ),
                // 1 to 31 July; 1 August is the next month.
                Window::Month => (
                    claim(&[(day(-15), one), (day(15), two)], &[]),
                    claim(&[(day(15), one), (day(16), two)], &[]),
                ),
            };
            if !says(&examine(&engine, &inside).unwrap(), EXCLUSION) {
                wrong.push(format!("{window:?} {a} {b}: not found inside"));
            }
            // The pair may stand in a wider window as well: then the claim outside of this one is inside of that.
            let wider = Window::ALL
                .into_iter()
                .any(|w| w != window && edition.exclusion(w, item, other, base()).is_some());
            if !wider && says(&examine(&engine, &outside).unwrap(), EXCLUSION) {
                wrong.push(format!("{window:?} {a} {b}: found outside"));
            }
        }
    }
    println!("exclusions: {tested:?}");
    assert!(at > 10_000, "only {at} pairs in the table");
    assert!(wrong.is_empty(), "{} wrong, first {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
}

/// Days before the line that are the last inside and the first outside of a window, for a line on 16 July 2025.
fn window_of(unit: u16) -> Option<(ServiceDate, ServiceDate)> {
    let date = |y, m, d| ServiceDate::new(y, m, d).unwrap();
    Some(match unit {
        121 => (base(), day(-1)),
        138 => (day(-3), day(-4)),
        131 => (date(2025, 7, 1), date(2025, 6, 30)),
        // Two calendar weeks: from Sunday 6 July.
        142 => (day(-10), day(-11)),
        143 => (date(2025, 6, 1), date(2025, 5, 31)),
        144 => (date(2025, 5, 1), date(2025, 4, 30)),
        145 => (date(2025, 4, 1), date(2025, 3, 31)),
        146 => (date(2025, 2, 1), date(2025, 1, 31)),
        147 => (date(2024, 8, 1), date(2024, 7, 31)),
        148 => (date(2020, 8, 1), date(2020, 7, 31)),
        _ => return None,
    })
}

const LIMIT: &[&str] =
    &["etensu.limit", "etensu.limitSpecial", "check.limit.window", "check.limit.windowSpecial"];

#[test]
fn every_limit_is_found_at_one_more_and_not_at_the_limit() {
    let Some(engine) = engine() else { return };
    let edition = &engine.editions()[0];
    let mut wrong: Vec<String> = Vec::new();
    let (mut windows, mut unseen, mut rows) = (0, 0, 0);
    for place in 0..edition.limits().code_count() {
        let code = edition.limits().code_at(place).unwrap();
        if edition.procedures().rows_of(code).next().is_none() {
            continue;
        }
        for (rule, _) in edition.limits().rows_of(code) {
            if rule.valid_from() > base().days() || base().days() >= rule.valid_until() {
                continue;
            }
            // Only procedures in force on the day are judged.
            if !in_force(edition, code, base()) {
                continue;
            }
            rows += 1;
            let most = u32::from(rule.max_count());
            if let Some((inside, outside)) = window_of(rule.unit_code()) {
                windows += 1;
                // The limit itself in the window, one more makes it over; and as many outside of it are nothing.
                let over = claim(&[(base(), &[(code, 1)])], &[(inside, code, most)]);
                if !says(&examine(&engine, &over).unwrap(), LIMIT) {
                    wrong.push(format!("{code} unit {} max {most}: one more is not found", rule.unit_code()));
                }
                // Of several limits of a code only this one is to be tested: the claim outside keeps the narrower ones.
                let alone = edition.limits().rows_of(code).count() == 1;
                let kept = claim(&[(base(), &[(code, 1)])], &[(outside, code, most)]);
                if alone && most > 0 && says(&examine(&engine, &kept).unwrap(), LIMIT) {
                    wrong.push(format!("{code} unit {} max {most}: found outside", rule.unit_code()));
                }
            } else {
                unseen += 1;
                let over = claim(&[(base(), &[(code, most + 1)])], &[]);
                let outcome = examine(&engine, &over).unwrap();
                // A narrower limit of the day may already have cut the line.
                let found = says(&outcome, LIMIT) || says(&outcome, &["check.limit.unseen"]);
                if !found {
                    wrong.push(format!("{code} unit {} max {most}: nothing is said", rule.unit_code()));
                }
                let alone = edition.limits().rows_of(code).count() == 1;
                let kept = claim(&[(base(), &[(code, most)])], &[]);
                if alone && says(&examine(&engine, &kept).unwrap(), &["check.limit.unseen"]) {
                    wrong.push(format!("{code} unit {} max {most}: asked at the limit", rule.unit_code()));
                }
            }
        }
    }
    println!(
        "limits: {rows} rows in force, tested {windows} with a window, {unseen} that a claim does not show"
    );
    assert!(rows > 4_000, "only {rows} rows");
    assert!(wrong.is_empty(), "{} wrong, first {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
}
