//! Every code alone, with the quantities at both edges of its step rule.

use crate::bench::{Answer, DAY, ask, both, only, part};
use crate::common::dec;
use rust_decimal::Decimal;
use santei_oracle::{
    Amount, OracleError, Row, UnitLine, col, edge_quantities, has_steps, price_item, refused_quantities,
};

/// What was compared, and what did not agree.
#[derive(Default)]
struct Tally {
    codes: usize,
    quantities: usize,
    priced: usize,
    blocked: usize,
    ended: usize,
    wrong: Vec<String>,
}

impl Tally {
    /// Prices one line by both; `may_end` = the last day on which the row may be used (`YYYYMMDD`), where it has one.
    fn compare(&mut self, row: &Row, line: &UnitLine, section: u8, last_day: Option<&str>) {
        let (engine, _) = both().unwrap();
        let tables = only([row]);
        self.quantities += 1;
        let answer = ask(engine, &tables, std::slice::from_ref(line), section);
        if last_day.is_some_and(|last| last < DAY.replace('-', "").as_str()) {
            self.ended += 1;
            self.check(row, line, &answer, answer.is_blocked() && answer.ids() == ["resolve.ended"], "ended");
            return;
        }
        let oracle = price_item(&tables, &line.code, line.quantity, line.claimed, part(section));
        let agrees = match &oracle {
            Ok(price) => {
                self.priced += 1;
                match price.amount {
                    Amount::Points(points) => answer.points() == Decimal::from(points) && answer.yen() == 0,
                    Amount::Yen(yen) => answer.yen() == yen && answer.points().is_zero(),
                }
            }
            Err(
                OracleError::NeedsBase(_)
                | OracleError::Returned { .. }
                | OracleError::NotBillable { .. }
                | OracleError::DentalOnly(_),
            ) => {
                self.blocked += 1;
                answer.is_blocked()
            }
            Err(_) => false,
        };
        self.check(row, line, &answer, agrees, &format!("{oracle:?}"));
        if let Err(unit) = answer.replays() {
            self.wrong.push(format!("{} {}: trace: {unit}", line.code, col(row, 5)));
        }
    }

    fn check(&mut self, row: &Row, line: &UnitLine, answer: &Answer, agrees: bool, oracle: &str) {
        if !agrees {
            self.wrong.push(format!(
                "{} {} × {:?}: engine {} points {} yen {:?}; oracle {oracle}",
                line.code,
                col(row, 5),
                line.quantity.map(|q| q.to_string()),
                answer.points(),
                answer.yen(),
                answer.ids(),
            ));
        }
    }

    fn close(self, what: &str, at_least: usize) {
        let shown: Vec<&str> = self.wrong.iter().take(60).map(String::as_str).collect();
        assert!(self.wrong.is_empty(), "{what}: {} disagree:\n{}", self.wrong.len(), shown.join("\n"));
        assert!(self.codes >= at_least, "{what}: only {} codes", self.codes);
        println!(
            "{what}: {} codes, {} requests: {} priced, {} blocked by both, {} ended",
            self.codes, self.quantities, self.priced, self.blocked, self.ended
        );
    }
}

/// Last day of use of a row: the earlier of the given date columns; `0…` and `9…` say nothing.
fn last_day<'a>(row: &'a Row, columns: &[usize]) -> Option<&'a str> {
    let dates = columns.iter().map(|c| col(row, *c));
    dates.filter(|d| d.len() == 8 && !d.starts_with('0') && *d != "99999999").min()
}

#[test]
fn every_procedure_alone_agrees() {
    let Some((_, tables)) = both() else { return };
    let mut tally = Tally::default();
    for row in &tables.s {
        tally.codes += 1;
        let last = last_day(row, &[88]);
        let mut line = UnitLine::new(col(row, 3));
        if matches!(col(row, 11), "4" | "7") {
            line.claimed = Some(dec("250"));
        }
        let section = if col(row, 13) == "1" { 90 } else { 80 };
        if !has_steps(row) {
            tally.compare(row, &line, section, last);
            continue;
        }
        let (good, bad) = (edge_quantities(row), refused_quantities(row));
        assert!(!good.is_empty() && !bad.is_empty(), "{} has no edges", line.code);
        for quantity in good.into_iter().chain(bad) {
            line.quantity = Some(Decimal::from(quantity));
            tally.compare(row, &line, section, last);
        }
    }
    tally.close("procedures", 10_000);
}

#[test]
fn every_drug_alone_agrees() {
    let Some((_, tables)) = both() else { return };
    let mut tally = Tally::default();
    for row in &tables.y {
        tally.codes += 1;
        let last = last_day(row, &[31, 34]);
        for section in [21, 33, 40] {
            for quantity in ["1", "3"] {
                let claimed = (col(row, 11) == "7").then(|| dec("12"));
                let line = UnitLine { code: col(row, 3).to_owned(), quantity: Some(dec(quantity)), claimed };
                tally.compare(row, &line, section, last);
            }
        }
    }
    tally.close("drugs", 15_000);
}

#[test]
fn every_material_alone_agrees() {
    let Some((_, tables)) = both() else { return };
    let mut tally = Tally::default();
    for row in &tables.t {
        tally.codes += 1;
        let last = last_day(row, &[29, 30]);
        for quantity in ["1", "2.5", "1234.5"] {
            for price in ["0.31", "1234"] {
                let purchased = col(row, 11) == "2" || matches!(col(row, 21), "2" | "3" | "4" | "5");
                let claimed = purchased.then(|| dec(price));
                let line = UnitLine { code: col(row, 3).to_owned(), quantity: Some(dec(quantity)), claimed };
                tally.compare(row, &line, 40, last);
            }
        }
    }
    tally.close("materials", 1_000);
}
