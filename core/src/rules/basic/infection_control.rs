//! What A000 notes 11–14 and A001 notes 15–18 share: the addition for infection control and the ones that follow it.

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::outcome::Text;
use crate::params::CodeSet;
use crate::rules::{Before, Effects, View};

/// Codes of one family of fees: 外来感染対策向上, 発熱患者等対応, 連携強化, サーベイランス強化, 抗菌薬適正使用体制.
pub(super) type Codes = [Code; 5];

static ASK_FEVER: Text = Text {
    ja: "発熱その他感染症を疑わせる症状の患者に、適切な感染防止対策を講じて診療しましたか。",
    en: "did the patient have fever or signs of an infection, and was the visit held with proper precautions?",
};
static NOT_FILED: Text = Text {
    ja: "施設基準の届出がないか、診療所ではありません。",
    en: "the standard is not filed, or the institution is no clinic",
};
static BILLED: Text = Text {
    ja: "月1回に限ります。当月に算定済みか、当月の算定の有無が分かりません。",
    en: "once a month: billed already, or the history of the month is not known",
};
static NO_BASE: Text = Text {
    ja: "外来感染対策向上加算を算定する場合に限ります。",
    en: "only where the addition for infection control is billed",
};
static NO_FEVER: Text = Text {
    ja: "感染症を疑わせる症状の患者ではありません。",
    en: "the patient had no signs of an infection",
};

/// Adds what holds to the fee of the visit. The other institution-wide additions need the first one on the same visit (通知 A000 (27)–(29)
/// 「算定する場合」); the one for fever needs it in the month (通知 A000 (26) 「算定している場合」).
pub(super) fn run(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    fee: usize,
    [base, fever, others @ ..]: Codes,
) -> Result<(), EngineError> {
    let bases = &view.set("infection-control.base")?.value;
    let here = view.has_any(bases) || add(view, out, fee, base, bases);
    let in_month = here || view.billed_this_month(|c| bases.contains(c)) == Before::Yes;
    let fevers = &view.set("infection-control.fever")?.value;
    if !in_month {
        out.decline(fever, &NO_BASE);
    } else if !view.has_any(fevers) && view.may_bill(fever) {
        match view.decide_bool(out, &fact::FEVER_OUTPATIENT, "A000.n11.fever", &ASK_FEVER) {
            Some(true) => {
                add(view, out, fee, fever, fevers);
            }
            Some(false) => out.decline(fever, &NO_FEVER),
            None => {}
        }
    }
    let keys = ["cooperation", "surveillance", "antimicrobial"];
    for (code, key) in others.into_iter().zip(keys) {
        let set = &view.set(&format!("infection-control.{key}"))?.value;
        if !here {
            out.decline(code, &NO_BASE);
        } else if !view.has_any(set) {
            add(view, out, fee, code, set);
        }
    }
    Ok(())
}

/// Whether it added: adds a code that is filed and was not billed in the month under any of its codes.
fn add(view: &View<'_, '_, '_>, out: &mut Effects, fee: usize, code: Code, month: &CodeSet) -> bool {
    if view.may_bill(code) {
        if view.first_this_month(out, |c| month.contains(c)) == Some(true) {
            out.add_to(fee, code);
            return true;
        }
        out.decline(code, &BILLED);
    } else if view.unsure(code) {
        out.unsure(&[code]);
    } else {
        out.decline(code, &NOT_FILED);
    }
    false
}
