//! One engine, many threads: what the header promises.

use std::ptr;
use std::thread;

use santei::{
    Buffer, Engine, Status, santei_buffer_free, santei_calculate, santei_engine_free, santei_open_memory,
};

const REQUEST: &[u8] = include_bytes!("../../examples/revisit-lab.json");

/// A pointer that may go to other threads, as it may in C.
#[derive(Clone, Copy)]
struct Shared(*const Engine);

// SAFETY: the header allows any number of threads to use an engine at the same time; this test tries it.
unsafe impl Send for Shared {}

impl Shared {
    fn answer(self) -> (Status, Vec<u8>) {
        let mut reply = Buffer { data: ptr::null_mut(), length: 0 };
        // SAFETY: the engine is freed after all threads have ended; the request is static; the reply is ours.
        let status = unsafe { santei_calculate(self.0, REQUEST.as_ptr(), REQUEST.len(), &raw mut reply) };
        // SAFETY: filled by the call above.
        let body = unsafe { std::slice::from_raw_parts(reply.data, reply.length) }.to_vec();
        // SAFETY: filled by the call above, and not copied.
        unsafe { santei_buffer_free(&raw mut reply) };
        (status, body)
    }
}

#[test]
fn threads_share_an_engine() {
    let mut engine = ptr::null_mut();
    let mut problem = Buffer { data: ptr::null_mut(), length: 0 };
    // SAFETY: no images, and places of our own.
    let status = unsafe { santei_open_memory(ptr::null(), 0, &raw mut engine, &raw mut problem) };
    assert_eq!(status, Status::Ok);

    let shared = Shared(engine);
    let expected = shared.answer();
    assert_eq!(expected.0, Status::Ok);
    let threads: Vec<_> =
        (0..4).map(|_| thread::spawn(move || (0..20).map(|_| shared.answer()).collect::<Vec<_>>())).collect();
    for thread in threads {
        assert!(thread.join().unwrap().iter().all(|answer| *answer == expected));
    }
    // SAFETY: opened above; all threads have ended.
    unsafe { santei_engine_free(engine) };
}
