//! Chapter 1 part 1: first visit, revisit and their additions.

use super::{Bill, Item, State, Time, Visit, Way};
use crate::error::OracleError;
use crate::tables::{Row, col};

impl State<'_> {
    /// A000 注1, 6, 7; A001 注1, 4, 5, 11. The infant addition falls with an addition by time.
    pub(super) fn fees(&self, visit: &Visit, bill: &mut Bill) -> Result<(), OracleError> {
        let infant = visit.age < 6;
        let mut codes = vec![self.named(if visit.first { "初診料" } else { "再診料" })?];
        let time = match visit.time {
            Time::Regular => None,
            Time::AfterHours => Some("時間外"),
            Time::Holiday => Some("休日"),
            Time::LateNight => Some("深夜"),
        };
        let of = if visit.first { "（初診）" } else { "（再診）（入院外）" };
        match time {
            Some(time) => {
                let child = if infant { "乳幼児" } else { "" };
                codes.push(self.named(&format!("{child}{time}加算{of}"))?);
            }
            None if infant && visit.first => codes.push(self.named("乳幼児加算（初診）")?),
            None if infant => codes.push(self.named("乳幼児加算（再診）")?),
            None => {}
        }
        if !visit.first {
            // The clinic issues statements (注11).
            codes.push(self.named("明細書発行体制等加算")?);
        }
        self.plain(bill, &codes.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// A001 注8: parts 7 to 12, and the tests that the minister names, bar it.
    pub(super) fn management(&self, visit: &Visit, bill: &mut Bill) -> Result<(), OracleError> {
        if visit.first || !visit.planned {
            return Ok(());
        }
        for item in &visit.items {
            let barred = match item {
                Item::Test { code, .. } | Item::Act { code, .. } => bars(self.row(code)?),
                Item::Injection { way: Way::Muscle | Way::Vein | Way::Drip(_), .. }
                | Item::Xray { .. }
                | Item::Internal { .. }
                | Item::External { .. } => false,
            };
            if barred {
                return Ok(());
            }
        }
        let code = self.named("外来管理加算")?;
        self.plain(bill, &[&code])
    }
}

/// Parts 7–12 (H–M); of part 3: 超音波検査等 (D215–D217), 脳波検査等 (D235–D238), 神経・筋検査 (D239–D242), 耳鼻咽喉科学的検査
/// (D244–D254), 眼科学的検査 (D255–D282), 負荷試験等 (D286–D291), ラジオアイソトープ (D292–D294), 内視鏡検査 (D295–D325).
/// 基本診療料の施設基準等 第三の二.
fn bars(row: &Row) -> bool {
    let number: u32 = col(row, 92).parse().unwrap_or(0);
    match col(row, 85) {
        "H" | "I" | "J" | "K" | "L" | "M" => true,
        "D" => matches!(number, 215..=217 | 235..=242 | 244..=282 | 286..=325),
        _ => false,
    }
}
