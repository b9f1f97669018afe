//! One edition against another: what is new, has ended, is called or priced otherwise, by place in the fee schedule.
//!
//! Compares two opened images, each on a day of its own: R6 on its last day with R8 on its first, or one edition before
//! and after a price revision.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rust_decimal::Decimal;
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::snapshot::{Edition, Found};
use serde::Serialize;

use crate::error::{MastersError, Result};
use crate::name::FileKind;

/// What became of a code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Change {
    /// Only on the later day.
    New {
        /// Points or yen.
        amount: String,
    },
    /// Only on the earlier day.
    Ended {
        /// Points or yen.
        amount: String,
    },
    /// Another name.
    Renamed {
        /// Name before.
        from: String,
        /// Name after.
        to: String,
    },
    /// Another amount, or another kind of amount (点数識別).
    Amount {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// Another place in the fee schedule (区分番号).
    Moved {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
}

/// A code that changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Changed {
    /// The code, nine digits.
    pub code: String,
    /// Its name on the later day, or the last one it had.
    pub name: String,
    /// What became of it; more than one where name and amount changed.
    pub changes: Vec<Change>,
}

/// Differences of one master, by 区分番号 (empty for masters and rows without one).
pub type ByArticle = BTreeMap<String, Vec<Changed>>;

/// Differences of two editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionDiff {
    /// Earlier edition and day.
    pub from: String,
    /// Later edition and day.
    pub to: String,
    /// By master (`s`, `y`, `t`), then by article.
    pub masters: BTreeMap<&'static str, ByArticle>,
}

/// A code as it is on a day.
struct Seen {
    name: String,
    amount: String,
    article: String,
}

/// Kind and amount as a text that tells them apart: points alone, everything else with its kind.
fn amount(kind: &str, value: Decimal) -> String {
    let value = value.normalize();
    if kind.is_empty() { value.to_string() } else { format!("{value} {kind}") }
}

fn procedure(edition: &Edition, code: Code, day: ServiceDate) -> Option<Seen> {
    use santei_core::snapshot::PointKind as K;
    let Found::Row(row, at) = edition.procedures().find(code, day) else { return None };
    let kind = match row.point_kind() {
        K::Yen => "円",
        K::Points => "点",
        K::PurchasePoints => "購入価格（点数）",
        K::PercentAdd => "％加算",
        K::PercentReduce => "％減算",
        K::ClaimedReduction => "減点",
        K::MinusPoints => "点（マイナス）",
    };
    Some(Seen {
        name: edition.procedure_name(at).to_owned(),
        amount: amount(kind, row.points().decimal()),
        article: row.article().name(),
    })
}

fn drug(edition: &Edition, code: Code, day: ServiceDate) -> Option<Seen> {
    use santei_core::snapshot::DrugPriceKind as K;
    let Found::Row(row, at) = edition.drugs().find(code, day) else { return None };
    let kind = match row.price_kind() {
        K::Yen => "円",
        K::DentalOmitted => "使用量省略",
        K::ClaimedReduction => "減点",
    };
    let name = edition.drug_name(at).to_owned();
    Some(Seen { name, amount: amount(kind, row.price().decimal()), article: String::new() })
}

fn material(edition: &Edition, code: Code, day: ServiceDate) -> Option<Seen> {
    use santei_core::snapshot::MaterialPriceKind as K;
    let Found::Row(row, at) = edition.materials().find(code, day) else { return None };
    let kind = match row.price_kind() {
        K::Yen => "円",
        K::PurchasePrice => "購入価格",
        K::PercentAdd => "％加算",
        K::Multiplier => "倍",
    };
    let name = edition.material_name(at).to_owned();
    Some(Seen { name, amount: amount(kind, row.price().decimal()), article: String::new() })
}

type Look = fn(&Edition, Code, ServiceDate) -> Option<Seen>;

/// Compares two editions, each on its day.
#[must_use]
pub fn diff(from: (&Edition, ServiceDate), to: (&Edition, ServiceDate)) -> EditionDiff {
    let label = |(edition, day): (&Edition, ServiceDate)| format!("{} {day}", edition.manifest().edition);
    let mut masters = BTreeMap::new();
    let looks: [(FileKind, Look); 3] =
        [(FileKind::Procedure, procedure), (FileKind::Drug, drug), (FileKind::Material, material)];
    for (kind, look) in looks {
        let mut by_article = ByArticle::new();
        for code in codes(kind, from.0).union(&codes(kind, to.0)) {
            let (old, new) = (look(from.0, *code, from.1), look(to.0, *code, to.1));
            if let Some((article, changed)) = compare(*code, old, new) {
                by_article.entry(article).or_default().push(changed);
            }
        }
        masters.insert(kind.id(), by_article);
    }
    EditionDiff { from: label(from), to: label(to), masters }
}

fn codes(kind: FileKind, edition: &Edition) -> BTreeSet<Code> {
    let all = |count: usize, at: &dyn Fn(usize) -> Option<Code>| (0..count).filter_map(at).collect();
    match kind {
        FileKind::Procedure => {
            let table = edition.procedures();
            all(table.code_count(), &|place| table.code_at(place))
        }
        FileKind::Drug => {
            let table = edition.drugs();
            all(table.code_count(), &|place| table.code_at(place))
        }
        _ => {
            let table = edition.materials();
            all(table.code_count(), &|place| table.code_at(place))
        }
    }
}

fn compare(code: Code, old: Option<Seen>, new: Option<Seen>) -> Option<(String, Changed)> {
    let (changes, seen) = match (old, new) {
        (None, None) => return None,
        (None, Some(new)) => (vec![Change::New { amount: new.amount.clone() }], new),
        (Some(old), None) => (vec![Change::Ended { amount: old.amount.clone() }], old),
        (Some(old), Some(new)) => {
            let mut changes = Vec::new();
            if old.amount != new.amount {
                changes.push(Change::Amount { from: old.amount, to: new.amount.clone() });
            }
            if old.name != new.name {
                changes.push(Change::Renamed { from: old.name, to: new.name.clone() });
            }
            if old.article != new.article {
                changes.push(Change::Moved { from: old.article, to: new.article.clone() });
            }
            (changes, new)
        }
    };
    if changes.is_empty() {
        return None;
    }
    Some((seen.article, Changed { code: format!("{:09}", code.value()), name: seen.name, changes }))
}

impl EditionDiff {
    /// Number of codes that changed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.masters.values().flat_map(BTreeMap::values).map(Vec::len).sum()
    }

    /// The differences as JSON.
    ///
    /// # Errors
    /// Never in practice: they are only strings.
    pub fn to_json(&self) -> Result<String> {
        serde_json::to_string_pretty(self).map_err(|e| MastersError::Set(format!("differences: {e}")))
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New { amount } => write!(f, "new, {amount}"),
            Self::Ended { amount } => write!(f, "ended, was {amount}"),
            Self::Renamed { from, .. } => write!(f, "renamed, was {from}"),
            Self::Amount { from, to } => write!(f, "{from} → {to}"),
            Self::Moved { from, to } => write!(f, "moved, {from} → {to}"),
        }
    }
}

impl fmt::Display for EditionDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} → {}", self.from, self.to)?;
        for (master, by_article) in &self.masters {
            for (article, codes) in by_article {
                writeln!(f, "\n[{master}] {}", if article.is_empty() { "-" } else { article })?;
                for changed in codes {
                    let changes: Vec<String> = changed.changes.iter().map(ToString::to_string).collect();
                    writeln!(f, "  {} {}: {}", changed.code, changed.name, changes.join("; "))?;
                }
            }
        }
        write!(f, "\n{} codes", self.count())
    }
}
