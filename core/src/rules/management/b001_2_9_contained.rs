//! B001-2-9 note 2, B001-2-10 note 2 — what the monthly fees of community care contain.
//!
//! # What it does   Absorbs the month's costs but home care, drugs and the listed items; gives the time additions of the fee's own; takes
//! the fee off on the day of a first visit, a house call or a home visit.
//! # Law            告示 B001-2-9 注1, 注2; B001-2-10 注1, 注2; 通知 B001-2-9 (1), B001-2-10 (1) (R8: B001-2-9 alone)
//! # Asks           for tests, imaging and treatments of 550 points or more: whether they were done in an acute exacerbation
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001-2-9/

use crate::claim::DrugForm;
use crate::code::Code;
use crate::date::ServiceDate;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::params::CodeSet;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::ProcedureRow;

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-2-9.n2",
    article: "B001-2-9",
    title: Text {
        ja: "地域包括診療料に含まれるもの", en: "contained in the fees of community care"
    },
    about: Text {
        ja: "地域包括診療料・認知症地域包括診療料の月の費用を、列挙されたもの、在宅医療、薬剤を除き含めます。急性増悪時の550点以上の検査等は別に算定します。",
        en: "absorbs the month's costs but the listed items, home care and drugs; acts of 550 points or more in an acute exacerbation stay",
    },
    phase: Phase::Act,
    extent: Extent::Part(
        "対象疾患（2以上）と同意は要求の行（診療料）による。薬剤適正使用連携加算（注3）、R8の外来データ提出加算（注4）と患者の区分は要求の行による",
    ),
    cites: &[
        Citation::r06("B001-2-9 注1"),
        Citation::r06("B001-2-9 注2"),
        Citation::r06("B001-2-10 注1"),
        Citation::r06("B001-2-10 注2"),
        Citation::r06_circular("B001-2-9 (1)"),
        Citation::r06_circular("B001-2-10 (1)"),
        Citation::r08("B001-2-9 注1"),
        Citation::r08("B001-2-9 注2"),
        Citation::r08_circular("B001-2-9 (1)"),
    ],
    run,
};

static ASK: Text = Text {
    ja: "550点以上の検査・画像診断・処置は、病状の急性増悪時に行ったものですか（地域包括診療料 注2ただし書）。",
    en: "were the tests, imaging or treatments of 550 points or more done in an acute exacerbation (B001-2-9 note 2)?",
};

/// Additions of a revisit (A001 注5–注7), and the same beside the two fees.
const ADDITIONS: [[u32; 3]; 12] = [
    [112_001_110, 113_016_270, 113_018_570],
    [112_001_210, 113_016_370, 113_018_670],
    [112_001_310, 113_016_470, 113_018_770],
    [112_001_410, 113_016_870, 113_019_170],
    [112_014_770, 113_016_570, 113_018_870],
    [112_014_870, 113_016_670, 113_018_970],
    [112_014_970, 113_016_770, 113_019_070],
    [112_015_070, 113_016_970, 113_019_270],
    [112_014_170, 113_017_070, 113_019_370],
    [112_014_270, 113_017_170, 113_019_470],
    [112_014_370, 113_017_270, 113_019_570],
    [112_015_570, 113_017_370, 113_019_670],
];
const FEES: [&str; 2] = ["management.b001-2-9", "management.b001-2-10"];
/// Acts on whose day the fee is not billed (注1: 初診; 通知 (1): 訪問診療, 往診).
const BARS: [&str; 6] = [
    "visit.first",
    "home.house-call",
    "home.visit.1",
    "home.visit.2",
    "home.visit.attached",
    "home.visit.attached-referred",
];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    for (place, key) in FEES.into_iter().enumerate() {
        // R8 has no 認知症地域包括診療料.
        let Some(fees) = view.known_set(key).map(|set| &set.value) else { continue };
        if let Some(fee) = view.first_of(fees)
            && let Some(by) = bars(view, view.date())?
        {
            out.exclude(fee, Some(by));
        }
        let fee = standing(view, fees)?;
        if fee.is_none() && !view.in_history_of_the_month(fees) {
            continue;
        }
        absorb(view, out, fee)?;
        for [addition, comprehensive, dementia] in ADDITIONS {
            if view.procedures().any(|(_, r)| r.code() == Code::known(addition)) {
                let code = Code::known(if place == 0 { comprehensive } else { dementia });
                out.add(code, fee.as_slice());
            }
        }
    }
    Ok(())
}

/// What keeps the fee off on a day: a first visit, a house call or a home visit.
fn bars(view: &View<'_, '_, '_>, day: ServiceDate) -> Result<Option<usize>, EngineError> {
    for key in BARS {
        let set = &view.set(key)?.value;
        let lines = view.lines_of_the_month(|c| set.contains(c));
        if let Some((line, _)) = lines.into_iter().find(|(line, _)| view.day_of(*line) == Some(day)) {
            return Ok(Some(line));
        }
    }
    Ok(None)
}

/// The fee of the month that nothing on its day keeps off.
fn standing(view: &View<'_, '_, '_>, fees: &CodeSet) -> Result<Option<usize>, EngineError> {
    for (line, _) in view.lines_of_the_month(|c| fees.contains(c)) {
        let Some(day) = view.day_of(line) else { continue };
        if bars(view, day)?.is_none() {
            return Ok(Some(line));
        }
    }
    Ok(None)
}

/// Absorbs what the fee contains on this encounter.
fn absorb(view: &View<'_, '_, '_>, out: &mut Effects, fee: Option<usize>) -> Result<(), EngineError> {
    let beside = &view.set("management.b001-2-9.beside")?.value;
    let dear = view.value("management.b001-2-9.exacerbation.points")?.value;
    for (line, row) in view.billed() {
        if Some(line) == fee || view.source(line).and_then(|l| l.section) == Some(HOME_SECTION) {
            continue;
        }
        let contained = match row {
            Some(row) if stays(row) || beside.contains(row.code()) => false,
            Some(row)
                if matches!(row.article().letter, b'D' | b'E' | b'J') && row.notice_kind().is_base() =>
            {
                view.act_points(line)?.value() < dear
                    || view.decide_bool(out, &fact::ACUTE_EXACERBATION, "management.exacerbation", &ASK)
                        == Some(false)
            }
            Some(_) => true,
            // Drugs of medication stay; those of an injection or an act belong to it.
            None => matches!(
                view.source(line).and_then(|l| l.form),
                Some(DrugForm::Injection | DrugForm::WithinAct)
            ),
        };
        if contained {
            out.bundle(line, fee);
        }
    }
    Ok(())
}

/// Absorbs what other rules derived since, where one of the fees stands in the month.
pub(super) fn absorb_derived(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for key in FEES {
        let Some(fees) = view.known_set(key).map(|set| &set.value) else { continue };
        let fee = standing(view, fees)?;
        if view.is_outpatient() && (fee.is_some() || view.in_history_of_the_month(fees)) {
            absorb(view, out, fee)?;
        }
    }
    Ok(())
}

/// 診療識別 of home care.
const HOME_SECTION: u8 = 14;

/// Whether a part stays as a whole: home care but C001, C001-2, C002, C002-2; medication but F100 and F400; part 14.
fn stays(row: ProcedureRow<'_>) -> bool {
    let article = row.article();
    match article.letter {
        b'C' => !matches!((article.section, article.branch), (1 | 2, 0..=2)),
        b'F' => !matches!(article.section, 100 | 400),
        b'O' => true,
        _ => false,
    }
}
