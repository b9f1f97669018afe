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
        let beside = self.ultrasounds_left_out(visit)?;
        let before = self.earlier.len();
        for (place, item) in visit.items.iter().enumerate() {
            match item {
                Item::Act { .. } if beside.contains(&place) => {}
                Item::Act { code, site } => self.act(visit, bill, code, *site, before)?,
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

    /// D215 (2): of ultrasounds at one time one method is billed once, and of several on one region the main one, the dearest.
    /// 胎児心エコー法 looks at another body, and two Doppler methods on the brain (4 ロ, ハ) have 注4.
    fn ultrasounds_left_out(&self, visit: &Visit) -> Result<Vec<usize>, OracleError> {
        const APART: [&str; 3] = ["160186610", "160147110", "160147210"];
        let mut tests = Vec::new();
        for (place, item) in visit.items.iter().enumerate() {
            let Item::Act { code, site } = item else { continue };
            let row = self.row(code)?;
            let ultrasound = (col(row, 85), col(row, 92), col(row, 93)) == ("D", "215", "00");
            if !ultrasound || col(row, 63) != "40" || APART.contains(&code.as_str()) {
                continue;
            }
            let method = match (code.as_str(), col(row, 94)) {
                // 断層撮影法 with Mモード is billed by 2 ロ, Mモード alone by 3 ロ, and neither is of the heart.
                ("160072450", _) => "2".to_owned(),
                ("160072750", _) => "M".to_owned(),
                (code, "4" | "04" | "004") => code.to_owned(),
                (_, item) => item.trim_start_matches('0').to_owned(),
            };
            let lines: Vec<UnitLine> = std::iter::once(UnitLine::new(code))
                .chain(self.age_addition(code, visit.age)?.map(|code| UnitLine::new(&code)))
                .collect();
            let points = crate::unit::price_unit(self.tables, &lines, Section::Other)?.points;
            tests.push((std::cmp::Reverse(points), place, method, *site));
        }
        tests.sort();
        let mut kept: Vec<(String, Option<&str>)> = Vec::new();
        let mut left_out = Vec::new();
        for (_, place, method, site) in tests {
            if kept.iter().any(|(other, there)| *other == method || (site.is_some() && site == *there)) {
                left_out.push(place);
            } else {
                kept.push((method, site));
            }
        }
        Ok(left_out)
    }

    fn act(
        &mut self,
        visit: &Visit,
        bill: &mut Bill,
        code: &str,
        site: Option<&'static str>,
        before: usize,
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
            // Ultrasounds of one visit are one examination (D215 (2)), not a repeated one.
            let earlier = if ultrasound { self.earlier.get(..before) } else { Some(&self.earlier[..]) };
            for (other, there) in earlier.into_iter().flatten() {
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
