//! Chapter 2 part 2: home care (在宅医療).

pub mod c000_further_patient;
pub mod c000_note1_time;
pub mod c000_note2_duration;
pub mod c000_note3_terminal;
pub mod c001_building;
pub mod c001_note1_together;
pub mod c001_note1_week;
pub mod c001_note5_duration;
pub mod c001_note6_terminal;
pub mod c002_additions;
pub mod c002_check;
pub mod c002_management;
pub mod c002_note11_psychotherapy;
pub mod c002_note3_contained;
pub mod c003_contained;
pub mod c100_general2_main;
pub mod c101_injection;
pub mod c101_note2_introduction;
mod duration;
mod management;
mod support;
mod terminal;
