//! D009 note 1 and B001 3 — tumour markers under 悪性腫瘍特異物質治療管理料.
//!
//! # What it does   Absorbs the markers of a month in which that fee is billed; those of the circular's exceptions are asked about.
//! # Law            告示 D009 注1; 通知 D009 (1), B001 3 (2)
//! # Asks           whether an exception of D009 (1) ア–エ holds (elastase 1, AFP, PIVKA-II, CA125, CA602, CEA only)
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d009/
//!
//! It runs before judgement and collection fees are derived: the blood drawn for absorbed markers is part of the fee, too.

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Before, Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D009.n1",
    article: "D009",
    title: Text {
        ja: "悪性腫瘍特異物質治療管理料に含まれる腫瘍マーカー",
        en: "tumour markers contained in the management of cancer markers",
    },
    about: Text {
        ja: "悪性腫瘍特異物質治療管理料を算定する月の腫瘍マーカーを包括します（例外のある項目は確認します）。",
        en: "absorbs the tumour markers of a month with the management fee; items with exceptions are asked about",
    },
    phase: Phase::Item,
    extent: Extent::Part("診断確定前の回数（1回を限度、PSA 3回）は傷病の経過によるので未対応"),
    cites: &[
        Citation::r06("D009 注1"),
        Citation::r06_circular("D009 (1)"),
        Citation::r08("D009 注1"),
        Citation::r08_circular("D009 (1)"),
    ],
    run,
};

static ASK: Text = Text {
    ja: "この腫瘍マーカーは、悪性腫瘍特異物質治療管理料とは別に算定できる場合（膵炎、肝硬変・慢性肝炎、子宮内膜症、家族性大腸腺腫症：D009 (1) ア–エ）ですか。",
    en: "is this marker one of the exceptions billed beside the management fee (pancreatitis, liver cirrhosis or chronic hepatitis, endometriosis, familial polyposis: D009 (1))?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let markers: Vec<(usize, Code)> = view
        .procedures()
        .filter(|(_, r)| r.article().is(b'D', 9, 0) && r.notice_kind().is_base())
        .map(|(line, r)| (line, r.code()))
        .collect();
    if markers.is_empty() {
        return Ok(());
    }
    let fees = view.set("management.cancer-marker")?;
    let exceptions = view.set("lab.d009.exceptions")?;
    let fee = view.first_of(&fees.value);
    if fee.is_none() && view.billed_this_month(|code| fees.value.contains(code)) != Before::Yes {
        return Ok(());
    }
    for (line, code) in markers {
        let absorbed = !exceptions.value.contains(code)
            || view.decide_bool(out, &fact::MARKER_EXCEPTION, "D009.n1.exception", &ASK) == Some(false);
        if absorbed {
            out.bundle(line, fee);
        }
    }
    Ok(())
}
