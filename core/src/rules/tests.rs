//! Part 3: tests (検査).

pub mod d007_admission;
pub mod d009_note1_management;
pub mod d012_virus_antibodies;
pub mod d014_main_items;
pub mod d023_rapid;
pub mod d026_judgement;
pub mod d026_note4_management;
pub mod d215_main;
pub mod d215_note4_doppler;
pub mod d254_contact_lens;
pub mod d261_with_d263;
pub mod d287_note1_month;
pub mod d296_3_time;
pub mod d400_blood_collection;
pub mod d419_artery;
pub mod dropped;
pub mod endoscopy_time;
pub mod general1_emergency;
pub mod general3_same_day;
pub mod other_institution;
pub mod repeat;
pub mod standard_unmet;
