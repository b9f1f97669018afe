//! Chapter 2 part 1: management (医学管理等).

pub mod b000_after_first_visit;
pub mod b001_2_note3_contained;
pub mod b001_2_paediatric;
pub mod b001_3_3_lifestyle;
pub mod b001_3_lifestyle;
mod lifestyle;
pub(in crate::rules) mod paediatric;
