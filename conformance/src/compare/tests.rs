//! What passes and what does not: a wrong number, a missing line, a line too many.

use super::*;

fn line(section: &str, codes: &[&str], points: i64, count: u32) -> ExpectedLine {
    ExpectedLine {
        section: section.to_owned(),
        codes: codes.iter().map(|c| (*c != "-").then(|| (*c).to_owned())).collect(),
        points: points.into(),
        count,
        group: None,
        days: Vec::new(),
    }
}

fn unit(section: &str, codes: &[&str], points: i64, count: u32) -> Unit {
    Unit {
        section: section.to_owned(),
        encounter: "e1".to_owned(),
        group: None,
        codes: codes.iter().map(|c| (*c != "-").then(|| (*c).to_owned())).collect(),
        ordered: false,
        points: points.into(),
        count,
    }
}

fn expected(lines: Vec<ExpectedLine>, absent: &[&str]) -> Expected {
    let total = lines.iter().map(ExpectedLine::total).sum();
    Expected { lines, total, absent: absent.iter().map(|c| (*c).to_owned()).collect() }
}

fn reply(units: Vec<Unit>) -> Reply {
    let total = units.iter().map(Unit::total).sum();
    Reply { units, total, errors: Vec::new(), questions: Vec::new() }
}

fn passes(scope: Scope, lines: Vec<ExpectedLine>, units: Vec<Unit>) -> bool {
    compare(scope, &expected(lines, &[]), &reply(units)).is_empty()
}

#[test]
fn the_same_lines_pass_in_any_order() {
    for scope in [Scope::Visit, Scope::Fragment, Scope::Reprice] {
        assert!(passes(
            scope,
            vec![line("12", &["b", "a"], 81, 1), line("60", &["c"], 21, 2)],
            vec![unit("60", &["c"], 21, 2), unit("12", &["a", "b"], 81, 1)],
        ));
    }
}

#[test]
fn a_wrong_number_fails() {
    for scope in [Scope::Visit, Scope::Fragment, Scope::Reprice] {
        let points = |p, n| vec![unit("12", &["a"], p, n)];
        assert!(passes(scope, vec![line("12", &["a"], 75, 2)], points(75, 2)));
        assert!(!passes(scope, vec![line("12", &["a"], 75, 2)], points(76, 2)));
        assert!(!passes(scope, vec![line("12", &["a"], 75, 2)], points(75, 1)));
    }
}

#[test]
fn a_missing_line_fails() {
    for scope in [Scope::Visit, Scope::Fragment, Scope::Reprice] {
        let lines = vec![line("12", &["a"], 75, 1), line("12", &["b"], 52, 1)];
        assert!(!passes(scope, lines.clone(), vec![unit("12", &["a"], 75, 1)]));
        assert!(!passes(scope, lines, vec![]));
        assert!(!passes(scope, vec![line("39", &["z"], 0, 1)], vec![]), "a code of no points is missed too");
    }
}

#[test]
fn a_line_too_many_fails_a_visit_and_not_a_fragment() {
    let units = || vec![unit("12", &["a"], 75, 1), unit("60", &["x"], 125, 1)];
    assert!(!passes(Scope::Visit, vec![line("12", &["a"], 75, 1)], units()));
    assert!(!passes(Scope::Reprice, vec![line("12", &["a"], 75, 1)], units()));
    assert!(passes(Scope::Fragment, vec![line("12", &["a"], 75, 1)], units()));
}

#[test]
fn an_ordered_line_too_many_fails_a_fragment() {
    let mut extra = unit("60", &["x"], 125, 1);
    extra.ordered = true;
    assert!(!passes(
        Scope::Fragment,
        vec![line("12", &["a"], 75, 1)],
        vec![unit("12", &["a"], 75, 1), extra]
    ));
}

