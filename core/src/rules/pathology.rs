//! Part 13: pathology (病理診断).

pub mod n006_diagnosis;
