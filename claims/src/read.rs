//! A file, taken apart: head, receipts, end, and whatever else stands in it. In constant memory, and without losing a byte.
//!
//! A piece owns its bytes; writing the pieces one after the other gives the file back. Nothing is refused here: what is out of place
//! becomes a stray piece and [`crate::form`] says so, so that every other receipt is still looked at.

use std::io::{self, BufRead, Read};

use crate::layout::Kind;
use crate::record::Record;

/// Longest line held in memory; the longest lawful one (SJ) has 2,408 bytes.
pub const LONGEST_LINE: usize = 1 << 20;
/// Largest receipt held in memory.
pub const LARGEST_RECEIPT: usize = 16 << 20;

/// What a piece of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// IR.
    Head,
    /// RE and what follows it.
    Receipt,
    /// GO.
    End,
    /// 0x1A, the end of a file or volume.
    Mark,
    /// A record that belongs to no receipt.
    Stray,
}

/// A piece of a file: one record, or a receipt with all of its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    kind: PieceKind,
    bytes: Vec<u8>,
    first: u64,
    oversize: bool,
}

impl Piece {
    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> PieceKind {
        self.kind
    }

    /// Its bytes, line ends included: what is written back.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Number of its first record in the file, from 1.
    #[must_use]
    pub const fn first(&self) -> u64 {
        self.first
    }

    /// Whether it was cut because it grew beyond [`LONGEST_LINE`] or [`LARGEST_RECEIPT`].
    #[must_use]
    pub const fn is_oversize(&self) -> bool {
        self.oversize
    }

    /// Its records, in order.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let mut rest: &[u8] = if self.kind == PieceKind::Mark { &[] } else { &self.bytes };
        let mut number = self.first;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at_checked(end)?;
            rest = after;
            let record = Record::of(number, line);
            number += 1;
            Some(record)
        })
    }
}

/// Reads pieces from a file.
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    line: Vec<u8>,
    /// Whether `line` holds a line that no piece has taken.
    held: bool,
    cut: bool,
    next: u64,
    failed: bool,
}

impl<R: BufRead> Reader<R> {
    /// A reader of one file.
    pub const fn new(input: R) -> Self {
        Self { input, line: Vec::new(), held: false, cut: false, next: 1, failed: false }
    }

    /// Makes sure that `line` holds the next line; `false` at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.held {
            return Ok(true);
        }
        self.line.clear();
        let most = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX);
        let read = (&mut self.input).take(most).read_until(b'\n', &mut self.line)?;
        self.cut = read == LONGEST_LINE && self.line.last() != Some(&b'\n');
        self.held = read > 0;
        Ok(self.held)
    }

    fn piece(&mut self) -> io::Result<Option<Piece>> {
        if !self.fill()? {
            return Ok(None);
        }
        if let Some(mark) = self.mark() {
            return Ok(Some(mark));
        }
        let kind = match kind_of(&self.line) {
            _ if self.cut => PieceKind::Stray,
            Kind::Ir => PieceKind::Head,
            Kind::Re => PieceKind::Receipt,
            Kind::Go => PieceKind::End,
            _ => PieceKind::Stray,
        };
        let mut piece = Piece { kind, bytes: Vec::new(), first: self.next, oversize: self.cut };
        self.take(&mut piece);
        if kind != PieceKind::Receipt {
            return Ok(Some(piece));
        }
        while self.fill()? {
            let ends = self.cut
                || self.line.first() == Some(&0x1A)
                || matches!(kind_of(&self.line), Kind::Re | Kind::Go | Kind::Ir);
            if ends {
                break;
            }
            if piece.bytes.len() + self.line.len() > LARGEST_RECEIPT {
                piece.oversize = true;
                break;
            }
            self.take(&mut piece);
        }
        Ok(Some(piece))
    }

    /// Moves the held line into a piece; an end mark behind an unfinished last line stays held.
    fn take(&mut self, piece: &mut Piece) {
        let marks = if self.line.last() == Some(&0x1A) {
            self.line.iter().rev().take_while(|b| **b == 0x1A).count()
        } else {
            0
        };
        let keep = self.line.len() - marks;
        piece.bytes.extend_from_slice(self.line.get(..keep).unwrap_or_default());
        self.line.drain(..keep);
        self.held = marks > 0;
        if !self.cut {
            self.next += 1;
        }
        self.cut = false;
    }

    /// The end marks at the front of the held line.
    fn mark(&mut self) -> Option<Piece> {
        let mut marks = self.line.iter().take_while(|b| **b == 0x1A).count();
        if marks == 0 {
            return None;
        }
        // A line end right behind the mark belongs to it.
        if matches!(self.line.get(marks..), Some([b'\r', b'\n'] | [b'\n'])) {
            marks = self.line.len();
        }
        let bytes = self.line.drain(..marks).collect();
        self.held = !self.line.is_empty();
        Some(Piece { kind: PieceKind::Mark, bytes, first: self.next, oversize: false })
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = io::Result<Piece>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let piece = self.piece();
        self.failed = piece.is_err();
        piece.transpose()
    }
}

