//! Any bytes are answered with coverages or with errors that name a place, twice the same, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use santei_contract::eligibility::{public_certificates, response};

fuzz_target!(|input: &[u8]| {
    assert_eq!(response(input), response(input));
    if let Ok(told) = response(input) {
        assert!(!told.coverages.is_empty() && told.to_json().is_ok());
    }
    if let Ok(told) = public_certificates(input, 2) {
        assert!(told.coverages.iter().all(|coverage| coverage.seq <= 9));
    }
});
