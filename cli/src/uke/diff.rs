//! `santei uke diff`: what differs between two files, receipt by receipt. Receipts are matched by chart number, else by name and birth date,
//! with their month and type; so the order and the numbering of the receipts differ without being a difference.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use santei_claims::layout::Kind;
use santei_claims::read::{Piece, PieceKind};
use santei_claims::record::Record;
use santei_claims::text::decode;

use crate::exit::{Done, Exit, Failure};

/// Options of `uke diff`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// One file
    first: PathBuf,
    /// The other
    second: PathBuf,
}

/// Month, type, who; and how many of the same came before.
type Key = (Vec<u8>, Vec<u8>, Vec<u8>, usize);

/// Runs the command.
pub(crate) fn run(options: &Options, out: &mut impl Write) -> Done {
    let first = receipts(&options.first)?;
    let second = receipts(&options.second)?;
    let mut differences = 0;
    for (key, piece) in &first {
        match second.get(key) {
            None => {
                differences += 1;
                writeln!(out, "- {}", title(key, piece))?;
            }
            Some(other) => {
                let lines = compare(piece, other);
                if !lines.is_empty() {
                    differences += 1;
                    writeln!(out, "~ {}", title(key, piece))?;
                    for line in lines {
                        writeln!(out, "    {line}")?;
                    }
                }
            }
        }
    }
    for (key, piece) in second.iter().filter(|(key, _)| !first.contains_key(*key)) {
        differences += 1;
        writeln!(out, "+ {}", title(key, piece))?;
    }
    writeln!(out, "{differences} of {} and {} receipts differ", first.len(), second.len())?;
    Ok(if differences > 0 { Exit::Attention } else { Exit::Complete })
}

fn receipts(file: &Path) -> Done<BTreeMap<Key, Piece>> {
    let mut all = BTreeMap::new();
    for piece in super::open(file)? {
        let piece = piece.map_err(|error| Failure::io(file.display(), &error))?;
        if piece.kind() != PieceKind::Receipt {
            continue;
        }
        let Some(head) = piece.records().next() else { continue };
        let chart = head.field(14).trim_ascii().to_vec();
        let who = if chart.is_empty() { [head.field(5), head.field(7)].join(&b' ') } else { chart };
        let mut key = (head.field(4).to_vec(), head.field(3).to_vec(), who, 0);
        while all.contains_key(&key) {
            key.3 += 1;
        }
        all.insert(key, piece);
    }
    Ok(all)
}

fn title(key: &Key, piece: &Piece) -> String {
    let name = piece.records().next().map(|r| r.text(5).into_owned()).unwrap_or_default();
    format!("{} {} {} {name}", decode(&key.0), decode(&key.1), decode(&key.2))
}

/// The records of both as they stand, the receipt number aside; equal ones cancel each other out.
fn compare(first: &Piece, second: &Piece) -> Vec<String> {
    let mut left = counted(first);
    let mut right = counted(second);
    let keys: Vec<Vec<u8>> = left.keys().chain(right.keys()).cloned().collect();
    for key in keys {
        let (a, b) = (left.get(&key).map_or(0, |l| l.1), right.get(&key).map_or(0, |l| l.1));
        let both = a.min(b);
        for side in [&mut left, &mut right] {
            if let Some(entry) = side.get_mut(&key) {
                entry.1 -= both;
            }
        }
    }
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (sign, side) in [('-', &left), ('+', &right)] {
        for (bytes, (number, times)) in side {
            for _ in 0..*times {
                lines.push((*number, format!("{sign} {}", decode(bytes).trim_end_matches(','))));
            }
        }
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn counted(piece: &Piece) -> BTreeMap<Vec<u8>, (u64, usize)> {
    let mut all: BTreeMap<Vec<u8>, (u64, usize)> = BTreeMap::new();
    for record in piece.records() {
        let place = record.number - piece.first();
        all.entry(without_number(&record)).or_insert((place, 0)).1 += 1;
    }
    all
}

fn without_number(record: &Record<'_>) -> Vec<u8> {
    if record.kind != Kind::Re {
        return record.bytes.to_vec();
    }
    let fields: Vec<&[u8]> =
        record.fields().enumerate().map(|(at, f)| if at == 1 { &b""[..] } else { f }).collect();
    fields.join(&b',')
}
