//! Versions of master rows as records of the image.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use santei_core::code::Code;
use santei_core::date::{AgeBound, Validity};
use santei_core::snapshot as image;
use santei_core::snapshot::{AgeAddition, Article, Dated, Hundredths, tags};

use super::Writer;
use crate::error::{MastersError, Result};
use crate::history::{GapReason, Timeline, Version};
use crate::name::FileKind;
use crate::raw::Until;
use crate::raw::comment::CommentRow;
use crate::raw::comment_relation::CommentRelationRow;
use crate::raw::disease::DiseaseRow;
use crate::raw::drug::DrugRow;
use crate::raw::facility_standard::FacilityStandardRow;
use crate::raw::material::MaterialRow;
use crate::raw::modifier::ModifierRow;
use crate::raw::procedure::ProcedureRow;
use crate::table::Row;

/// First day of rows that hold as far back as the files go: 1900-01-01.
pub(super) fn earliest() -> i32 {
    NaiveDate::from_ymd_opt(1900, 1, 1).map_or(0, |d| d.num_days_from_ce())
}

pub(super) fn write(timelines: &[Timeline<'_>], out: &mut Writer) -> Result<()> {
    for timeline in timelines {
        match timeline.kind() {
            FileKind::Procedure => procedures(timeline, out)?,
            FileKind::Drug => drugs(timeline, out)?,
            FileKind::Material => {
                let mut collected = Collected::new();
                let late = seen_late(timeline);
                let (all, names) = rows(timeline, material)?;
                let mut before = None;
                for ((code, mut record), name) in all.into_iter().zip(names) {
                    record.first_seen_late = before != Some(code) && late.contains(code.to_string().as_str());
                    before = Some(code);
                    collected.push(code, record, [name]);
                }
                let Collected { rows, texts: [names] } = collected;
                out.table(tags::MATERIALS, &rows)?;
                out.texts(tags::MATERIAL_NAMES, &names);
            }
            FileKind::Comment => {
                let (rows, texts) = rows(timeline, comment)?;
                out.table(tags::COMMENTS, &rows)?;
                out.texts(tags::COMMENT_TEXTS, &texts);
            }
            FileKind::CommentRelation => {
                let (mut rows, _) = rows(timeline, comment_relation)?;
                rows.sort_by_key(|(code, _)| *code);
                out.table(tags::COMMENT_RELATIONS, &rows)?;
            }
            FileKind::Modifier => {
                let (rows, names) = rows(timeline, modifier)?;
                out.table(tags::MODIFIERS, &rows)?;
                out.texts(tags::MODIFIER_NAMES, &names);
            }
            FileKind::FacilityStandard => {
                let (mut both, names) = rows(timeline, standard)?;
                let mut named: Vec<_> = both.drain(..).zip(names).collect();
                named.sort_by_key(|((code, _), _)| *code);
                let (rows, names): (Vec<_>, Vec<_>) = named.into_iter().unzip();
                out.table(tags::STANDARDS, &rows)?;
                out.texts(tags::STANDARD_NAMES, &names);
            }
            _ => {}
        }
    }
    diseases(timelines, out)
}

/// Rows with their code, and the text of each.
type Rows<'a, R> = (Vec<(Code, R)>, Vec<&'a str>);

/// A code, its record, its text.
type Converted<'a, R> = Result<(Code, R, &'a str)>;

/// Every version of a table as a record and its text.
fn rows<'a, R: Dated>(
    timeline: &'a Timeline<'_>,
    convert: fn(Row<'a>, Validity) -> Converted<'a, R>,
) -> Result<Rows<'a, R>> {
    let mut out = (Vec::new(), Vec::new());
    for (_, versions) in timeline.rows() {
        for version in versions {
            let (code, record, text) = convert(version.row.row(), validity(version))?;
            out.0.push((code, record));
            out.1.push(text);
        }
    }
    Ok(out)
}

/// Rows of a table while they are collected. A version that differs from the one before it only in columns the image does
/// not carry continues it: prices are published anew even where they did not change.
struct Collected<'a, R, const TEXTS: usize> {
    rows: Vec<(Code, R)>,
    texts: [Vec<&'a str>; TEXTS],
}

impl<'a, R: Span, const TEXTS: usize> Collected<'a, R, TEXTS> {
    fn new() -> Self {
        Self { rows: Vec::new(), texts: [const { Vec::new() }; TEXTS] }
    }

