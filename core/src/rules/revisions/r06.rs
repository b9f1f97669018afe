//! The rules of R6, in legal order. The difference between two of these lists reads as the reform.

use crate::rules::{Rule, basic, general, medication, tests};

/// R6, in force from 2024-06-01.
pub(in crate::rules) static RULES: &[&Rule] = &[
    &basic::a000_first_visit::RULE,
    &basic::a000_note6_infant::RULE,
    &basic::a000_note7_time::RULE,
    &basic::a000_note9_evening::RULE,
    &basic::a001_revisit::RULE,
    &basic::a001_note4_infant::RULE,
    &basic::a001_note5_time::RULE,
    &basic::a001_note7_evening::RULE,
    &basic::a001_note8_management::RULE,
    &basic::a001_note10_availability::RULE,
    &basic::a001_note11_statement::RULE,
    &tests::d026_judgement::RULE,
    &tests::d400_blood_collection::RULE,
    &medication::f000_dispensing::RULE,
    &medication::f100_prescription::RULE,
    &medication::f200_polypharmacy::RULE,
    &medication::f400_prescription_slip::RULE,
    &medication::f500_dispensing_technique::RULE,
    &general::age_addition::RULE,
];
