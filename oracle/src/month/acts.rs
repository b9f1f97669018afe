//! Acts that are units of their own: physiological tests (part 3 section 3), plain X-rays (part 4), treatments (part 9), management.

use super::{Bill, Item, State, Time, Visit};
use crate::drug::Section;
use crate::error::OracleError;
use crate::tables::col;
use crate::unit::UnitLine;
use rust_decimal::Decimal;

impl State<'_> {
    pub(super) fn acts(&mut self, visit: &Visit, bill: &mut Bill) -> Result<(), OracleError> {
        let mut pictures = false;
        for item in &visit.items {
            match item {
                Item::Act { code, site } => self.act(visit, bill, code, *site)?,
                Item::Xray { codes: [diagnosis, taking, storage], pictures: count } => {
                    let quantity = Some(Decimal::from(*count));
                    let mut lines = Vec::new();
                    for code in [diagnosis, taking] {
                        lines.push(UnitLine { code: code.clone(), quantity, claimed: None });
                        // E002 注2
                        lines.extend(self.age_addition(code, visit.age)?.map(|code| UnitLine::new(&code)));
                    }
                    lines.push(UnitLine::new(storage));
                    self.unit(bill, &lines, Section::Other, 1)?;
                    pictures = true;
                }
                _ => {}
            }
        }
        // 第4部 通則3: once a day.
        if pictures && visit.emergency && visit.time != Time::Regular {
            let code = self.named("時間外緊急院内画像診断加算")?;
            self.plain(bill, &[&code])?;
        }
        Ok(())
    }

    fn act(
        &mut self,
        visit: &Visit,
        bill: &mut Bill,
        code: &str,
        site: Option<&'static str>,
    ) -> Result<(), OracleError> {
        let row = self.row(code)?;
        let letter = col(row, 85).to_owned();
        let judgement = letter == "D" && matches!(col(row, 92), "200" | "201" | "202" | "203" | "204");
        let mut lines = vec![UnitLine::new(code)];
        lines.extend(self.age_addition(code, visit.age)?.map(|code| UnitLine::new(&code)));
        // 第3節 (呼吸循環機能検査等) 通則1, (超音波検査等) 通則: the second and later of one test in a month, notes included.
        if letter == "D" && col(row, 52) == "1" {
            let (group, ultrasound) = (col(row, 63), col(row, 92) == "215");
            let mut repeat = false;
            for (other, there) in &self.earlier {
                let same = other == code
                    || col(self.row(other)?, 63) == group
                        && (!ultrasound || (site.is_some() && site == *there));
                repeat |= same;
            }
            if repeat {
                lines.push(UnitLine::new(&self.named("検査逓減")?));
            }
            self.earlier.push((code.to_owned(), site));
        }
        // 第9部 通則5 ロ: 150 points and more, notes included, as an emergency.
        if letter == "J" && col(row, 43) == "1" && visit.emergency {
            let points = crate::unit::price_unit(self.tables, &lines, Section::Other)?.points;
            let name = match visit.time {
                Time::Regular => None,
                Time::AfterHours => Some("時間外加算２（イに該当を除く）（処置）"),
                Time::Holiday => Some("休日加算２（イに該当を除く）（処置）"),
                Time::LateNight => Some("深夜加算２（イに該当を除く）（処置）"),
            };
            if let Some(name) = name.filter(|_| points >= 150) {
                lines.push(UnitLine::new(&self.named(name)?));
            }
        }
        self.unit(bill, &lines, Section::Other, 1)?;
        // D205: once a month.
        if judgement && !self.judged.contains(&"呼吸機能検査等判断料") {
            self.judged.push("呼吸機能検査等判断料");
            let code = self.named("呼吸機能検査等判断料")?;
            self.plain(bill, &[&code])?;
        }
        Ok(())
    }
}
