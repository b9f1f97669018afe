//! JSON lines in, JSON lines out: parallel, in order, in constant memory.
//!
//! A reader cuts the input into chunks of whole lines, workers answer chunks, one writer puts the answers out in the
//! order of the input. The chunks go round: their number is fixed, so memory does not grow with the input, and their buffers
//! are used again.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::exit::{Exit, Failure};

/// How much is read at once. A chunk ends with the last whole line of it, so a slow writer gets its answers soon.
const CHUNK: usize = 128 * 1024;

/// Chunks in flight for every worker.
const CHUNKS_PER_WORKER: usize = 4;

/// What became of the lines of one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    /// Lines answered.
    pub(crate) lines: u64,
    /// Lines with a problem instead of a result.
    pub(crate) refused: u64,
    /// Number of the first such line in the input, from 1.
    pub(crate) first_refused: Option<u64>,
    /// Lines whose result a person has to look at.
    pub(crate) attention: u64,
}

impl Tally {
    /// How a program that met this ends.
    pub(crate) const fn exit(self) -> Exit {
        if self.refused > 0 {
            Exit::Refused
        } else if self.attention > 0 {
            Exit::Attention
        } else {
            Exit::Complete
        }
    }
}

/// Answers one line. Used by several threads at once.
pub(crate) trait Answer: Sync {
    /// Appends the answer to one request, without a line end.
    fn answer(&self, line: &[u8], out: &mut Vec<u8>) -> Exit;
    /// Appends the answer to a line that is too long to be read.
    fn too_long(&self, out: &mut Vec<u8>) -> Exit;
    /// Appends the answer to a line at which [`Answer::answer`] panicked, which is a defect of ours.
    fn defect(&self, out: &mut Vec<u8>) -> Exit;
}

/// Some whole lines of the input and the answers to them.
#[derive(Debug, Default)]
struct Chunk {
    place: u64,
    first_line: u64,
    input: Vec<u8>,
    /// Stands for a line that was too long and was passed over.
    too_long: bool,
    output: Vec<u8>,
    tally: Tally,
}

impl Chunk {
    fn answer(&mut self, with: &impl Answer) {
        self.output.clear();
        self.tally = Tally::default();
        if self.too_long {
            let exit = with.too_long(&mut self.output);
            self.count(exit, self.first_line);
            return;
        }
        let input = std::mem::take(&mut self.input);
        for (line, number) in input.split(|b| *b == b'\n').zip(self.first_line..) {
            if !line.trim_ascii().is_empty() {
                let start = self.output.len();
                let output = &mut self.output;
                // A lost chunk would leave the writer waiting for it for ever.
                let exit =
                    catch_unwind(AssertUnwindSafe(|| with.answer(line, output))).unwrap_or_else(|_| {
                        self.output.truncate(start);
                        with.defect(&mut self.output)
                    });
                self.count(exit, number);
            }
        }
        self.input = input;
    }

    fn count(&mut self, exit: Exit, number: u64) {
        self.output.push(b'\n');
        self.tally.lines += 1;
        match exit {
            Exit::Complete => {}
            Exit::Attention => self.tally.attention += 1,
            _ => {
                self.tally.refused += 1;
                self.tally.first_refused.get_or_insert(number);
            }
        }
    }
}

/// Cuts an input into chunks of whole lines.
struct Cutter<R> {
    input: BufReader<R>,
    carry: Vec<u8>,
    place: u64,
    next_line: u64,
    max_line: usize,
    ended: bool,
}

impl<R: Read> Cutter<R> {
    /// Fills a chunk; `false` at the end of the input.
    fn fill(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        for buffer in [&mut chunk.input, &mut chunk.output] {
            buffer.clear();
            // One huge line must not keep its memory for the rest of the run.
            buffer.shrink_to(8 * CHUNK);
        }
        chunk.input.append(&mut self.carry);
        chunk.too_long = false;
        let mut searched = 0;
        loop {
            let last = chunk.input.get(searched..).and_then(|b| b.iter().rposition(|b| *b == b'\n'));
            if let Some(end) = last.map(|at| searched + at + 1) {
                self.carry.extend_from_slice(chunk.input.get(end..).unwrap_or_default());
                chunk.input.truncate(end);
                break;
            }
            if self.ended {
                if chunk.input.is_empty() {
                    return Ok(false);
                }
                break;
            }
            searched = chunk.input.len();
            if searched > self.max_line {
                self.pass_over(chunk)?;
                break;
            }
            self.read(&mut chunk.input)?;
        }
        chunk.place = self.place;
        chunk.first_line = self.next_line;
        self.place += 1;
        self.next_line +=
            if chunk.too_long { 1 } else { chunk.input.iter().filter(|b| **b == b'\n').count() as u64 };
        Ok(true)
    }

