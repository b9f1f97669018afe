//! 第10部 通則7 — operations on newborns and children under 1,500 grams (新生児加算, 極低出生体重児加算).
//!
//! # What it does   Adds 300/100 to listed operations on newborns, 400/100 under 1,500 grams at the operation.
//! # Law            告示 第2章第10部 通則7; 通知 第2章第10部 通則9
//! # Asks           the weight class of a newborn
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/general/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::ProcedureRow;

/// The rule.
pub static RULE: Rule = Rule {
    id: "K.g7",
    article: "K",
    title: Text {
        ja: "手術の極低出生体重児・新生児加算", en: "additions for operations on newborns"
    },
    about: Text {
        ja: "通則7に掲げる手術を、新生児に行ったとき100分の300、体重1,500g未満の児に行ったとき100分の400を加えます。",
        en: "adds 300 percent to listed operations on newborns, 400 percent to those on children under 1,500 grams",
    },
    phase: Phase::Addition,
    extent: Extent::Part("新生児でない1,500グラム未満の児は、要求が示すときに限る"),
    cites: &[
        Citation::r06("第2章第10部 通則7"),
        Citation::r06_circular("第2章第10部 通則9"),
        Citation::r08("第2章第10部 通則7"),
        Citation::r08_circular("第2章第10部 通則9"),
    ],
    run,
};

const UNDER_1500G: Code = Code::known(150_306_890);
const NEWBORN: Code = Code::known(150_000_190);

static ASK: Text = Text {
    ja: "手術時の体重は1,500グラム未満でしたか。",
    en: "did the child weigh less than 1,500 grams at the operation?",
};

/// What the rule comes to for one operation.
pub(super) enum Newborn {
    Bills(Code),
    Open,
    No,
}

/// Which addition an operation takes. The master marks the listed operations (s47 = 1).
pub(super) fn newborn(view: &View<'_, '_, '_>, out: &mut Effects, row: ProcedureRow<'_>) -> Newborn {
    if row.low_birth_weight_addon() != 1 {
        return Newborn::No;
    }
    let is_newborn = view.may_bill(NEWBORN);
    let light = if is_newborn {
        view.decide_bool(out, &fact::UNDER_1500G, "K.g7.weight", &ASK)
    } else {
        Some(view.told(&fact::UNDER_1500G))
    };
    match light {
        None => Newborn::Open,
        Some(true) => Newborn::Bills(UNDER_1500G),
        Some(false) if is_newborn => Newborn::Bills(NEWBORN),
        Some(false) => Newborn::No,
    }
}

/// Operations that take age additions (s40 = 1), unless the client sent one itself.
pub(super) fn operations<'v, 'e>(
    view: &'v View<'_, '_, 'e>,
) -> impl Iterator<Item = (usize, ProcedureRow<'e>)> + 'v {
    let sent = view
        .procedures()
        .any(|(_, r)| r.article().letter == b'K' && r.general_age_addon() == 1 && r.is_percentage());
    view.procedures().filter(move |(_, r)| {
        !sent && r.article().letter == b'K' && r.general_age_addon() == 1 && r.notice_kind().is_base()
    })
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (line, row) in operations(view) {
        if let Newborn::Bills(code) = newborn(view, out, row) {
            out.add_to(line, code);
        }
    }
    Ok(())
}
