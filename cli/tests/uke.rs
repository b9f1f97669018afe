//! `santei uke` on a claim file made up here: one receipt of the starter edition, July 2024.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod common;

use std::path::PathBuf;

use common::santei;

/// First visit on the 2nd (291), revisits with management on the 9th and 16th (75 + 52): 291 + 2 × 75 + 2 × 52 = 545.
fn file(total: &str, visit: &str) -> Vec<u8> {
    let days = |record: &str, on: &[(usize, &str)]| {
        let mut days = vec![""; 31];
        for (day, n) in on {
            days[day - 1] = n;
        }
        format!("{record},,,,,,,{}\r\n", days.join(","))
    };
    let mut out = String::from("IR,1,13,1,9999999,,見本医院,202408,00,\r\n");
    out += &format!("RE,1,1112,202407,見本　太郎,1,19800401,,,,,,,A-1{},\r\n", ",".repeat(23));
    out += &format!("HO,06130009,１２,３４５,3,{total},,,,,,,,,\r\n");
    out += "SY,8830052,20240702,1,,,01,\r\n";
    out += &days(&format!("SI,11,1,111000110,,{visit},1"), &[(2, "1")]);
    out += &days("SI,12,1,112007410,,75,2", &[(9, "1"), (16, "1")]);
    out += &days("SI,12,1,112011010,,52,2", &[(9, "1"), (16, "1")]);
    out += &format!("GO,1,{total},99\r\n");
    let mut bytes = santei_claims::text::encode(&out).unwrap().into_owned();
    bytes.push(0x1A);
    bytes
}

