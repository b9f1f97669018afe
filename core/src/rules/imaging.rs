//! Part 4: imaging (画像診断).

pub mod e003_infusion;
pub mod e101_pet;
pub mod e102_diagnosis;
pub mod e1_general2_methods;
pub mod e200_same_time;
pub mod film;
pub mod general3_emergency;
pub mod general4_management;
pub mod repeat;