#[test]
fn the_same_code_billed_twice_fails_a_fragment() {
    let twice = vec![unit("12", &["a"], 75, 1), unit("12", &["a"], 75, 1)];
    assert!(!passes(Scope::Fragment, vec![line("12", &["a"], 75, 1)], twice));
}

#[test]
fn an_addition_may_stand_alone_or_with_its_base() {
    let together = || vec![line("70", &["ct", "e"], 1020, 1)];
    let apart = || vec![unit("70", &["ct"], 900, 1), unit("70", &["e"], 120, 1)];
    assert!(passes(Scope::Visit, together(), apart()));
    assert!(passes(Scope::Fragment, together(), apart()));
    // The same points under another code are another bill.
    assert!(!passes(Scope::Visit, together(), vec![unit("70", &["ct"], 900, 1), unit("70", &["f"], 120, 1)]));
    // The same points in another section are another bill.
    assert!(!passes(Scope::Visit, together(), vec![unit("70", &["ct"], 900, 1), unit("60", &["e"], 120, 1)]));
}

#[test]
fn wrong_numbers_that_add_up_fail() {
    let lines = vec![line("60", &["a"], 49, 1), line("60", &["b"], 17, 1)];
    assert!(!passes(Scope::Visit, lines, vec![unit("60", &["a"], 50, 1), unit("60", &["b"], 16, 1)]));
}

#[test]
fn a_code_that_is_not_named_is_compared_by_points() {
    assert!(passes(Scope::Visit, vec![line("21", &["-"], 2, 7)], vec![unit("21", &["-"], 2, 7)]));
    assert!(!passes(Scope::Visit, vec![line("21", &["-"], 2, 7)], vec![unit("21", &["-"], 1, 7)]));
    assert!(passes(Scope::Visit, vec![line("40", &["-"], 35, 1)], vec![unit("40", &["x"], 35, 1)]));
    // An item without a code that is not expected at all.
    assert!(!passes(
        Scope::Visit,
        vec![line("12", &["a"], 75, 1)],
        vec![unit("12", &["a"], 75, 1), unit("21", &["-"], 0, 7),]
    ));
}

#[test]
fn what_must_be_absent_fails_even_with_the_right_points() {
    let expected = expected(vec![line("12", &["a"], 75, 1)], &["b"]);
    let units = vec![unit("12", &["a"], 75, 1), unit("60", &["b"], 0, 1)];
    assert_eq!(compare(Scope::Fragment, &expected, &reply(units)), ["b is billed and must not be"]);
}

#[test]
fn a_wrong_total_fails_although_the_lines_are_right() {
    let mut answer = reply(vec![unit("12", &["a"], 75, 1)]);
    answer.total = 76.into();
    for scope in [Scope::Visit, Scope::Reprice] {
        let wrong = compare(scope, &expected(vec![line("12", &["a"], 75, 1)], &[]), &answer);
        assert_eq!(wrong, ["total: expected 75, got 76"]);
    }
}

fn grouped(group: u32, points: i64, count: u32) -> ExpectedLine {
    ExpectedLine { group: Some(group), ..line("12", &["a"], points, count) }
}

fn of(group: u32, encounter: &str, points: i64, count: u32) -> Unit {
    Unit {
        group: Some(format!("g{group}")),
        encounter: encounter.to_owned(),
        ..unit("12", &["a"], points, count)
    }
}

#[test]
fn a_group_has_the_same_points_on_each_day() {
    let fits = |units: Vec<Unit>| passes(Scope::Reprice, vec![grouped(1, 75, 3)], units);
    assert!(fits(vec![of(1, "e1", 75, 1), of(1, "e2", 75, 2)]));
    assert!(!fits(vec![of(1, "e1", 76, 1), of(1, "e2", 74, 2)]));
    assert!(!fits(vec![of(1, "e1", 75, 1), of(1, "e2", 75, 1)]));
    assert!(!fits(vec![of(2, "e1", 75, 3)]), "the points of another group are not its own");
    assert!(!fits(vec![]));
}
