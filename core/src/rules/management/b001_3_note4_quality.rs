//! B001-3 note 4, B001-3-3 note 4 (R8) — well managed lifestyle diseases (充実管理加算).
//!
//! # What it does   Names the addition that a filed class makes due; its codes are shown by no master at hand.
//! # Law            告示 B001-3 注4, B001-3-3 注4; 施設基準 特掲診療料 第三 四の九 (3)–(5); 経過措置 第十七 一
//! # Asks           nothing
//! # Revisions      R8 (R6: 外来データ提出加算, as told)
//! # Cases          conformance/cases/b/b001-3/
//!
//! Institutions that had filed 外来データ提出加算 on 2026-03-31 count as class 1 until 2027-03-31 (経過措置): the class filed says it.

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-3.n4",
    article: "B001-3",
    title: Text { ja: "充実管理加算", en: "well managed lifestyle diseases" },
    about: Text {
        ja: "届け出た区分の充実管理加算（30・20・10点）を算定できることを知らせます。コードが確認できるまで点数は加えません。",
        en: "tells that the addition of the filed class is due; its points are not added until its code is known",
    },
    phase: Phase::Act,
    extent: Extent::Part("コードが確認できるまで導出しない"),
    cites: &[Citation::r08("B001-3 注4"), Citation::r08("B001-3-3 注4")],
    run,
};

/// Standards of the classes 1 to 3 by main disease (脂質異常症, 高血圧症, 糖尿病).
const STANDARDS: std::ops::RangeInclusive<u16> = 4235..=4243;
const FEES: [&str; 2] = ["management.b001-3", "management.b001-3-3"];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !STANDARDS.into_iter().any(|standard| view.filed(standard) == Some(true)) {
        return Ok(());
    }
    for key in FEES {
        let Some(fee) = view.first_of(&view.set(key)?.value) else { continue };
        let sent =
            view.procedures().any(|(_, r)| r.facility_standards().iter().any(|s| STANDARDS.contains(s)));
        if !sent {
            out.code_unknown(
                view.place(),
                &[fee],
                "充実管理加算（1は30点、2は20点、3は10点、B001-3・B001-3-3 注4）",
            );
        }
    }
    Ok(())
}
