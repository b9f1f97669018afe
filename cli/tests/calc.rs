//! `santei calc`: tables, JSON, JSON lines, standard input, exit codes.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use common::{example, fed, santei};
use serde_json::Value;

/// Collapses the columns: `初診 111000110 初診料 291 1 291 算定`.
fn rows(table: &str) -> Vec<String> {
    table.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn assert_row(table: &str, expected: &str) {
    assert!(rows(table).iter().any(|row| row.contains(expected)), "no row `{expected}` in\n{table}");
}

/// Total points and what the counter collects, worked out by hand from the fee schedule (comments below).
const TOTALS: [(&str, &str, i64); 7] = [
    // 初診料 291 + 抗原同時検出 225 + 鼻腔・咽頭拭い液採取 25 + 免疫学的判断料 144 + 処方箋料 60; 3割 2,235 → 2,240
    ("first-visit.json", "745", 2240),
    // 再診料 75 + 明細書 1 + 外来管理 52; まるめ11項目 103 + HbA1c 49 + 血算 21 + 判断料 125 + 144 + B-V 40; 処方箋料 60
    ("revisit-lab.json", "670", 2010),
    // 初診料 291 + 乳幼児時間外 200; 溶連菌 121 + 採取 25 + 判断料 144; 処方箋料 60 + 3歳未満 3; 2割 1,688 → 1,690
    ("child-after-hours.json", "844", 1690),
    // 外来診療料 76; 生化学4項目 11 + 11 + 17 + 17 + 判断料 144 + B-V 40; 心電図 130; 1割 446 → 450
    ("hospital-outpatient.json", "446", 450),
    // 再診料 75 + 1 + 52; CRP 16 + 判断料 144 + B-V 40; the three bad codes nothing; 3割 984 → 980
    ("bad-codes.json", "328", 980),
    // 再診料 75 + 1 + 52; (10.40 + 13.90 = 24.30円 → 2点) × 28 + 調剤料 11; 19.40 × 14 = 271.60円 → 27点 + 8; 処方料 42;
    // 筋注 25 + 61円 → 6点; 3割 909 → 910
    ("in-house-drugs.json", "303", 910),
    // 再診料 75 + 心電図 130 + X線2枚 (68 × 1.5 + 85 × 1.5 + 57 = 286.5 → 287); 3割 1,476 → 1,480
    ("reprice.json", "492", 1480),
];

#[test]
fn the_examples_come_to_what_the_hand_gives() {
    for (file, points, counter) in TOTALS {
        let ran = santei(["calc", "--json", &format!("examples/{file}")]);
        let result: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(result["totalPoints"], points, "{file}");
        assert_eq!(result["charge"]["counterYen"], counter, "{file}");
        assert_eq!(ran.code, i32::from(result["status"] != "complete"), "{file}");
        assert_eq!(ran.err, "", "{file}");
    }
}

#[test]
fn the_table_shows_lines_units_and_totals() {
    let ran = santei(["calc", "examples/first-visit.json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("starter edition"), "{}", ran.out);
    assert_row(&ran.out, "初診 111000110 初診料 291 1 291 算定 +A000.1 A000 注1[1]");
    assert_row(&ran.out, "160062110 免疫学的検査判断料 144 1 144 算定 +D026.1");
    assert_row(&ran.out, "その他 120002910 処方箋料（リフィル以外・その他） 60 1 60 算定");
    assert_row(&ran.out, "合計 745 点");
    assert_row(&ran.out, "患者負担 2,235円（割合 0.3、保険者 5,215円） 窓口 2,240円");
    assert_row(&ran.out, "[1] 令和6年厚生労働省告示第57号");
    // Tests paid by count have no points of their own; the sum stands once, on the last of them.
    let lab = santei(["calc", "examples/revisit-lab.json"]).out;
    assert_row(&lab, "160021410 カリウム 1 103 算定");
    assert_row(&lab, "160019010 ＢＵＮ 1 算定");
    // Drugs of one dosing group are rounded together.
    assert_row(
        &santei(["calc", "examples/in-house-drugs.json"]).out,
        "622098501 アトルバスタチン錠１０ｍｇ「サワイ」 28 56 算定",
    );
}

#[test]
fn columns_line_up_by_width_on_the_screen() {
    let out = santei(["calc", "examples/first-visit.json"]).out;
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let ends: Vec<usize> =
        out.lines().filter_map(|l| l.split_once("算定  +").map(|(before, _)| before)).map(width).collect();
    assert!(ends.len() > 2 && ends.iter().all(|e| *e == ends[0]), "{ends:?}\n{out}");
}

#[test]
fn english_on_request() {
    let ran = santei(["calc", "--lang", "en", "examples/bad-codes.json"]);
    assert_row(&ran.out, "total 328 points");
    assert_row(&ran.out, "status needs review");
    assert_row(&ran.out, "199999999 (unknown) 1 blocked");
    assert!(ran.out.contains("resolve.unknownCode /encounters/0/lines/0"), "{}", ran.out);
}

#[test]
fn open_questions_are_listed_with_what_each_answer_changes() {
    let ran = santei(["calc", "examples/open-questions.json"]);
    assert_eq!(ran.code, 1);
    assert_row(&ran.out, "状態 仮計算（未回答の質問あり）");
    assert_row(&ran.out, "A000.visitKind/e1");
    // 消炎鎮痛等処置 35 alone; 初診 291 more; 再診 75 + 明細書 1 more.
    assert_row(&ran.out, "合計 35 点");
    assert_row(&ran.out, "first +291 / revisit +76");
    // The dearest way through all questions: a first visit late at night, 35 + 291 + 480.
    assert_row(&ran.out, "回答による幅 35–806 点");
}

#[test]
fn json_is_canonical_and_the_same_from_file_and_standard_input() {
    let file = santei(["calc", "--json", "examples/first-visit.json"]);
    let stdin = fed(["calc", "--json", "-"], example("first-visit.json").as_bytes());
    assert_eq!(file.out, stdin.out);
    assert_eq!(file.out.lines().count(), 1);
    let value: Value = serde_json::from_str(&file.out).unwrap();
    // Keys of serde_json's map are sorted; the values here hold no floats, so this is the canonical form again.
    assert_eq!(serde_json::to_string(&value).unwrap(), file.out.trim_end());
    assert!(value.get("traces").is_none());
    let traced = santei(["calc", "--json", "--trace", "examples/first-visit.json"]);
    assert!(serde_json::from_str::<Value>(&traced.out).unwrap().get("traces").is_some());
}

#[test]
fn json_lines_keep_their_order_and_answer_as_single_requests_do() {
    let visits = example("visits.jsonl");
    let ran = santei(["calc", "--threads", "3", "examples/visits.jsonl"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let ids: Vec<String> = ran
        .out
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["requestId"].as_str().unwrap().to_owned())
        .collect();
    let expected: Vec<String> = (1..=20).map(|n| format!("visit-{n:02}")).collect();
    assert_eq!(ids, expected);
    let third = visits.lines().nth(2).unwrap();
    assert_eq!(
        fed(["calc", "--json", "-"], third.as_bytes()).out.trim_end(),
        ran.out.lines().nth(2).unwrap()
    );
    // The first line is a whole object and more follows: JSON lines, without being told.
    assert_eq!(fed(["calc", "-"], visits.as_bytes()).out, ran.out);
}

#[test]
fn many_lines_in_order_whatever_the_number_of_threads() {
    let visits = example("visits.jsonl");
    let lines: Vec<&str> = visits.lines().collect();
    let input: String = (0..2000)
        .map(|n| {
            let line = lines[n % lines.len()];
            line.replace(&format!("visit-{:02}", n % lines.len() + 1), &format!("n{n}")) + "\n"
        })
        .collect();
    for threads in ["1", "4"] {
        let ran = fed(["calc", "--lines", "--threads", threads, "-"], input.as_bytes());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let mut count = 0;
        for (n, line) in ran.out.lines().enumerate() {
            assert!(line.contains(&format!("\"requestId\":\"n{n}\"")), "line {n}");
            count += 1;
        }
        assert_eq!(count, 2000);
    }
}

#[test]
fn a_bad_line_has_its_problem_in_its_place() {
    let visits = example("visits.jsonl");
    let mut lines: Vec<&str> = visits.lines().collect();
    lines[1] = "{\"schema\": broken";
    lines[3] = "{\"schema\":\"santei/calculate/1\",\"colour\":1}";
    let ran = fed(["calc", "--lines", "-"], lines.join("\n").as_bytes());
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("standard input:2: 2 of 20 requests refused"), "{}", ran.err);
    let replies: Vec<Value> = ran.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(replies.len(), 20);
    assert_eq!(replies[1]["type"], "urn:santei:problem:malformed");
    assert_eq!(replies[3]["type"], "urn:santei:problem:invalidRequest");
    assert!(replies[3]["errors"].to_string().contains("/colour"), "{}", replies[3]);
    assert_eq!(replies[2]["requestId"], "visit-03");
    assert_eq!(replies[4]["requestId"], "visit-05");
}

#[test]
fn a_program_may_keep_the_pipe_open_and_read_each_answer() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_santei"))
        .args(["calc", "--lines", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    let visits = example("visits.jsonl");
    for (line, n) in visits.lines().zip(1..4) {
        writeln!(stdin, "{line}").unwrap();
        stdin.flush().unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.contains(&format!("\"requestId\":\"visit-{n:02}\"")), "{answer}");
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn refusals_name_file_and_place_and_end_with_3() {
    let ran = fed(["calc", "-"], b"{\"schema\": \"santei/calculate/1\",\n  \"patient\": }");
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains("standard input") && ran.err.contains("line 2"), "{}", ran.err);
    let request = example("first-visit.json").replace("\"sex\"", "\"sexe\"");
    let ran = fed(["calc", "-"], request.as_bytes());
    assert_eq!(ran.code, 3);
    assert!(ran.err.starts_with("santei: standard input: /patient/sexe: "), "{}", ran.err);
    let json = fed(["calc", "--json", "-"], request.as_bytes());
    assert_eq!((json.code, json.err.as_str()), (3, ""));
    assert!(
        json.out.starts_with('{') && json.out.contains("urn:santei:problem:invalidRequest"),
        "{}",
        json.out
    );
    // The options of the command line do not hide what is wrong with a request.
    let twice =
        example("first-visit.json").replace("\"patient\"", "\"options\": {}, \"options\": {}, \"patient\"");
    let ran = fed(["calc", "--trace", "-"], twice.as_bytes());
    assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("options"), "{}", ran.err);
}

#[test]
fn nothing_and_noise_are_refused() {
    for input in [&b""[..], b"\n\n", b"null", b"[]", b"\"\"", b"\xff\xfe", b"\0\0\0", b"{\"a\":"] {
        let ran = fed(["calc", "-"], input);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{input:?}: {}", ran.err);
        assert!(ran.err.starts_with("santei: standard input: "), "{}", ran.err);
    }
}

#[test]
fn huge_and_deep_inputs_are_refused_without_harm() {
    let deep = "[".repeat(1_000_000);
    assert_eq!(fed(["calc", "-"], deep.as_bytes()).code, 3);
    let huge = format!("{{\"requestId\":\"{}\"}}", "x".repeat(25 * 1024 * 1024));
    let ran = fed(["calc", "--json", "-"], huge.as_bytes());
    assert_eq!(ran.code, 3);
    assert!(ran.out.contains("urn:santei:problem:tooLarge"), "{}", ran.out.get(..300).unwrap_or(&ran.out));
    let lines = format!("{}\n{huge}\n{}\n", "{}", "{}");
    let ran = fed(["calc", "--lines", "-"], lines.as_bytes());
    let kinds: Vec<bool> = ran.out.lines().map(|l| l.contains("tooLarge")).collect();
    assert_eq!((ran.code, kinds), (3, vec![false, true, false]));
}

#[test]
fn files_and_images_that_cannot_be_used_end_with_4() {
    let ran = santei(["calc", "examples/no-such.json"]);
    assert_eq!(ran.code, 4);
    assert!(ran.err.starts_with("santei: examples/no-such.json: "), "{}", ran.err);
    assert_eq!(santei(["calc", "examples"]).code, 4);
    let ran = santei(["calc", "examples/first-visit.json", "--image", "Cargo.toml"]);
    assert_eq!(ran.code, 4);
    assert!(ran.err.contains("Cargo.toml") && ran.err.contains("no santei image"), "{}", ran.err);
    let ran = santei(["calc", "examples/first-visit.json", "--masters", "no-such-folder"]);
    assert_eq!(ran.code, 4);
    assert!(ran.err.contains("no-such-folder"), "{}", ran.err);
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    for arguments in
        [&["calc"][..], &["calculate"], &["calc", "--threads", "0", "x"], &["calc", "-", "--lang", "fr"], &[]]
    {
        let ran = santei(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!ran.err.is_empty());
    }
    let help = santei(["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    assert!(help.out.contains("Exit codes"), "{}", help.out);
}

#[test]
fn the_worst_of_several_inputs_decides() {
    let both = santei(["calc", "--json", "examples/first-visit.json", "examples/open-questions.json"]);
    assert_eq!((both.code, both.out.lines().count()), (1, 2));
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let visits = example("visits.jsonl").repeat(200);
    let mut child = Command::new(env!("CARGO_BIN_EXE_santei"))
        .args(["calc", "--lines", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let feeder = std::thread::spawn(move || drop(stdin.write_all(visits.as_bytes())));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
