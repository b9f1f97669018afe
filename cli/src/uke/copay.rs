//! `santei uke price`: the co-payments of a receipt against the charge of its month.

use std::io::Write;
use std::path::Path;

use rust_decimal::Decimal;
use santei_claims::recharge::{Copay, CopayResult};
use santei_core::engine::Engine;
use serde::Serialize;

use crate::exit::Done;
use crate::lang::Lang;

/// One co-payment of a receipt.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Line {
    file: String,
    receipt: u64,
    record: u64,
    field: usize,
    /// `insurer`, `public1` …
    payer: String,
    recorded_yen: Option<u64>,
    computed_yen: Option<i64>,
    /// `same`, `differs`, `open` (the receipt does not tell what decides).
    pub(crate) result: &'static str,
    why: Vec<String>,
}

impl Line {
    /// Of a result.
    pub(crate) fn of(engine: &Engine, file: &Path, receipt: u64, copay: &CopayResult, lang: Lang) -> Self {
        let (computed_yen, why) = match &copay.computed {
            Copay::Insurer { left, benefit } => (Some(*left), vec![insurer(copay, *left, *benefit, lang)]),
            Copay::Programme { arrived, left } => (Some(*left), vec![programme(*arrived, *left, lang)]),
            Copay::Open(issues) => {
                let message = |i| santei_contract::issue_message(engine, i, lang.core());
                (None, issues.iter().map(message).collect())
            }
            Copay::Unreadable => (None, vec![unreadable(lang)]),
        };
        Self {
            file: file.display().to_string(),
            receipt,
            record: copay.record,
            field: copay.field,
            payer: if copay.slot == 0 { "insurer".to_owned() } else { format!("public{}", copay.slot) },
            recorded_yen: copay.recorded,
            computed_yen,
            result: match copay.agrees() {
                Some(true) => "same",
                Some(false) => "differs",
                None => "open",
            },
            why,
        }
    }

    /// Writes it for people.
    pub(crate) fn text(&self, out: &mut impl Write) -> Done<()> {
        let recorded = self.recorded_yen.map_or_else(|| "–".to_owned(), |n| n.to_string());
        let computed = self.computed_yen.map_or_else(|| "?".to_owned(), |n| n.to_string());
        writeln!(
            out,
            "{} receipt {} record {} [{} {}] {}: {recorded} → {computed} yen",
            self.file, self.receipt, self.record, self.payer, self.field, self.result
        )?;
        for why in &self.why {
            writeln!(out, "    {why}")?;
        }
        Ok(())
    }
}

fn insurer(copay: &CopayResult, left: i64, benefit: i64, lang: Lang) -> String {
    let share = left.saturating_add(benefit);
    let percent =
        copay.ratio.and_then(|r| r.checked_mul(Decimal::ONE_HUNDRED)).unwrap_or_default().normalize();
    match (lang, benefit) {
        (Lang::Ja, 0) => format!("{percent}%の負担{share}円は限度額に届きません。負担金額は記録しません。"),
        (Lang::Ja, _) => format!("{percent}%の負担{share}円から高額療養費{benefit}円を除いた額"),
        (Lang::En, 0) => {
            format!("{percent} percent come to {share} yen, below every limit; nothing is recorded")
        }
        (Lang::En, _) => {
            format!("{percent} percent come to {share} yen, less {benefit} yen of the high-cost benefit")
        }
    }
}

fn programme(arrived: i64, left: i64, lang: Lang) -> String {
    let paid = arrived.saturating_sub(left);
    match lang {
        Lang::Ja => format!("前の負担者の残り{arrived}円のうち{paid}円を公費が負担"),
        Lang::En => format!("of {arrived} yen left by the payers before, the programme pays {paid}"),
    }
}

fn unreadable(lang: Lang) -> String {
    match lang {
        Lang::Ja => "診療年月・生年月日・日の情報・負担区分のいずれかが読めません。",
        Lang::En => "month, birth date, days or letters of the payers cannot be read",
    }
    .to_owned()
}
