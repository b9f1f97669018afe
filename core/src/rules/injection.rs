//! Chapter 2 part 6: injections (注射).

use crate::rules::View;
use crate::snapshot::Article;

pub mod catheter;
pub mod g004_volume;
pub mod g020_sterile;
pub mod g100_vitamins;
pub mod general3_drugs;
pub mod general6_chemotherapy;
pub mod main_of_the_day;

/// What an injected drug belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// An injection (第1節第1款) on the bill, by line.
    Injection(usize),
    /// An act of another part in the client's group of the drug: the drug is one of that act.
    OtherAct,
    /// Nothing tells.
    Unknown,
}

/// Injections on the bill (G000 to G018), by line.
fn injections(view: &View<'_, '_, '_>) -> Vec<(usize, Article)> {
    view.procedures()
        .filter(|(_, row)| {
            let article = row.article();
            article.letter == b'G'
                && article.section < 20
                && row.notice_kind().is_base()
                // The additions of general rules and notes stand as bases in the master (告示等識別区分(2) tells).
                && row.schedule_kind() != 7
        })
        .map(|(line, row)| (line, row.article()))
        .collect()
}

/// The injection a drug belongs to: that of its group, else the last one before it.
fn owner(view: &View<'_, '_, '_>, drug: usize, injections: &[(usize, Article)]) -> Owner {
    let group = |line: usize| view.source(line).and_then(|s| s.group.as_deref());
    if let Some(own) = group(drug) {
        if let Some((line, _)) = injections.iter().find(|(line, _)| group(*line) == Some(own)) {
            return Owner::Injection(*line);
        }
        let other = view.procedures().any(|(line, row)| {
            row.notice_kind().is_base() && row.article().letter != b'G' && group(line) == Some(own)
        });
        if other {
            return Owner::OtherAct;
        }
    }
    match injections.iter().rfind(|(line, _)| *line < drug) {
        Some((line, _)) => Owner::Injection(*line),
        None => Owner::Unknown,
    }
}
