//! Part 5: medication (投薬).

pub mod f000_dispensing;
pub mod f100_prescription;
pub mod f200_polypharmacy;
pub mod f400_prescription_slip;
pub mod f500_dispensing_technique;
mod kinds;
