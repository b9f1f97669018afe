//! Any bytes are answered with a result or a problem, twice the same, never a panic.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use santei_core::engine::Engine;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| santei_data::engine().expect("the compiled-in images open"));

fuzz_target!(|input: &[u8]| {
    let reply = santei_contract::calculate(&ENGINE, input);
    assert_eq!(reply.body, santei_contract::calculate(&ENGINE, input).body);
});
