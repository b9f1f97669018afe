//! H000–H003 notes 2 and 3 — early and initial additions (早期リハビリテーション加算, 初期加算).
//!
//! # What it does   Adds 25 points a unit up to day 30, and 45 more up to day 14 where filed.
//! # Law            告示 H000 注2・注3, H001 注2・注3, H001-2 注2・注3, H002 注2・注3, H003 注2・注3
//! # Asks           for out-patients (H001, H002 only): whether it is a stroke or hip fracture patient who was discharged
//! # Revisions      R6
//! # Cases          conformance/cases/h/h002/
//!
//! Days run from the onset (`line.onset`), which is day 1; for H000 and H003 from the seventh day after it or the beginning of
//! treatment, whichever comes first.

use super::days::{day, from_treatment, is_rehabilitation, told};
use crate::code::Code;
use crate::date::ServiceDate;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Article;

/// The rule.
pub static RULE: Rule = Rule {
    id: "H.n2",
    article: "H002",
    title: Text {
        ja: "早期リハビリテーション加算・初期加算", en: "early and initial additions"
    },
    about: Text {
        ja: "発症等から30日まで1単位25点、届出があれば14日まで1単位45点を加えます。外来では脳卒中・大腿骨頸部骨折で退院した患者に限ります。",
        en: "adds 25 points a unit up to day 30 and, where filed, 45 up to day 14; out-patients only after stroke or hip fracture",
    },
    phase: Phase::Addition,
    extent: Extent::Part(
        "発症日（line.onset）が送られたときに限る。慢性の疾患（別表第九の四第2号等）では送らないこと。急性期リハビリテーション加算（注4）は入院のみで未対応",
    ),
    cites: &[
        Citation::r06("H000 注2"),
        Citation::r06("H000 注3"),
        Citation::r06("H001 注2"),
        Citation::r06("H001 注3"),
        Citation::r06("H001-2 注2"),
        Citation::r06("H001-2 注3"),
        Citation::r06("H002 注2"),
        Citation::r06("H002 注3"),
        Citation::r06("H003 注2"),
        Citation::r06("H003 注3"),
    ],
    run,
};

const EARLY: Code = Code::known(180_030_770);
/// 初期加算.
pub(super) const INITIAL: Code = Code::known(180_033_870);

static ASK: Text = Text {
    ja: "脳卒中（H001）又は大腿骨頸部骨折（H002）の患者で、当該医療機関を退院したもの（又は地域連携診療計画加算を算定して他の医療機関を退院したもの）ですか。",
    en: "is this a stroke (H001) or hip fracture (H002) patient discharged from here, or from another institution with the regional pathway addition?",
};
static OUTPATIENT: Text = Text {
    ja: "入院中の患者、又は脳卒中・大腿骨頸部骨折で退院した外来の患者ではありません。",
    en: "neither an in-patient nor an out-patient discharged after stroke or hip fracture",
};
static LATE: Text = Text {
    ja: "発症、手術又は急性増悪から定められた日数を過ぎているか、その日が分かりません。",
    en: "the days after onset, operation or exacerbation are over, or that day is not known",
};

/// The day that is day 1.
pub(super) fn first_day(view: &View<'_, '_, '_>, line: usize, article: Article) -> Option<ServiceDate> {
    let onset = told(view, line, &fact::ONSET);
    if !from_treatment(article) {
        return onset;
    }
    let seventh = onset.and_then(|d| d.plus_days(6));
    let start = told(view, line, &fact::TREATMENT_START);
    seventh.into_iter().chain(start).min()
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.procedures().any(|(_, row)| is_rehabilitation(row)) {
        return Ok(());
    }
    let (early, initial) = (view.value("rehab.days.early")?.value, view.value("rehab.days.initial")?.value);
    let groups = view.set("rehab.group-therapy")?;
    for (line, row) in view.procedures() {
        // A base without the note group (要介護 beyond the standard days) takes no addition.
        if !is_rehabilitation(row) || row.note_addon_code() == 0 || groups.value.contains(row.code()) {
            continue;
        }
        let Some(days) = first_day(view, line, row.article()).and_then(|from| day(view, line, from)) else {
            out.decline(EARLY, &LATE);
            continue;
        };
        if days > early {
            out.decline(EARLY, &LATE);
            continue;
        }
        if view.is_outpatient() {
            let listed = row.article().is(b'H', 1, 0) || row.article().is(b'H', 2, 0);
            if !listed {
                out.decline(EARLY, &OUTPATIENT);
                continue;
            }
            match view.decide_bool(out, &fact::REHAB_AFTER_DISCHARGE, "H.n2.discharged", &ASK) {
                Some(true) => {}
                Some(false) => {
                    out.decline(EARLY, &OUTPATIENT);
                    continue;
                }
                None => continue,
            }
        }
        let Some(units) = view.quantity_of(line) else { continue };
        if !view.has_on(line, EARLY) {
            out.add_units_to(line, EARLY, units);
        }
        if days <= initial && !view.has_on(line, INITIAL) {
            if view.may_bill(INITIAL) {
                out.add_units_to(line, INITIAL, units);
            } else if view.unsure(INITIAL) {
                out.unsure(&[INITIAL]);
            }
        }
    }
    Ok(())
}
