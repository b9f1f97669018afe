//! Any bytes as a claim file: the pieces are the file again, and form, points and charge come to an end without a panic, twice the same.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use santei_claims::form::Form;
use santei_claims::read::{PieceKind, Reader};
use santei_claims::recalculate::recalculate;
use santei_claims::receipt::Receipt;
use santei_claims::recharge::recharge;
use santei_core::claim::Facility;
use santei_core::engine::Engine;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| santei_data::engine().expect("the compiled-in images open"));

fn told(input: &[u8]) -> Vec<String> {
    let (mut form, mut found, mut back, mut out) = (Form::new(), Vec::new(), Vec::new(), Vec::new());
    for piece in Reader::new(input) {
        let piece = piece.expect("memory does not fail");
        back.extend_from_slice(piece.bytes());
        form.piece(&piece, &mut found);
        if piece.kind() != PieceKind::Receipt {
            continue;
        }
        if let Some(receipt) = Receipt::of(&piece) {
            // An amount out of range is an error, not a panic.
            out.push(format!(
                "{:?}",
                recalculate(&ENGINE, &Facility::default(), &receipt).map(|r| r.map(|r| r.units))
            ));
            out.push(format!("{:?}", recharge(&ENGINE, &receipt)));
        }
    }
    form.finish(&mut found);
    assert!(back == input, "the pieces are not the file");
    out.extend(found.iter().map(ToString::to_string));
    out
}

fuzz_target!(|input: &[u8]| {
    assert_eq!(told(input), told(input));
});