    fn push(&mut self, code: Code, record: R, texts: [&'a str; TEXTS]) {
        if let Some((last_code, last)) = self.rows.last_mut()
            && *last_code == code
            && self.texts.iter().zip(texts).all(|(column, text)| column.last() == Some(&text))
            && last.continued_by(&record)
        {
            return;
        }
        self.rows.push((code, record));
        for (column, text) in self.texts.iter_mut().zip(texts) {
            column.push(text);
        }
    }
}

/// A record with the three dates of a version.
trait Span: Clone + PartialEq {
    /// First day, first day no longer valid, 変更年月日.
    fn dates(&mut self) -> [&mut i32; 3];

    /// Takes over the end of a record that follows at once and is the same but for its dates.
    fn continued_by(&mut self, next: &Self) -> bool {
        let mut same = next.clone();
        let [next_from, next_until, _] = same.dates().map(|d| *d);
        let own = self.dates().map(|d| *d);
        for (to, from) in same.dates().into_iter().zip(own) {
            *to = from;
        }
        let [_, own_until, _] = own;
        let follows = own_until == next_from && same == *self;
        if follows {
            let [_, until, _] = self.dates();
            *until = next_until;
        }
        follows
    }
}

macro_rules! span {
    ($($record:ident),+) => {$(
        impl Span for image::$record {
            fn dates(&mut self) -> [&mut i32; 3] {
                [&mut self.valid_from, &mut self.valid_until, &mut self.changed_on]
            }
        }
    )+};
}
span!(Procedure, Drug, Material);

/// Days of a version as the image holds them.
pub(super) fn validity(version: &Version<'_>) -> Validity {
    Validity {
        from: version.valid_from.map_or_else(earliest, |d| d.num_days_from_ce()),
        until: until(version.valid_until),
    }
}

fn until(day: Option<NaiveDate>) -> i32 {
    day.map_or(Validity::OPEN, |d| d.num_days_from_ce())
}

/// A code of the image.
pub(super) fn code(value: u32) -> Result<Code> {
    Code::new(value).ok_or_else(|| MastersError::Set(format!("`{value}` is not a code of nine digits")))
}

fn link(value: Option<u32>) -> Result<Code> {
    code(value.unwrap_or(0))
}

fn hundredths(value: Decimal) -> Result<Hundredths> {
    let mut value = value;
    value.rescale(2);
    i64::try_from(value.mantissa())
        .map(Hundredths)
        .map_err(|_| MastersError::Set(format!("`{value}` is too large for an amount")))
}

/// A value of a code list as the image's own type.
fn listed<T>(value: Option<T>, row: Row<'_>, number: usize, item: &str) -> Result<T> {
    value.ok_or_else(|| {
        MastersError::cell(
            row.file(),
            row.line(),
            number,
            item,
            row.get(number),
            "not in the official list of this item",
        )
    })
}

/// ASCII text in a cell of fixed width, zeros behind it.
pub(super) fn ascii<const N: usize>(text: &str) -> [u8; N] {
    let mut cell = [0; N];
    for (to, from) in cell.iter_mut().zip(text.bytes()) {
        *to = from;
    }
    cell
}

/// The character of a one-character column: typed rows hold digits as numbers.
const fn character(value: u8) -> u8 {
    if value < 10 { b'0' + value } else { value }
}

fn later(value: Option<u16>) -> u8 {
    value.and_then(|v| u8::try_from(v).ok()).unwrap_or(0)
}

fn addition(at_least: AgeBound, under: AgeBound, of: Option<u32>) -> Result<AgeAddition> {
    Ok(AgeAddition { at_least, under, code: link(of)? })
}

fn procedures(timeline: &Timeline<'_>, out: &mut Writer) -> Result<()> {
    let mut collected = Collected::new();
    for (_, versions) in timeline.rows() {
        for version in versions {
            let row = ProcedureRow::read(version.row.row())?;
            let record = procedure(&row, version.row.row(), validity(version))?;
            collected.push(record.code, record, [row.short_name, row.full_name]);
        }
    }
    let Collected { rows, texts: [short, full] } = collected;
    out.codes = rows.iter().map(|(code, _)| code.value()).collect();
    out.codes.dedup();
    out.table(tags::PROCEDURES, &rows)?;
    out.procedure_trust(rows.iter().map(|(code, _)| code.value()));
    out.texts(tags::PROCEDURE_NAMES, &short);
    out.long_texts(tags::PROCEDURE_FULL, &full);
    Ok(())
}

fn procedure(r: &ProcedureRow<'_>, raw: Row<'_>, span: Validity) -> Result<image::Procedure> {
    Ok(image::Procedure {
        code: code(r.code)?,
        valid_from: span.from,
        valid_until: span.until,
        changed_on: r.changed_on.num_days_from_ce(),
        point_kind: listed(image::PointKind::from_number(r.point_kind), raw, 11, "点数識別")?,
        points: hundredths(r.point)?,
        unit_code: r.unit_code,
        inout_kind: r.inout_kind,
        elderly_kind: r.elderly_kind,
        bucket_outpatient: r.bucket_outpatient,
        lab_bundle_group: r.lab_bundle_group,
        dpc_kind: r.dpc_kind,
        facility_kind: r.facility_kind,
        surgical_imaging_addon: r.surgical_imaging_addon,
        obs_act_kind: r.obs_act_kind,
        nursing_addon: r.nursing_addon,
        anesthesia_kind: r.anesthesia_kind,
        disease_relation: r.disease_relation,
        actual_days: r.actual_days,
        days_counts: r.days_counts,
        drug_relation: r.drug_relation,
        has_step: r.step_flag,
        step_lower: r.step_lower,
        step_upper: r.step_upper,
        step_width: r.step_width,
        step_points: hundredths(r.step_point)?,
        step_error: listed(
            image::StepError::from_number(r.step_error),
            raw,
            35,
            "きざみ値・上下限エラー処理",
        )?,
        max_count: r.max_count,
        max_count_error: u8::from(r.max_count_error),
        note_addon_code: r.note_addon_code,
        note_addon_serial: character(r.note_addon_serial),
        general_age_addon: r.general_age_addon,
        age_min: r.age_min,
        age_max: r.age_max,
        time_addon: r.time_addon,
        standard_fit_kind: r.standard_fit_kind,
        standard_fit_facility: r.standard_fit_facility,
        infant_treatment_addon: r.infant_treatment_addon,
        low_birth_weight_addon: r.low_birth_weight_addon,
        inpatient_reduction: r.inpatient_reduction,
        donor_bucket: r.donor_bucket,
        lab_judge_kind: r.lab_judge_kind,
        lab_judge_group: r.lab_judge_group,
        taper_target: r.taper_target,
        evoked_potential_addon: r.evoked_potential_addon,
        neck_dissection_addon: r.neck_dissection_addon,
        auto_suture_addon: r.auto_suture_addon,
        outpatient_mgmt_kind: r.outpatient_mgmt_kind,
        specimen_comment: u8::from(r.specimen_comment),
        outside_general_base: r.excluded_from_general_base,
        taper_group: r.taper_group,
        endosonography_addon: r.endosonography_addon,
        bucket_inpatient: r.bucket_inpatient,
        auto_anastomosis_addon: r.auto_anastomosis_addon,
        notice_kind: listed(image::NoticeKind::from_number(r.notice_kind_1), raw, 68, "告示等識別区分(1)")?,
        schedule_kind: r.notice_kind_2,
        region_addon: r.region_addon,
        bed_count_kind: r.bed_count_kind,
        facility_standards: [
            r.facility_std_1,
            r.facility_std_2,
            r.facility_std_3,
            r.facility_std_4,
            r.facility_std_5,
            r.facility_std_6,
            r.facility_std_7,
            r.facility_std_8,
            r.facility_std_9,
            r.facility_std_10,
        ],
        ultrasonic_coag_addon: r.ultrasonic_coag_addon,
        short_stay_surgery: r.short_stay_surgery,
        dental_applicable: u8::from(r.dental_applicable),
        article: Article {
            letter: r.table_alpha,
            chapter: r.table_chapter,
            part: r.table_part,
            section: r.table_section,
            branch: r.table_branch,
            item: r.table_item,
        },
        notice_article: Article {
            letter: r.notice_alpha.unwrap_or(0),
            chapter: r.notice_chapter,
            part: r.notice_part,
            section: r.notice_section,
            branch: r.notice_branch,
            item: u16::from(r.notice_item),
        },
        age_addition_1: addition(r.age_addon_1_min, r.age_addon_1_max, r.age_addon_1_code)?,
        age_addition_2: addition(r.age_addon_2_min, r.age_addon_2_max, r.age_addon_2_code)?,
        age_addition_3: addition(r.age_addon_3_min, r.age_addon_3_max, r.age_addon_3_code)?,
        age_addition_4: addition(r.age_addon_4_min, r.age_addon_4_max, r.age_addon_4_code)?,
        moved_from: link(r.moved_from)?,
        sinus_endoscope_addon: character(r.sinus_endoscope_addon),
        sinus_cutter_addon: character(r.sinus_cutter_addon),
        long_anesthesia_addon: character(r.long_anesthesia_addon),
        monitoring_addon: character(r.monitoring_addon),
        cryo_tissue_addon: character(r.cryo_tissue_addon),
        cancer_specimen_addon: character(r.cancer_specimen_addon),
        external_fixator_addon: r.external_fixator_addon,
        ultrasonic_cutter_addon: r.ultrasonic_cutter_addon,
        laa_closure_kind: r.laa_closure_kind,
        infection_control_addon: character(r.infection_control_addon),
        ent_infant_addon: r.ent_infant_addon,
        ent_antimicrobial_addon: r.ent_antimicrobial_addon,
        incision_npwt_addon: r.incision_npwt_addon,
        nurse_wage_kind: character(r.nurse_wage_kind),
        base_up_1: character(r.baseup_1),
        base_up_2: character(r.baseup_2),
        remanufactured_addon: u16::from(r.remanufactured_addon),
        price_response_kind: later(r.price_support_kind),
        price_response_group: r.price_support_group.unwrap_or(0),
        organ_transplant_addon: later(r.organ_transplant_addon),
        surgical_robot_addon: later(r.endoscopic_device_addon),
        remote_prescription_addon: later(r.remote_prescription_addon),
        surgery_special_addon: later(r.secured_surgery_addon),
    })
}

/// Keys of the codes that are older than the first content at hand.
fn seen_late<'a>(timeline: &'a Timeline<'_>) -> BTreeSet<&'a str> {
    let late = timeline.gaps().iter().filter(|g| g.reason == GapReason::FirstSeenLate);
    late.map(|g| g.key.as_str()).collect()
}

fn drugs(timeline: &Timeline<'_>, out: &mut Writer) -> Result<()> {
    let mut collected = Collected::new();
    let late = seen_late(timeline);
    for (key, versions) in timeline.rows() {
        for (at, version) in versions.iter().enumerate() {
            let raw = version.row.row();
            let r = DrugRow::read(raw)?;
            let span = validity(version);
            let record = image::Drug {
                code: code(r.code)?,
                valid_from: span.from,
                valid_until: span.until,
                changed_on: r.changed_on.num_days_from_ce(),
                usable_until: until(r.transition_until.0),
                first_seen_late: at == 0 && late.contains(key),
                unit_code: r.unit_code,
                price_kind: listed(image::DrugPriceKind::from_number(r.price_kind), raw, 11, "金額種別")?,
                price: hundredths(r.price)?,
                controlled_kind: r.controlled_kind,
                neurolytic: u8::from(r.neurolytic),
                biological: u8::from(r.biological),
                generic: u8::from(r.generic),
                dental_specific: u8::from(r.dental_specific),
                contrast_kind: r.contrast_kind,
                injection_volume_ml: r.injection_volume_ml,
                listing_kind: r.listing_kind,
                common_name_code: link(r.generic_name_code)?,
                dosage_form: listed(image::DosageForm::from_number(r.dosage_form), raw, 28, "剤形")?,
                listing_code: ascii(r.yj_listing_code),
                generic_rx_code: ascii(r.generic_rx_code),
                generic_rx_addon: r.generic_rx_addon,
                anti_hiv: u8::from(r.anti_hiv),
                long_listed_pair: link(r.long_listed_pair)?,
                selective_care: r.selective_care,
            };
            collected.push(record.code, record, [r.name, r.generic_rx_name]);
        }
    }
    let Collected { rows, texts: [names, generic] } = collected;
    out.table(tags::DRUGS, &rows)?;
    out.texts(tags::DRUG_NAMES, &names);
    out.long_texts(tags::DRUG_GENERIC, &generic);
    Ok(())
}

fn material<'a>(raw: Row<'a>, span: Validity) -> Converted<'a, image::Material> {
    let r = MaterialRow::read(raw)?;
    let Until(transition) = r.transition_until;
    let record = image::Material {
        code: code(r.code)?,
        valid_from: span.from,
        valid_until: span.until,
        changed_on: r.changed_on.num_days_from_ce(),
        usable_until: until(transition),
        first_seen_late: false,
        unit_code: r.unit_code,
        price_kind: listed(image::MaterialPriceKind::from_number(r.price_kind), raw, 11, "金額種別")?,
        price: hundredths(r.price)?,
        age_addon_kind: u8::from(r.age_addon_kind),
        age_min: r.age_min,
        age_max: r.age_max,
        oxygen_kind: r.oxygen_kind,
        device_kind: r.device_kind,
        has_price_cap: u8::from(r.has_price_cap),
        point_cap: r.point_cap,
        moved_to: link(r.moved_to)?,
        annex: r.annex_no,
        annex_section: r.annex_section,
        dpc_kind: u8::from(r.dpc_kind),
        remanufactured: u16::from(r.remanufactured),
    };
    Ok((record.code, record, r.name))
}

