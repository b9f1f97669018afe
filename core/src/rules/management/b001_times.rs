//! Fees that a patient has only so many times in all (患者1人につき何回).
//!
//! # What it does   Takes off what goes beyond the number, as far as request and history tell.
//! # Law            告示 B001 1 注1, 16 注3, 23 注1–注4, 31 注1; B001-8 注
//! # Asks           nothing
//! # Revisions      R6
//! # Cases          conformance/cases/b/b001/

use rust_decimal::Decimal;

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001.times",
    article: "B001",
    title: Text {
        ja: "患者1人につき回数の限られる管理料", en: "fees with a number for the patient"
    },
    about: Text {
        ja: "ウイルス疾患指導料1、喘息治療管理料2、がん患者指導管理料、腎代替療法指導管理料、臍ヘルニア圧迫指導管理料の、患者1人についての回数を超えるものを算定しません。",
        en: "takes off what goes beyond the number of times that some management fees are billed for one patient",
    },
    phase: Phase::Act,
    extent: Extent::Part("history にある分を数える"),
    cites: &[
        Citation::r06("B001 1 注1"),
        Citation::r06("B001 16 注3"),
        Citation::r06("B001 23 注1"),
        Citation::r06("B001 23 注2"),
        Citation::r06("B001 23 注3"),
        Citation::r06("B001 23 注4"),
        Citation::r06("B001 31 注1"),
        Citation::r06("B001-8 注"),
    ],
    run,
};

/// Keys of the fees, and of how often each is billed.
const FEES: [(&str, &str); 8] = [
    ("management.times.b001-1-i", "management.times.b001-1-i.most"),
    ("management.times.b001-16-ro", "management.times.b001-16-ro.most"),
    ("management.times.b001-23-i", "management.times.b001-23-i.most"),
    ("management.times.b001-23-ro", "management.times.b001-23-ro.most"),
    ("management.times.b001-23-ha", "management.times.b001-23-ha.most"),
    ("management.times.b001-23-ni", "management.times.b001-23-ni.most"),
    ("management.times.b001-31", "management.times.b001-31.most"),
    ("management.times.b001-8", "management.times.b001-8.most"),
];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (key, most) in FEES {
        let set = &view.set(key)?.value;
        let lines: Vec<usize> =
            view.procedures().filter(|(_, r)| set.contains(r.code())).map(|(line, _)| line).collect();
        for line in lines {
            let times = view.count_before(line, |c| set.contains(c)).saturating_add(view.count_of(line));
            if Decimal::from(times) > view.value(most)?.value {
                out.limit(line);
            }
        }
    }
    Ok(())
}
