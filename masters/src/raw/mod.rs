//! The official record layouts, one file each: a table of columns and the typed row that is read through it.
//!
//! Every column stands in the table: its number, official item name, field, type and what it may hold, or the reason
//! why it is not read. Nothing else in the crate knows a column number except through these modules.

mod column;
pub(crate) mod field;
mod lists;

pub mod bundle;
pub mod comment;
pub mod comment_relation;
pub mod disease;
pub mod disease_migration;
pub mod drug;
pub mod exclusion;
pub mod facility_standard;
pub mod fee_table_index;
pub mod frequency_limit;
pub mod inpatient_addition;
pub mod material;
pub mod modifier;
pub mod procedure;

pub use column::{Column, Rule};
pub use field::{ChangeKind, Until, Unused};
pub use santei_core::date::AgeBound;
pub use santei_core::law::Revision;

use crate::name::FileKind;

/// Columns that hold the dates of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateColumns {
    /// 変更年月日 or 新設年月日: the first day of the content.
    pub(crate) from: usize,
    /// 廃止年月日.
    pub(crate) until: usize,
    /// 収載年月日: when the code first existed, where the file says so.
    pub(crate) listed: Option<usize>,
    /// Kind of the price before the last one; not `0` means that the code existed before `from`.
    pub(crate) old_price: Option<(usize, usize)>,
    /// 経過措置年月日.
    pub(crate) transition: Option<usize>,
}

/// Layout of one official file.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Which file.
    pub kind: FileKind,
    /// Columns of the widest form.
    pub columns: &'static [Column],
    /// Column counts that occur; columns a narrow form lacks read as `0`.
    pub widths: &'static [usize],
    /// Columns of the key, from 1.
    pub key: &'static [usize],
    /// Columns that only a later revision fills, replacing the entry of `columns`.
    later: &'static [(Revision, Column)],
    /// Columns whose rule allows an empty cell, but not in this file.
    pub(crate) filled: &'static [usize],
    pub(crate) dates: Option<DateColumns>,
}

impl Layout {
    /// The columns as they are in a revision.
    #[must_use]
    pub fn columns_in(&self, revision: Revision) -> Vec<Column> {
        self.columns
            .iter()
            .map(|column| {
                self.later
                    .iter()
                    .filter(|(from, later)| *from <= revision && later.number == column.number)
                    .map(|(_, later)| *later)
                    .next_back()
                    .unwrap_or(*column)
            })
            .collect()
    }

    /// Official item name of a column, empty when there is none.
    #[must_use]
    pub fn item(&self, number: usize) -> &'static str {
        number.checked_sub(1).and_then(|i| self.columns.get(i)).map_or("", |c| c.name)
    }
}

/// The layout of a kind of file.
#[must_use]
pub fn layout(kind: FileKind) -> &'static Layout {
    match kind {
        FileKind::Procedure => &procedure::LAYOUT,
        FileKind::WardCode => &procedure::WARD_LAYOUT,
        FileKind::Drug => &drug::LAYOUT,
        FileKind::Material => &material::LAYOUT,
        FileKind::Comment => &comment::LAYOUT,
        FileKind::CommentRelation => &comment_relation::LAYOUT,
        FileKind::Disease => &disease::LAYOUT,
        FileKind::RetiredDisease => &disease::RETIRED_LAYOUT,
        FileKind::DiseaseMigration => &disease_migration::LAYOUT,
        FileKind::Modifier => &modifier::LAYOUT,
        FileKind::FeeTableIndex => &fee_table_index::LAYOUT,
        FileKind::Bundle => &bundle::LAYOUT,
        FileKind::ExclusionDay => &exclusion::DAY_LAYOUT,
        FileKind::ExclusionMonth => &exclusion::MONTH_LAYOUT,
        FileKind::ExclusionSameTime => &exclusion::SAME_TIME_LAYOUT,
        FileKind::ExclusionWeek => &exclusion::WEEK_LAYOUT,
        FileKind::InpatientAddition => &inpatient_addition::LAYOUT,
        FileKind::FrequencyLimit => &frequency_limit::LAYOUT,
        FileKind::FacilityStandard => &facility_standard::LAYOUT,
    }
}

pub(crate) const LENGTH: &str = "length of the next column, which tells it itself";
pub(crate) const FIXED: &str = "the same letter in every row of the file";
pub(crate) const MARK: &str = "mark of the last update; editions are compared instead";
pub(crate) const HISTORY: &str = "price before the last revision; dated editions are kept instead";
pub(crate) const ORDER: &str = "order of the printed list";

/// One table of columns makes the column list and the typed row.
macro_rules! columns {
    ($(#[$about:meta])* pub struct $row:ident;
     $($number:literal $name:literal $field:ident: $ty:ty = $rule:expr;)+) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[non_exhaustive]
        pub struct $row<'a> {
            $(#[doc = concat!("Column ", $number, ", ", $name)] pub $field: $ty,)+
        }

        impl<'a> $row<'a> {
            /// Reads the typed columns of a checked row.
            ///
            /// # Errors
            /// A cell that cannot be read as a value of its item.
            pub fn read(row: $crate::table::Row<'a>) -> $crate::error::Result<Self> {
                Ok(Self { $($field: $crate::raw::field::typed(row, $number, $name)?,)+ })
            }
        }

        /// The columns of the file.
        pub const COLUMNS: &[$crate::raw::Column] = &[
            $($crate::raw::Column { number: $number, name: $name, field: stringify!($field), rule: $rule },)+
        ];
    };
}
pub(crate) use columns;
