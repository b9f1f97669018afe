//! Compact images of the masters, verified once at load and borrowed afterwards.
//!
//! [`Edition::open`] checks everything: digests, order, bounds, values, references. After that reading cannot fail.

mod bundles;
mod cell;
mod container;
mod edition;
mod manifest;
mod other;
mod procedure;
mod relation;
mod strings;
mod table;

pub use cell::{Cell, Hundredths, Record};
pub use container::{Bytes, Image, ImageError, ImageKind, ImageWriter, LAYOUT};
pub use edition::{BundleSlot, Edition, Trust, tags};
pub use manifest::{MANIFEST, Manifest, Source};
pub use other::{
    Comment, CommentRelation, CommentRelationRow, CommentRow, Disease, DiseaseRow, DosageForm, Drug,
    DrugPriceKind, DrugRow, Material, MaterialPriceKind, MaterialRow, Modifier, ModifierRow, Standard,
    StandardRow,
};
pub use procedure::{AgeAddition, Article, NoticeKind, PointKind, Procedure, ProcedureRow, StepError};
pub use relation::{
    Auxiliary, AuxiliaryRow, BundleChild, BundleChildRow, Exclusion, FrequencyLimit, FrequencyLimitRow, Keep,
    WardAddition, WardAdditionRow, Window, write_exclusions,
};
pub use strings::write_strings;
pub use table::{Dated, Found, Table, write_table};
