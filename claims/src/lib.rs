//! `santei-claims`: the claim file of Japan's medical insurance (レセプト電算処理, 医科), both ways.
//!
//! - [`read`] takes a file apart, receipt by receipt, in constant memory; nothing is lost: what was read is written back byte for byte.
//! - [`form`] checks the form of records: lengths, digits, dates, order, sums.
//! - [`receipt`] is what a receipt says, typed: payers, diseases, billing units with their days.
//! - [`recalculate`] calculates the points of a receipt again and compares them unit by unit.
//! - [`recharge`] calculates the co-payments of a receipt again, as far as the receipt tells what decides.
//! - [`mod@write`] makes files of a month of patients: calculated, charged, one file for each organisation.
//! - [`switch`] reads what a site has decided not to be told as a problem.
//! - [`asp`] writes the result list of the payers' reception checks.
//!
//! What a code means is the business of `santei-core`; this crate knows the form of the record.
//!
//! ```
//! use santei_claims::read::{Piece, Reader};
//!
//! let file = b"IR,1,13,1,9999999,,CLINIC,202507,00,\r\nGO,0,0,99\r\n\x1a";
//! let mut back = Vec::new();
//! for piece in Reader::new(&file[..]) {
//!     back.extend_from_slice(piece.expect("memory does not fail").bytes());
//! }
//! assert_eq!(back, file);
//! ```
pub mod asp;
pub mod calendar;
pub mod form;
pub mod layout;
pub mod number;

pub mod problem;
pub mod read;
pub mod recalculate;
pub mod receipt;
pub mod recharge;
pub mod record;
pub mod switch;
pub mod text;
pub mod write;
