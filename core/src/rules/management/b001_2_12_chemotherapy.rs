//! B001-2-12 — outpatient chemotherapy (外来腫瘍化学療法診療料): what stands beside it in place of the additions of the visit.
//!
//! # What it does   Adds the infant, time and child additions of the fee; takes off a fourth fee of the first three of a month.
//! # Law            告示 B001-2-12 注1, 注2, 注7; 通知 B001-2-12 (2)
//! # Asks           the time class
//! # Revisions      R6, R8 (notes as before; the fees of subcutaneous drugs are sent as lines)
//! # Cases          conformance/cases/b/b001-2-12/

use super::comprehensive::CHEMOTHERAPY;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::a000_note7_time::choose_paediatric;
use crate::rules::basic::visit::{self, Kind, TimeCodes, codes};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-2-12.n1",
    article: "B001-2-12",
    title: Text {
        ja: "外来腫瘍化学療法診療料の加算", en: "additions to outpatient chemotherapy"
    },
    about: Text {
        ja: "初・再診料に代わる診療料に、乳幼児・時間外等・小児の加算を加えます。初回から3回目までの点数は月3回に限ります。",
        en: "adds infant, time and child additions; the points of the first three treatments are billed three times a month",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Part(
        "診療料の区分（投与の有無と方法、届出）と連携充実加算・がん薬物療法体制充実加算（注8・注9）は要求の行による",
    ),
    cites: &[
        Citation::r06("B001-2-12 注1"),
        Citation::r06("B001-2-12 注2"),
        Citation::r06("B001-2-12 注7"),
        Citation::r08("B001-2-12 注1"),
        Citation::r08("B001-2-12 注2"),
        Citation::r08("B001-2-12 注7"),
    ],
    run,
};

/// Adults and infants: first visit, revisit, hospital.
const ADULT: [TimeCodes; 3] = [
    codes(113_038_570, 113_038_670, 113_038_770, 113_038_970),
    codes(113_039_570, 113_039_670, 113_039_770, 113_039_970),
    codes(113_040_570, 113_040_670, 113_040_770, 113_040_970),
];
const INFANT: [TimeCodes; 3] = [
    codes(113_038_870, 113_043_670, 113_043_770, 113_039_070),
    codes(113_039_870, 113_043_870, 113_043_970, 113_040_070),
    codes(113_040_870, 113_044_070, 113_044_170, 113_041_070),
];
/// Evening, holiday, late night within displayed hours of paediatrics.
const PAEDIATRIC: [[Code; 3]; 3] = [
    [Code::known(113_039_170), Code::known(113_039_270), Code::known(113_039_370)],
    [Code::known(113_040_170), Code::known(113_040_270), Code::known(113_040_370)],
    [Code::known(113_041_170), Code::known(113_041_270), Code::known(113_041_370)],
];
/// 乳幼児加算, where no time addition holds.
const INFANT_ALONE: [Code; 3] =
    [Code::known(113_038_470), Code::known(113_039_470), Code::known(113_040_470)];
/// 小児加算, under 15 (注7).
const CHILD: Code = Code::known(113_041_470);
const CHILD_UNDER: i32 = 15;

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some(fee) = view.first_of(&view.set(CHEMOTHERAPY)?.value) else { return Ok(()) };
    let thrice = &view.set("management.b001-2-12.first-three")?.value;
    let most = view.value("management.b001-2-12.first-three.times")?.value;
    for (line, row) in view.procedures() {
        if thrice.contains(row.code())
            && rust_decimal::Decimal::from(view.count_before_this_month(line, |c| thrice.contains(c))) >= most
        {
            out.limit(line);
        }
    }
    if view.age() < CHILD_UNDER && !view.has(CHILD) {
        out.add_to(fee, CHILD);
    }
    let place = match (visit::kind(view, None), visit::is_large_hospital(view)) {
        (Some(Kind::First), _) => 0,
        (Some(_), Some(true)) => 2,
        (Some(_), _) => 1,
        (None, _) => return Ok(()),
    };
    let infant = visit::is_infant(view);
    let table = if infant { INFANT } else { ADULT };
    let (Some(table), Some(within), Some(alone)) =
        (table.get(place), PAEDIATRIC.get(place), INFANT_ALONE.get(place))
    else {
        return Ok(());
    };
    let Some(time) = visit::time(view, out) else { return Ok(()) };
    let outside =
        if visit::is_open(view) { None } else { table.of(time, view.told(&fact::SPECIAL_TIME_INSTITUTION)) };
    let code = choose_paediatric(view, time, *within).or(outside).or(infant.then_some(*alone));
    if let Some(code) = code.filter(|c| !view.has(*c)) {
        out.add_to(fee, code);
    }
    Ok(())
}
