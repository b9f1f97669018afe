//! Chapter 2 part 11: anaesthesia (麻酔).

pub mod general2_age;
pub mod general3_time;
pub mod general4_main;
pub mod l100_imaging;
pub mod l100_main;
