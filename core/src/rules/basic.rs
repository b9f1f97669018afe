//! Chapter 1 part 1: the fee of the visit (初・再診料).

pub mod a000_first_visit;
pub mod a000_note10_function;
pub mod a000_note11_infection;
pub mod a000_note15_information;
pub mod a000_note15_referred;
pub mod a000_note16_dx;
pub mod a000_note16_information;
pub mod a000_note6_infant;
pub mod a000_note7_time;
pub mod a000_note9_evening;
pub mod a001_note10_availability;
pub mod a001_note11_statement;
pub mod a001_note12_community;
pub mod a001_note15_infection;
pub mod a001_note4_infant;
pub mod a001_note5_time;
pub mod a001_note7_evening;
pub mod a001_note8_management;
pub mod a001_revisit;
pub mod a002_note6_contained;
mod companions;
mod infection_control;
pub mod o001_base_up;
pub mod o002_base_up_more;
pub mod o100_base_up;
pub mod o100_price_measures;
pub(in crate::rules) mod visit;
