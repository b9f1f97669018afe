//! Amounts printed in the fee schedule and its circular (R6), or worked by hand from one sentence of them.
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails loudly, which is what a test is for")]

mod common;

use common::{dec, line, tables, unit};
use santei_oracle::{
    Amount, OracleError, Question, Section, Step, Tables, Warning, col, drug_points, edge_quantities,
    price_item, price_unit, refused_quantities, step,
};

fn points(tables: &Tables, specs: &[&str]) -> i64 {
    unit(tables, Section::Other, specs).points
}

fn alone(tables: &Tables, spec: &str) -> Amount {
    let line = line(spec);
    price_item(tables, &line.code, line.quantity, line.claimed, Section::Other).unwrap().amount
}

/// F200, G100 and the 注1 of the other parts, both sides of each boundary.
#[test]
fn drugs_at_the_boundaries() {
    let rows = [
        ("0.10", 1, 0),
        ("15.00", 1, 0),
        ("15.10", 2, 2),
        ("25.00", 2, 2),
        ("25.10", 3, 3),
        ("205.10", 21, 21),
    ];
    for (yen, medication, other) in rows {
        assert_eq!(drug_points(dec(yen), Section::Medication).unwrap(), medication, "{yen}");
        assert_eq!(drug_points(dec(yen), Section::Injection).unwrap(), medication, "{yen}");
        assert_eq!(drug_points(dec(yen), Section::Other).unwrap(), other, "{yen}");
    }
}

/// 「1剤1日分」: 10.10 × 3 + 10.10 × 3 = 60.60 yen in one unit: ⌈45.6 ÷ 10⌉ + 1 = 6; apart it would be 3 + 3 by chance,
/// so a second pair: 8.00 + 8.00 = 16.00 yen = 2 points together, 1 + 1 apart, and nothing apart in 処置.
#[test]
fn drugs_of_a_unit_are_added_up_first() {
    let Some(tables) = tables() else { return };
    let two = ["620098801*3@10.10", "620452801*3@10.10"];
    assert_eq!(unit(tables, Section::Medication, &two).points, 6);
    let small = ["620098801*1@8.00", "620452801*1@8.00"];
    assert_eq!(unit(tables, Section::Other, &small).points, 2);
    assert_eq!(unit(tables, Section::Other, &small[..1]).points, 0);
    assert_eq!(unit(tables, Section::Injection, &["620098801*1@15.00"]).points, 1);
    // 薬剤料逓減: the claim carries the points
    assert_eq!(unit(tables, Section::Medication, &["630010002@441"]).points, -441);
}

/// 通知 第4部第1節 通則(9) and E002(7): the printed examples.
#[test]
fn xray_examples_of_the_circular() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["170000410*2"]), 128); // 85 + 85 × 0.5 = 127.5
    assert_eq!(points(tables, &["170027910*2"]), 102);
    assert_eq!(points(tables, &["170000410*3"]), 170);
    assert_eq!(points(tables, &["170027910*3"]), 136);
    assert_eq!(points(tables, &["170000910*2"]), 64); // 85 × 0.5 + 85 × 0.5 × 0.5 = 63.75
    assert_eq!(points(tables, &["170002410*2"]), 45);
    assert_eq!(points(tables, &["170027910*1", "170017170"]), 122); // 68 × 1.8 = 122.4
    assert_eq!(points(tables, &["170027910*3", "170017170"]), 245); // 244.8
    assert_eq!(points(tables, &["170000410*7"]), 255); // from the sixth film on nothing (通則3)
}

/// The age percentage belongs to 撮影 (E002 注2), not to the diagnosis: 85 + 68 × 1.3 = 173.4.
/// Two films: 127.5 + 102 × 1.3 = 260.1; each for itself 128 + 133 = 261.
#[test]
fn xray_age_is_for_the_shot_only() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["170000410*1", "170027910*1", "170034170"]), 173);
    let two = unit(tables, Section::Other, &["170000410*2", "170027910*2", "170034170"]);
    assert_eq!(two.points, 260);
    assert_eq!(two.doubts.len(), 1);
    assert_eq!((two.doubts[0].question, two.doubts[0].other), (Question::XrayParts, 261));
}

/// E002(7): the shot's 所定点数 includes 注3 but not 注6: (154 + 148) × 1.5 = 453; (202 × 1.5) + 100 = 403.
#[test]
fn xray_age_counts_note_3_in_only() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["170028110*1", "170002270*1", "170017270"]), 453);
    assert_eq!(points(tables, &["170028210", "170703170", "170017270"]), 403);
}

