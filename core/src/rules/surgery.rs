//! Chapter 2 part 10: operations (手術).

pub mod general12_time;
pub mod general1_day;
pub mod general7_newborn;
pub mod general8_age;
