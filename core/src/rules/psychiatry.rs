//! Chapter 2 part 8: psychiatry (精神科専門療法).

pub mod i002_note2_minutes;
pub mod i002_note6_several;
