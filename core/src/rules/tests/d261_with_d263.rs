//! D261 (3) — refraction beside visual acuity with correction (屈折検査と矯正視力検査の併施).
//!
//! # What it does   Keeps D263 off where D261 stands on the same day, unless refraction is examined for the first time on suspicion of an
//! anomaly, or a prescription for spectacles is issued; for a child under six, where amblyopia is suspected.
//! # Law            通知 D261 (3)
//! # Asks           which of these holds
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d261/

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D261.3",
    article: "D261",
    title: Text {
        ja: "屈折検査と矯正視力検査の併施", en: "refraction beside visual acuity with correction"
    },
    about: Text {
        ja: "屈折検査と矯正視力検査は、初めての屈折異常の検査、眼鏡処方箋の交付、弱視等が疑われる6歳未満の場合に限り、併せて算定します。",
        en: "bills visual acuity beside refraction only for a first examination, a prescription for spectacles, or a child with suspected amblyopia",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "6歳未満の3月に1回の限度（(3)ただし書、(4)）は点検による。併せて算定できないときは屈折検査を残す",
    ),
    cites: &[Citation::r06_circular("D261 (3)"), Citation::r08_circular("D261 (3)")],
    run,
};

/// 矯正視力検査 1: 眼鏡処方箋の交付を行う場合.
const WITH_PRESCRIPTION: u16 = 1;

static ASK: Text = Text {
    ja: "屈折検査と矯正視力検査を併せて行った理由は、屈折異常の疑いがあるとして初めての検査、眼鏡処方箋の交付、6歳未満で弱視又は不同視の疑い、のいずれかですか（いずれでもないときは併せて算定できません。D261 (3)）。",
    en: "was it a first examination on suspicion of a refractive anomaly, a prescription for spectacles, or suspected amblyopia of a child under six (else the two are not billed together; D261 (3))?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let of = |section: u16| {
        view.procedures().find(|(_, row)| row.article().is(b'D', section, 0) && row.notice_kind().is_base())
    };
    let (Some((refraction, _)), Some((acuity, row))) = (of(261), of(263)) else { return Ok(()) };
    if row.article().item == WITH_PRESCRIPTION {
        return Ok(());
    }
    if view.decide_bool(out, &fact::REFRACTION_REASON, "D261.3.reason", &ASK) == Some(false) {
        out.exclude(acuity, Some(refraction));
    }
    Ok(())
}
