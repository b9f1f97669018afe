//! The answer against what the case expects.
//!
//! * `reprice`: each group its points and count, and the total.
//! * `visit`: exactly the expected lines.
//! * `fragment`: the expected lines and everything that was ordered; what is derived beyond that is not compared.
//!
//! One bill can be written in two ways: an addition as a line of its own or in the group of its base. So where the
//! lines do not match one by one, the totals are compared (per section, and of everything that shares a code), and
//! the codes that were billed.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::case::{Expected, ExpectedLine, Scope};
use crate::reply::{Reply, Unit};
use crate::request::group;

/// Everything that differs; empty when the case passes.
pub(crate) fn compare(scope: Scope, expected: &Expected, reply: &Reply) -> Vec<String> {
    let mut wrong = Vec::new();
    match scope {
        Scope::Reprice => reprice(expected, reply, &mut wrong),
        Scope::Visit | Scope::Fragment | Scope::Claim | Scope::Index | Scope::Charge => {
            derive(scope, expected, reply, &mut wrong);
        }
    }
    for code in &expected.absent {
        if reply.units.iter().any(|u| u.named().any(|c| c == code)) {
            wrong.push(format!("{code} is billed and must not be"));
        }
    }
    wrong
}

fn reprice(expected: &Expected, reply: &Reply, wrong: &mut Vec<String>) {
    let mut rest: Vec<&Unit> = reply.units.iter().collect();
    for line in expected.lines.iter().filter(|l| l.group.is_some()) {
        let name = line.group.map(group);
        let (own, others): (Vec<&Unit>, Vec<&Unit>) = rest.into_iter().partition(|u| u.group == name);
        rest = others;
        repriced_group(line, &own, wrong);
    }
    let loose: Vec<&ExpectedLine> = expected.lines.iter().filter(|l| l.group.is_none()).collect();
    if !(loose.is_empty() && rest.is_empty()) {
        let names: Vec<&Unit> =
            rest.into_iter().filter(|u| !(loose.is_empty() && u.points.is_zero())).collect();
        lines(&loose, &names, wrong);
    }
    total(expected.total, reply.total, wrong);
}

/// A group of a claim: on each of its days the same points, as often as the claim says.
fn repriced_group(line: &ExpectedLine, units: &[&Unit], wrong: &mut Vec<String>) {
    let mut days: BTreeMap<&str, (Decimal, BTreeSet<u32>)> = BTreeMap::new();
    for unit in units {
        let day = days.entry(&unit.encounter).or_default();
        day.0 += unit.points;
        day.1.insert(unit.count);
    }
    let count: u32 = days.values().map(|(_, counts)| counts.iter().max().copied().unwrap_or(0)).sum();
    let even = days.values().all(|(points, counts)| *points == line.points && counts.len() == 1);
    if !even || count != line.count {
        wrong.push(format!("expected {}; got {}", show_line(line), show_units(units)));
    }
}

fn derive(scope: Scope, expected: &Expected, reply: &Reply, wrong: &mut Vec<String>) {
    let named: BTreeSet<&str> = expected.lines.iter().flat_map(ExpectedLine::named).collect();
    let compared: Vec<&Unit> = reply
        .units
        .iter()
        .filter(|u| scope != Scope::Fragment || u.ordered || u.named().any(|c| named.contains(c)))
        .collect();
    let all: Vec<&ExpectedLine> = expected.lines.iter().collect();
    let before = wrong.len();
    lines(&all, &compared, wrong);
    if scope != Scope::Fragment && wrong.len() == before {
        total(expected.total, reply.total, wrong);
    }
}

/// Lines against units: one by one, else by totals per section and the codes billed.
fn lines(expected: &[&ExpectedLine], units: &[&Unit], wrong: &mut Vec<String>) {
    let mut rest: Vec<&Unit> = units.to_vec();
    let mut missing: Vec<&ExpectedLine> = Vec::new();
    for line in most_named_first(expected) {
        match rest.iter().position(|u| matches(line, u)) {
            Some(place) => drop(rest.remove(place)),
            None => missing.push(line),
        }
    }
    if missing.is_empty() && rest.is_empty() {
        return;
    }
    let mut found = Vec::new();
    sections(expected, units, &mut found);
    shared_codes(expected, units, &mut found);
    codes(expected, units, &mut found);
    if found.is_empty() {
        return;
    }
    for line in missing {
        wrong.push(format!("missing {}", show_line(line)));
    }
    for unit in rest {
        wrong.push(format!("not expected {}", show_unit(unit)));
    }
    wrong.append(&mut found);
}

/// Lines with few unnamed codes first, so that an unnamed code does not take the place of a named one.
fn most_named_first<'e>(expected: &[&'e ExpectedLine]) -> Vec<&'e ExpectedLine> {
    let mut lines = expected.to_vec();
    lines.sort_by_key(|l| l.codes.iter().filter(|c| c.is_none()).count());
    lines
}

