//! Chapter 2 part 3 section 1: tests of specimens, their judgement fees, the drawing of blood.

use super::{Bill, Item, Specimen, State, Time, Visit};
use crate::drug::Section;
use crate::error::OracleError;
use crate::tables::{Row, col};
use crate::unit::UnitLine;
use std::collections::BTreeMap;

impl State<'_> {
    pub(super) fn laboratory(&mut self, visit: &Visit, bill: &mut Bill) -> Result<(), OracleError> {
        let tests: Vec<(&str, Specimen)> = visit
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Test { code, specimen } => Some((code.as_str(), *specimen)),
                _ => None,
            })
            .collect();
        if tests.is_empty() {
            return Ok(());
        }
        // Tests paid by their number stand together; all blood of a visit is drawn at once.
        let mut counted: BTreeMap<&str, Vec<UnitLine>> = BTreeMap::new();
        for (code, _) in &tests {
            match col(self.row(code)?, 16) {
                "0" => self.plain(bill, &[code])?,
                _ => {
                    let group = col(self.row(code)?, 16);
                    counted.entry(group).or_default().push(UnitLine::new(code));
                }
            }
        }
        for lines in counted.values() {
            self.unit(bill, lines, Section::Other, 1)?;
        }
        let judged = self.judgements(&tests)?;
        for name in judged {
            let code = self.named(name)?;
            self.plain(bill, &[&code])?;
        }
        // D400 注1: once a day; the vein is the main one.
        let drawn = |kind| tests.iter().any(|(_, specimen)| *specimen == kind);
        if drawn(Specimen::Vein) {
            self.with_age(bill, &self.named("Ｂ－Ｖ")?, visit.age)?;
        } else if drawn(Specimen::Capillary) {
            self.with_age(bill, &self.named("Ｂ－Ｃ")?, visit.age)?;
        }
        // 第1節第1款 通則1: once a day.
        if visit.emergency && visit.time != Time::Regular {
            let code = self.named("時間外緊急院内検査加算")?;
            self.plain(bill, &[&code])?;
        }
        Ok(())
    }

    /// D026 注1: once a month for each kind of test; 注2: nothing for D000.
    fn judgements(&mut self, tests: &[(&str, Specimen)]) -> Result<Vec<&'static str>, OracleError> {
        let mut out = Vec::new();
        for (code, _) in tests {
            if let Some(name) = judgement(self.row(code)?)
                && !self.judged.contains(&name)
            {
                self.judged.push(name);
                out.push(name);
            }
        }
        Ok(out)
    }
}

/// The judgement fee of a test, by the heading its article stands under.
fn judgement(row: &Row) -> Option<&'static str> {
    let number: u32 = col(row, 92).parse().ok()?;
    if col(row, 85) != "D" {
        return None;
    }
    match number {
        // 通知 D007 (52) イ: this test of the chemistry is judged with urine and stool
        7 if col(row, 5) == "ＣＴＰ" => Some("尿・糞便等検査判断料"),
        1..=3 => Some("尿・糞便等検査判断料"),
        5 | 6 => Some("血液学的検査判断料"),
        7 => Some("生化学的検査（１）判断料"),
        8..=10 => Some("生化学的検査（２）判断料"),
        11..=16 => Some("免疫学的検査判断料"),
        17..=23 => Some("微生物学的検査判断料"),
        _ => None,
    }
}
