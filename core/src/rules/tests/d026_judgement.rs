//! D026 and its kin — judgement fees (判断料), once a month per group.
//!
//! # What it does   Adds the fee of every group of tests performed, if it was not billed earlier in the month.
//! # Law            告示 D026 注1; D205, D241, D294, E203
//! # Asks           whether the history of the month is complete, when it was not sent; whether an EEG was read at a distance
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d026/

use std::collections::BTreeMap;

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D026.1",
    article: "D026",
    title: Text { ja: "判断料", en: "judgement fees" },
    about: Text {
        ja: "行った検査の区分ごとに、月1回の判断料（CT等は診断料）を加えます。",
        en: "adds the monthly judgement fee for each group of tests performed (and the CT diagnosis fee)",
    },
    phase: Phase::Summary,
    extent: Extent::Part(
        "病理（40–42）は N006、核医学（31・32）は E102。基本的検体検査判断料（8、特定機能病院の入院）とロービジョン検査判断料（16、対象患者による）は未対応",
    ),
    cites: &[
        Citation::r06("D026 注1"),
        Citation::r06("D238 注3"),
        Citation::r08("D026 注1"),
        Citation::r08("D238 注3"),
    ],
    run,
};

/// Groups whose fee follows from the test alone (master column s51), and the sets of their fees.
const GROUPS: [(u8, &str); 12] = [
    (1, "lab.judgement.1"),
    (2, "lab.judgement.2"),
    (3, "lab.judgement.3"),
    (4, "lab.judgement.4"),
    (5, "lab.judgement.5"),
    (6, "lab.judgement.6"),
    (11, "lab.judgement.11"),
    (13, "lab.judgement.13"),
    (14, "lab.judgement.14"),
    (15, "lab.judgement.15"),
    (17, "lab.judgement.17"),
    (33, "lab.judgement.33"),
];

/// 遠隔脳波検査判断料１.
const REMOTE: Code = Code::known(160_207_710);

static ASK_REMOTE: Text = Text {
    ja: "この脳波検査は、受信側の保険医療機関による遠隔脳波診断の報告を受けたものですか（D238 注3）。",
    en: "was this EEG read at a distance by the receiving institution, with a written report (D238 note 3)?",
};
static BILLED: Text = Text {
    ja: "判断料は月1回で、当月に算定済みか、当月の算定の有無が分かりません。",
    en: "the fee is billed once a month; it was billed already, or the month's history is not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let mut groups: BTreeMap<(u8, &str), Vec<usize>> = BTreeMap::new();
    for (place, row) in view.procedures() {
        let group = GROUPS.iter().find(|(group, _)| *group == row.lab_judge_group());
        if let Some(group) = group.filter(|_| row.lab_judge_kind() == 1 && row.notice_kind().is_base()) {
            groups.entry(*group).or_default().push(place);
        }
    }
    for ((_, key), tests) in groups {
        let Some(fees) = view.known_set(key) else {
            // R8 has two fees for the nerve and muscle tests (D241) of equal points; no master at hand shows their codes.
            out.code_unknown(view.place(), &tests, "神経・筋検査判断料（D241）");
            continue;
        };
        if view.has_any(&fees.value) {
            continue;
        }
        // Where a group has several fees (脳波 1 with a standard, 2 without), the dearest that may be billed is the one; that of a
        // reading at a distance only for such a reading.
        let Some(fee) = dearest(view, fees.value.iter().filter(|code| *code != REMOTE)) else { continue };
        if view.first_this_month(out, |code| fees.value.contains(code)) != Some(true) {
            out.decline(fee, &BILLED);
            continue;
        }
        let remote = fees.value.contains(REMOTE) && view.may_bill(REMOTE);
        let fee =
            match remote.then(|| view.decide_bool(out, &fact::REMOTE_EEG, "D238.n3.remote", &ASK_REMOTE)) {
                None | Some(Some(false)) => fee,
                Some(Some(true)) => REMOTE,
                Some(None) => continue,
            };
        out.add(fee, &tests);
        out.cite(&fees.citation);
    }
    Ok(())
}

fn dearest(view: &View<'_, '_, '_>, fees: impl Iterator<Item = Code>) -> Option<Code> {
    fees.filter(|c| view.may_bill(*c)).max_by_key(|c| view.row(*c).map(|r| r.points()))
}
