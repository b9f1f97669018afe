//! Chapter 2 part 6: injections (注射).

pub mod g004_volume;
pub mod general3_drugs;
pub mod general6_chemotherapy;
pub mod main_of_the_day;
