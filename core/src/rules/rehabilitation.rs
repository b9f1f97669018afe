//! Part 7: rehabilitation (リハビリテーション).

pub mod days;
pub mod general4_units;
pub mod general5_contained;
pub mod note2_early;
pub mod note2_stay;
pub mod note5_beyond;
pub mod note7_goal_setting;
pub mod note8_data;
