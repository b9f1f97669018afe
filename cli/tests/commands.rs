//! The other commands: explain, masters, rules, conformance, serve.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use common::{example, root, santei};

#[test]
fn explain_tells_each_number_with_its_source() {
    let ran = santei(["explain", "examples/child-after-hours.json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    // 初診料 291 and the infant's after-hours addition 200 are one billing unit (告示 A000 注7).
    for told in ["844", "0 + 291 = 291", "291 + 200 = 491", "A000 注7", "令和6年厚生労働省告示第57号"]
    {
        assert!(ran.out.contains(told), "{told}\n{}", ran.out);
    }
    let one = santei(["explain", "examples/child-after-hours.json", "--line", "+2"]);
    assert!(one.out.contains("291 + 200 = 491") && !one.out.contains("120002910"), "{}", one.out);
    let english = santei(["explain", "--lang", "en", "examples/child-after-hours.json"]);
    assert!(english.out.contains("total 844 points"), "{}", english.out);
}

#[test]
fn explain_tells_why_not() {
    let ran = santei(["explain", "examples/child-after-hours.json", "--why-not", "111000370"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("A000.n6") && ran.out.contains("注6ただし書"), "{}", ran.out);
}

#[test]
fn explain_refuses_what_it_cannot_find() {
    let ran = santei(["explain", "examples/first-visit.json", "--line", "99"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no line `99`") && ran.err.contains("+1"), "{}", ran.err);
    assert_eq!(santei(["explain", "examples/first-visit.json", "--why-not", "12345"]).code, 2);
    assert_eq!(common::fed(["explain", "-"], b"{").code, 3);
}

#[test]
fn masters_show_tells_history_limits_and_dates() {
    let ran = santei(["masters", "show", "112007410"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("再診料") && ran.out.contains("points         75"), "{}", ran.out);
    let drug = santei(["masters", "show", "620007853"]);
    assert!(drug.out.contains("10.1 yen") && drug.out.contains("10.4 yen"), "{}", drug.out);
    let on = santei(["masters", "show", "620007853", "--date", "2025-03-31"]);
    assert!(on.out.contains("10.1 yen") && !on.out.contains("10.4 yen"), "{}", on.out);
    assert!(santei(["masters", "show", "8833421"]).out.contains("高血圧症"));
    assert!(santei(["masters", "show", "4307"]).out.contains("ベースアップ評価料"));
    let ended = santei(["masters", "show", "112708870", "--date", "2025-01-10"]);
    assert!(ended.out.contains("valid until 2024-11-30"), "{}", ended.out);
    assert_eq!(santei(["masters", "show", "199999999"]).code, 3);
    assert_eq!(santei(["masters", "show", "12345"]).code, 2);
}

#[test]
fn masters_info_tells_sources_and_what_is_missing() {
    let ran = santei(["masters", "info"]);
    assert_eq!(ran.code, 0);
    for told in ["R6-starter", "2024-06-01 – 2026-05-31", "etensu-02", "sha256", "procedure.name"] {
        assert!(ran.out.contains(told), "{told}\n{}", ran.out);
    }
    // The built-in edition has a half for each revision.
    let halves: String = ["data/starter.img", "data/starter_r8.img"]
        .map(|half| santei(["masters", "info", half]).out)
        .concat();
    assert_eq!(halves, ran.out);
    assert_eq!(santei(["masters", "info", "Cargo.toml"]).code, 4);
}

#[test]
fn masters_diff_shows_what_changed_between_two_days() {
    let arguments = ["masters", "diff", "data/starter.img", "data/starter.img", "--old-date", "2025-03-31"];
    let ran = santei(arguments.into_iter().chain(["--new-date", "2025-04-01"]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("620007853") && ran.out.contains("10.1 円 → 10.4 円"), "{}", ran.out);
    assert!(!ran.out.contains("112007410"), "{}", ran.out);
    let outside = santei(arguments.into_iter().chain(["--new-date", "2026-06-01"]));
    assert_eq!(outside.code, 2);
}

#[test]
fn a_failed_build_leaves_no_image_and_no_rest_of_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("s_20240601.csv"), "\"0\",\"S\"\r\n").unwrap();
    let out = path("r6.img");
    let ran = santei(["masters", "build", "--out", &out, &path("s_20240601.csv")]);
    assert_eq!(ran.code, 4);
    assert!(ran.err.contains("s_20240601.csv:1"), "{}", ran.err);
    std::fs::write(&out, "the old image").unwrap();
    assert_eq!(santei(["masters", "build", "--out", &out, &path("s_20240601.csv")]).code, 4);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "the old image");
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(santei(["masters", "build", "--out", &out, "examples/first-visit.json"]).code, 4);
    assert_eq!(santei(["masters", "check", &path("s_20240601.csv")]).code, 4);
}

#[test]
fn rules_are_listed_shown_and_counted() {
    let list = santei(["rules", "list"]);
    assert!(
        list.code == 0 && list.out.contains("A001.n8") && list.out.contains("外来管理加算"),
        "{}",
        list.out
    );
    let page = santei(["rules", "show", "A001.n8", "--lang", "en"]);
    assert!(
        page.out.contains("outpatient management addition") && page.out.contains("A001 注8"),
        "{}",
        page.out
    );
    let missing = santei(["rules", "show", "Z999"]);
    assert!(missing.code == 2 && missing.err.contains("`Z999`"), "{}", missing.err);
    let coverage = santei(["rules", "coverage"]);
    assert!(coverage.out.contains("A001") && coverage.out.contains("未実装"), "{}", coverage.out);
}

#[test]
fn conformance_ends_with_the_counts() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().display().to_string();
    let run = |case: &str| {
        let file = format!("{{\"format\":\"points-cases/1\",\"cases\":[{case}]}}");
        std::fs::write(folder.path().join("cases.json"), file).unwrap();
        santei(["conformance", "run", "--cases", &dir, "--image", "data/starter.img"])
    };
    // B-V 40 points (告示 D400 1).
    let case = |points: u32| {
        format!(
            r#"{{"id":"R6-x","revision":"R6","kind":"rule-example","scope":"reprice","trust":"B","source":{{"doc":"告示","where":"D400"}},
            "date":"2025-05-12","patient":{{"birth":"1980-01-01","sex":"1"}},"institution":{{"type":"clinic"}},
            "encounter":{{"setting":"outpatient"}},"items":[{{"code":"160095710","name":"Ｂ－Ｖ","quantity":1}}],
            "expected":{{"lines":[{{"shikibetsu":"60","codes":["160095710"],"points":{points},"count":1}}],"total_points":{points}}}}}"#
        )
    };
    let good = run(&case(40));
    assert_eq!(
        (good.code, good.out.lines().last()),
        (0, Some("1 passed, 0 failed, 0 skipped")),
        "{}{}",
        good.out,
        good.err
    );
    let bad = run(&case(41));
    assert_eq!(
        (bad.code, bad.out.lines().last()),
        (1, Some("0 passed, 1 failed, 0 skipped")),
        "{}{}",
        bad.out,
        bad.err
    );
    let other = santei([
        "conformance",
        "run",
        "--cases",
        &dir,
        "--image",
        "data/starter.img",
        "--revision",
        "R8",
        "--json",
    ]);
    assert!(other.code == 0 && other.out.contains("\"passed\":0"), "{}", other.out);
    assert_eq!(
        santei(["conformance", "run", "--cases", "no-such-folder", "--image", "data/starter.img"]).code,
        4
    );
    assert_eq!(santei(["conformance", "run", "--cases", &dir, "--scope", "all"]).code, 2);
}

#[test]
fn serve_answers_what_calc_prints() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_santei"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .current_dir(root())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit_once("http://").expect("the address").1;
    let body = example("first-visit.json");
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST /v1/calculate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let printed = santei(["calc", "--json", "examples/first-visit.json"]).out;
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
    assert!(reply.ends_with(printed.trim_end()), "{reply}");
}

