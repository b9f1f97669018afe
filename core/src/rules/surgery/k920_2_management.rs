//! K920-2 — transfusion management (輸血管理料).
//!
//! # What it does   Adds the fee of the filed class once a month to a transfusion, with the additions for proper use and for own blood.
//! # Law            告示 K920-2 注1–注3; 通知 K920-2 (2)
//! # Asks           whether the product is one of the listed; whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/k920-2/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "K920-2.1",
    article: "K920-2",
    title: Text { ja: "輸血管理料", en: "transfusion management" },
    about: Text {
        ja: "届出のある医療機関で輸血を行った月に1回、輸血管理料と届出による加算を加えます。",
        en: "adds transfusion management and its filed additions once a month to a transfusion",
    },
    phase: Phase::Summary,
    extent: Extent::Part("輸血料（K920）のない血漿・アルブミン製剤の輸注だけの月は導出しない"),
    cites: &[
        Citation::r06("K920-2 注1"),
        Citation::r06("K920-2 注2"),
        Citation::r06("K920-2 注3"),
        Citation::r08("K920-2 注1"),
        Citation::r08("K920-2 注2"),
        Citation::r08("K920-2 注3"),
    ],
    run,
};

/// Fee of a class and its addition for proper use (輸血適正使用加算); class 1 first.
const CLASSES: [(Code, Code); 2] = [
    (Code::known(150_327_910), Code::known(150_366_570)),
    (Code::known(150_328_010), Code::known(150_366_670)),
];
/// 貯血式自己血輸血管理体制加算.
const OWN_BLOOD: Code = Code::known(150_380_070);
/// Item 4 of K920: 自己血輸血.
const OWN_BLOOD_ITEM: u16 = 4;

static ASK: Text = Text {
    ja: "赤血球濃厚液、血小板濃厚液若しくは自己血の輸血、又は新鮮凍結血漿若しくはアルブミン製剤の輸注ですか（K920-2）。",
    en: "were red cells, platelets or own blood transfused, or fresh frozen plasma or albumin infused (K920-2)?",
};
static BILLED: Text = Text {
    ja: "当月に算定済みか、対象の製剤でないか、それが分かりません。",
    en: "billed this month already, not one of the products, or not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let transfusion = view
        .procedures()
        .find(|(_, row)| row.article().is(b'K', 920, 0) && row.notice_kind().is_base() && row.has_step());
    let Some((line, row)) = transfusion else { return Ok(()) };
    if CLASSES.iter().any(|(fee, _)| view.has(*fee)) {
        return Ok(());
    }
    let Some((fee, proper)) = CLASSES.iter().copied().find(|(fee, _)| view.may_bill(*fee)) else {
        let fees: Vec<Code> = CLASSES.iter().map(|(fee, _)| *fee).filter(|fee| view.unsure(*fee)).collect();
        if !fees.is_empty() {
            out.unsure(&fees);
        }
        return Ok(());
    };
    let own = row.article().item == OWN_BLOOD_ITEM;
    let managed = own
        || view.decide_bool(out, &fact::TRANSFUSION_MANAGED, "K920.management.product", &ASK) == Some(true);
    let first = managed
        && view.first_this_month(out, |code| CLASSES.iter().any(|(fee, _)| *fee == code)) == Some(true);
    if !first {
        out.decline(fee, &BILLED);
        return Ok(());
    }
    out.add(fee, &[line]);
    if view.may_bill(proper) {
        out.add(proper, &[line]);
    }
    if own && view.may_bill(OWN_BLOOD) {
        out.add(OWN_BLOOD, &[line]);
    }
    Ok(())
}
