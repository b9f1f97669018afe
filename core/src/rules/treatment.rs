//! Chapter 2 part 9: treatments (処置).

pub mod general5_time;
pub mod general7_ent;
pub mod general7_j113;
pub mod general8_antimicrobial;
pub mod j000_area;
pub mod j038_additions;
pub mod j038_note14_rehabilitation;
pub mod j038_note6_contained;
pub mod j038_note8_limit;
