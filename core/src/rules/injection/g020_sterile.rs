//! G020 note — sterile preparation goes with an injection it names.
//!
//! # What it does   Leaves 無菌製剤処理料 out on days without such an injection; 2 for out-patients only beside G005 or G006.
//! # Law            告示 G020 注; 通知 G020 (2), (5); 特掲診療料の施設基準等 第9 (patients of 2)
//! # Asks           nothing
//! # Revisions      R6
//! # Cases          conformance/cases/g/g020/

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::ProcedureRow;

/// The rule.
pub static RULE: Rule = Rule {
    id: "G020.n",
    article: "G020",
    title: Text { ja: "無菌製剤処理料と注射", en: "sterile preparation and its injection" },
    about: Text {
        ja: "無菌製剤処理料は、対象の注射を行った日に限り算定します。外来の2は中心静脈注射・植込型カテーテルの日に限ります。",
        en: "sterile preparation is billed on a day with an injection it names; 2 for out-patients only with G005 or G006",
    },
    phase: Phase::Summary,
    extent: Extent::Part(
        "入院中の患者は、注射実施料を算定できない場合も対象になるので送られた行による（通則）",
    ),
    cites: &[
        Citation::r06("G020 注"),
        Citation::r06_circular("G020 (2)"),
        Citation::r06_circular("G020 (5)"),
    ],
    run,
};

static WITHOUT: Text = Text {
    ja: "{0}の対象となる注射が同一日にありません（G020 注、(2)、(5)）。",
    en: "no injection that {0} goes with stands on the day (G020, note and circular (2), (5))",
};

/// Item of 無菌製剤処理料２.
const SECOND: u16 = 2;

/// Injections of 1: into the skin, under it, into a muscle, an artery, a lumen, by drip, into the spinal canal.
fn of_first(row: ProcedureRow<'_>) -> bool {
    let article = row.article();
    let named = matches!((article.section, article.branch), (0 | 2 | 3 | 4 | 9, 0) | (3, 3));
    article.letter == b'G' && named && row.notice_kind().is_base() && row.schedule_kind() != 7
}

/// Injections of 2 for out-patients: into a central vein, by an implanted catheter.
fn of_second(row: ProcedureRow<'_>) -> bool {
    let article = row.article();
    (article.is(b'G', 5, 0) || article.is(b'G', 6, 0))
        && row.notice_kind().is_base()
        && row.schedule_kind() != 7
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    for (line, row) in view.procedures() {
        if !row.article().is(b'G', 20, 0) {
            continue;
        }
        let fits = if row.article().item == SECOND { of_second } else { of_first };
        if !view.procedures_of_the_day().any(fits) {
            out.exclude(line, None);
            let args = vec![Arg::Code(row.code())];
            out.confirm("G020.n", Target::Encounter(view.place()), &[line], &WITHOUT, args);
        }
    }
    Ok(())
}
