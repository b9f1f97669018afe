//! Part 5: medication (投薬).

pub mod f000_dispensing;
pub mod f100_note5_specific_disease;
pub mod f100_note6_told;
pub mod f100_note8_generics;
pub mod f100_prescription;
pub mod f200_long_term;
pub mod f200_note5_vitamins;
pub mod f200_polypharmacy;
pub mod f200_psychotropics;
pub mod f400_long_term;
pub mod f400_note6_generic_name;
pub mod f400_prescription_slip;
pub mod f500_dispensing_technique;
pub mod general4_gargle;
pub mod general5_plasters;
pub(in crate::rules) mod kinds;

mod psychotropics;