#[test]
fn an_address_in_use_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let ran = santei(["serve", "--listen", &taken.local_addr().unwrap().to_string()]);
    assert_eq!(ran.code, 4);
    assert!(ran.err.contains("cannot listen"), "{}", ran.err);
}

#[test]
fn eligibility_gives_coverages_or_names_the_place() {
    let xml = |card: &str| {
        format!(
            "<XmlMsg><MessageHeader><SegmentOfResult>1</SegmentOfResult>\
             <QualificationConfirmationDate>20250610</QualificationConfirmationDate></MessageHeader><MessageBody>\
             <ProcessingResultStatus>1</ProcessingResultStatus><QualificationValidity>1</QualificationValidity><ResultList>\
             <ResultOfQualificationConfirmation><InsuredCardClassification>{card}</InsuredCardClassification>\
             <InsurerNumber>06999999</InsurerNumber><Birthdate>19800405</Birthdate>\
             </ResultOfQualificationConfirmation></ResultList></MessageBody></XmlMsg>"
        )
    };
    let told = common::fed(["eligibility", "-"], xml("01").as_bytes());
    // 1: the category was not told, which a person should know
    assert_eq!((told.code, told.err.as_str()), (1, ""));
    let json: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(json["coverages"][0]["insurerNumber"], "06999999");
    let refused = common::fed(["eligibility", "-"], xml("XX").as_bytes());
    assert_eq!((refused.code, refused.out.as_str()), (3, ""));
    assert!(refused.err.contains("standard input: XmlMsg/MessageBody/ResultList/"), "{}", refused.err);
    let json = br#"{"certificationName": "x", "isAlwaysReimbursement": "0", "validFrom": "2025-01-01", "validTo": "2025-12-31"}"#;
    let told = common::fed(["eligibility", "-", "--seq", "3"], json);
    assert_eq!(told.code, 1, "{}", told.err);
    assert!(told.out.contains("\"seq\": 3"), "{}", told.out);
}
