//! Amounts that the notice states by date while one master row goes on (O001 注6, 注7, O100 注5 of R8: other points from June 2027 on).
//!
//! A row that has the amount stated for the day on which it began is older than a change since then: the amount of the day of service
//! holds. A row that has the amount of the day of service is used as it is. A row that has neither is not priced: one of the two texts is
//! newer than what is known here.

use super::refuse;
use crate::amount::Points;
use crate::bill::Bill;
use crate::code::Code;
use crate::date::ServiceDate;
use crate::outcome::{Arg, Text};
use crate::params::Dated;
use crate::snapshot::ProcedureRow;
use rust_decimal::Decimal;

static DIFFERS: Text = Text {
    ja: "コード{0}のマスターの点数{1}は、告示が定める点数{2}と一致しません。マスターと告示の新旧を確認してください。点数は含まれていません。",
    en: "the master has {1} points for code {0}, the notice states {2}; check which is newer; its points are not included",
};

/// Points of a row on the day of its line; `None` when row and notice cannot be brought together (a finding says why).
pub(super) fn points(
    bill: &mut Bill<'_, '_>,
    line: usize,
    row: ProcedureRow<'_>,
    own: Points,
) -> Option<Points> {
    let Some((date, began)) =
        bill.lines.get(line).and_then(|l| Some((l.date, l.master.map(|m| m.valid_from)?)))
    else {
        return Some(own);
    };
    let code = row.code();
    let listed = bill.engine.params().set("stated.codes", date).is_some_and(|set| set.value.contains(code));
    if !listed {
        return Some(own);
    }
    let Some(now) = stated(bill, code, date) else { return Some(own) };
    if own.value() == now.value {
        return Some(own);
    }
    if stated(bill, code, began).is_some_and(|before| own.value() == before.value) {
        let place = bill.citations.place(&now.citation);
        if let Some(l) = bill.lines.get_mut(line) {
            l.cites.push(place);
        }
        return Some(Points::new(now.value));
    }
    let args = vec![Arg::Code(code), Arg::Number(own.value()), Arg::Number(now.value)];
    refuse(bill, line, "price.differsFromNotice", &DIFFERS, args);
    None
}

fn stated<'e>(bill: &Bill<'_, 'e>, code: Code, date: ServiceDate) -> Option<&'e Dated<Decimal>> {
    bill.engine.params().value(&format!("stated.{code}"), date)
}