/// The same section, points and count, and the same codes where they are named.
fn matches(line: &ExpectedLine, unit: &Unit) -> bool {
    let mut codes: Vec<&Option<String>> = unit.codes.iter().collect();
    let named = line.named().all(|code| {
        let place = codes.iter().position(|c| c.as_deref() == Some(code));
        place.map(|p| codes.remove(p)).is_some()
    });
    let unnamed = line.codes.iter().filter(|c| c.is_none()).count();
    named
        && codes.len() == unnamed
        && unit.section == line.section
        && unit.points == line.points
        && unit.count == line.count
}

fn sections(expected: &[&ExpectedLine], units: &[&Unit], wrong: &mut Vec<String>) {
    let mut sums: BTreeMap<&str, (Decimal, Decimal)> = BTreeMap::new();
    for line in expected {
        sums.entry(&line.section).or_default().0 += line.total();
    }
    for unit in units {
        sums.entry(&unit.section).or_default().1 += unit.total();
    }
    for (section, (expected, got)) in sums {
        if expected != got {
            wrong.push(format!("section {section}: expected {expected}, got {got}"));
        }
    }
}

/// Lines and units that hang together by shared codes, and what each side comes to.
#[derive(Debug, Default)]
struct Cluster {
    codes: BTreeSet<String>,
    expected: Decimal,
    got: Decimal,
    unnamed: bool,
}

/// Whatever way the bill is written, codes that share a line on one side come to the same sum on the other.
fn shared_codes(expected: &[&ExpectedLine], units: &[&Unit], wrong: &mut Vec<String>) {
    let mut clusters: Vec<Cluster> = Vec::new();
    let of_lines = expected.iter().map(|l| (&l.codes, l.total(), Decimal::ZERO));
    let of_units = units.iter().map(|u| (&u.codes, Decimal::ZERO, u.total()));
    for (codes, expected, got) in of_lines.chain(of_units) {
        let mut one = Cluster {
            codes: codes.iter().flatten().cloned().collect(),
            expected,
            got,
            unnamed: codes.iter().any(Option::is_none),
        };
        let (joined, rest): (Vec<Cluster>, Vec<Cluster>) =
            clusters.into_iter().partition(|c| !c.codes.is_disjoint(&one.codes));
        for other in joined {
            one.codes.extend(other.codes);
            one.expected += other.expected;
            one.got += other.got;
            one.unnamed |= other.unnamed;
        }
        clusters = rest;
        clusters.push(one);
    }
    for cluster in clusters.iter().filter(|c| !c.unnamed && c.expected != c.got) {
        let codes: Vec<&str> = cluster.codes.iter().map(String::as_str).collect();
        wrong.push(format!("[{}]: expected {}, got {}", codes.join(" "), cluster.expected, cluster.got));
    }
}

/// Which codes were billed: all that are named and, unless lines without codes are expected, no other.
fn codes(expected: &[&ExpectedLine], units: &[&Unit], wrong: &mut Vec<String>) {
    let named: BTreeSet<&str> = expected.iter().flat_map(|l| l.named()).collect();
    let billed: BTreeSet<&str> = units.iter().flat_map(|u| u.named()).collect();
    for code in named.difference(&billed) {
        wrong.push(format!("{code} is not billed"));
    }
    if expected.iter().all(|l| l.codes.iter().all(Option::is_some)) {
        for code in billed.difference(&named) {
            wrong.push(format!("{code} is billed and not expected"));
        }
        if units.iter().any(|u| u.codes.iter().any(Option::is_none)) {
            wrong.push("an item without a code is billed and not expected".to_owned());
        }
    }
}

fn total(expected: Decimal, got: Decimal, wrong: &mut Vec<String>) {
    if expected != got {
        wrong.push(format!("total: expected {expected}, got {got}"));
    }
}

fn show_line(line: &ExpectedLine) -> String {
    show(&line.section, &line.codes, line.points, line.count)
}

fn show_unit(unit: &Unit) -> String {
    show(&unit.section, &unit.codes, unit.points, unit.count)
}

fn show_units(units: &[&Unit]) -> String {
    if units.is_empty() {
        "nothing".to_owned()
    } else {
        units.iter().map(|u| show_unit(u)).collect::<Vec<_>>().join(", ")
    }
}

/// `60 [160008010] 21 × 1`
fn show(section: &str, codes: &[Option<String>], points: Decimal, count: u32) -> String {
    let codes: Vec<&str> = codes.iter().map(|c| c.as_deref().unwrap_or("-")).collect();
    format!("{section} [{}] {} × {count}", codes.join(" "), points.normalize())
}

#[cfg(test)]
mod tests;