/// 通知 第4部第3節 通則3: the 80/100 leaves the note add-ons alone; the age percentage counts 造影剤使用加算 in, but no
/// other: 900 × 0.8 + 500 = 1,220; (900 + 500) × 1.5 = 2,100; (1,000 + 500) × 1.3 + 600 = 2,550;
/// (900 × 0.8 + 500) × 1.5 = 1,830.
#[test]
fn ct_second_time_contrast_and_age() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["170011810", "170022290", "170012070"]), 1_220);
    assert_eq!(points(tables, &["170011810", "170012070", "170022290", "170028810"]), 1_340);
    assert_eq!(points(tables, &["170011810", "170012070", "170039970"]), 2_100);
    assert_eq!(points(tables, &["170011810", "170012070", "170022290", "170039970"]), 1_830);
    assert_eq!(points(tables, &["170033410", "170012070", "170027770", "170040070"]), 2_550);
}

/// まるめ from the notes of D006, D007, D008, D009, D013, D014, D015.
#[test]
fn item_count_bundles() {
    let Some(tables) = tables() else { return };
    let of = |group: &str, kind: &str, count: usize| -> i64 {
        let members: Vec<&str> = tables
            .s
            .iter()
            .filter(|row| {
                col(row, 16) == group && col(row, 68) == kind && col(row, 93) == "00" && col(row, 92) != "001"
            })
            .map(|row| col(row, 3))
            .take(count)
            .collect();
        assert_eq!(members.len(), count);
        points(tables, &members)
    };
    let table: [(&str, &[(usize, i64)]); 6] = [
        ("1", &[(5, 93), (7, 93), (8, 99), (9, 99), (10, 103), (13, 103)]),
        ("2", &[(3, 410), (5, 410), (6, 623), (7, 623), (8, 900), (9, 900)]),
        ("3", &[(3, 290), (4, 360), (5, 425), (6, 425)]),
        ("5", &[(2, 230), (3, 290), (4, 385), (5, 385)]),
        ("6", &[(3, 530), (4, 530), (5, 722), (6, 722)]),
        ("7", &[(2, 320), (3, 490), (4, 490)]),
    ];
    for (group, rows) in table {
        for (count, expected) in rows {
            assert_eq!(of(group, "1", *count), *expected, "group {group}, {count} items");
        }
    }
    // four items of 11 stay 44; four and one of D001 are no five of D007
    let four = ["160017410", "160019210", "160019310", "160020010"];
    assert_eq!(points(tables, &four), 44);
    assert_eq!(points(tables, &[&four[..], &["160176350"]].concat()), 55);
    // the same code twice is one item
    assert_eq!(points(tables, &[&four[..], &["160017410"]].concat()), 55);
    // 通知 第3部第1節 通則: two markers 230 with 外来迅速 2 × 10
    assert_eq!(points(tables, &["160036510", "160037210", "160177770*2"]), 250);
    // 10 items in-patient, first time: 103 + 20 (D007 注)
    let ten = [
        "160022510",
        "160022610",
        "160020410",
        "160017410",
        "160019010",
        "160019210",
        "160020010",
        "160020910",
        "160023410",
        "160167250",
        "160161510",
    ];
    assert_eq!(points(tables, &ten), 123);
    // D015 13 注: 13 × 110 = 1,430, also for 14
    assert_eq!(points(tables, &["160056110*13"]), 1_430);
    assert_eq!(points(tables, &["160056110*14"]), 1_430);
    assert_eq!(points(tables, &["160056110*12"]), 1_320);
    // D006-27 注1 with D006-12: 2,500 + 2,100 pay 4,000
    assert_eq!(points(tables, &["160227350", "160210250"]), 4_000);
}

