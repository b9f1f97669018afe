//! F100 note 8 — use of generics in outpatient care (外来後発医薬品使用体制加算; R8: 地域支援・外来医薬品供給対応体制加算).
//!
//! # What it does   Adds the one of the three additions that is filed to the fee of an in-house prescription. R8: names it; the standards
//! have codes of their own, and no master at hand shows those of the additions.
//! # Law            告示 F100 注8
//! # Asks           nothing: the filings are told, or the addition is reported as unsure
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f100/

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::{Citation, Revision};
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F100.n8",
    article: "F100",
    title: Text { ja: "外来後発医薬品使用体制加算", en: "use of generics in outpatient care" },
    about: Text {
        ja: "届け出た診療所の院内処方の処方料に、届け出た区分の加算を1処方につき加えます。",
        en: "added to the fee of each in-house prescription of a clinic that has filed it",
    },
    phase: Phase::Addition,
    extent: Extent::Part("R8はコードが確認できるまで導出せず、知らせる"),
    cites: &[Citation::r06("F100 注8"), Citation::r08("F100 注8")],
    run,
};

/// 加算1–3, dearest first: the standards exclude each other.
const ADDITIONS: [Code; 3] = [Code::known(120_004_370), Code::known(120_004_070), Code::known(120_004_170)];
/// 地域支援・外来医薬品供給対応体制加算1–3 (R8).
const SUPPLY: std::ops::RangeInclusive<u16> = 4299..=4301;

static NOT_FILED: Text = Text {
    ja: "施設基準の届出がありません（注8）。",
    en: "no such standard is filed (note 8)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fee = view
        .procedures()
        .find(|(_, r)| r.article().is(b'F', 100, 0) && r.schedule_kind() == 1 && !r.is_percentage());
    let Some((fee, _)) = fee.filter(|_| view.is_outpatient()) else { return Ok(()) };
    if ADDITIONS.into_iter().any(|c| view.has(c)) {
        return Ok(());
    }
    if view.revision() != Revision::R06 {
        let sent = view.procedures().any(|(_, r)| r.facility_standards().iter().any(|s| SUPPLY.contains(s)));
        if !sent && SUPPLY.into_iter().any(|standard| view.filed(standard) == Some(true)) {
            out.code_unknown(
                view.place(),
                &[fee],
                "地域支援・外来医薬品供給対応体制加算（1は8点、2は7点、3は5点、F100 注8）",
            );
        }
        return Ok(());
    }
    match ADDITIONS.into_iter().find(|c| view.may_bill(*c)) {
        Some(code) => out.add_to(fee, code),
        None if ADDITIONS.into_iter().any(|c| view.unsure(c)) => out.unsure(&ADDITIONS),
        None => out.decline(ADDITIONS[0], &NOT_FILED),
    }
    Ok(())
}
