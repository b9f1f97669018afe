//! Damaged master files are read or refused with a one-line message; none brings the reader down. The small sister of `fuzz/csv`.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

use santei_masters::decode::Opened;
use santei_masters::{Revision, read};

/// The same mutations in every run: a linear congruential sequence (Knuth's constants), high bits taken.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Two rows of 05 算定回数テーブル in the official form: 初診料 once a first visit, and 静脈血採取 once a day.
fn limits() -> Vec<u8> {
    let row = |code: &str, name: &str, unit: &str, words: &str| {
        format!(
            "\"0\",\"{code}\",\"{name}\",\"{unit}\",\"{words}\",\"1\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"20180401\",\"99999999\"\r\n"
        )
    };
    let text = row("111000110", "初診料", "159", "初診時") + &row("160095710", "Ｂ－Ｖ", "121", "日");
    encoding_rs::SHIFT_JIS.encode(&text).0.into_owned()
}

const NAME: &str = "05算定回数テーブル.csv";

fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    const ODD: [&[u8]; 9] =
        [b"\"", b",", b"\r\n", b"\n", b"\x82", b"\xff", b"-1", b"99999999999999999999", b"\x00"];
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.splice(at..at, ODD[random.below(ODD.len())].iter().copied())),
            2 => drop(bytes.drain(at..(at + 1 + random.below(8)).min(bytes.len()))),
            _ => bytes.truncate(at.max(1)),
        }
        if bytes.is_empty() {
            bytes.push(b'"');
        }
    }
}

#[test]
fn two_thousand_mutations_of_a_table() {
    let good = limits();
    assert_eq!(read(NAME, good.clone(), Revision::R06).unwrap().len(), 1);
    let mut random = Random(20_240_601);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..2000 {
        let mut bytes = good.clone();
        mutate(&mut bytes, &mut random);
        match read(NAME, bytes.clone(), Revision::R06) {
            Ok(opened) => {
                accepted += 1;
                for one in opened {
                    let Opened::Table(table) = one else { continue };
                    let official = table.encode();
                    let again = read(NAME, official.clone(), Revision::R06).unwrap_or_else(|e| panic!("{e}"));
                    let Some(Opened::Table(again)) = again.first() else { panic!("one table") };
                    assert_eq!(again.encode(), official);
                }
            }
            Err(error) => {
                refused += 1;
                let message = error.to_string();
                assert!(!message.contains('\n') && message.contains("05算定回数テーブル"), "{message}");
            }
        }
    }
    assert!(accepted > 20 && refused > 200, "{accepted} accepted, {refused} refused");
}

#[test]
fn mutated_names_and_archives_are_refused_or_read() {
    let mut random = Random(7);
    for name in ["s_20251104.zip", "tensuhyo_02.zip", "y_20251111.csv", "b_20250601.txt", "k.csv", ""] {
        for _ in 0..200 {
            let mut bytes =
                if name.ends_with("zip") { b"PK\x03\x04\x14\0\0\0\x08\0".to_vec() } else { limits() };
            mutate(&mut bytes, &mut random);
            if let Err(error) = read(name, bytes, Revision::R06) {
                assert!(!error.to_string().contains('\n'), "{error}");
            }
        }
    }
}
