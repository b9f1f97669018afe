//! Chapter 2 part 2: home care (在宅医療).

pub mod c000_note2_duration;
pub mod c001_note5_duration;
pub mod c101_note2_introduction;
mod duration;
