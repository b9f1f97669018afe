//! Part 3: tests (検査).

pub mod d026_judgement;
pub mod d400_blood_collection;
