//! Chapter 1 part 2: in-patients (入院料等), as far as it follows from the codes sent and from what is filed.

pub mod a100_reductions;
