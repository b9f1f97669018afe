//! Two answers to one request: what each section and item makes of the difference, and why.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;

use super::moved::Moved;
use crate::lang::Lang;

/// Why an item differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Cause {
    /// The same item at another amount.
    Amount,
    /// Another count of the same item.
    Count,
    /// Billed by the later revision only.
    Begun,
    /// Billed by the earlier revision only.
    Ended,
    /// Taken off by an exclusion, bundle or limit on one side only.
    Relation,
    /// No price of the later price list is at hand.
    PriceUnknown,
    /// The later masters hold the act unreviewed.
    Unreviewed,
    /// Kept off the bill for another reason on one side.
    Blocked,
    /// What is left of the unit: drugs of one pool, rounding.
    Unit,
}

impl Cause {
    /// The word for people.
    pub(crate) const fn told(self, lang: Lang) -> &'static str {
        match self {
            Self::Amount => lang.pick("点数の改定", "amount"),
            Self::Count => lang.pick("回数", "count"),
            Self::Begun => lang.pick("新しく算定", "billed anew"),
            Self::Ended => lang.pick("算定しなくなった", "no longer billed"),
            Self::Relation => lang.pick("背反・包括・回数", "exclusion, bundle, limit"),
            Self::PriceUnknown => lang.pick("新しい価格がない", "no new price"),
            Self::Unreviewed => lang.pick("点数が未確認", "not reviewed"),
            Self::Blocked => lang.pick("算定できない", "cannot be billed"),
            Self::Unit => lang.pick("薬剤料・端数", "drug pool, rounding"),
        }
    }
}

/// Points as the contract writes them: a decimal string.
fn digits<S: serde::Serializer>(points: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&points.normalize())
}

/// Points of a section on both sides.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Section {
    pub(crate) section: String,
    #[serde(serialize_with = "digits")]
    pub(crate) before: Decimal,
    #[serde(serialize_with = "digits")]
    pub(crate) after: Decimal,
}

/// Points of an item that differs.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Item {
    pub(crate) section: String,
    pub(crate) code: String,
    pub(crate) name: String,
    #[serde(serialize_with = "digits")]
    pub(crate) before: Decimal,
    #[serde(serialize_with = "digits")]
    pub(crate) after: Decimal,
    pub(crate) cause: Cause,
}

/// One request.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Comparison {
    pub(crate) request: String,
    /// Days by which the dates were moved for each side.
    pub(crate) moved_days: [i32; 2],
    pub(crate) status: [String; 2],
    /// Lines after that were given the price of the revision before.
    pub(crate) prices_held: u32,
    #[serde(serialize_with = "digits")]
    pub(crate) before: Decimal,
    #[serde(serialize_with = "digits")]
    pub(crate) after: Decimal,
    pub(crate) sections: Vec<Section>,
    pub(crate) items: Vec<Item>,
}

/// All requests.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Report {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) requests: Vec<Comparison>,
    pub(crate) refused: Vec<(String, String)>,
}

impl Report {
    pub(crate) fn new(from: &str, to: &str) -> Self {
        Self { from: from.to_owned(), to: to.to_owned(), requests: Vec::new(), refused: Vec::new() }
    }

    pub(crate) fn add(&mut self, comparison: Comparison) {
        self.requests.push(comparison);
    }

    pub(crate) fn refuse(&mut self, name: String, why: String) {
        self.refused.push((name, why));
    }

