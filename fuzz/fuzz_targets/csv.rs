//! Any bytes under the name of an official file are read or refused, never a panic. What is read, written in the
//! official form and read again is the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use santei_masters::Revision;
use santei_masters::decode::Opened;

/// A name of every layout; the first byte of the input chooses one.
const NAMES: [&str; 18] = [
    "s_20251104.csv",
    "y_20251111.csv",
    "t_20251128.csv",
    "c_20250715.csv",
    "ck_ALL_20250901.csv",
    "b_20250601.txt",
    "hb_20250601.txt",
    "ikou_20250601.txt",
    "z_20250601.txt",
    "k.csv",
    "01補助マスターテーブル.csv",
    "02包括テーブル.csv",
    "03-1背反テーブル1.csv",
    "04入院基本料テーブル.csv",
    "05算定回数テーブル.csv",
    "codes.tsv",
    "s_20251104.zip",
    "tensuhyo_02.zip",
];

/// Tables of a file, in the official form; nothing when it is refused.
fn tables(name: &str, bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    match santei_masters::read(name, bytes.to_vec(), Revision::R06) {
        Ok(opened) => {
            let tables = opened.into_iter().filter_map(|one| match one {
                Opened::Table(table) => Some(table.encode()),
                _ => None,
            });
            Some(tables.collect())
        }
        Err(error) => {
            assert!(!error.to_string().contains('\n'), "{error}");
            None
        }
    }
}

fuzz_target!(|input: &[u8]| {
    let Some((choice, bytes)) = input.split_first() else { return };
    let name = NAMES[usize::from(*choice) % NAMES.len()];
    let Some(read) = tables(name, bytes) else { return };
    if let ([table], false) = (read.as_slice(), name.ends_with(".zip")) {
        assert_eq!(tables(name, table).as_deref(), Some([table.clone()].as_slice()));
    }
});