fn comment<'a>(raw: Row<'a>, span: Validity) -> Converted<'a, image::Comment> {
    let r = CommentRow::read(raw)?;
    let record = image::Comment {
        code: code(r.code)?,
        valid_from: span.from,
        valid_until: span.until,
        pattern: r.pattern,
        edits: [
            r.edit_1_pos,
            r.edit_1_len,
            r.edit_2_pos,
            r.edit_2_len,
            r.edit_3_pos,
            r.edit_3_len,
            r.edit_4_pos,
            r.edit_4_len,
        ],
        selectable: r.is_selectable,
    };
    Ok((record.code, record, r.text))
}

fn comment_relation<'a>(raw: Row<'a>, span: Validity) -> Converted<'a, image::CommentRelation> {
    let r = CommentRelationRow::read(raw)?;
    let record = image::CommentRelation {
        act: code(r.act_code)?,
        comment: code(r.comment_code)?,
        valid_from: span.from,
        valid_until: span.until,
        source: r.notice_source,
        item: r.notice_item,
        branch: r.notice_branch,
        patient_state: r.patient_state.and_then(|v| u16::try_from(v).ok()).unwrap_or(0),
        condition: r.condition_kind,
        non_billing_reason: r.non_billing_reason,
        inout: r.inout,
        count: r.count,
    };
    Ok((record.act, record, r.act_name))
}

