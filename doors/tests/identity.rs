//! The same request gives the same bytes at every door.
//!
//! The corpus: `examples/`, `doors/corpus/` (refusals and edges), the requests made of the cases in `conformance/cases`,
//! and of the official cases where they are. What is asked is the starter edition; a code it lacks has its answer too.
//! `check` is asked the same requests; `charge` those of `doors/corpus/charge` and the official vectors; `checkUke` a small claim
//! file, whole and broken, and the official ones where they are; `buildClaim` the months of `doors/corpus/claim`.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::{env, fs};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use santei_conformance::{Filter, run};
use santei_contract::Operation;
use santei_doors::{
    Answer, CDoor, Cli, Compiler, Door, Http, InProcess, Link, Outcome, Santei, WasmDoor, root,
};
use serde_json::json;

/// Requests with a name for messages.
struct Corpus {
    names: Vec<String>,
    requests: Vec<Vec<u8>>,
}

impl Corpus {
    /// What an operation is asked; the least numbers of answers and refusals among it.
    fn of(operation: &str) -> Outcome<(Self, usize, usize)> {
        Ok(match operation {
            "charge" => (Self::charge()?, 20, 5),
            // Two of our own; the exports of receipt computers come only with the shared folder.
            "checkUke" => (Self::uke()?, 2, 3),
            "buildClaim" => (Self::claims()?, 8, 20),
            _ => (Self::read()?, 20, 10),
        })
    }

    fn charge() -> Outcome<Self> {
        let mut corpus = Self { names: Vec::new(), requests: Vec::new() };
        corpus.add_files(&root().join("doors/corpus/charge"))?;
        corpus.add_files(&root().join("doors/corpus"))?;
        let official = shared().join("conformance/copay");
        if official.is_dir() {
            corpus.add_cases(&official)?;
        }
        Ok(corpus)
    }

    fn claims() -> Outcome<Self> {
        let mut corpus = Self { names: Vec::new(), requests: Vec::new() };
        for folder in ["doors/corpus/claim", "examples", "doors/corpus"] {
            corpus.add_files(&root().join(folder))?;
        }
        Ok(corpus)
    }

    fn uke() -> Outcome<Self> {
        let mut corpus = Self { names: Vec::new(), requests: Vec::new() };
        corpus.add_files(&root().join("doors/corpus"))?;
        let whole = b"IR,1,13,1,9999999,,CLINIC,202507,00,\r\nGO,0,0,99\r\n\x1a";
        let mut files = vec![("whole".to_owned(), whole.to_vec()), ("empty".to_owned(), Vec::new())];
        files.push(("cut off".to_owned(), whole.get(..20).unwrap_or_default().to_vec()));
        let folder = shared().join("conformance/points/uke");
        if folder.is_dir() {
            let mut paths = fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Outcome<Vec<_>>>()?;
            paths.sort();
            for path in paths {
                files.push((path.display().to_string(), fs::read(&path)?));
            }
        }
        for (name, bytes) in files {
            let file = BASE64_STANDARD.encode(bytes);
            let request = json!({ "schema": "santei/check-uke/1", "requestId": "u", "file": file });
            corpus.add(name, request.to_string().as_bytes());
        }
        Ok(corpus)
    }

    fn read() -> Outcome<Self> {
        let mut corpus = Self { names: Vec::new(), requests: Vec::new() };
        corpus.add_files(&root().join("examples"))?;
        corpus.add_files(&root().join("doors/corpus"))?;
        corpus.add_cases(&root().join("conformance/cases"))?;
        let official = shared().join("conformance/points/cases");
        if official.is_dir() {
            corpus.add_cases(&official)?;
        } else if env::var_os("SANTEI_REQUIRE_SHARED").is_some_and(|value| value == "1") {
            return Err(format!("{} is missing", official.display()).into());
        } else {
            println!("skipped: {} is not there", official.display());
        }
        Ok(corpus)
    }

    /// One request a line, since one door reads lines. JSON has no line feeds but between its tokens.
    fn add(&mut self, name: String, request: &[u8]) {
        let line =
            request.trim_ascii_end().iter().map(|&b| if matches!(b, b'\n' | b'\r') { b' ' } else { b });
        self.names.push(name);
        self.requests.push(line.collect());
    }

