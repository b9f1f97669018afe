//! Reader of the official master files of Japan's medical fee schedule.
//!
//! [`decode`] turns the published files (zip or plain, Windows-31J, CSV) into checked [`table`] rows; [`raw`] holds the
//! official layouts and the typed rows; [`apply`] applies differential files; [`history`] keeps what was valid when;
//! [`check`] reports what does not fit together across tables.
//!
//! Bad data is always an error that names file, line, column, item name and value.

pub mod apply;
pub mod check;
pub mod decode;
pub mod error;
mod facility_list;
pub mod history;
pub mod name;
pub mod raw;
pub mod table;

pub use decode::read;
pub use error::{CellError, MastersError, Result};
pub use name::FileKind;
pub use raw::Revision;
pub use table::{Record, Role, Row, Source, Table};
