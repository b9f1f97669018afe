//! One edition: the masters of one revision with their dated history.

use super::bundles::BundleIndex;
use super::container::{Bytes, Image, ImageError, ImageKind};
use super::manifest::Manifest;
use super::other::{Comment, CommentRelation, Disease, Drug, Material, Modifier, Standard};
use super::procedure::Procedure;
use super::relation::{
    Auxiliary, BundleChild, Exclusion, ExclusionsAt, FrequencyLimit, WardAddition, Window,
};
use super::strings::StringsAt;
use super::table::{Table, TableAt};
use crate::code::{Code, ItemId};
use crate::date::{ServiceDate, Validity};

/// Tags of the sections, for writers.
pub mod tags {
    /// Procedures.
    pub const PROCEDURES: &str = "procedure";
    /// How far each row of the procedures can be trusted, one byte per row (only in an assembled edition).
    pub const PROCEDURE_TRUST: &str = "procedure.trust";
    /// Short names of procedures, one per row.
    pub const PROCEDURE_NAMES: &str = "procedure.name";
    /// Full names of procedures, one per row (optional).
    pub const PROCEDURE_FULL: &str = "procedure.full";
    /// Drugs.
    pub const DRUGS: &str = "drug";
    /// Names of drugs.
    pub const DRUG_NAMES: &str = "drug.name";
    /// Standard wording of generic prescriptions (optional).
    pub const DRUG_GENERIC: &str = "drug.generic";
    /// Materials.
    pub const MATERIALS: &str = "material";
    /// Names of materials.
    pub const MATERIAL_NAMES: &str = "material.name";
    /// Comments.
    pub const COMMENTS: &str = "comment";
    /// Texts of comments.
    pub const COMMENT_TEXTS: &str = "comment.text";
    /// Comment relations.
    pub const COMMENT_RELATIONS: &str = "comment.rel";
    /// Diseases.
    pub const DISEASES: &str = "disease";
    /// Names of diseases.
    pub const DISEASE_NAMES: &str = "disease.name";
    /// Modifiers.
    pub const MODIFIERS: &str = "modifier";
    /// Names of modifiers.
    pub const MODIFIER_NAMES: &str = "modifier.name";
    /// Facility standards.
    pub const STANDARDS: &str = "standard";
    /// Names of facility standards.
    pub const STANDARD_NAMES: &str = "standard.name";
    /// Electronic fee table 01.
    pub const AUXILIARY: &str = "etensu.01";
    /// Electronic fee table 02.
    pub const BUNDLES: &str = "etensu.02";
    /// Electronic fee table 04.
    pub const WARDS: &str = "etensu.04";
    /// Electronic fee table 05.
    pub const LIMITS: &str = "etensu.05";
}

/// How far the points of a procedure row can be trusted. Rows of official files are [`Trust::Official`]; an edition that had to be
/// assembled without them says it row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Trust {
    /// The row of the official master.
    Official = 0,
    /// The points stand in the text of the fee schedule, or were read in the official row; the flags are of the revision before.
    High = 1,
    /// The points were aligned with the text, but the name says less than the text, or the code was found by counting.
    Medium = 2,
    /// The row of the revision before, unreviewed: its points are not billed.
    Carried = 3,
}

impl Trust {
    /// From the byte of the section.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0 => Some(Self::Official),
            1 => Some(Self::High),
            2 => Some(Self::Medium),
            3 => Some(Self::Carried),
            _ => None,
        }
    }
}

/// What 01 bundles into a code: a unit and the group of what is included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BundleSlot {
    /// 包括単位: 1 day, 2 month, 3 same occasion, 5 week before the operation, 6 operation.
    pub unit: u8,
    /// Place of the group in the edition.
    group: usize,
}

/// One edition, opened and verified.
#[derive(Debug, Clone)]
pub struct Edition {
    image: Image,
    manifest: Manifest,
    procedures: TableAt<Procedure>,
    trust: Option<std::ops::Range<usize>>,
    procedure_names: StringsAt,
    procedure_full: StringsAt,
    drugs: TableAt<Drug>,
    drug_names: StringsAt,
    drug_generic: StringsAt,
    materials: TableAt<Material>,
    material_names: StringsAt,
    comments: TableAt<Comment>,
    comment_texts: StringsAt,
    comment_relations: TableAt<CommentRelation>,
    diseases: TableAt<Disease>,
    disease_names: StringsAt,
    modifiers: TableAt<Modifier>,
    modifier_names: StringsAt,
    standards: TableAt<Standard>,
    standard_names: StringsAt,
    auxiliary: TableAt<Auxiliary>,
    bundles: TableAt<BundleChild>,
    wards: TableAt<WardAddition>,
    limits: TableAt<FrequencyLimit>,
    exclusions: [ExclusionsAt; 4],
    bundle_index: BundleIndex,
}

