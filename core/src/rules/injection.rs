//! Chapter 2 part 6: injections (注射).

pub mod g004_volume;
pub mod main_of_the_day;
