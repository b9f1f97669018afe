//! 第10部 通則10・通則11 — operations on patients with HIV, hepatitis, MRSA or tuberculosis.
//!
//! # What it does   Adds 4,000 points (HIV) or 1,000 points (with general, epidural or spinal anaesthesia) to the operation.
//! # Law            告示 第2章第10部 通則10, 通則11; 通知 第2章第10部 通則10, 通則11
//! # Asks           nothing: the patient's state is told by `patient.hivPositive` and `patient.operationInfectionControl`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/general/

use crate::amount::Points;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Article;

/// The rule.
pub static RULE: Rule = Rule {
    id: "K.g10",
    article: "K",
    title: Text {
        ja: "HIV抗体陽性患者・院内感染防止措置の手術加算",
        en: "additions for HIV and infection control at operations",
    },
    about: Text {
        ja: "HIV抗体陽性の患者の観血的手術に4,000点、B型・C型肝炎等の患者の全身麻酔・硬膜外麻酔・脊椎麻酔を伴う手術に1,000点を加えます。",
        en: "adds 4,000 points for HIV, and 1,000 points for hepatitis and the like with general, epidural or spinal anaesthesia",
    },
    phase: Phase::Addition,
    extent: Extent::Part(
        "患者の状態が送られたときに限る。名称が非観血的である手術と体外衝撃波による手術を除く（その他は観血的な手術とみる）",
    ),
    cites: &[
        Citation::r06("第2章第10部 通則10"),
        Citation::r06("第2章第10部 通則11"),
        Citation::r06_circular("第2章第10部 通則10"),
        Citation::r06_circular("第2章第10部 通則11"),
        Citation::r08("第2章第10部 通則10"),
        Citation::r08("第2章第10部 通則11"),
    ],
    run,
};

const HIV: Code = Code::known(150_268_890);
const CONTROL: Code = Code::known(150_297_990);

static NO_ANESTHESIA: Text = Text {
    ja: "全身麻酔（L008）、硬膜外麻酔（L002）又は脊椎麻酔（L004）を伴う手術ではありません（通則11）。",
    en: "no general (L008), epidural (L002) or spinal (L004) anaesthesia went with the operation (general rule 11)",
};

static BLOODLESS: Text = Text {
    ja: "観血的手術ではありません（通則10、通知 通則11）。",
    en: "no operation with the knife (general rule 10; general rule 11 of the circular)",
};

/// Operations that their names call 非観血的 or 徒手, and those by shock waves (体外衝撃波).
fn is_bloodless(article: Article) -> bool {
    matches!(
        (article.section, article.branch),
        (44 | 61 | 62 | 75 | 117 | 121 | 428 | 430 | 432 | 446 | 678 | 768, 0)
            | (96 | 117 | 120 | 699 | 883, 2)
            | (333, 3)
    )
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let (hiv, control) = (view.told(&fact::HIV_POSITIVE), view.told(&fact::INFECTION_CONTROL));
    if !hiv && !control {
        return Ok(());
    }
    // 通知 通則10, 11: once a day, on the main operation: the one with the most points.
    let mut main: Option<(Points, usize)> = None;
    let mut bloodless = false;
    for (line, row) in view.procedures() {
        let article = row.article();
        if !row.notice_kind().is_base() || article.letter != b'K' || article.section >= 920 {
            continue;
        }
        if is_bloodless(article) {
            bloodless = true;
            continue;
        }
        let points = view.act_points(line)?;
        if main.is_none_or(|(most, _)| points > most) {
            main = Some((points, line));
        }
    }
    let Some((_, line)) = main else {
        if bloodless {
            out.decline(if hiv { HIV } else { CONTROL }, &BLOODLESS);
        }
        return Ok(());
    };
    if hiv && !view.has_on_the_day(HIV) {
        out.add_to(line, HIV);
    }
    if control && !view.has_on_the_day(CONTROL) {
        let anesthesia = view.procedures_of_the_day().any(|row| {
            let article = row.article();
            row.notice_kind().is_base()
                && (article.is(b'L', 8, 0) || article.is(b'L', 2, 0) || article.is(b'L', 4, 0))
        });
        if anesthesia {
            out.add_to(line, CONTROL);
        } else {
            out.decline(CONTROL, &NO_ANESTHESIA);
        }
    }
    Ok(())
}
