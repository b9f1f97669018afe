//! 施設基準コード — code and name, two columns.
//!
//! The list is published as a table inside the master specification, not as a master file; it is read from UTF-8 text
//! with tabs: `code<TAB>name`, or `facility_std<TAB>code<TAB>name<TAB>note` in a list of several code tables.

use super::column::{digits, text};
use super::{Layout, columns};
use crate::name::FileKind;

columns! {
    /// One facility standard.
    pub struct FacilityStandardRow;

    1 "施設基準コード" code: u16 = digits(4);
    2 "施設基準名称" name: &'a str = text(400);
}

/// Layout of the list.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::FacilityStandard,
    columns: COLUMNS,
    widths: &[2],
    key: &[1],
    later: &[],
    filled: &[],
    dates: None,
};