macro_rules! tables {
    ($( $(#[$meta:meta])* $method:ident => $field:ident : $record:ty; )*) => { $(
        $(#[$meta])*
        #[must_use]
        pub fn $method(&self) -> Table<'_, $record> { self.$field.table(&self.image) }
    )* };
}

macro_rules! names {
    ($( $(#[$meta:meta])* $method:ident => $field:ident; )*) => { $(
        $(#[$meta])*
        #[must_use]
        pub fn $method(&self, row: usize) -> &str { self.$field.get(&self.image, row) }
    )* };
}

impl Edition {
    /// Opens an image and verifies every section.
    ///
    /// # Errors
    /// [`ImageError`] naming the section that is damaged, cut off, missing or out of order.
    pub fn open(bytes: Bytes) -> Result<Self, ImageError> {
        let image = Image::open(bytes, ImageKind::Edition)?;
        let manifest = Manifest::open(&image)?;
        let procedures = TableAt::<Procedure>::open(&image, tags::PROCEDURES)?;
        let items = procedures.table(&image).code_count();
        if items > usize::from(u16::MAX) {
            return Err(ImageError::Content {
                section: tags::PROCEDURES.to_owned(),
                row: items,
                what: "more codes than an item id can name",
            });
        }
        let names = |tag, rows| StringsAt::open(&image, tag, Some(rows));
        let drugs = TableAt::<Drug>::open(&image, tags::DRUGS)?;
        let materials = TableAt::<Material>::open(&image, tags::MATERIALS)?;
        let comments = TableAt::<Comment>::open(&image, tags::COMMENTS)?;
        let diseases = TableAt::<Disease>::open(&image, tags::DISEASES)?;
        let modifiers = TableAt::<Modifier>::open(&image, tags::MODIFIERS)?;
        let standards = TableAt::<Standard>::open(&image, tags::STANDARDS)?;
        let [day, month, same, week] = Window::ALL.map(|w| ExclusionsAt::open(&image, w.tag(), items));
        let trust = image.range(tags::PROCEDURE_TRUST);
        if let Some(range) = &trust {
            let (bytes, rows) = (image.slice(range), procedures.row_count());
            let bad =
                |row, what| ImageError::Content { section: tags::PROCEDURE_TRUST.to_owned(), row, what };
            if bytes.len() != rows {
                return Err(bad(bytes.len(), "not one byte for each row"));
            }
            if let Some(row) = bytes.iter().position(|b| Trust::from_byte(*b).is_none()) {
                return Err(bad(row, "an unknown degree of trust"));
            }
        }
        let auxiliary = TableAt::<Auxiliary>::open(&image, tags::AUXILIARY)?;
        let bundles = TableAt::<BundleChild>::open(&image, tags::BUNDLES)?;
        let bundle_index = {
            let item = |code| procedures.table(&image).item(code);
            BundleIndex::of(auxiliary.table(&image), bundles.table(&image), &item, items)
        };
        Ok(Self {
            bundle_index,
            trust,
            procedure_names: names(tags::PROCEDURE_NAMES, procedures.row_count())?,
            procedure_full: names(tags::PROCEDURE_FULL, procedures.row_count())?,
            drug_names: names(tags::DRUG_NAMES, drugs.row_count())?,
            drug_generic: names(tags::DRUG_GENERIC, drugs.row_count())?,
            material_names: names(tags::MATERIAL_NAMES, materials.row_count())?,
            comment_texts: names(tags::COMMENT_TEXTS, comments.row_count())?,
            comment_relations: TableAt::open(&image, tags::COMMENT_RELATIONS)?,
            disease_names: names(tags::DISEASE_NAMES, diseases.row_count())?,
            modifier_names: names(tags::MODIFIER_NAMES, modifiers.row_count())?,
            standard_names: names(tags::STANDARD_NAMES, standards.row_count())?,
            auxiliary,
            bundles,
            wards: TableAt::open(&image, tags::WARDS)?,
            limits: TableAt::open(&image, tags::LIMITS)?,
            exclusions: [day?, month?, same?, week?],
            manifest,
            procedures,
            drugs,
            materials,
            comments,
            diseases,
            modifiers,
            standards,
            image,
        })
    }

    /// What the edition says of itself.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The image behind the edition.
    #[must_use]
    pub const fn image(&self) -> &Image {
        &self.image
    }

    /// How far the points of a procedure row can be trusted.
    #[must_use]
    pub fn trust(&self, row: usize) -> Trust {
        let byte = self.trust.as_ref().and_then(|range| self.image.slice(range).get(row).copied());
        byte.and_then(Trust::from_byte).unwrap_or(Trust::Official)
    }

    /// Service days the edition answers.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        Validity { from: self.manifest.from, until: self.manifest.until }
    }

    tables! {
        /// Procedures (診療行為).
        procedures => procedures: Procedure;
        /// Drugs (医薬品).
        drugs => drugs: Drug;
        /// Materials (特定器材).
        materials => materials: Material;
        /// Comments.
        comments => comments: Comment;
        /// Comment relations, listed under the act.
        comment_relations => comment_relations: CommentRelation;
        /// Diseases, retired ones included.
        diseases => diseases: Disease;
        /// Modifiers.
        modifiers => modifiers: Modifier;
        /// Facility standards.
        standards => standards: Standard;
        /// Electronic fee table 01.
        auxiliary => auxiliary: Auxiliary;
        /// Electronic fee table 02, listed under the child.
        bundles => bundles: BundleChild;
        /// Electronic fee table 04, listed under the addition.
        wards => wards: WardAddition;
        /// Electronic fee table 05.
        limits => limits: FrequencyLimit;
    }

    names! {
        /// Short name of a procedure row.
        procedure_name => procedure_names;
        /// Full name of a procedure row; empty when the image carries none.
        procedure_full_name => procedure_full;
        /// Name of a drug row.
        drug_name => drug_names;
        /// Standard wording of a generic prescription.
        drug_generic_name => drug_generic;
        /// Name of a material row.
        material_name => material_names;
        /// Text of a comment row.
        comment_text => comment_texts;
        /// Name of a disease row.
        disease_name => disease_names;
        /// Name of a modifier row.
        modifier_name => modifier_names;
        /// Name of a facility standard row.
        standard_name => standard_names;
    }

    /// Whether the edition carries short names (a small image may leave them out).
    #[must_use]
    pub const fn has_names(&self) -> bool {
        self.procedure_names.count() > 0
    }

    /// Whether the edition has the exclusion table of a window.
    #[must_use]
    pub fn has_exclusions(&self, window: Window) -> bool {
        self.exclusions_at(window).is_present()
    }

    const fn exclusions_at(&self, window: Window) -> &ExclusionsAt {
        let [day, month, same, week] = &self.exclusions;
        match window {
            Window::Day => day,
            Window::Month => month,
            Window::SameOccasion => same,
            Window::Week => week,
        }
    }

    /// Windows in which an item is excluded with anything at all, one bit each in the order of [`Window::ALL`].
    #[must_use]
    pub fn exclusion_windows(&self, item: ItemId) -> u8 {
        let [day, month, same, week] = self.exclusions.each_ref().map(|e| u8::from(e.concerns(item)));
        day | month << 1 | same << 2 | week << 3
    }

    /// Whether the edition has the bundle table (02).
    #[must_use]
    pub const fn has_bundles(&self) -> bool {
        self.bundle_index.is_present()
    }

    /// What a procedure bundles on a day, slot by slot; `None` where a slot is not used, or holds nothing the table knows.
    #[must_use]
    pub fn bundle_slots(&self, item: ItemId, date: ServiceDate) -> [Option<BundleSlot>; 3] {
        if !self.bundle_index.is_parent(item) {
            return [None; 3];
        }
        let Some(code) = self.procedures().code_at(usize::from(item.place())) else { return [None; 3] };
        let day = date.days();
        let mut rows = self.auxiliary().rows_of(code);
        let Some((row, _)) = rows.find(|(r, _)| r.valid_from() <= day && day < r.valid_until()) else {
            return [None; 3];
        };
        let groups = row.bundle_groups();
        let mut names = groups.chunks_exact(7);
        row.bundle_units().map(|unit| {
            let group = names.next().and_then(|name| self.bundle_index.group(name));
            group.filter(|_| unit != 0).map(|group| BundleSlot { unit, group })
        })
    }

    /// Whether a slot includes a procedure on a day: its 特例条件, or `None` when it does not.
    #[must_use]
    pub fn bundled(&self, slot: BundleSlot, child: ItemId, date: ServiceDate) -> Option<bool> {
        if !self.bundle_index.holds(slot.group, child) {
            return None;
        }
        let code: Code = self.procedures().code_at(usize::from(child.place()))?;
        let day = date.days();
        self.bundles()
            .rows_of(code)
            .map(|(r, _)| r)
            .filter(|r| r.valid_from() <= day && day < r.valid_until())
            .find(|r| self.bundle_index.group(r.group().as_slice()) == Some(slot.group))
            .map(|r| r.special())
    }

    /// Every pair of a window's exclusion table, each once, with when it is in force.
    pub fn exclusion_pairs(&self, window: Window) -> impl Iterator<Item = (ItemId, ItemId, Exclusion)> + '_ {
        self.exclusions_at(window).pairs(&self.image)
    }

    /// The exclusion of two items in a window on a day, seen from the first.
    #[must_use]
    pub fn exclusion(
        &self,
        window: Window,
        first: ItemId,
        second: ItemId,
        date: ServiceDate,
    ) -> Option<Exclusion> {
        self.exclusions_at(window).find(&self.image, first, second, date)
    }
}
