//! C101 note 2 — introduction of self-injection (導入初期加算).
//!
//! # What it does   Adds 580 points in the month of the first instruction and the two after it.
//! # Law            告示 C101 注2; 通知 C101 (9), (12)
//! # Asks           whether self-injection was newly introduced, when the history does not tell the month of the first instruction
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c101/

use rust_decimal::Decimal;

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C101.n2",
    article: "C101",
    title: Text { ja: "導入初期加算（在宅自己注射）", en: "introduction of self-injection" },
    about: Text {
        ja: "在宅自己注射の初回の指導の月から3月以内に、在宅自己注射指導管理料に580点を加えます（対面診療に限る）。",
        en: "adds 580 points to the fee of self-injection within three months from the first instruction (face to face)",
    },
    phase: Phase::Closing,
    extent: Extent::Part("処方の内容の変更による再度の加算（注3）とバイオ後続品（注4）は要求の行による"),
    cites: &[
        Citation::r06("C101 注2"),
        Citation::r06_circular("C101 (9)"),
        Citation::r06_circular("C101 (12)"),
        Citation::r08("C101 注2"),
        Citation::r08_circular("C101 (9)"),
        Citation::r08_circular("C101 (12)"),
    ],
    run,
};

const INTRODUCTION: Code = Code::known(114_028_570);

static ASK: Text = Text {
    ja: "在宅自己注射を新たに導入した患者で、当月は初回の指導の月から3月以内ですか。",
    en: "was self-injection newly introduced, and is this month within three months from the first instruction?",
};
static OVER: Text = Text {
    ja: "初回の指導の月から3月を過ぎているか、新たに導入した患者ではありません（注2）。",
    en: "more than three months from the first instruction, or not newly introduced (note 2)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees = &view.set("home.self-injection")?.value;
    let Some(fee) = view.first_of(fees).filter(|_| !view.has(INTRODUCTION)) else { return Ok(()) };
    let months = view.value("home.self-injection.introduction.months")?.value;
    let this = view.date().month().ordinal();
    // The first month billed is the month of the first instruction only where the history goes back beyond it.
    let first = view.claim().history.as_ref().and_then(|history| {
        let from = history.complete_from?;
        let first = history.acts.iter().filter(|a| fees.contains(a.code)).map(|a| a.date).min()?;
        (from.month() < first.month()).then(|| first.month().ordinal())
    });
    let within = match first {
        Some(first) => Some(Decimal::from(this.saturating_sub(first)) < months),
        None => view.decide_bool(out, &fact::SELF_INJECTION_INTRODUCED, "C101.n2.introduced", &ASK),
    };
    match within {
        Some(true) => out.add(INTRODUCTION, &[fee]),
        Some(false) => out.decline(INTRODUCTION, &OVER),
        None => {}
    }
    Ok(())
}
