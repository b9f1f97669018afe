//! Which column goes into which cell: one table per master.

use santei_core::snapshot::{
    Comment, Disease, Drug, FrequencyLimit, Material, Modifier, Procedure, Standard,
};

use super::row::Row;
use crate::error::XtaskError;

/// `cell: reader(column)` reads a column, `cell = value` fixes what the starter edition does not have.
macro_rules! record {
    (@cell $row:ident, $how:ident($($key:expr),*)) => { $row.$how($($key),*)? };
    ($(#[$meta:meta])* $name:ident -> $record:ident {
        $($cell:ident: $how:ident($($key:expr),*)),* $(,)?; $($fixed:ident = $value:expr),* $(,)?
    }) => {
        $(#[$meta])*
        pub(crate) fn $name(row: &Row<'_>) -> Result<$record, XtaskError> {
            Ok($record { $($cell: record!(@cell row, $how($($key),*)),)* $($fixed: $value,)* })
        }
    };
}

record! {
    /// 診療行為.
    procedure -> Procedure {
        code: code("code"), valid_from: from(), valid_until: until(), changed_on: from(),
        point_kind: kind("point_kind"), points: amount("point"), unit_code: int("unit_code"),
        inout_kind: int("inout_kind"), elderly_kind: int("elderly_kind"),
        bucket_outpatient: int("bucket_outpatient"), lab_bundle_group: int("lab_bundle_group"),
        dpc_kind: int("dpc_kind"), facility_kind: int("facility_kind"),
        surgical_imaging_addon: int("surgical_imaging_addon"), obs_act_kind: int("obs_act_kind"),
        nursing_addon: int("nursing_addon"), anesthesia_kind: int("anesthesia_kind"),
        disease_relation: int("disease_relation"), actual_days: int("actual_days"),
        days_counts: int("days_counts"), drug_relation: int("drug_relation"),
        has_step: kind("step_flag"), step_lower: int("step_lower"), step_upper: int("step_upper"),
        step_width: int("step_width"), step_points: amount("step_point"), step_error: kind("step_error"),
        max_count: int("max_count"), max_count_error: int("max_count_error"),
        note_addon_code: int("note_addon_code"), note_addon_serial: character("note_addon_serial"),
        general_age_addon: int("general_age_addon"), age_min: bound("age_min"), age_max: bound("age_max"),
        time_addon: int("time_addon"), standard_fit_kind: int("standard_fit_kind"),
        standard_fit_facility: int("standard_fit_facility"),
        infant_treatment_addon: int("infant_treatment_addon"),
        low_birth_weight_addon: int("low_birth_weight_addon"),
        inpatient_reduction: int("inpatient_reduction"), donor_bucket: int("donor_bucket"),
        lab_judge_kind: int("lab_judge_kind"), lab_judge_group: int("lab_judge_group"),
        taper_target: int("taper_target"), evoked_potential_addon: int("evoked_potential_addon"),
        neck_dissection_addon: int("neck_dissection_addon"), auto_suture_addon: int("auto_suture_addon"),
        outpatient_mgmt_kind: int("outpatient_mgmt_kind"), specimen_comment: int("specimen_comment"),
        outside_general_base: kind("excluded_from_general_base"), taper_group: int("taper_group"),
        endosonography_addon: int("endosonography_addon"), bucket_inpatient: int("bucket_inpatient"),
        auto_anastomosis_addon: int("auto_anastomosis_addon"), notice_kind: kind("notice_kind_1"),
        schedule_kind: int("notice_kind_2"), region_addon: int("region_addon"),
        bed_count_kind: int("bed_count_kind"), facility_standards: standards(),
        ultrasonic_coag_addon: int("ultrasonic_coag_addon"), short_stay_surgery: int("short_stay_surgery"),
        dental_applicable: int("dental_applicable"), article: article("table"),
        notice_article: article("notice"), age_addition_1: age_addition(1), age_addition_2: age_addition(2),
        age_addition_3: age_addition(3), age_addition_4: age_addition(4), moved_from: code("moved_from"),
        sinus_endoscope_addon: character("sinus_endoscope_addon"),
        sinus_cutter_addon: character("sinus_cutter_addon"),
        long_anesthesia_addon: character("long_anesthesia_addon"),
        monitoring_addon: character("monitoring_addon"), cryo_tissue_addon: character("cryo_tissue_addon"),
        cancer_specimen_addon: character("cancer_specimen_addon"),
        external_fixator_addon: int("external_fixator_addon"),
        ultrasonic_cutter_addon: int("ultrasonic_cutter_addon"), laa_closure_kind: int("laa_closure_kind"),
        infection_control_addon: character("infection_control_addon"),
        ent_infant_addon: int("ent_infant_addon"), ent_antimicrobial_addon: int("ent_antimicrobial_addon"),
        incision_npwt_addon: int("incision_npwt_addon"), nurse_wage_kind: character("nurse_wage_kind"),
        base_up_1: character("baseup_1"), base_up_2: character("baseup_2"),
        remanufactured_addon: int("remanufactured_addon"), price_response_kind: int("price_support_kind"),
        price_response_group: int("price_support_group"),
        organ_transplant_addon: int("organ_transplant_addon"),
        surgical_robot_addon: int("endoscopic_device_addon"),
        remote_prescription_addon: int("remote_prescription_addon"),
        surgery_special_addon: int("secured_surgery_addon");
    }
}

record! {
    /// 医薬品.
    drug -> Drug {
        code: code("code"), valid_from: from(), valid_until: until(), changed_on: from(),
        usable_until: transition("transition_until"), unit_code: int("unit_code"),
        price_kind: kind("price_kind"), price: amount("price"), controlled_kind: int("controlled_kind"),
        neurolytic: int("neurolytic"), biological: int("biological"), generic: int("generic"),
        dental_specific: int("dental_specific"), contrast_kind: int("contrast_kind"),
        injection_volume_ml: int("injection_volume_ml"), listing_kind: int("listing_kind"),
        common_name_code: code("generic_name_code"), dosage_form: kind("dosage_form"),
        listing_code: ascii("yj_listing_code"), generic_rx_code: ascii("generic_rx_code"),
        generic_rx_addon: int("generic_rx_addon"), anti_hiv: int("anti_hiv"),
        long_listed_pair: code("long_listed_pair"), selective_care: int("selective_care");
        first_seen_late = false,
    }
}

record! {
    /// 特定器材.
    material -> Material {
        code: code("code"), valid_from: from(), valid_until: until(), changed_on: from(),
        usable_until: transition("transition_until"), unit_code: int("unit_code"),
        price_kind: kind("price_kind"), price: amount("price"), age_addon_kind: int("age_addon_kind"),
        age_min: bound("age_min"), age_max: bound("age_max"), oxygen_kind: int("oxygen_kind"),
        device_kind: int("device_kind"), has_price_cap: int("has_price_cap"), point_cap: int("point_cap"),
        moved_to: code("moved_to"), annex: int("annex_no"), annex_section: int("annex_section"),
        dpc_kind: int("dpc_kind"), remanufactured: int("remanufactured");
        first_seen_late = false,
    }
}

record! {
    /// コメント.
    comment -> Comment {
        code: code("code"), valid_from: from(), valid_until: until(), pattern: int("pattern"), edits: edits(),
        selectable: kind("is_selectable");
    }
}

record! {
    /// 傷病名.
    disease -> Disease {
        code: short_code(7), valid_from: from(), valid_until: until(), moved_to: code("moved_to"),
        icd10_1: ascii("icd10_1"), icd10_2: ascii("icd10_2"), adoption_kind: int("adoption_kind"),
        needs_modifier: int("needs_modifier"), not_insured: int("not_insured"),
        specific_disease_kind: int("specific_disease_kind"), intractable_kind: int("nanbyo_kind"),
        dental_specific_kind: int("dental_specific_kind");
        retired = false,
    }
}

record! {
    /// 修飾語.
    modifier -> Modifier {
        code: short_code(4), valid_from: from(), valid_until: until(), class: ascii("modifier_class");
    }
}

record! {
    /// 施設基準.
    standard -> Standard { code: short_code(4), valid_from: from(), valid_until: until(); }
}

record! {
    /// 算定回数.
    limit -> FrequencyLimit {
        code: code("code"), valid_from: from(), valid_until: until(), unit_code: int("unit_code"),
        max_count: int("max_count"), special: kind("special");
    }
}
