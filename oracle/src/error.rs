//! Everything that can keep the oracle from naming an amount.

use rust_decimal::Decimal;

/// Why no amount could be given.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OracleError {
    /// The folder or a file in it could not be read.
    #[error("cannot read `{path}`: {source}; give the folder that holds the official files")]
    Io {
        /// File or folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The zip around a master could not be opened.
    #[error("`{path}` is not a readable zip: {source}; fetch the official file again")]
    Zip {
        /// The zip file.
        path: String,
        /// What the zip reader said.
        source: zip::result::ZipError,
    },
    /// A line of a master could not be read as CSV.
    #[error("`{path}` is not readable CSV: {source}; fetch the official file again")]
    Csv {
        /// The zip file.
        path: String,
        /// What the CSV reader said, with the line.
        source: csv::Error,
    },
    /// The file holds bytes that are not Windows-31J.
    #[error("`{path}` is not Windows-31J text; fetch the official file again")]
    Encoding {
        /// The zip file.
        path: String,
    },
    /// A line has another number of columns than the layout of its year.
    #[error("{path}:{line}: {found} columns instead of {expected}; this layout is not known")]
    Layout {
        /// The zip file.
        path: String,
        /// Line, from 1.
        line: usize,
        /// Columns found.
        found: usize,
        /// Columns of the known layout.
        expected: usize,
    },
    /// No full file of this master in the folder.
    #[error("no full file of master `{kind}` in `{dir}`; expected a name such as `{kind}_20251104.zip`")]
    NoFile {
        /// Folder searched.
        dir: String,
        /// `s`, `y` or `t`.
        kind: char,
    },
    /// The code stands in none of the three masters.
    #[error("code `{0}` is in none of the masters s, y, t; check the code and the edition")]
    UnknownCode(String),
    /// A column does not hold what the layout says.
    #[error("code `{code}`, column {column}: `{value}` cannot be used; check the master file")]
    BadColumn {
        /// 9-digit code.
        code: String,
        /// Column, from 1.
        column: usize,
        /// What stands there.
        value: String,
    },
    /// The item is priced by quantity and none was given.
    #[error("code `{0}` needs a quantity; send the amount in the unit of the master")]
    QuantityMissing(String),
    /// A quantity that is negative, zero where that is senseless, or not whole where it must be.
    #[error(
        "code `{code}`: quantity `{quantity}` makes no sense; send a positive amount (whole for procedures)"
    )]
    QuantitySenseless {
        /// 9-digit code.
        code: String,
        /// What was given.
        quantity: Decimal,
    },
    /// きざみ: a claim with this quantity is returned (返戻).
    #[error("code `{code}`: a claim with quantity `{quantity}` is returned; check the quantity")]
    Returned {
        /// 9-digit code.
        code: String,
        /// What was given.
        quantity: i64,
    },
    /// きざみ: below the lower bound, the item cannot be billed (算定不可).
    #[error("code `{code}`: not billable for quantity `{quantity}`; remove the line")]
    NotBillable {
        /// 9-digit code.
        code: String,
        /// What was given.
        quantity: i64,
    },
    /// A percentage (or a reduction) without anything to apply it to.
    #[error(
        "code `{0}` is a share of another item and found none it fits; put it into the unit of its base item"
    )]
    NeedsBase(String),
    /// K142 注1 adds four further vertebrae or spaces at most; of several procedures the text does not say which are the four.
    #[error(
        "code `{0}`: more than four further vertebrae or spaces in one operation; send those that are added"
    )]
    SpineOver(String),
    /// 点数識別 4 and 7, 金額種別 2 and 7: the amount comes from the claim and is not there.
    #[error("code `{0}` takes its amount from the claim and none was sent; send points or unit price")]
    AmountMissing(String),
    /// A yen item (meals, standard burdens) in a unit of points.
    #[error("code `{0}` is an amount of yen and never part of a unit of points; price it alone")]
    YenInUnit(String),
    /// 金額種別 3: dental only.
    #[error("code `{0}` is for dental claims only; use the code of the drug itself")]
    DentalOnly(String),
    /// A number outside what a claim can hold.
    #[error("amount out of range at code `{0}`; check quantity and unit price")]
    Overflow(String),
}
