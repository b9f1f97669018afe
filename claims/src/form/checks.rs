//! The checks of form, as a table: id, level, the payers' code where it is known (`-` where not), source, messages.
//!
//! Ids never change and are never reused. Codes of the payers come from a third-party list (see docs/CHECKS.md): plausible, not proven.

mod detail;
mod field;
mod file;
mod payer;
mod receipt;

pub(crate) use detail::*;
pub(crate) use field::*;
pub(crate) use file::*;
pub(crate) use payer::*;
pub(crate) use receipt::*;

use crate::problem::Check;

const SPEC: &str = "記録条件仕様(医科用)";
const ASP: &str = "受付・事務点検ASP";
const NUMBERS: &str = "保険者番号等の設定について";

/// A row of the table for each check: `NAME: Level "id" "code" SOURCE "message (ja)", "message (en)";`.
macro_rules! checks {
    (@code -) => { None };
    (@code $code:literal) => { Some($code) };
    ($( $name:ident: $level:ident $id:literal $code:tt $source:ident $ja:literal, $en:literal; )*) => {
        $(
            pub(crate) static $name: crate::problem::Check = crate::problem::Check {
                id: $id,
                official: checks!(@code $code),
                level: crate::problem::Level::$level,
                ja: $ja,
                en: $en,
                source: super::$source,
            };
        )*
        pub(super) static ALL: &[&crate::problem::Check] = &[ $( &$name ),* ];
    };
}
use checks;

/// Every check of form, by subject.
pub fn all() -> impl Iterator<Item = &'static Check> {
    [file::ALL, field::ALL, receipt::ALL, payer::ALL, detail::ALL].into_iter().flatten().copied()
}
