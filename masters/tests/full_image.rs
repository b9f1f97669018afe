//! The image of the official files is refused when any one bit of it is flipped, and the message names the section.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use santei_core::snapshot::{Bytes, Edition};
use santei_masters::Revision;
use santei_masters::image::EditionBuilder;

/// The same flips in every run: a linear congruential sequence (Knuth's constants), high bits taken.
struct Flips(u64);

impl Iterator for Flips {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 24).ok()
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "tests may ask how deep to go")]
fn a_flipped_bit_anywhere_is_refused_with_its_section() {
    let Some(dir) = common::masters_dir() else { return };
    let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
    for folder in ["r6", "r6-diff"] {
        builder.add_dir(&dir.join(folder)).unwrap_or_else(|e| panic!("{e}"));
    }
    let mut image: Arc<[u8]> = builder.finish().unwrap_or_else(|e| panic!("{e}")).image.into();
    let whole = Edition::open(Bytes::Shared(Arc::clone(&image))).unwrap();
    let lengths: Vec<(String, usize)> =
        whole.image().sections().map(|(tag, length)| (tag.to_owned(), length)).collect();
    drop(whole);
    let head = image.len() - lengths.iter().map(|(_, length)| length).sum::<usize>();
    let section_at = |byte: usize| {
        let mut end = head;
        let inside = lengths.iter().find(|(_, length)| {
            let here = byte >= end && byte < end + length;
            end += length;
            here
        });
        inside.map_or("header", |(tag, _)| tag)
    };

    let deep = std::env::var("SANTEI_DEEP").as_deref() == Ok("1");
    let flips = if deep { 1000 } else { 60 };
    let mut hit: BTreeMap<&str, usize> = BTreeMap::new();
    for (turn, random) in Flips(20_240_601).take(flips).enumerate() {
        // One in ten falls into the header, which is small and would hardly be met.
        let byte = if turn % 10 == 0 { (random >> 3) % head } else { (random >> 3) % image.len() };
        let bit = 1u8 << (random & 7);
        // No one else holds the bytes: whoever opened them before was refused and let go.
        Arc::get_mut(&mut image).unwrap()[byte] ^= bit;
        let message = match Edition::open(Bytes::Shared(Arc::clone(&image))) {
            Ok(_) => panic!("bit {bit} of byte {byte} flipped, and the image was accepted"),
            Err(error) => error.to_string(),
        };
        Arc::get_mut(&mut image).unwrap()[byte] ^= bit;
        let section = section_at(byte);
        assert!(message.contains(&format!("section `{section}`")), "byte {byte}: {message}");
        *hit.entry(section).or_default() += 1;
    }
    assert!(hit.len() > 5, "{hit:?}");
    Edition::open(Bytes::Shared(image)).expect("restored");
    println!("{flips} flips refused: {hit:?}");
}
