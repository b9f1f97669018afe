//! The R8 edition assembled from the R6 masters and the overlay of points, against the text of the R8 fee schedule: an edition built from
//! the overlay cannot test itself.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rust_decimal::Decimal;
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::snapshot::{Edition, Found, Trust};
use santei_masters::Revision;
use santei_masters::assembled::{Confidence, Coverage, Overlay, Readings, Text, assemble};
use santei_masters::image::EditionBuilder;

fn day(text: &str) -> ServiceDate {
    text.parse().unwrap()
}

fn csv(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.unwrap()).collect()
}

/// The table of amounts of both texts.
fn text(masters: &Path) -> Text {
    let bytes = std::fs::read(masters.join("r8/kokuji-points-r6-r8.csv")).unwrap();
    Text::read("kokuji-points-r6-r8.csv", &bytes).unwrap()
}

/// The R6 procedure master, whose rows are held against the text.
fn before(masters: &Path) -> EditionBuilder {
    let mut before = EditionBuilder::new("R6", Revision::R06).unwrap();
    before.add_path(&masters.join("r6/s_20251104.zip")).unwrap();
    before
}

/// The assembled edition of the shared files, and what it covers.
fn assembled() -> Option<(Edition, Coverage, Overlay)> {
    let masters = common::masters_dir()?;
    let mut before = before(&masters);
    before.add_path(&masters.join("r6/t_20251128.zip")).unwrap();
    let own = EditionBuilder::new("R8", Revision::R08).unwrap();
    let bytes = std::fs::read(masters.join("r8/r8-overlay.csv")).unwrap();
    let overlay = Overlay::read("r8-overlay.csv", &bytes).unwrap();
    let (builder, coverage) = assemble(before, own, Some(&overlay), Some(&text(&masters))).unwrap();
    Some((Edition::open(builder.finish().unwrap().image.into()).unwrap(), coverage, overlay))
}

