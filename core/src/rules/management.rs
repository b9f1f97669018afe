//! Chapter 2 part 1: management (医学管理等).

pub mod b000_after_first_visit;
pub mod b000_disease;
pub mod b000_note1_standard;
pub mod b001_15_dialysis;
pub mod b001_17_contained;
pub mod b001_2_11_family_doctor;
pub mod b001_2_11_note3_contained;
pub mod b001_2_12_chemotherapy;
pub mod b001_2_5_first_visit;
pub mod b001_2_9_contained;
pub mod b001_2_drug_monitoring;
pub mod b001_2_note3_contained;
pub mod b001_2_note4_antimicrobial;
pub mod b001_2_paediatric;
pub mod b001_3_2_nicotine;
pub mod b001_3_3_lifestyle;
pub mod b001_3_first_month;
pub mod b001_3_lifestyle;
pub mod b001_3_note4_quality;
pub mod b001_9_nutrition;
pub mod b001_times;
pub mod b009_addressee;
pub(in crate::rules) mod comprehensive;
pub mod comprehensive_late;
mod lifestyle;
pub(in crate::rules) mod paediatric;
