//! C101 — injections beside the guidance of self-injection (在宅自己注射指導管理料).
//!
//! # What it does   Takes 皮内・皮下・筋肉内, 静脈内 and 点滴注射 with their drugs off on the day of a home visit in a month with the guidance;
//!   reports the first two at an out-patient visit.
//! # Law            通知 C101 (13), (14)
//! # Asks           by a finding, whether an injection at an out-patient visit belongs to the self-injection
//! # Revisions      R6
//! # Cases          conformance/cases/c/c101/

use crate::claim::DrugForm;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C101.13",
    article: "C101",
    title: Text {
        ja: "在宅自己注射と外来・訪問診療の注射", en: "injections beside self-injection"
    },
    about: Text {
        ja: "在宅自己注射指導管理料の月の訪問診療の日の皮下注射・静脈内注射・点滴注射を算定しません。外来受診時の当該自己注射に係る注射は確認とします。",
        en: "no injections on the day of a home visit in a month with guidance of self-injection; at out-patient visits they are reported",
    },
    phase: Phase::Act,
    extent: Extent::Part("外来受診時（通知(13)）の当該自己注射に係る注射かどうかは確認による"),
    cites: &[Citation::r06_circular("C101 (13)"), Citation::r06_circular("C101 (14)")],
    run,
};

static OUTPATIENT: Text = Text {
    ja: "在宅自己注射指導管理料の月の外来受診時の皮下注射・静脈内注射です。緊急時の受診でなければ、当該自己注射に係る注射と薬剤は算定できません。確認してください。",
    en: "an injection at an out-patient visit in a month with guidance of self-injection: unless an emergency, one that belongs to it is not billed; please confirm",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    let injections: Vec<(usize, u16)> = view
        .procedures()
        .filter(|(_, r)| r.article().letter == b'G' && r.article().branch == 0)
        .map(|(line, r)| (line, r.article().section))
        .filter(|(_, section)| matches!(section, 0 | 1 | 4))
        .collect();
    if injections.is_empty()
        || !view.any_in_the_month(|r| r.article().is(b'C', 101, 0) && r.notice_kind().is_base())
    {
        return Ok(());
    }
    let mut visited = false;
    for key in ["home.visit.1", "home.visit.2", "home.visit.attached", "home.visit.attached-referred"] {
        visited |= view.first_on_the_day(&view.set(key)?.value).is_some();
    }
    if visited {
        for (line, _) in &injections {
            out.exclude(*line, None);
        }
        // Drugs of other injections of the visit (G005 and the like) are not told apart.
        let others = view.procedures().any(|(_, r)| {
            r.article().letter == b'G'
                && r.article().section != 100
                && !matches!(r.article().section, 0 | 1 | 4)
        });
        if !others {
            for (line, _) in view.drugs(DrugForm::Injection) {
                out.exclude(line, None);
            }
        }
        return Ok(());
    }
    let lines: Vec<usize> = injections.iter().filter(|(_, s)| *s < 2).map(|(line, _)| *line).collect();
    if !lines.is_empty() && !view.told(&fact::EMERGENCY) {
        out.confirm("C101.injection", Target::Encounter(view.place()), &lines, &OUTPATIENT, Vec::new());
    }
    Ok(())
}
