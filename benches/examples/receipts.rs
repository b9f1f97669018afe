//! Writes a claim file of made-up receipts: `cargo run --release -p santei-benches --example receipts -- 100000 OUT.UKE`.

use std::io::{Error, ErrorKind};

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().and_then(|n| n.parse().ok());
    let (Some(count), Some(path)) = (count, arguments.next()) else {
        return Err(Error::new(ErrorKind::InvalidInput, "give the number of receipts and the file to write"));
    };
    std::fs::write(path, santei_benches::receipts::file(count))
}
