//! A cut or altered image is refused, and the message names the section.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use santei_core::params::Params;
use santei_core::snapshot::{Bytes, Edition, Image, ImageError, ImageKind};

type Open = fn(Bytes) -> Result<(), ImageError>;

fn edition(bytes: Bytes) -> Result<(), ImageError> {
    Edition::open(bytes).map(drop)
}

fn rules(bytes: Bytes) -> Result<(), ImageError> {
    Params::open(bytes).map(drop)
}

/// Where a byte lies: `header`, or the tag of a section. The sections follow one another behind the header.
fn section_at(sections: &[(String, usize)], whole: usize, byte: usize) -> String {
    let mut end = whole - sections.iter().map(|(_, length)| length).sum::<usize>();
    if byte < end {
        return "header".to_owned();
    }
    for (tag, length) in sections {
        end += length;
        if byte < end {
            return tag.clone();
        }
    }
    panic!("byte {byte} lies behind the image")
}

fn refused(open: Open, bytes: Vec<u8>, section: &str, at: usize, what: &str) {
    let error = open(bytes.into()).err().unwrap_or_else(|| panic!("{what} at byte {at} was accepted"));
    let message = error.to_string();
    assert!(message.contains(&format!("section `{section}`")), "{what} at byte {at}: {message}");
    assert!(!message.contains('\n'), "{message}");
}

fn every(step: usize, whole: &[u8], kind: ImageKind, open: Open) {
    open(whole.to_vec().into()).unwrap();
    let image = Image::open(whole.to_vec().into(), kind).unwrap();
    let sections: Vec<(String, usize)> =
        image.sections().map(|(tag, length)| (tag.to_owned(), length)).collect();
    for at in (0..whole.len()).step_by(step) {
        let section = section_at(&sections, whole.len(), at);
        refused(open, whole[..at].to_vec(), &section, at, "a cut");
        let mut flipped = whole.to_vec();
        // Another bit each time, so that all eight come up.
        flipped[at] ^= 1 << (at / step % 8);
        refused(open, flipped, &section, at, "a flip");
    }
}

#[test]
fn the_starter_image_is_refused_when_cut_or_flipped_at_every_97th_byte() {
    every(97, santei_data::starter(), ImageKind::Edition, edition);
}

#[test]
fn the_rules_image_is_refused_when_cut_or_flipped_at_every_31st_byte() {
    every(31, santei_data::rules(), ImageKind::Rules, rules);
}

#[test]
fn bytes_behind_the_end_and_the_wrong_kind_are_refused() {
    for (whole, open, other) in
        [(santei_data::starter(), edition as Open, rules as Open), (santei_data::rules(), rules, edition)]
    {
        let mut longer = whole.to_vec();
        longer.push(0);
        let message = open(longer.into()).unwrap_err().to_string();
        assert!(message.contains("section `"), "{message}");
        let message = other(whole.to_vec().into()).unwrap_err().to_string();
        assert!(message.contains("section `header`") && message.contains("kind"), "{message}");
    }
}