fn kind_of(line: &[u8]) -> Kind {
    match line {
        [a, b] | [a, b, b',' | b'\r' | b'\n', ..] => Kind::of(&[*a, *b]),
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(file: &[u8]) -> Vec<(PieceKind, usize)> {
        Reader::new(file).map(|p| p.map(|p| (p.kind(), p.records().count())).unwrap()).collect()
    }

    #[test]
    fn receipts_hold_their_records() {
        let file = b"IR,1\r\nRE,1\r\nHO,1\r\nSY,1\r\nRE,2\r\nGO,2\r\n\x1a";
        assert_eq!(
            pieces(file),
            [
                (PieceKind::Head, 1),
                (PieceKind::Receipt, 3),
                (PieceKind::Receipt, 1),
                (PieceKind::End, 1),
                (PieceKind::Mark, 0)
            ]
        );
    }

    #[test]
    fn a_second_volume_may_follow_the_mark() {
        let file = b"IR,1\r\nGO,1\r\n\x1aIR,1\r\nRE,1\r\nGO,1,,99\x1a";
        let kinds: Vec<_> = pieces(file).into_iter().map(|(k, _)| k).collect();
        use PieceKind::{End, Head, Mark, Receipt};
        assert_eq!(kinds, [Head, End, Mark, Head, Receipt, End, Mark]);
    }

    #[test]
    fn an_endless_line_is_cut_and_nothing_is_lost() {
        let mut file = b"RE,1\r\n".to_vec();
        file.extend(vec![b'A'; 3 * LONGEST_LINE + 7]);
        file.extend(b"\r\nRE,2\r\n");
        let read: Vec<Piece> = Reader::new(&file[..]).map(Result::unwrap).collect();
        assert!(read.iter().any(Piece::is_oversize));
        assert_eq!(read.iter().flat_map(|p| p.bytes().to_vec()).collect::<Vec<_>>(), file);
        assert_eq!(read.iter().filter(|p| p.kind() == PieceKind::Receipt).count(), 2);
    }

    proptest! {
        #[test]
        fn what_was_read_is_written_back(parts in prop::collection::vec(prop_oneof![
            Just(b"IR,".to_vec()), Just(b"RE,1,".to_vec()), Just(b"HO,".to_vec()), Just(b"GO,".to_vec()),
            Just(b"\r\n".to_vec()), Just(b"\n".to_vec()), Just(vec![0x1A]), prop::collection::vec(any::<u8>(), 0..6),
        ], 0..60)) {
            let file = parts.concat();
            let mut back = Vec::new();
            for piece in Reader::new(&file[..]) {
                let piece = piece.unwrap();
                // The lines of a piece are the piece.
                let lines: usize = piece.records().map(|r| {
                    r.bytes.len() + match r.ending { crate::record::Ending::CrLf => 2, crate::record::Ending::Lf => 1, crate::record::Ending::Nothing => 0 }
                }).sum();
                if piece.kind() != PieceKind::Mark {
                    prop_assert_eq!(lines, piece.bytes().len());
                }
                back.extend_from_slice(piece.bytes());
            }
            prop_assert_eq!(back, file);
        }
    }
}