    /// What has to be known to read the sums: lines whose prices were held, and points after that are not there because a price or a review
    /// is missing.
    pub(crate) fn notes(&self, lang: Lang) -> Vec<String> {
        let held: u32 = self.requests.iter().map(|r| r.prices_held).sum();
        let missing = |cause: Cause| {
            self.requests
                .iter()
                .flat_map(|r| &r.items)
                .filter(|i| i.cause == cause && i.after.is_zero())
                .count()
        };
        let mut notes = Vec::new();
        if held > 0 {
            notes.push(match lang {
                Lang::Ja => format!("薬剤・材料{held}行は改定前の価格のまま計算しました。"),
                Lang::En => format!("{held} lines of drugs and materials were given their prices of before"),
            });
        }
        for (cause, hint) in [
            (
                Cause::PriceUnknown,
                lang.pick(
                    "--hold-prices で改定前の価格のまま比べられます",
                    "--hold-prices compares at the prices of before",
                ),
            ),
            (Cause::Unreviewed, lang.pick("公式のマスターが要ります", "the official masters are needed")),
        ] {
            let count = missing(cause);
            if count > 0 {
                notes.push(match lang {
                    Lang::Ja => {
                        format!("{}: {count}件は改定後の点数に含まれていません（{hint}）。", cause.told(lang))
                    }
                    Lang::En => {
                        format!("{}: {count} items are not in the points after ({hint})", cause.told(lang))
                    }
                });
            }
        }
        notes
    }

    /// Points of all requests before and after.
    pub(crate) fn totals(&self) -> (Decimal, Decimal) {
        let sum = |of: fn(&Comparison) -> Decimal| self.requests.iter().map(of).sum();
        (sum(|c| c.before), sum(|c| c.after))
    }

    /// What each cause makes of the difference.
    pub(crate) fn causes(&self) -> BTreeMap<Cause, Decimal> {
        let mut causes = BTreeMap::new();
        for item in self.requests.iter().flat_map(|c| &c.items) {
            *causes.entry(item.cause).or_insert(Decimal::ZERO) += item.after - item.before;
        }
        causes
    }

    /// Sections over all requests.
    pub(crate) fn sections(&self) -> Vec<Section> {
        let mut all: BTreeMap<&str, (Decimal, Decimal)> = BTreeMap::new();
        for section in self.requests.iter().flat_map(|c| &c.sections) {
            let sum = all.entry(&section.section).or_default();
            sum.0 += section.before;
            sum.1 += section.after;
        }
        let section =
            |(section, (before, after)): (&str, _)| Section { section: section.to_owned(), before, after };
        all.into_iter().map(section).collect()
    }
}

/// A difference with its sign.
pub(crate) fn signed(difference: Decimal) -> String {
    let difference = difference.normalize();
    if difference.is_sign_positive() && !difference.is_zero() {
        format!("+{difference}")
    } else {
        difference.to_string()
    }
}

