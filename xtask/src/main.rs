//! `cargo run -p xtask -- compile | coverage | check`

use std::process::ExitCode;

fn main() -> ExitCode {
    let root = xtask::root();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["compile"] => xtask::write(&root).map(|compiled| {
            for one in compiled {
                println!("{}: {} bytes", one.file, one.bytes.len());
            }
        }),
        ["coverage"] => xtask::coverage::compile(&root).and_then(|one| {
            println!("{}: {} bytes", one.file, one.bytes.len());
            one.write(&root)
        }),
        ["check"] => xtask::check(&root),
        _ => {
            eprintln!("usage: xtask compile | coverage | check");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