/// 通知 第3部 通則13 and 第3節 通則4: notes count into the 90/100, the age rate follows, one rounding.
/// (530 + 150) × 0.9 = 612; × 1.7 = 1,040.4; ECG 130 × 0.9 × 1.4 = 163.8.
#[test]
fn tests_taper_then_age() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["160072210", "160072370", "160000190"]), 612);
    assert_eq!(points(tables, &["160072210", "160072370", "160000190", "160155390"]), 1_040);
    assert_eq!(points(tables, &["160068410", "160000190", "160185890"]), 164);
    // the order of the records does not matter
    assert_eq!(points(tables, &["160068410", "160185890", "160000190"]), 164);
    assert_eq!(points(tables, &["160185890", "160000190", "160068410"]), 164);
    // first time with a note: 680 × 1.7 = 1,156, by the other reading 530 × 1.7 + 150 = 1,051
    let first = unit(tables, Section::Other, &["160072210", "160072370", "160155390"]);
    assert_eq!(first.points, 1_156);
    assert_eq!((first.doubts[0].question, first.doubts[0].other), (Question::TestAgeOnNotes, 1_051));
    // 負荷 repeats the test: 90 × 2; with the age 90 × 2 × 1.4 = 252
    assert_eq!(points(tables, &["160062610", "160062470"]), 180);
    assert_eq!(points(tables, &["160062610", "160062470", "160185890"]), 252);
}

/// 内視鏡検査 通則5 and (7): age and time each on the 所定点数, so they add: 1,140 × (1 + 0.7 + 0.8) = 2,850; the
/// ultrasound add-on 300 (通則1) stays outside: 1,140 × 1.8 + 300 = 2,352.
#[test]
fn endoscopy_time_and_general_addition() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["160093810", "160203970"]), 2_052);
    assert_eq!(points(tables, &["160093810", "160155390", "160203970"]), 2_850);
    assert_eq!(points(tables, &["160093810", "160148670", "160203970"]), 2_352);
    // second time in the month on a holiday: 1,140 × 0.9 × 1.8 = 1,846.8
    assert_eq!(points(tables, &["160093810", "160000190", "160203970"]), 1_847);
}

/// 通知 第9部 通則10: time on the treatment with all its notes, the infant percentage of plaster included:
/// 1,200 × 1.55 × 1.4 = 2,604. J003 注3 is a share of 所定点数 (冒頭10: without notes): 1,040 + 1,690 + 520 = 3,250;
/// with 休日加算1: × 2.6 = 8,450.
#[test]
fn treatment_notes_and_time() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["140040810", "140050170", "140000190"]), 2_604);
    assert_eq!(points(tables, &["140051810", "140052170", "140062670"]), 3_250);
    assert_eq!(points(tables, &["140051810", "140052170", "140062670", "140055290"]), 8_450);
    assert_eq!(points(tables, &["140032210", "140000190"]), 472); // 337 × 1.4 = 471.8
    assert_eq!(points(tables, &["140032210", "140000390"]), 607); // 337 × 1.8 = 606.6
}

/// 通知 第10部 通則9, 14: age and time on operation + notes, added to each other; general additions (HIV 4,000) and
/// 医療機器等加算 outside: 560 × 2.4; (560 + 460) × 1.5; 530 × 1.4 + 4,000; 55,870 × 2.6 + 4 × 2,500.
#[test]
fn operation_additions() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["150307410", "150000290", "150000490"]), 1_344);
    assert_eq!(points(tables, &["150307410", "150001470", "150342890"]), 1_530);
    assert_eq!(points(tables, &["150001010", "150268890", "150000490"]), 4_742);
    assert_eq!(points(tables, &["150168010", "150339210*4", "150371290"]), 155_262);
    // K555 注: 85,500 × 1.5 = 128,250, and that is the base of 休日加算1: × 2.6
    assert_eq!(points(tables, &["150141410", "150359470"]), 128_250);
    assert_eq!(points(tables, &["150141410", "150359470", "150371290"]), 333_450);
}

/// 通則14, 通知 第10部 通則18(3): the second operation at 50/100, then 通則12 on both: 55,870 + 3,370 = 59,240; × 2.6.
/// With 真皮縫合加算 on the second: 55,870 + (560 + 460) × 0.5, or 560 × 0.5 + 460 by 冒頭10.
#[test]
fn second_operation_at_one_half() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["150168010", "150181610", "150268970"]), 59_240);
    assert_eq!(points(tables, &["150168010", "150181610", "150268970", "150371290"]), 154_024);
    let notes = unit(tables, Section::Other, &["150168010", "150307410", "150001470", "150268970"]);
    assert_eq!(notes.points, 56_380);
    assert_eq!((notes.doubts[0].question, notes.doubts[0].other), (Question::SecondOperationNotes, 56_610));
}

