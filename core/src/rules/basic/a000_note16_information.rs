//! A000 note 16, A001 note 19, A002 note 10 (R8) — electronic medical information (電子的診療情報連携体制整備加算).
//!
//! # What it does   Adds it once a month: to a first visit the class that is filed, to a revisit its single amount.
//! # Law            告示 A000 注16, A001 注9, 注19, A002 注10; 通知 A000 (30), A001 (15), A002 (14)
//! # Asks           whether the history of the month is complete
//! # Revisions      R8 (R6: 医療情報取得加算, 医療DX推進体制整備加算)
//! # Cases          conformance/cases/a/a000/
//!
//! In a month it is billed once over first visits and revisits (疑義解釈その4 医科問4: いずれも算定不可). The filing for the first visit holds for
//! revisits, too.

use super::visit::{self, Family};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::management::comprehensive;
use crate::rules::{Before, Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A000.n16.information",
    article: "A000",
    title: Text {
        ja: "電子的診療情報連携体制整備加算", en: "electronic medical information addition"
    },
    about: Text {
        ja: "届け出た医療機関の初診（区分1–3）又は再診（電話等を除く）に、月1回加えます。明細書発行体制等加算とは併算定できません。",
        en: "added once a month to a first visit (by the class filed) or a revisit (not by phone); not beside the statement addition",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Part(
        "医学管理等に伴う加算（小児科外来診療料等）はコードが確認できるまで導出せず、知らせる",
    ),
    cites: &[
        Citation::r08("A000 注16"),
        Citation::r08("A001 注19"),
        Citation::r08("A002 注10"),
        Citation::r08_circular("A000 (30)"),
    ],
    run,
};

/// 加算1–3 of the first visit, dearest first, with the standard of each.
const FIRST: [(u16, Code); 3] =
    [(4142, Code::known(111_704_070)), (4143, Code::known(111_704_170)), (4144, Code::known(111_704_270))];
const REVISIT: Code = Code::known(112_709_570);
const HOSPITAL: Code = Code::known(112_709_670);

static NOT_FILED: Text = Text {
    ja: "電子的診療情報連携体制整備加算の届出がありません。",
    en: "no such standard is filed",
};
static BY_PHONE: Text = Text {
    ja: "電話等による再診には加算しません（A001 注9）。",
    en: "not for revisits by phone (A001 note 9)",
};
static BILLED: Text = Text {
    ja: "初診・再診を通じて月1回に限ります。当月に算定済みか、当月の算定の有無が分かりません。",
    en: "once a month over first visits and revisits: billed already, or the history of the month is not known",
};

/// Whether the institution has filed any class; `None` when the filings are not told.
pub(super) fn filed(view: &View<'_, '_, '_>) -> Option<bool> {
    FIRST.iter().map(|(standard, _)| view.filed(*standard)).try_fold(false, |any, one| Some(any || one?))
}

/// The visit of a comprehensive fee (小児科外来診療料 …): its own codes are shown by no master at hand.
fn with_management(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((line, _)) = comprehensive::carrier(view)? else { return Ok(()) };
    let all = &view.set("electronic-information")?.value;
    let billed = view.has_any(all) || view.billed_this_month(|c| all.contains(c)) == Before::Yes;
    if filed(view) == Some(true) && !billed {
        out.code_unknown(
            view.place(),
            &[line],
            "電子的診療情報連携体制整備加算（医学管理等；初診時1は15点・2は9点・3は4点、再診時2点、A000 注16・A001 注19）",
        );
    }
    Ok(())
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((fee, family)) = visit::fee(view)? else { return with_management(view, out) };
    let all = &view.set("electronic-information")?.value;
    if view.has_any(all) {
        return Ok(());
    }
    let class = FIRST.into_iter().find(|(standard, _)| view.filed(*standard) == Some(true));
    let code = match family {
        Family::First => class.map_or(FIRST[0].1, |(_, code)| code),
        Family::Revisit => REVISIT,
        Family::Hospital => HOSPITAL,
    };
    if view.set("visit.telephone")?.value.contains(view.code_of(fee)) {
        out.decline(code, &BY_PHONE);
        return Ok(());
    }
    match filed(view) {
        None => out.unsure(&[code]),
        Some(false) => out.decline(code, &NOT_FILED),
        Some(true) => match view.first_this_month(out, |c| all.contains(c)) {
            Some(true) => out.add_to(fee, code),
            _ => out.decline(code, &BILLED),
        },
    }
    Ok(())
}