fn written(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

#[test]
fn units_that_agree_and_one_that_does_not() {
    let (_keep, right) = written("right.uke", &file("545", "291"));
    let output = santei(["uke", "price", right.to_str().unwrap()]);
    assert_eq!(output.code, 0, "{}", output.out);
    assert_eq!(
        output.out,
        "1 receipts: 3 units agree, 0 differ, 0 open\nco-payments: 1 agree, 0 differ, 0 open\n"
    );

    let (_keep, wrong) = written("wrong.uke", &file("542", "288"));
    let output = santei(["uke", "price", "--json", wrong.to_str().unwrap()]);
    assert_eq!(output.code, 1);
    let told = &output.out;
    assert!(told.contains(r#""recorded":288,"computed":"291","count":1,"result":"differs""#), "{told}");
}

#[test]
fn check_writes_all_of_its_forms() {
    let (folder, wrong) = written("wrong.uke", &file("541", "288"));
    let wrong = wrong.to_str().unwrap();
    let output = santei(["uke", "check", "--json", wrong]);
    let told = &output.out;
    // 288 + 254 = 542, the claim says 541; and a first visit has 291 points.
    for expected in [
        r#""id":"sum.points","level":"L3""#,
        r#""wrong":541,"right":542"#,
        r#""id":"unit.points","level":"L4""#,
        r#""wrong":288,"right":291"#,
        r#""schema":"santei/uke-check/1""#,
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    assert_eq!(output.code, 1);
    let csv = folder.path().join("list.csv");
    santei(["uke", "check", wrong, "--csv", csv.to_str().unwrap()]);
    let list = santei_claims::text::decode(&std::fs::read(&csv).unwrap()).into_owned();
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines[0], "受付・事務点検ASP結果リスト（医科）");
    assert!(lines[3..].iter().all(|l| l.split(',').count() == 20), "{list}");
    let html = folder.path().join("page.html");
    santei(["uke", "check", wrong, "--html", html.to_str().unwrap()]);
    let page = std::fs::read_to_string(&html).unwrap();
    assert!(page.contains("見本　太郎") && page.contains("541 → 542"), "{page}");
}

#[test]
fn what_is_read_is_written_back() {
    let bytes = file("545", "291");
    let (folder, path) = written("in.uke", &bytes);
    let output = folder.path().join("out.uke");
    santei(["uke", "rewrite", path.to_str().unwrap(), "-o", output.to_str().unwrap()]);
    assert_eq!(std::fs::read(&output).unwrap(), bytes);
    let same = santei(["uke", "diff", path.to_str().unwrap(), output.to_str().unwrap()]);
    assert_eq!((same.code, same.out.as_str()), (0, "0 of 1 and 1 receipts differ\n"));
}

#[test]
fn a_receipt_is_shown_with_the_names_of_the_masters() {
    let (_keep, path) = written("in.uke", &file("545", "291"));
    let told = santei(["uke", "show", path.to_str().unwrap()]).out;
    for expected in ["見本　太郎", "初診料  291×1  2", "再診料  75×2  9 16"] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
fn a_broken_file_is_read_to_its_end() {
    let mut bytes = file("545", "291");
    bytes.splice(60..64, [0xFF, b'\n', 0x81, b',']);
    let (_keep, path) = written("broken.uke", &bytes);
    let output = santei(["uke", "check", path.to_str().unwrap()]);
    assert_eq!(output.code, 1);
    assert!(output.out.contains("1 files"), "{}", output.out);
}

#[test]
fn what_is_written_is_read_without_a_difference() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let output = santei(["uke", "write", "examples/claim.json", "-o", out.to_str().unwrap()]);
    assert_eq!(output.code, 0, "{}", output.out);
    assert!(output.out.ends_with("RECEIPTC.UKE: 1 receipts, 総件数 2, 591 points\n"), "{}", output.out);
    let file = out.join("shaho/RECEIPTC.UKE");
    let file = file.to_str().unwrap();
    let output = santei(["uke", "price", "--kind", "clinic", file]);
    assert!(output.out.contains("6 units agree, 0 differ, 0 open"), "{}", output.out);
    let output = santei(["uke", "check", "--kind", "clinic", "--form-only", file]);
    assert_eq!(output.code, 0, "{}", output.out);
    // A request that is not of the form is refused, and nothing is written.
    let wrong = folder.path().join("wrong.json");
    std::fs::write(&wrong, "{}").unwrap();
    let other = folder.path().join("other");
    let output = santei(["uke", "write", wrong.to_str().unwrap(), "-o", other.to_str().unwrap()]);
    assert_eq!(output.code, 3);
    assert!(!other.exists());
}

#[test]
fn one_thread_and_many_write_the_same_bytes() {
    // More receipts than two batches hold; every third with a wrong total, every fifth with a wrong visit.
    let mut bytes = file("545", "291");
    let at = |of: &[u8], what: &[u8]| of.windows(what.len()).position(|w| w == what).unwrap();
    let (begin, end) = (at(&bytes, b"RE,"), at(&bytes, b"GO,"));
    let receipt = bytes[begin..end].to_vec();
    bytes.truncate(begin);
    for number in 1..=4500_u32 {
        let text: Vec<u8> = [format!("RE,{number},").as_bytes(), &receipt[at(&receipt, b"1112")..]].concat();
        let wrong = if number % 3 == 0 { 8 } else { 0 };
        let from = at(&text, b",545,");
        bytes.extend(&text[..from]);
        bytes.extend(format!(",{},", 545 - wrong).bytes());
        bytes.extend(&text[from + 5..]);
    }
    bytes.extend(b"GO,4500,0,99\r\n\x1a");
    let (_keep, path) = written("many.uke", &bytes);
    let run = |threads: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_santei"))
            .args(["uke", "check", "--json", path.to_str().unwrap()])
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        output.stdout
    };
    let one = run("1");
    assert!(one.iter().filter(|b| **b == b'\n').count() > 1500);
    for threads in ["2", "7"] {
        assert!(run(threads) == one, "{threads} threads write something else");
    }
}

#[test]
fn checks_switched_off_stay_in_every_report_and_do_not_count() {
    let (folder, path) = written("in.uke", &file("541", "288"));
    let switches = folder.path().join("switches.toml");
    let off = |checks: &[&str]| {
        let one =
            |c: &&str| format!("[[off]]\ncheck = \"{c}\"\nreason = \"手で確認\"\ndate = \"2026-11-24\"\n");
        std::fs::write(&switches, checks.iter().map(one).collect::<String>()).unwrap();
    };
    let run = |more: &[&str]| {
        let common = ["uke", "check", path.to_str().unwrap(), "--switches", switches.to_str().unwrap()];
        santei(common.into_iter().chain(more.iter().copied()))
    };
    off(&["sum.points", "unit.points", "sum.total"]);
    let told = run(&["--json"]);
    assert!(told.out.contains(r#""switchedOff":{"date":"2026-11-24","reason":"手で確認"}"#), "{}", told.out);
    let counting = |line: &&str| {
        line.contains("\"level\":") && !line.contains("\"L48\"") && !line.contains("switchedOff")
    };
    let left: Vec<&str> = told.out.lines().filter(counting).collect();
    assert_eq!((told.code, left.is_empty()), (i32::from(!left.is_empty()), left.is_empty()), "{left:?}");
    let ids = |text: &str| text.lines().filter(|l| l.contains("\"id\":\"unit.points\"")).count();
    let all = santei(["uke", "check", "--json", path.to_str().unwrap()]);
    assert_eq!(ids(&told.out), ids(&all.out));
    assert!(run(&[]).out.contains("点検対象外: 手で確認") && run(&[]).out.contains("switched off"));
    let page = folder.path().join("page.html");
    run(&["--html", page.to_str().unwrap()]);
    assert!(std::fs::read_to_string(&page).unwrap().contains("点検対象外：手で確認（2026-11-24）"));
    let list = folder.path().join("list.csv");
    run(&["--csv", list.to_str().unwrap()]);
    let list = santei_claims::text::decode(&std::fs::read(&list).unwrap()).into_owned();
    assert!(list.lines().any(|l| l.ends_with(",除外") && l.contains("手で確認")), "{list}");
    off(&["unit.pionts"]);
    let refused = run(&[]);
    assert_eq!(refused.code, 3);
    assert!(refused.err.contains("did you mean `unit.points`"), "{}", refused.err);
}
