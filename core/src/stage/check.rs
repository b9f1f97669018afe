//! What the answer must admit about itself: tables that are missing, an edition that is not the official one, derivations that are not
//! implemented. Findings never change an amount.

use std::collections::BTreeSet;

use super::price::PricedBill;
use crate::bill::Bill;
use crate::claim::Setting;
use crate::code::Code;
use crate::outcome::{Arg, Decidable, Disposition, Finding, Phase, Severity, Target, Text};
use crate::rules;
use crate::snapshot::Trust;

static MISSING: Text = Text {
    ja: "この版のマスターには{0}がありません。それによる包括・背反は判断していません。",
    en: "this edition of the masters lacks {0}; bundles and exclusions by it were not judged",
};
static PROVISIONAL: Text = Text {
    ja: "この版のマスターは公式のものではありません（{0}）。",
    en: "this edition of the masters is not the official one ({0})",
};
static DOUBTFUL: Text = Text {
    ja: "コード{0}の点数は告示から対応付けたもので、公式のマスターで確かめていません。確認してください。",
    en: "the points of code {0} were matched with the fee schedule and not read in the official master; please confirm",
};
static SELECTIVE_CARE: Text = Text {
    ja: "医薬品{0}は選定療養（長期収載品）です。点数は保険給付分です。患者が別に負担する特別の料金の計算は未対応です。",
    en: "drug {0} is selective care (long-listed): the points are the insured part; the special charge to the patient is not implemented",
};
static SPECIAL_CHARGE: Text = Text {
    ja: "医薬品{0}は選定療養（長期収載品）です。点数は保険給付分で、患者は一部負担金とは別に特別の料金（消費税込み）を負担します。",
    en: "drug {0} is selective care (long-listed): the points are the insured part; beside the share the patient pays the special charge with its tax",
};
static INPATIENT: Text = Text {
    ja: "入院の導出は未対応です。送られた行だけを計算しました。",
    en: "derivation for in-patients is not implemented; only the lines sent were priced",
};
static HOME: Text = Text {
    ja: "{0}の在宅の導出は未対応です。往診、訪問診療、管理の料は送られた行によります。",
    en: "derivation for home care under {0} is not implemented; house calls, home visits and management are those of the lines sent",
};
static UNREAD: Text = Text {
    ja: "{0}の医学管理等・投薬には、まだ読み替えていない規則があります（一般名処方加算、地域支援・外来医薬品供給対応体制加算、診療情報提供料の相手先、外来腫瘍化学療法診療料など）。送られた行を確認してください。",
    en: "under {0} some rules of management and medication are not derived yet (generic names, supply of drugs, letters by addressee, chemotherapy); check the lines sent",
};
static NO_RULES: Text = Text {
    ja: "{0}の導出は未対応です。送られた行だけを計算しました。",
    en: "derivation under {0} is not implemented; only the lines sent were priced",
};

/// Adds the findings; with `judge` also that a table is missing, which a claim priced as sent needs none of.
pub(super) fn run(bill: &mut Bill<'_, '_>, priced: &PricedBill, judge: bool) {
    let dates: BTreeSet<_> = bill.claim.encounters.iter().map(|e| e.date).collect();
    let editions: BTreeSet<usize> =
        dates.iter().filter_map(|d| bill.edition_on(*d)).map(|(place, _)| place).collect();
    for place in editions {
        let Some(edition) = bill.engine.editions().get(place) else { continue };
        let manifest = edition.manifest();
        if let Some(why) = &manifest.provisional {
            notice(bill, "masters.provisional", Severity::Notice, Target::Request, &PROVISIONAL, why);
        }
        // Other lists that are missing (names of standards) decide nothing.
        let missing: Vec<&str> =
            manifest.missing.iter().map(String::as_str).filter(|table| table.starts_with("etensu")).collect();
        if (bill.claim.options.auto_add || judge) && !missing.is_empty() {
            let words = missing.join(", ");
            notice(bill, "masters.tablesMissing", Severity::Notice, Target::Request, &MISSING, &words);
        }
        if bill.claim.options.auto_add && rules::of(manifest.revision).is_empty() {
            notice(
                bill,
                "derive.notImplemented",
                Severity::Confirm,
                Target::Request,
                &NO_RULES,
                manifest.revision.name(),
            );
        }
    }
    doubtful(bill);
    selective_care(bill, priced);
    if !bill.claim.options.auto_add {
        return;
    }
    for (place, encounter) in bill.claim.encounters.iter().enumerate() {
        let revision = bill.edition_on(encounter.date).map(|(_, e)| e.manifest().revision);
        let unread = revision.map_or(&[][..], rules::unread);
        let words = revision.map_or("", |r| r.name());
        let (text, words) = match encounter.setting {
            // Only where a fee of their part stands on the bill: most visits have nothing to do with them.
            Setting::Outpatient if touches(bill, place, unread) => (&UNREAD, words),
            Setting::Outpatient => continue,
            // Rules of home care that stand for a revision before but were not read in the texts of this one.
            Setting::Home if unread.iter().any(|rule| rule.article.starts_with('C')) => (&HOME, words),
            Setting::Home => continue,
            Setting::Inpatient => (&INPATIENT, ""),
        };
        notice(bill, "derive.notImplemented", Severity::Confirm, Target::Encounter(place), text, words);
    }
}

