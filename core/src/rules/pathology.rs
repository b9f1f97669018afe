//! Part 13: pathology (病理診断).

pub mod n002_note1_receptors;
pub mod n006_diagnosis;
pub mod n006_note4_management;