/// What one answer says of a code in a section.
#[derive(Default)]
struct Seen {
    name: String,
    points: Decimal,
    count: u64,
    applied: bool,
    verdict: String,
    reasons: BTreeSet<String>,
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn number(value: &Value, key: &str) -> Decimal {
    text(value, key).parse().unwrap_or_default()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Lines by section and code.
fn seen(request: &Value, answer: &Value) -> BTreeMap<(String, String), Seen> {
    let mut all: BTreeMap<(String, String), Seen> = BTreeMap::new();
    let mut reasons: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in list(answer, "findings") {
        let line = request.pointer(text(finding, "target")).map(|l| text(l, "lineId")).unwrap_or_default();
        if !line.is_empty() {
            reasons.entry(line.to_owned()).or_default().insert(text(finding, "id").to_owned());
        }
    }
    // Points of a line are for one time; its unit says how often (days of a drug).
    let times: BTreeMap<&str, u64> = list(answer, "units")
        .iter()
        .map(|u| (text(u, "id"), u.get("count").and_then(Value::as_u64).unwrap_or(1)))
        .collect();
    for line in list(answer, "lines") {
        let own = line.get("count").and_then(Value::as_u64).unwrap_or(1);
        let count = times.get(text(line, "unit")).copied().unwrap_or(own);
        let applied = text(line, "verdict") == "applied";
        let key = (text(line, "section").to_owned(), text(line, "code").to_owned());
        let one = all.entry(key).or_default();
        text(line, "name").clone_into(&mut one.name);
        if applied {
            one.points += number(line, "points") * Decimal::from(count);
            one.count += count;
            one.applied = true;
        } else {
            text(line, "verdict").clone_into(&mut one.verdict);
        }
        one.reasons.extend(reasons.get(text(line, "lineId")).into_iter().flatten().cloned());
    }
    all
}

fn cause(before: Option<&Seen>, after: Option<&Seen>) -> Cause {
    let applied = |seen: Option<&Seen>| seen.is_some_and(|s| s.applied);
    let (was, is) = (applied(before), applied(after));
    if was && is {
        let counts = [before, after].map(|s| s.map_or(0, |s| s.count));
        return if counts[0] == counts[1] { Cause::Amount } else { Cause::Count };
    }
    let off = if was { after } else { before };
    let Some(off) = off else { return if was { Cause::Ended } else { Cause::Begun } };
    let because = |id: &str| off.reasons.iter().any(|reason| reason.starts_with(id));
    match off.verdict.as_str() {
        "bundled" | "excluded" | "limited" => Cause::Relation,
        _ if because("price.unknown") => Cause::PriceUnknown,
        _ if because("resolve.unreviewed") => Cause::Unreviewed,
        _ if was && (because("resolve.ended") || because("resolve.unknownCode")) => Cause::Ended,
        _ if !was && (because("resolve.notYet") || because("resolve.unknownCode")) => Cause::Begun,
        _ => Cause::Blocked,
    }
}

impl Comparison {
    pub(super) fn of(name: &str, before: (&Moved, &Value), after: (&Moved, &Value)) -> Self {
        let old = seen(&before.0.request, before.1);
        let new = seen(&after.0.request, after.1);
        let sections: BTreeSet<&String> = [before.1, after.1]
            .into_iter()
            .filter_map(|a| a.get("sections").and_then(Value::as_object))
            .flat_map(serde_json::Map::keys)
            .collect();
        let of = |answer: &Value, section: &str| {
            answer.get("sections").map(|s| number(s, section)).unwrap_or_default()
        };
        // A line that is blocked has no section of its own: it is told where the other side bills it.
        let whole = |key: &(String, String), seen: &BTreeMap<(String, String), Seen>| {
            seen.keys().find(|k| k.1 == key.1).cloned()
        };
        let mut this = Self {
            prices_held: 0,
            request: name.to_owned(),
            moved_days: [before.0.days, after.0.days],
            status: [before.1, after.1].map(|a| text(a, "status").to_owned()),
            before: number(before.1, "totalPoints"),
            after: number(after.1, "totalPoints"),
            sections: Vec::new(),
            items: Vec::new(),
        };
        let keys: BTreeSet<&(String, String)> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let side = |seen: &BTreeMap<(String, String), Seen>| {
                if seen.contains_key(key) { Some(key.clone()) } else { whole(key, seen) }
            };
            let (was, is) = (old.get(key), new.get(key));
            let points = [was, is].map(|s| s.map_or(Decimal::ZERO, |s| s.points));
            let billed = [was, is].map(|s| s.is_some_and(|s| s.applied));
            if points[0] == points[1] && billed[0] == billed[1] {
                continue;
            }
            let told = [side(&old).and_then(|k| old.get(&k)), side(&new).and_then(|k| new.get(&k))];
            let name = is.or(was).map(|s| s.name.clone()).unwrap_or_default();
            this.items.push(Item {
                section: key.0.clone(),
                code: key.1.clone(),
                name,
                before: points[0],
                after: points[1],
                cause: cause(told[0], told[1]),
            });
        }
        for section in sections {
            let (was, is) = (of(before.1, section), of(after.1, section));
            this.sections.push(Section { section: section.clone(), before: was, after: is });
            let items = this.items.iter().filter(|i| i.section == *section);
            let told: Decimal = items.map(|i| i.after - i.before).sum();
            let left = is - was - told;
            if !left.is_zero() {
                // A pool of drugs has no points of its own lines: without a price of one of them the pool is another.
                let unpriced = |i: &Item| i.section == *section && i.cause == Cause::PriceUnknown;
                let cause = if this.items.iter().any(unpriced) { Cause::PriceUnknown } else { Cause::Unit };
                this.items.push(Item {
                    section: section.clone(),
                    code: "-".to_owned(),
                    name: String::new(),
                    before: Decimal::ZERO,
                    after: left,
                    cause,
                });
            }
        }
        this
    }
}