/// 通知 L008 (12) ウ: example 3 at the points of the 告示 (16,720 for the printed 16,600) and example 4 likewise:
/// difficult patient, classes 2 (145 min), 3 (105 min), 5 (20 min): 16,720 + 3 × 900 + 1,200 + 600 = 21,220.
#[test]
fn anaesthesia_of_several_classes() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["150328210*10", "150333110*51", "150332710*87"]), 17_380);
    assert_eq!(points(tables, &["150328210*20", "150332910*105", "150332710*145"]), 21_220);
    // example 1 (not difficult) today: class 3 150 min, class 5 30 min: 9,170 + 900 + 600
    assert_eq!(points(tables, &["150233410*30", "150333010*150"]), 10_670);
    // example 2 (difficult): class 4 80 min, class 5 57 min: 9,130 + 600
    assert_eq!(points(tables, &["150333110*80", "150328210*57"]), 9_730);
}

/// 通知 第11部 通則6: with the notes; L001-2 注1 (10/100) by 冒頭10 without 注2: 1,100 × 1.1 + 100 = 1,310.
#[test]
fn anaesthesia_additions() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["150233410*180", "150231890"]), 12_960); // (6,000 + 2 × 600) × 1.8
    // 通知 L001-2 (6): the share of infants is of the points with 注2: (1,100 + 100) × 1.1
    assert_eq!(points(tables, &["150370710", "150370970", "150370870"]), 1_320);
    assert_eq!(points(tables, &["150233410*180", "150247570*180", "150231890"]), 14_400); // (7,200 + 400 + 2 × 200) × 1.8
    // 通則7: 麻酔管理料 takes no time percentage: 7,200 × 1.8 + 1,050 + 7,500
    assert_eq!(points(tables, &["150279110", "150371170", "150233410*180", "150231890"]), 21_510);
}

/// 通知 第12部 通則3: 小児放射線治療加算 is not taken of note add-ons: 1,800 × 1.2 + 150 = 2,310; 施設基準不適合 70/100
/// first: 1,800 × 0.7 × 1.2 = 1,512.
#[test]
fn radiotherapy_of_children() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["180021110", "180035190"]), 2_160);
    assert_eq!(points(tables, &["180021110", "180035270", "180035190"]), 2_310);
    assert_eq!(points(tables, &["180021110", "180025270", "180035190"]), 1_512);
}

/// 通知 第1章第2部 通則5(6), 6(1): shares of the basic points, the stay add-on apart; 冒頭10 for F400 注2 and C005 注14.
#[test]
fn reductions_of_the_basic_fee() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["190117710", "190107290"]), 253); // 1,688 × 0.15 = 253.2
    assert_eq!(points(tables, &["190117710", "190107390"]), 506);
    assert_eq!(points(tables, &["190117710", "190079470", "190213790"]), 2_054); // 1,688 × 0.95 + 450 = 2,053.6
    assert_eq!(points(tables, &["190117710", "190200970"]), 1_604); // 1,603.6
    assert_eq!(points(tables, &["113004510", "113004790"]), 1_129); // 1,188 × 0.95 = 1,128.6
    assert_eq!(points(tables, &["120002910", "120003970"]), 24);
    assert_eq!(points(tables, &["120002910", "120002470", "120003970"]), 27); // 60 × 0.4 + 3
    assert_eq!(points(tables, &["114004510", "114016270", "114044670"]), 1_000); // 580 × 1.5 + 130
    // 定数超過 reaches the stay add-on as well (master column 48 = 2)
    assert_eq!(points(tables, &["190117710", "190079470", "190107790"]), 1_710); // (1,688 + 450) × 0.8 = 1,710.4
}