    /// Reads on: what there is, up to one chunk.
    fn read(&mut self, into: &mut Vec<u8>) -> io::Result<()> {
        let read = loop {
            match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => {
                    let bytes = other?;
                    into.extend_from_slice(bytes);
                    break bytes.len();
                }
            }
        };
        self.input.consume(read);
        self.ended = read == 0;
        Ok(())
    }

    /// Reads to the end of a line that is too long, keeping nothing of it.
    fn pass_over(&mut self, chunk: &mut Chunk) -> io::Result<()> {
        chunk.input = Vec::new();
        chunk.too_long = true;
        while !self.ended {
            chunk.input.clear();
            self.read(&mut chunk.input)?;
            if let Some(at) = chunk.input.iter().position(|b| *b == b'\n') {
                self.carry.extend_from_slice(chunk.input.get(at + 1..).unwrap_or_default());
                break;
            }
        }
        Ok(())
    }
}

/// Answers every line of `input` on `out`; blank lines are passed over. The output is flushed after every chunk.
///
/// # Errors
/// [`Failure`] when the input cannot be read (`name` says which) or the output not written. What was answered before is out.
pub(crate) fn run(
    name: &str,
    input: impl Read + Send,
    out: &mut impl Write,
    workers: usize,
    max_line: usize,
    with: &impl Answer,
) -> Result<Tally, Failure> {
    let workers = workers.max(1);
    let (free, taken) = channel::<Chunk>();
    for _ in 0..workers * CHUNKS_PER_WORKER {
        // The receiver lives to the end of this function.
        let _ = free.send(Chunk::default());
    }
    let (to_workers, work) = channel::<Chunk>();
    let work = Mutex::new(work);
    let (done, answered) = channel::<Chunk>();
    thread::scope(|scope| {
        let reader = scope.spawn(move || read(input, max_line, &taken, &to_workers));
        for _ in 0..workers {
            let (work, done) = (&work, done.clone());
            scope.spawn(move || {
                while let Some(mut chunk) = next(work) {
                    chunk.answer(with);
                    if done.send(chunk).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);
        let written = write(&answered, free, out);
        // After a failed write nobody takes answers any more: the workers stop, then the reader.
        drop(answered);
        let read = reader.join().unwrap_or(Ok(()));
        let tally = written?;
        read.map_err(|error| Failure::io(name, &error))?;
        Ok(tally)
    })
}

fn next(work: &Mutex<Receiver<Chunk>>) -> Option<Chunk> {
    work.lock().ok()?.recv().ok()
}

fn read(
    input: impl Read,
    max_line: usize,
    free: &Receiver<Chunk>,
    to_workers: &Sender<Chunk>,
) -> io::Result<()> {
    let input = BufReader::with_capacity(CHUNK, input);
    let mut cutter = Cutter { input, carry: Vec::new(), place: 0, next_line: 1, max_line, ended: false };
    while let Ok(mut chunk) = free.recv() {
        if !cutter.fill(&mut chunk)? || to_workers.send(chunk).is_err() {
            break;
        }
    }
    Ok(())
}

/// Writes chunks in the order of the input and gives their buffers back.
fn write(answered: &Receiver<Chunk>, free: Sender<Chunk>, out: &mut impl Write) -> Result<Tally, Failure> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    let mut total = Tally::default();
    while let Ok(chunk) = answered.recv() {
        waiting.insert(chunk.place, chunk);
        while let Some(chunk) = waiting.remove(&next) {
            out.write_all(&chunk.output)?;
            out.flush()?;
            total.lines += chunk.tally.lines;
            total.refused += chunk.tally.refused;
            total.attention += chunk.tally.attention;
            total.first_refused = total.first_refused.or(chunk.tally.first_refused);
            next += 1;
            // The reader may be gone already: at the end of the input it needs no buffers.
            let _ = free.send(chunk);
        }
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::MAX_REQUEST;

    /// Gives back the line with its length; `?` is refused, `!` wants attention.
    struct Echo;

    impl Answer for Echo {
        fn answer(&self, line: &[u8], out: &mut Vec<u8>) -> Exit {
            out.extend_from_slice(line.trim_ascii());
            out.extend_from_slice(format!("/{}", line.trim_ascii().len()).as_bytes());
            assert_ne!(line, b"panic");
            match line.first() {
                Some(b'?') => Exit::Refused,
                Some(b'!') => Exit::Attention,
                _ => Exit::Complete,
            }
        }
        fn too_long(&self, out: &mut Vec<u8>) -> Exit {
            out.extend_from_slice(b"too long");
            Exit::Refused
        }
        fn defect(&self, out: &mut Vec<u8>) -> Exit {
            out.extend_from_slice(b"defect");
            Exit::Refused
        }
    }

    /// Gives its bytes in small pieces, as a pipe does.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let n = self.1.min(self.0.len()).min(into.len());
            into[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn echo(input: &[u8], piece: usize, workers: usize, max: usize) -> (String, Tally) {
        let mut out = Vec::new();
        let tally = run("test", Pieces(input, piece), &mut out, workers, max, &Echo).unwrap();
        (String::from_utf8(out).unwrap(), tally)
    }

    #[test]
    fn order_is_kept_however_the_input_arrives() {
        let input: String = (0..5000).map(|n| format!("{}{n}\n", "x".repeat(n % 37))).collect();
        let expected: String = input.lines().map(|l| format!("{l}/{}\n", l.len())).collect();
        for (piece, workers) in [(usize::MAX, 1), (usize::MAX, 7), (1000, 3), (13, 2)] {
            let (out, tally) = echo(input.as_bytes(), piece, workers, MAX_REQUEST);
            assert_eq!(out, expected, "{piece} {workers}");
            assert_eq!(tally, Tally { lines: 5000, ..Tally::default() });
        }
    }

    #[test]
    fn blank_lines_and_a_last_line_without_end() {
        let (out, tally) = echo(b"a\n\n  \r\n?b\r\n!c", 2, 2, MAX_REQUEST);
        assert_eq!(out, "a/1\n?b/2\n!c/2\n");
        assert_eq!(tally, Tally { lines: 3, refused: 1, first_refused: Some(4), attention: 1 });
        assert_eq!(tally.exit(), Exit::Refused);
        assert_eq!(echo(b"", 1, 1, MAX_REQUEST).1, Tally::default());
    }

    #[test]
    fn a_line_too_long_is_answered_in_its_place_and_not_kept() {
        let long = "y".repeat(CHUNK * 3);
        for (piece, max) in [(usize::MAX, CHUNK), (777, 1000)] {
            let (out, tally) = echo(format!("a\n{long}\nb\n").as_bytes(), piece, 2, max);
            assert_eq!(out, "a/1\ntoo long\nb/1\n");
            assert_eq!(tally, Tally { lines: 3, refused: 1, first_refused: Some(2), attention: 0 });
            let (out, _) = echo(format!("a\n{long}").as_bytes(), piece, 2, max);
            assert_eq!(out, "a/1\ntoo long\n");
        }
    }

    #[test]
    fn a_panic_costs_one_line_only() {
        let (out, tally) = echo(b"a\npanic\nb\n", usize::MAX, 2, MAX_REQUEST);
        assert_eq!(out, "a/1\ndefect\nb/1\n");
        assert_eq!(tally, Tally { lines: 3, refused: 1, first_refused: Some(2), attention: 0 });
    }

    /// Takes a few bytes, then goes away.
    struct Gone(usize);

    impl Write for Gone {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            let n = bytes.len().min(self.0);
            self.0 -= n;
            Ok(n)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_goes_away_ends_the_run() {
        let endless = io::repeat(b'\n').take(1 << 30);
        let input = io::Cursor::new(b"abc\n".repeat(1000)).chain(endless);
        let failed = run("test", input, &mut Gone(100), 2, MAX_REQUEST, &Echo);
        assert!(matches!(failed, Err(Failure::BrokenPipe)));
    }

    #[test]
    fn an_input_that_breaks_is_named() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("disk on fire"))
            }
        }
        let mut out = Vec::new();
        let failed = run("x.jsonl", io::Cursor::new(b"a\n").chain(Broken), &mut out, 2, MAX_REQUEST, &Echo);
        assert!(
            matches!(failed, Err(Failure::Message { exit: Exit::Files, text }) if text == "x.jsonl: disk on fire")
        );
        assert_eq!(out, b"a/1\n");
    }
}
