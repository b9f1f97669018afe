//! H000–H003 notes 2 and 3 (R8) — early and initial additions (早期リハビリテーション加算, 初期加算).
//!
//! # What it does   Names the early addition of the first 14 days of a stay; its codes are shown by no master at hand. Adds the initial
//! addition up to day 14 from the onset, where it is filed.
//! # Law            告示 H000 注2・注3, H001 注2・注3, H001-2 注2・注3, H002 注2・注3, H003 注2・注3
//! # Asks           for out-patients (H001, H002 only): whether it is a stroke or hip fracture patient who was discharged
//! # Revisions      R8 (R6: [`super::note2_early`])
//! # Cases          conformance/cases/h/h002/
//!
//! The early addition runs from the day of admission, which is day 1, also of a stay begun before June 2026 (疑義解釈その1).

use super::days::{day, is_rehabilitation};
use super::note2_early::{INITIAL, first_day};
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::ProcedureRow;

/// The rule.
pub static RULE: Rule = Rule {
    id: "H.n2.stay",
    article: "H002",
    title: Text {
        ja: "早期リハビリテーション加算・初期加算", en: "early and initial additions"
    },
    about: Text {
        ja: "入院した日から14日までの早期リハビリテーション加算（3日目まで60点、その後25点）を知らせます。届出があれば発症等から14日まで初期加算を加えます。",
        en: "tells that the early addition of the first 14 days of a stay is due; adds the initial addition up to day 14 from the onset where filed",
    },
    phase: Phase::Addition,
    extent: Extent::Part(
        "早期リハビリテーション加算はコードが確認できるまで導出しない。外来では発症日（line.onset）が送られ、14日以内のときに限る。転院前の入院日は要求の行による。急性期・休日リハビリテーション加算（注4・注5）は要求の行による",
    ),
    cites: &[
        Citation::r08("H000 注2"),
        Citation::r08("H000 注3"),
        Citation::r08("H001 注2"),
        Citation::r08("H001 注3"),
        Citation::r08("H001-2 注2"),
        Citation::r08("H001-2 注3"),
        Citation::r08("H002 注2"),
        Citation::r08("H002 注3"),
        Citation::r08("H003 注2"),
        Citation::r08("H003 注3"),
    ],
    run,
};

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

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.procedures().any(|(_, row)| is_rehabilitation(row)) {
        return Ok(());
    }
    let initial = view.value("rehab.days.initial")?.value;
    let groups = view.set("rehab.group-therapy")?;
    for (line, row) in view.procedures() {
        if !is_rehabilitation(row) || row.note_addon_code() == 0 || groups.value.contains(row.code()) {
            continue;
        }
        let days = first_day(view, line, row.article()).and_then(|from| day(view, line, from));
        let within = days.is_some_and(|days| days <= initial);
        // An out-patient was admitted on the onset or later: after the days of both there is nothing to ask.
        if view.is_outpatient() && (!within || !is_of_the_discharged(view, out, row)) {
            out.decline(INITIAL, &LATE);
            continue;
        }
        early(view, out, line)?;
        if !within {
            out.decline(INITIAL, &LATE);
            continue;
        }
        let Some(units) = view.quantity_of(line).filter(|_| !view.has_on(line, INITIAL)) else { continue };
        if view.may_bill(INITIAL) {
            out.add_units_to(line, INITIAL, units);
        } else if view.unsure(INITIAL) {
            out.unsure(&[INITIAL]);
        }
    }
    Ok(())
}

/// Whether an out-patient is one of those who were discharged after a stroke or a hip fracture.
fn is_of_the_discharged(view: &View<'_, '_, '_>, out: &mut Effects, row: ProcedureRow<'_>) -> bool {
    let listed = row.article().is(b'H', 1, 0) || row.article().is(b'H', 2, 0);
    let told = listed
        .then(|| view.decide_bool(out, &fact::REHAB_AFTER_DISCHARGE, "H.n2.discharged", &ASK))
        .flatten();
    if !listed || told == Some(false) {
        out.decline(INITIAL, &OUTPATIENT);
    }
    told == Some(true)
}

/// The early addition: due up to a day of the stay, and named with the points of the day.
fn early(view: &View<'_, '_, '_>, out: &mut Effects, line: usize) -> Result<(), EngineError> {
    let (first, later) =
        (view.value("rehab.stay.first.points")?.value, view.value("rehab.stay.later.points")?.value);
    let points = match view.encounter().admission.filter(|_| !view.is_outpatient()) {
        // An out-patient's days run from the admission of the stay before, which no field tells.
        None => format!("{first}点又は{later}点"),
        Some(admission) => match day(view, line, admission) {
            Some(day) if day <= view.value("rehab.stay.first")?.value => format!("{first}点"),
            Some(day) if day <= view.value("rehab.stay.early")?.value => format!("{later}点"),
            _ => return Ok(()),
        },
    };
    out.code_unknown(
        view.place(),
        &[line],
        &format!("早期リハビリテーション加算（1単位につき{points}、疾患別リハビリテーション料 注2）"),
    );
    Ok(())
}