/// きざみ: the examples of masters §6 (unit prices of the R6 master), both sides of the edges.
#[test]
fn steps_at_both_edges() {
    let Some(tables) = tables() else { return };
    for (spec, expected) in [
        ("150333210*120", 6_610), // L008 4 ロ: 2 hours
        ("150333210*121", 7_270), // 注2: 30分又はその端数
        ("150333210*180", 7_930),
        ("114000970*61", 100), // C000 注: over one hour, 30分又はその端数
        ("114000970*90", 100),
        ("114000970*91", 200),
        ("160177770*5", 50),
        ("160177770*7", 50),      // 5項目を限度
        ("150224810*500", 2_050), // 750 + 2 × 650
        ("140009310*301", 802),
        ("140009310*300", 752), // 302 + ⌈270 ÷ 30⌉ × 50
        ("140009310*30", 302),
        ("140009310*1", 302),
        ("170021550*1", 0),
        ("170021550*2", 43), // 42.5
        ("170021550*9", 170),
    ] {
        assert_eq!(alone(tables, spec), Amount::Points(expected), "{spec}");
    }
    let refuse =
        |code: &str, quantity: &str| price_item(tables, code, Some(dec(quantity)), None, Section::Other);
    assert!(matches!(refuse("114000970", "60"), Err(OracleError::NotBillable { .. })));
    assert!(matches!(refuse("114000970", "0"), Err(OracleError::NotBillable { .. })));
    assert!(matches!(refuse("150333210", "0"), Err(OracleError::Returned { .. })));
    assert!(matches!(refuse("150333210", "-1"), Err(OracleError::QuantitySenseless { .. })));
    assert!(matches!(refuse("150333210", "1.5"), Err(OracleError::QuantitySenseless { .. })));
    let none = price_item(tables, "150333210", None, None, Section::Other);
    assert!(matches!(none, Err(OracleError::QuantityMissing(_))));
    let above = price_item(tables, "140009310", Some(dec("301")), None, Section::Other).unwrap();
    assert_eq!(above.warnings, [Warning::AboveUpperBound]);
    let capped = price_item(tables, "160177770", Some(dec("6")), None, Section::Other).unwrap();
    assert!(capped.warnings.is_empty());
}

/// The quantities handed out are legal, the others are not, and they stand on both sides of the bounds.
#[test]
fn edge_quantities_are_legal() {
    let Some(tables) = tables() else { return };
    let visit = tables.procedure("114000970").unwrap();
    assert_eq!(edge_quantities(visit), [61, 89, 90, 91, 120, 121, 390, 391]);
    assert_eq!(refused_quantities(visit), [0, 1, 60]);
    let film = tables.procedure("170000410").unwrap();
    assert_eq!(edge_quantities(film), [1, 2, 3, 4, 5, 6, 7, 11, 12]);
    assert!(edge_quantities(tables.procedure("111000110").unwrap()).is_empty());
    for row in &tables.s {
        for quantity in edge_quantities(row) {
            assert!(matches!(step(row, quantity), Ok(Step::Points { .. })), "{} {quantity}", col(row, 3));
        }
    }
}

/// 点数識別 of every kind, alone.
#[test]
fn kinds_of_points() {
    let Some(tables) = tables() else { return };
    assert_eq!(alone(tables, "197000110*1"), Amount::Yen(690)); // 食事療養(Ⅰ) 690 yen from 2025-04-01
    assert_eq!(alone(tables, "197000110*3"), Amount::Yen(2_070));
    assert_eq!(alone(tables, "111000110"), Amount::Points(291));
    assert_eq!(alone(tables, "170001650"), Amount::Points(43)); // 42.50
    assert_eq!(alone(tables, "199000710@1234"), Amount::Points(1_234));
    assert_eq!(alone(tables, "199000210@500"), Amount::Points(-500));
    assert_eq!(alone(tables, "190182590"), Amount::Points(-40)); // 栄養管理体制 −40
    for code in ["140000190", "160155390", "190107290", "770020070", "770030070", "799990070"] {
        let price = price_item(tables, code, None, None, Section::Other);
        assert!(matches!(price, Err(OracleError::NeedsBase(_))), "{code}");
    }
    for code in ["199000710", "199000210", "729780000", "770050000", "630010002"] {
        let price = price_item(tables, code, None, None, Section::Other);
        assert!(
            matches!(price, Err(OracleError::AmountMissing(_) | OracleError::QuantityMissing(_))),
            "{code}"
        );
    }
    assert!(matches!(
        price_item(tables, "630010021", None, None, Section::Other),
        Err(OracleError::DentalOnly(_))
    ));
    assert!(matches!(
        price_item(tables, "999999999", None, None, Section::Other),
        Err(OracleError::UnknownCode(_))
    ));
}

/// 材料価格 ÷ 10 half up (J400); M004 注2 ÷ 50, 注7 ÷ 1,000; the instant film 16 points at most (D 眼科, column 24).
#[test]
fn materials() {
    let Some(tables) = tables() else { return };
    assert_eq!(alone(tables, "710010158*1@233"), Amount::Points(23));
    assert_eq!(alone(tables, "710010158*2@233"), Amount::Points(47));
    assert_eq!(alone(tables, "710010158*1@235"), Amount::Points(24));
    assert_eq!(alone(tables, "770050000@1225"), Amount::Points(25)); // 24.5
    assert_eq!(alone(tables, "770080000@123499"), Amount::Points(123));
    assert_eq!(alone(tables, "729780000*1@155"), Amount::Points(16));
    assert_eq!(alone(tables, "729780000*1@400"), Amount::Points(16));
    assert_eq!(alone(tables, "770040000*1000"), Amount::Points(12)); // nitrogen 0.12
}