    fn add_files(&mut self, folder: &Path) -> Outcome<()> {
        let mut paths = fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Outcome<Vec<_>>>()?;
        paths.retain(|path| path.is_file());
        paths.sort();
        for path in paths {
            let content = fs::read(&path)?;
            if path.extension().is_some_and(|e| e == "jsonl") {
                for (number, line) in (1..).zip(content.split(|&b| b == b'\n')).filter(|(_, l)| !l.is_empty())
                {
                    self.add(format!("{}:{number}", path.display()), line);
                }
            } else {
                self.add(path.display().to_string(), &content);
            }
        }
        Ok(())
    }

    /// The runner of cases makes a request of each; whatever it is answered here does not matter.
    fn add_cases(&mut self, folder: &Path) -> Outcome<()> {
        let made = RefCell::new(Vec::new());
        let note = |request: &[u8]| {
            made.borrow_mut().push(request.to_vec());
            Err("only noted".to_owned())
        };
        run(folder, &note, &Filter::default())?;
        for (number, request) in (1..).zip(made.into_inner()) {
            self.add(format!("{} request {number}", folder.display()), &request);
        }
        Ok(())
    }
}

fn shared() -> PathBuf {
    let told = env::var_os("SANTEI_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    root().join(told)
}

/// Asks a door the whole corpus of every operation, and compares with the answers in process.
fn assert_same(door: &dyn Door) -> Outcome<()> {
    let operations = Operation::ALL.into_iter().filter(|o| o.is_implemented() && *o != Operation::Manifest);
    for operation in operations {
        assert_same_answers(door, operation.name())?;
    }
    Ok(())
}

fn assert_same_answers(door: &dyn Door, operation: &str) -> Outcome<()> {
    let (corpus, answers, refusals) = Corpus::of(operation)?;
    let own = InProcess::starter()?;
    if let Some(manifest) = door.manifest()? {
        assert_eq!(Some(manifest), own.manifest()?, "manifest of {}", door.name());
    }
    let expected = own.answer(operation, &corpus.requests)?;
    let answered = expected.iter().filter(|answer| answer.answered).count();
    assert!(
        answered >= answers && expected.len() - answered >= refusals,
        "the corpus of {operation} holds both answers and refusals: {answered} of {}",
        expected.len()
    );

    let found = door.answer(operation, &corpus.requests)?;
    assert_eq!(found.len(), expected.len(), "number of answers of {}", door.name());
    for ((name, expected), found) in corpus.names.iter().zip(&expected).zip(&found) {
        assert!(
            found == expected,
            "{} answers {operation} of {name} with\n{}\nand not with\n{}",
            door.name(),
            shown(found),
            shown(expected)
        );
    }
    println!(
        "{}: {operation}, {} requests, {answered} answered, the same bytes",
        door.name(),
        expected.len()
    );
    Ok(())
}

fn shown(answer: &Answer) -> String {
    let kind = if answer.answered { "result" } else { "problem" };
    format!("{kind} {}", String::from_utf8_lossy(&answer.body))
}

fn starter() -> Vec<PathBuf> {
    vec![root().join("data/starter.img"), root().join("data/starter_r8.img")]
}

#[test]
fn c_static() -> Outcome<()> {
    let Some(compiler) = Compiler::find()? else { return Ok(()) };
    assert_same(&CDoor::build(&compiler, &Santei::build()?, Link::Static)?)
}

#[test]
fn c_shared() -> Outcome<()> {
    let Some(compiler) = Compiler::find()? else { return Ok(()) };
    assert_same(&CDoor::build(&compiler, &Santei::build()?, Link::Shared)?.with_images(starter()))
}

#[test]
fn web_assembly() -> Outcome<()> {
    let Some(door) = WasmDoor::build()? else { return Ok(()) };
    assert_same(&door)?;
    assert_same(&door.with_images(starter()))
}

#[test]
fn http() -> Outcome<()> {
    assert_same(&Http::start(&Santei::build()?)?)
}

#[test]
fn command_line() -> Outcome<()> {
    assert_same(&Cli(Santei::build()?.program))
}
