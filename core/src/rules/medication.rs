//! Part 5: medication (投薬).

pub mod f000_dispensing;
pub mod f100_prescription;
pub mod f200_long_term;
pub mod f200_polypharmacy;
pub mod f200_psychotropics;
pub mod f400_long_term;
pub mod f400_prescription_slip;
pub mod f500_dispensing_technique;
pub mod general4_gargle;
pub mod general5_plasters;
mod kinds;

mod psychotropics;
