//! Chapter 2 part 12: radiotherapy (放射線治療).

pub mod general3_age;
