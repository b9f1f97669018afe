//! What a single door promises beyond the bytes of its replies.

use std::path::Path;
use std::process::Command;

use santei_doors::{
    CDoor, Compiler, Http, Link, Outcome, Santei, build_package, has_program, header_as_cpp, required, root,
};

/// The smoke program checks the header's promises itself, each time it runs; here nothing else is asked.
#[test]
fn c_program_keeps_the_promises_of_the_header() -> Outcome<()> {
    let Some(compiler) = Compiler::find()? else { return Ok(()) };
    let santei = Santei::build()?;
    for link in [Link::Static, Link::Shared] {
        CDoor::build(&compiler, &santei, link)?.run_under(&mut Command::new("env"), &[] as &[&str])?;
    }
    Ok(())
}

#[test]
fn header_is_cpp_as_well() -> Outcome<()> {
    let Some(compiler) = Compiler::find()? else { return Ok(()) };
    header_as_cpp(&compiler, &Santei::build()?)
}

#[test]
fn c_program_neither_leaks_nor_reads_beyond() -> Outcome<()> {
    if !has_program(Path::new("valgrind")) {
        assert!(!required(), "valgrind is missing, and SANTEI_REQUIRE_DOORS=1");
        println!("skipped: valgrind is not installed");
        return Ok(());
    }
    let Some(compiler) = Compiler::find()? else { return Ok(()) };
    let door = CDoor::build(&compiler, &Santei::build()?, Link::Static)?;
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--quiet", "--error-exitcode=9", "--leak-check=full", "--show-leak-kinds=all"]);
    valgrind.arg("--errors-for-leak-kinds=definite,indirect,possible");
    let examples = ["examples/revisit-lab.json", "examples/bad-codes.json", "doors/corpus/invalid_utf8.json"];
    door.run_under(&mut valgrind, &examples.map(|path| root().join(path)))
}

#[cfg(unix)]
#[test]
fn server_ends_when_told_to() -> Outcome<()> {
    let server = Http::start(&Santei::build()?)?;
    let status = server.terminate()?;
    assert!(status.success(), "{status}");
    Ok(())
}

#[test]
fn package_keeps_its_promises_in_node() -> Outcome<()> {
    let Some((node, package)) = build_package()? else { return Ok(()) };
    let output = Command::new(node)
        .arg("--test")
        .arg(root().join("wasm/test/node.mjs"))
        .env("SANTEI_PACKAGE", package.path().join("santei.js"))
        .output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}