fn modifier<'a>(raw: Row<'a>, span: Validity) -> Converted<'a, image::Modifier> {
    let r = ModifierRow::read(raw)?;
    let record = image::Modifier {
        code: code(u32::from(r.code))?,
        valid_from: span.from,
        valid_until: span.until,
        class: ascii(r.modifier_class),
    };
    Ok((record.code, record, r.name))
}

fn standard<'a>(raw: Row<'a>, span: Validity) -> Converted<'a, image::Standard> {
    let r = FacilityStandardRow::read(raw)?;
    let code = code(u32::from(r.code))?;
    Ok((code, image::Standard { code, valid_from: span.from, valid_until: span.until }, r.name))
}

/// Diseases in force and retired ones in one table.
fn diseases(timelines: &[Timeline<'_>], out: &mut Writer) -> Result<()> {
    let mut all = Vec::new();
    for timeline in timelines {
        let retired = match timeline.kind() {
            FileKind::Disease => false,
            FileKind::RetiredDisease => true,
            _ => continue,
        };
        for (_, versions) in timeline.rows() {
            for version in versions {
                let r = DiseaseRow::read(version.row.row())?;
                let span = validity(version);
                let record = image::Disease {
                    code: code(r.code)?,
                    valid_from: span.from,
                    valid_until: span.until,
                    moved_to: link(r.moved_to.filter(|next| *next != r.code))?,
                    retired,
                    icd10_1: ascii(r.icd10_1),
                    icd10_2: ascii(r.icd10_2),
                    adoption_kind: r.adoption_kind.unwrap_or(0),
                    needs_modifier: r.needs_modifier.unwrap_or(0),
                    not_insured: r.not_insured.unwrap_or(0),
                    specific_disease_kind: r.specific_disease_kind.unwrap_or(0),
                    intractable_kind: r.nanbyo_kind.unwrap_or(0),
                    dental_specific_kind: r.dental_specific_kind.unwrap_or(0),
                };
                all.push((record.code, record, r.name));
            }
        }
    }
    if all.is_empty() {
        return Ok(());
    }
    all.sort_by_key(|(code, record, _)| (*code, record.valid_from));
    let names: Vec<&str> = all.iter().map(|(_, _, name)| *name).collect();
    let rows: Vec<_> = all.into_iter().map(|(code, record, _)| (code, record)).collect();
    out.table(tags::DISEASES, &rows)?;
    out.texts(tags::DISEASE_NAMES, &names);
    Ok(())
}
