//! Part 4: imaging (画像診断).

pub mod e102_diagnosis;
pub mod e1_general2_methods;
pub mod general3_emergency;
pub mod general4_management;
pub mod repeat;
