//! Reader of the official master files of Japan's medical fee schedule.
//!
//! [`decode`] turns the published files (zip or plain, Windows-31J, CSV) into checked [`table`] rows; [`raw`] holds the
//! official layouts and the typed rows; [`apply`] applies differential files; [`history`] keeps what was valid when;
//! [`check`] reports what does not fit together across tables.
//!
//! [`image`] makes the compact image of an edition that the engine opens, [`assembled`] one whose official files are not all at hand,
//! [`diff`] compares two of them.
//!
//! ```
//! use santei_masters::{Revision, decode::Opened, raw::frequency_limit::FrequencyLimitRow, read};
//!
//! // 初診料: once per first visit (unit 159). Official files are in Windows-31J, every value in quotes.
//! let text = "\"0\",\"111000110\",\"初診料\",\"159\",\"初診時\",\"1\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\
//!             \"20180401\",\"99999999\"\r\n";
//! let bytes = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
//! let mut opened = read("05算定回数テーブル.csv", bytes, Revision::R06)?;
//! let Some(Opened::Table(table)) = opened.pop() else { panic!("one table") };
//! let row = FrequencyLimitRow::read(table.rows().next().ok_or("a row")?)?;
//! assert_eq!((row.code, row.unit_code, row.max_count), (111_000_110, 159, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Bad data is always an error that names file, line, column, item name and value.

pub mod apply;
pub mod assembled;
pub mod check;
pub mod decode;
pub mod diff;
pub mod error;
mod facility_list;
pub mod history;
pub mod image;
pub mod name;
pub mod raw;
pub mod table;

pub use decode::read;
pub use error::{CellError, MastersError, Result};
pub use name::FileKind;
pub use raw::Revision;
pub use table::{Record, Role, Row, Source, Table};
