//! Chapter 2 part 8: psychiatry (精神科専門療法).

pub mod day_care_early;
pub mod day_care_week;
pub mod i002_note2_minutes;
pub mod i002_note3_minor;
pub mod i002_note6_several;
pub mod i004_note2_minutes;
