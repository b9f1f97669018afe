//! Any bytes are opened as images or refused with the section named. Every section is under a digest, so plain mutations end there; to
//! go deeper the target also seals the input: header and digests around the bytes, which then only the layouts can refuse.
#![no_main]

use libfuzzer_sys::fuzz_target;
use santei_core::params::Params;
use santei_core::snapshot::{Bytes, Edition, Image, ImageError, ImageKind, ImageWriter};

fn refused<T>(opened: Result<T, ImageError>) {
    if let Err(error) = opened {
        assert!(error.to_string().contains("section `"), "{error}");
    }
}

/// The starter image with the section that the first byte chooses replaced by the rest, sealed again.
fn sealed(input: &[u8]) -> Option<Vec<u8>> {
    let (choice, body) = input.split_first()?;
    let whole = santei_data::starter();
    let image = Image::open(Bytes::Static(whole), ImageKind::Edition).ok()?;
    let sections: Vec<(String, usize)> = image.sections().map(|(tag, len)| (tag.to_owned(), len)).collect();
    let mut at = whole.len() - sections.iter().map(|(_, len)| len).sum::<usize>();
    let mut writer = ImageWriter::new(ImageKind::Edition);
    for (place, (tag, len)) in sections.iter().enumerate() {
        let own = place == usize::from(*choice) % sections.len();
        // The writer takes tags that live as long as the program; a fuzzer may leak them.
        let tag: &'static str = Box::leak(tag.clone().into_boxed_str());
        writer.section(tag, if own { body.to_vec() } else { whole[at..at + len].to_vec() });
        at += len;
    }
    Some(writer.finish())
}

fuzz_target!(|input: &[u8]| {
    refused(Edition::open(input.to_vec().into()));
    refused(Params::open(input.to_vec().into()));
    if let Some(bytes) = sealed(input) {
        refused(Edition::open(bytes.into()));
    }
});