/// 通知 J201(4): 0.19 × 1,230 × 1.3 = 303.81 → 304 yen → 30 points. Two roundings: 0.42 × 100 × 1.3 = 54.6 → 55 → 6
/// (one rounding would give 5).
#[test]
fn oxygen() {
    let Some(tables) = tables() else { return };
    assert_eq!(points(tables, &["739200000*1230", "770020070"]), 30);
    assert_eq!(points(tables, &["739220000*100", "770020070"]), 6);
    // the facility's price where it is lower; the ceiling where it is higher (J201(5))
    assert_eq!(points(tables, &["739220000*1000@0.30", "770020070"]), 39);
    let dear = unit(tables, Section::Other, &["739220000*1000@0.50", "770020070"]);
    assert_eq!(dear.points, 55); // 546 yen
    assert_eq!(dear.warnings, [("739220000".to_owned(), Warning::PriceCapped)]);
    // 高気圧酸素: × 2 atmospheres: 0.42 × 1,000 × 1.3 × 2 = 1,092 yen
    assert_eq!(points(tables, &["739220000*1000", "770020070", "770030070*2"]), 109);
}

/// E400 注1: price × 1.1 ÷ 10 for children: 100 yen × 3 × 1.1 = 330 → 33; 231 × 1.1 = 254.1 → 25.
#[test]
fn film_for_children() {
    let Some(tables) = tables() else { return };
    let film = tables.t.iter().find(|row| col(row, 14) == "1" && col(row, 11) == "1").unwrap();
    let code = col(film, 3);
    assert_eq!(points(tables, &[&format!("{code}*3@100"), "799990070"]), 33);
    assert_eq!(points(tables, &[&format!("{code}*1@231"), "799990070"]), 25);
    assert_eq!(points(tables, &[&format!("{code}*1@231")]), 23);
}

/// Shares without a base, yen in a unit, codes nobody knows.
#[test]
fn units_that_have_no_price() {
    let Some(tables) = tables() else { return };
    let fails = |specs: &[&str]| {
        let lines: Vec<_> = specs.iter().map(|spec| line(spec)).collect();
        price_unit(tables, &lines, Section::Other).unwrap_err()
    };
    assert!(matches!(fails(&["111000110", "140000190"]), OracleError::NeedsBase(_)));
    assert!(matches!(fails(&["111000110", "160000190"]), OracleError::NeedsBase(_)));
    assert!(matches!(
        fails(&["140008770", "190107290"]),
        OracleError::NeedsBase(_) | OracleError::UnknownCode(_)
    ));
    assert!(matches!(fails(&["197000110*1"]), OracleError::YenInUnit(_)));
    assert!(matches!(fails(&["111000110", "000000000"]), OracleError::UnknownCode(_)));
    assert!(matches!(fails(&["710010158*99999999999999999999@99999999999"]), OracleError::Overflow(_)));
}

/// Every procedure has a price alone at its legal edges, or is a share, or takes its amount from the claim.
#[test]
fn every_code_alone() {
    let Some(tables) = tables() else { return };
    let (mut priced, mut shares) = (0, 0);
    for row in &tables.s {
        let code = col(row, 3);
        let claimed = matches!(col(row, 11), "4" | "7").then(|| dec("100"));
        let mut quantities: Vec<_> = edge_quantities(row).into_iter().map(|q| Some(q.into())).collect();
        if quantities.is_empty() {
            quantities.push(None);
        }
        for quantity in quantities {
            match price_item(tables, code, quantity, claimed, Section::Other) {
                Ok(_) => priced += 1,
                Err(OracleError::NeedsBase(_)) => {
                    assert!(matches!(col(row, 11), "5" | "6"), "{code}");
                    shares += 1;
                }
                Err(other) => panic!("{code} {quantity:?}: {other}"),
            }
        }
    }
    // 66 percentages to add and 56 to take away (column 11 = 5, 6)
    assert_eq!(shares, 122);
    assert!(priced > 10_000, "{priced}");
}
