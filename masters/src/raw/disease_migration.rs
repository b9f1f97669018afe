//! ikou — successors of retired diseases, 7 columns. Described from the data; no official layout is at hand.

use super::column::{fixed, one, text};
use super::{ChangeKind, Layout, columns};
use crate::name::FileKind;

columns! {
    /// One row of the migration table.
    pub struct DiseaseMigrationRow;

    1 "移行区分" move_kind: u8 = one("2345");
    2 "旧傷病名コード" code: u32 = fixed(7);
    3 "旧傷病名基本名称" name: &'a str = text(60);
    4 "変更区分" change_kind: ChangeKind = one("9");
    5 "移行先コード" moved_to: Option<u32> = fixed(7).or_empty();
    6 "候補コード" candidate: Option<u32> = fixed(7).or_empty();
    7 "候補名称" candidate_name: &'a str = text(60).or_empty();
}

/// Layout of ikou.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::DiseaseMigration,
    columns: COLUMNS,
    widths: &[7],
    key: &[2],
    later: &[],
    filled: &[],
    dates: None,
};
