//! Chapter 2 part 10: operations (手術).

mod digits;
pub mod general10_infection;
pub mod general12_time;
pub mod general14_same_field;
pub mod general1_day;
pub mod general1_endoscopy;
pub mod general1_sampling;
pub mod general7_newborn;
pub mod general8_age;
pub mod imaging_contained;
pub mod k142_note2_lamina;
pub mod k920_2_management;
