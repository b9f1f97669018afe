//! Points of a revision per code, as a table with a header row: `code,name,kubun,point_type,r6_points,r8_points,source,confidence,note`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use santei_core::snapshot::{Source, Trust};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::error::{MastersError, Result};
use crate::table::Row;

/// How sure a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Read in the official row, or the text agrees with name and amount.
    High,
    /// Matched with the text, with something left to confirm.
    Medium,
    /// Anything less: the row is not used.
    Low,
}

impl Confidence {
    /// The trust of a row built from it.
    #[must_use]
    pub const fn trust(self) -> Trust {
        match self {
            Self::High => Trust::High,
            Self::Medium => Trust::Medium,
            Self::Low => Trust::Carried,
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OverlayRow {
    /// Code.
    pub code: u32,
    /// Name.
    pub name: String,
    /// 区分番号.
    pub article: String,
    /// 点数識別.
    pub kind: String,
    /// Amount before; `None` when the code is new.
    pub before: Option<Decimal>,
    /// Amount now, in the official form (two decimals); `None` when the act is gone.
    pub points: Option<String>,
    /// How sure.
    pub confidence: Confidence,
}

impl OverlayRow {
    /// Whether kind and amount before are those of the official row.
    pub(super) fn fits(&self, row: Row<'_>) -> bool {
        self.kind == row.get(11) && row.get(12).parse().ok() == self.before
    }
}

/// All rows by code.
#[derive(Debug, Clone)]
pub struct Overlay {
    rows: BTreeMap<u32, OverlayRow>,
    source: Source,
}

#[derive(Deserialize)]
struct Line {
    code: String,
    name: String,
    kubun: String,
    point_type: String,
    r6_points: String,
    r8_points: String,
    confidence: Confidence,
}

impl Overlay {
    /// Reads the table.
    ///
    /// # Errors
    /// [`MastersError::Set`] with file and line of the row that cannot be read.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self> {
        let fail = |line: u64, what: String| MastersError::Set(format!("{file}:{line}: {what}"));
        let mut rows = BTreeMap::new();
        let mut reader = csv::Reader::from_reader(bytes);
        for (line, row) in (2_u64..).zip(reader.deserialize::<Line>()) {
            let row = row.map_err(|e| fail(line, format!("not a row of the overlay: {e}")))?;
            let code = Some(row.code.as_str())
                .filter(|c| c.len() == 9)
                .and_then(|c| c.parse().ok())
                .ok_or_else(|| fail(line, format!("`{}` is not a code of nine digits", row.code)))?;
            let amount = |text: &str| match text {
                "" => Ok(None),
                _ => Decimal::from_str_exact(text)
                    .map(Some)
                    .map_err(|_| fail(line, format!("`{text}` is not an amount"))),
            };
            let points = amount(&row.r8_points)?.map(|mut points| {
                points.rescale(2);
                points.to_string()
            });
            let row = OverlayRow {
                code,
                name: row.name,
                article: row.kubun,
                kind: row.point_type,
                before: amount(&row.r6_points)?,
                points,
                confidence: row.confidence,
            };
            if rows.insert(code, row).is_some() {
                return Err(fail(line, format!("code `{code}` stands twice")));
            }
        }
        let digest = Sha256::digest(bytes);
        let source = Source {
            kind: "overlay".to_owned(),
            file: file.to_owned(),
            published: String::new(),
            sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        };
        Ok(Self { rows, source })
    }

    /// The row of a code.
    #[must_use]
    pub fn row(&self, code: u32) -> Option<&OverlayRow> {
        self.rows.get(&code)
    }

    /// Every row, by code.
    pub fn rows(&self) -> impl Iterator<Item = &OverlayRow> {
        self.rows.values()
    }

    /// The file as a source of the manifest.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }
}