/// Whether an encounter bills a fee of the part (letter) of any of the rules.
fn touches(bill: &Bill<'_, '_>, place: usize, rules: &[&rules::Rule]) -> bool {
    let letters: Vec<u8> = rules.iter().filter_map(|rule| rule.article.bytes().next()).collect();
    bill.applied_in(place)
        .filter_map(|(_, line)| line.procedure())
        .any(|row| row.notice_kind().is_base() && letters.contains(&row.article().letter))
}

/// Lines whose points an assembled edition does not hold for certain.
fn doubtful(bill: &mut Bill<'_, '_>) {
    let lines: Vec<(usize, Code)> = bill
        .lines
        .iter()
        .enumerate()
        .filter(|(_, l)| l.is_applied())
        .filter_map(|(place, l)| {
            let master = l.master.filter(|_| l.procedure().is_some())?;
            let edition = bill.engine.editions().get(master.edition)?;
            (edition.trust(master.row) == Trust::Medium).then_some((place, l.code))
        })
        .collect();
    for (place, code) in lines {
        let target = bill.lines.get(place).and_then(|l| l.input.map(|i| Target::Line(l.encounter, i)));
        notice(
            bill,
            "masters.rowToConfirm",
            Severity::Confirm,
            target.unwrap_or(Target::Derived(place)),
            &DOUBTFUL,
            &code.to_string(),
        );
    }
}

/// 長期収載品の選定療養 (y42 = 2): the master's price is the insured part; what the patient pays on top is not in points.
fn selective_care(bill: &mut Bill<'_, '_>, priced: &PricedBill) {
    for place in 0..bill.lines.len() {
        let Some(line) = bill.lines.get(place).filter(|l| l.is_applied()) else { continue };
        if line.drug().is_some_and(|d| d.selective_care() == 2) {
            let target = line.input.map_or(Target::Derived(place), |i| Target::Line(line.encounter, i));
            let code = line.code.to_string();
            let outpatient =
                bill.claim.encounters.get(line.encounter).is_some_and(|e| e.setting != Setting::Inpatient);
            let section = priced.units.iter().find(|u| u.lines.contains(&place)).map(|u| u.section);
            let charged = section.is_some_and(super::charge::is_special_section)
                && super::charge::special_drug(bill, place).is_some();
            if outpatient && charged {
                notice(bill, "charge.specialCharge", Severity::Info, target, &SPECIAL_CHARGE, &code);
                continue;
            }
            notice(
                bill,
                "charge.selectiveCareNotImplemented",
                Severity::Confirm,
                target,
                &SELECTIVE_CARE,
                &code,
            );
        }
    }
}

fn notice(
    bill: &mut Bill<'_, '_>,
    id: &'static str,
    severity: Severity,
    target: Target,
    text: &'static Text,
    words: &str,
) {
    bill.findings.push(Finding {
        id,
        official_code: None,
        severity,
        disposition: Disposition::None,
        decidable: Decidable::None,
        phase: Phase::Calculation,
        target,
        lines: Vec::new(),
        text,
        args: if words.is_empty() { Vec::new() } else { vec![Arg::Words(words.to_owned())] },
        cites: Vec::new(),
    });
}