#[test]
fn every_sure_row_has_the_points_of_the_text() {
    let Some((edition, coverage, overlay)) = assembled() else { return };
    let text =
        std::fs::read_to_string(common::masters_dir().unwrap().join("r8/kokuji-points-r6-r8.csv")).unwrap();
    // Of an article: the amounts after an amount before, and all amounts of R8.
    let mut after: BTreeMap<(String, Decimal), BTreeSet<Decimal>> = BTreeMap::new();
    let mut all: BTreeMap<String, BTreeSet<Decimal>> = BTreeMap::new();
    let mut all_before: BTreeMap<String, BTreeSet<Decimal>> = BTreeMap::new();
    let table_of_points = csv(&text);
    for row in table_of_points.iter().filter(|r| !r["r6_points"].is_empty()) {
        all_before.entry(row["kubun"].clone()).or_default().insert(row["r6_points"].parse().unwrap());
    }
    for row in table_of_points.iter().filter(|r| !r["r8_points"].is_empty()) {
        let now: Decimal = row["r8_points"].parse().unwrap();
        all.entry(row["kubun"].clone()).or_default().insert(now);
        if row["match"] == "both" {
            after.entry((row["kubun"].clone(), row["r6_points"].parse().unwrap())).or_default().insert(now);
        }
    }
    let table = edition.procedures();
    let (mut led, mut stands, mut worked_out, mut outside, mut absent, mut by_steps) = (0, 0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for known in overlay.rows().filter(|r| r.confidence == Confidence::High && r.points.is_some()) {
        let code = Code::new(known.code).unwrap();
        let Some((row, at)) = table.rows_of(code).last() else {
            absent += 1;
            continue;
        };
        // A step of its own that nobody read leaves less.
        if row.has_step() && row.step_points().decimal() != row.points().decimal() {
            by_steps += usize::from(edition.trust(at) != Trust::High);
        } else {
            assert_eq!(edition.trust(at), Trust::High, "{code}");
        }
        let points = row.points().decimal().normalize();
        let led_to = known.before.and_then(|b| after.get(&(known.article.clone(), b.normalize())));
        match (led_to, all.get(&known.article)) {
            (Some(now), _) if now.len() == 1 && now.contains(&points) => led += 1,
            (_, Some(amounts)) if amounts.contains(&points) => stands += 1,
            (None, None) => outside += 1,
            // The text counts points; percentages and yen stand in words.
            _ if !matches!(known.kind.as_str(), "3" | "8") => outside += 1,
            // An amount that the text does not state but works out (parts of a hundred, sums): it did not state it before either.
            _ if known.before.is_some_and(|b| {
                !all_before.get(&known.article).is_some_and(|amounts| amounts.contains(&b.normalize()))
            }) =>
            {
                worked_out += 1;
            }
            _ => wrong.push(format!("{code} {} {} {points}", known.article, known.name)),
        }
    }
    println!(
        "high rows: {led} led from the old amount to the new one by the text, {stands} amounts stand in their article; \
         not covered by the text: {worked_out} amounts that it works out, {outside} outside the table of points; {absent} not in the \
         edition, {by_steps} with a step of their own to be confirmed, {} against the text",
        wrong.len()
    );
    println!(
        "{coverage}; left out {}, contradicted {}",
        coverage.left_out.len(),
        coverage.contradicted.len()
    );
    println!("{}", wrong.join("\n"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(led > 5900 && coverage.contradicted.is_empty(), "{led}");
}

#[test]
fn nothing_in_it_looks_more_certain_than_it_is() {
    let Some((edition, coverage, overlay)) = assembled() else { return };
    let manifest = edition.manifest();
    let why = manifest.provisional.clone().unwrap();
    assert!(
        why.contains("carried over unreviewed (not billed)") && why.contains(&coverage.high.to_string()),
        "{why}"
    );
    assert_eq!(manifest.carried, ["t"]);
    assert!(manifest.sources.iter().any(|s| s.kind == "overlay"));
    assert!(manifest.sources.iter().all(|s| !s.file.starts_with("s_ALL20260601")), "{:?}", manifest.sources);
    let table = edition.procedures();
    let mut count = BTreeMap::new();
    let mut without_overlay = 0;
    for at in 0..table.row_count() {
        let row = table.row(at).unwrap();
        let trust = edition.trust(at);
        *count.entry(trust).or_insert(0) += 1;
        let told = overlay.row(row.code().value()).is_some();
        without_overlay += usize::from(!told && trust != Trust::Carried);
    }
    assert_eq!(count.get(&Trust::High), Some(&coverage.high));
    assert_eq!(count.get(&Trust::Medium), Some(&coverage.medium));
    assert_eq!(count.get(&Trust::Carried), Some(&coverage.carried));
    assert_eq!(count.get(&Trust::Official), None);
    // Nothing but the check against the text and the readings lifts an act that the overlay does not tell.
    assert!(without_overlay > 400 && without_overlay <= coverage.text + coverage.read, "{without_overlay}");

    // 入院ベースアップ評価料301: 変更年月日 20270601, not billable before.
    let code = Code::known(180_799_910);
    assert!(matches!(table.find(code, day("2027-05-31")), Found::NotYet(from) if from == day("2027-06-01")));
    assert!(matches!(table.find(code, day("2027-06-01")), Found::Row(..)));
    // What the overlay says is gone has no row; what is new stands in its article.
    let gone = overlay.rows().find(|r| r.points.is_none() && r.article != "L000").unwrap();
    assert!(matches!(table.find(Code::new(gone.code).unwrap(), day("2026-06-01")), Found::Unknown));
    let Found::Row(row, _) = table.find(Code::known(180_819_910), day("2026-06-01")) else { panic!("O100") };
    assert_eq!(
        (row.article().name().as_str(), row.price_response_kind(), row.base_up_1()),
        ("O100", 1, b'0')
    );
    let Found::Row(row, _) = table.find(Code::known(111_000_110), day("2026-06-01")) else { panic!("A000") };
    assert_eq!((row.price_response_kind(), row.price_response_group()), (2, 1));
}

#[test]
fn with_official_files_in_place_nothing_is_assembled() {
    let Some(masters) = common::masters_dir() else { return };
    let builder = |revision: Revision| EditionBuilder::new(revision.name(), revision).unwrap();
    // The R8 file itself is not at hand: a file of its layout is, written from the assembled one.
    let mut before = builder(Revision::R06);
    before.add_path(&masters.join("r6/s_20251104.zip")).unwrap();
    let row = before.tables()[0].rows().find(|r| r.get(3) == "112007410").unwrap();
    let mut cells: Vec<String> = (1..=150).map(|n| row.get(n).to_owned()).collect();
    for (column, value) in [
        (12, "76.00"),
        (57, "0"),
        (58, "0"),
        (87, "20260601"),
        (89, "001234567"),
        (132, "2"),
        (133, "001"),
        (134, "0"),
        (135, "0"),
        (136, "0"),
        (137, "0"),
    ] {
        cells[column - 1] = value.to_owned();
    }
    let text = format!("\"{}\"\r\n", cells.join("\",\""));
    let official = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    // R6 does not know the columns; R8 does.
    assert!(builder(Revision::R06).add("s_ALL20260605.csv", official.clone()).is_err());
    let mut own = builder(Revision::R08);
    own.add("s_ALL20260605.csv", official).unwrap();
    let (built, coverage) = assemble(builder(Revision::R06), own, None, None).unwrap();
    assert_eq!(coverage, Coverage::default());
    let edition = Edition::open(built.finish().unwrap().image.into()).unwrap();
    assert_eq!((&edition.manifest().provisional, edition.manifest().carried.len()), (&None, 0));
    let Found::Row(row, at) = edition.procedures().find(Code::known(112_007_410), day("2026-06-01")) else {
        panic!("再診料")
    };
    assert_eq!((row.price_response_kind(), edition.trust(at)), (2, Trust::Official));
    // Neither a file nor an overlay: refused by name.
    let error = assemble(before, builder(Revision::R08), None, None).unwrap_err().to_string();
    assert!(error.contains("医科診療行為マスター") && error.contains("overlay"), "{error}");
}

#[test]
fn a_damaged_overlay_is_refused_with_its_line() {
    let head = "code,name,kubun,point_type,r6_points,r8_points,source,confidence,note\n";
    let read = |row: &str| Overlay::read("o.csv", format!("{head}{row}\n").as_bytes());
    let row = "111000110,初診料,A000,3,291,291,x,high,";
    assert_eq!(read(row).unwrap().row(111_000_110).unwrap().points.as_deref(), Some("291.00"));
    for (from, to, expected) in [
        ("111000110", "11100011", "o.csv:2: `11100011` is not a code of nine digits"),
        ("291,291", "291,2x1", "o.csv:2: `2x1` is not an amount"),
        ("high", "sure", "o.csv:2: not a row of the overlay"),
    ] {
        let error = read(&row.replace(from, to)).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    let twice = read(&format!("{row}\n{row}")).unwrap_err().to_string();
    assert_eq!(twice, "o.csv:3: code `111000110` stands twice");
}

/// The check against the text, on every act that the overlay tells: it decides most of them, and never otherwise.
#[test]
fn the_check_against_the_text_never_disagrees_with_the_overlay() {
    let Some(masters) = common::masters_dir() else { return };
    let text = text(&masters);
    let overlay = std::fs::read(masters.join("r8/r8-overlay.csv")).unwrap();
    let overlay = Overlay::read("r8-overlay.csv", &overlay).unwrap();
    let before = before(&masters);
    let (mut same, mut changed, mut undecided, mut wrong) = (0, 0, 0, Vec::new());
    for row in before.tables().iter().flat_map(santei_masters::Table::rows) {
        let known = row.get(3).parse().ok().and_then(|code| overlay.row(code));
        let Some(points) = known.and_then(|k| k.points.as_deref()) else { continue };
        match text.amount(row) {
            Some((amount, _)) if amount == points.parse().unwrap() => {
                *(if points == row.get(12) { &mut same } else { &mut changed }) += 1;
            }
            Some((amount, _)) => wrong.push(format!("{} {} {points} {amount}", row.get(3), row.get(5))),
            None => undecided += 1,
        }
    }
    println!("{same} the same, {changed} changed, {undecided} not decided, {} otherwise", wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(same > 4000 && changed > 50, "{same} {changed}");
}

#[test]
fn every_amount_read_by_hand_stands_in_the_text() {
    let Some(masters) = common::masters_dir() else { return };
    let table = std::fs::read_to_string(masters.join("r8/kokuji-points-r6-r8.csv")).unwrap();
    let mut amounts: BTreeMap<String, BTreeSet<Decimal>> = BTreeMap::new();
    for row in csv(&table).iter().filter(|r| !r["r8_points"].is_empty()) {
        amounts.entry(row["kubun"].clone()).or_default().insert(row["r8_points"].parse().unwrap());
    }
    let (mut found, mut worked_out, mut outside) = (0, 0, 0);
    for passage in Readings::r8().unwrap().passages() {
        let article = passage.article.split(' ').next().unwrap();
        for (code, amount) in &passage.acts {
            let amount: Decimal = amount.parse().unwrap();
            match amounts.get(article) {
                // The opening rules of a part are in no article of the table.
                None => assert!(article.starts_with('第'), "{code} {article}"),
                Some(all) if all.contains(&amount) => {
                    found += 1;
                    continue;
                }
                Some(_) => {
                    // Percentages stand in words.
                    let told = passage.derivation.is_some() || article == "E202";
                    assert!(told, "{code}: {amount} does not stand in {}", passage.article);
                    worked_out += 1;
                    continue;
                }
            }
            outside += 1;
        }
    }
    println!("{found} found in their article, {worked_out} worked out, {outside} of opening rules");
    assert!(found > 150, "{found}");
}

/// An act that counts by steps: a step that counts like the act goes with it, any other one was read.
#[test]
fn the_amount_of_a_step_is_never_left_behind() {
    let Some((edition, ..)) = assembled() else { return };
    let table = edition.procedures();
    let step = |code: u32| {
        let Found::Row(row, at) = table.find(Code::new(code).unwrap(), day("2026-06-01")) else {
            panic!("{code}")
        };
        let step = row.step_points().decimal().normalize();
        (row.points().decimal().normalize(), step, edition.trust(at))
    };
    let n = |text: &str| text.parse::<Decimal>().unwrap();
    // L008 4ロ: 6,610 → 6,500 and 660 → 650 (注2ニ); 5ロ: 6,000 and 600 as before.
    assert_eq!(step(150_333_210), (n("6500"), n("650"), Trust::High));
    assert_eq!(step(150_233_410), (n("6000"), n("600"), Trust::High));
    let (mut by_act, mut others) = (0, 0);
    for at in 0..table.row_count() {
        let row = table.row(at).unwrap();
        if edition.trust(at) != Trust::High || row.step_points().decimal().is_zero() {
            continue;
        }
        if row.step_points().decimal() == row.points().decimal() {
            by_act += 1;
        } else {
            others += 1;
        }
    }
    assert!(by_act > 100 && others > 10, "{by_act} {others}");
}
