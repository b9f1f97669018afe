//! What the comparison has found, one case each: points by hand from the texts, both calculations held to them.

use crate::bench::{Answer, ask, both, part};
use crate::common::line;
use rust_decimal::Decimal;
use santei_oracle::{UnitLine, price_unit};

/// Both give these points for the unit.
fn both_say(section: u8, lines: &[&str], points: i64) -> Option<Answer> {
    let (engine, tables) = both()?;
    let lines: Vec<UnitLine> = lines.iter().map(|spec| line(spec)).collect();
    let answer = ask(engine, tables, &lines, section);
    assert_eq!(answer.points(), Decimal::from(points), "engine {:?}\n{}", answer.ids(), answer.steps());
    assert_eq!(price_unit(tables, &lines, part(section)).unwrap().points, points, "oracle");
    answer.replays().unwrap();
    Some(answer)
}

#[test]
fn meals_are_paid_by_their_number() {
    // 入院時食事療養費の算定基準 (from 2025-04): 690 yen a meal, 76 yen for a special one.
    let Some((engine, tables)) = both() else { return };
    let yen = |spec| ask(engine, tables, &[line(spec)], 97);
    assert_eq!(yen("197000110*3").yen(), 2_070);
    assert_eq!(yen("197000470*2").yen(), 152);
    assert!(yen("197000110*0").is_blocked(), "no meal, nothing to pay");
}

#[test]
fn oxygen_on_a_remote_island_has_its_own_ceiling() {
    // 通知 J201 (1) イ: 0.29 yen a litre; (4): × 1.3 = 377 yen, 38 points. The ceiling elsewhere is 0.19 yen.
    both_say(40, &["739240000*1000", "770020070"], 38);
    both_say(40, &["739240000*1000@0.31", "770020070"], 38);
}

#[test]
fn nitrogen_is_not_rounded_to_the_yen() {
    // 通知 J201 (13): 0.12 × 371 = 44.52 yen, 4 points; rounded to 45 yen first it would be 5.
    both_say(40, &["770040000*371"], 4);
}

#[test]
fn a_correction_corrects_something_or_is_refused() {
    let Some((engine, tables)) = both() else { return };
    for alone in ["770020070", "770030070*2", "799990070"] {
        assert!(ask(engine, tables, &[line(alone)], 40).is_blocked(), "{alone}");
    }
    // The multiplier without its atmospheres is no multiplier.
    let answer = ask(engine, tables, &[line("739220000*100"), line("770030070")], 40);
    assert_eq!(answer.reasons(1).map(|f| f.id).collect::<Vec<_>>(), ["price.atmospheresMissing"]);
}

#[test]
fn an_age_addition_of_x_rays_is_for_the_exposure() {
    // E002 注2: of 撮影, not of 写真診断: 85 + 68 × 1.8 = 207.4.
    both_say(70, &["170027910*1", "170000410*1", "170017170"], 207);
    // On 写真診断 alone it is refused.
    let Some((engine, tables)) = both() else { return };
    let answer = ask(engine, tables, &[line("170000410*1"), line("170017170")], 70);
    assert_eq!(answer.points(), Decimal::from(85));
    assert!(answer.reasons(1).next().is_some());
}

#[test]
fn the_part_of_a_general_rule_is_its_reach() {
    // 第11部 通則2 (麻酔): 200/100 of the anaesthesia, not of the operation beside it: 6,740 + 340 × 3.
    both_say(54, &["150181610", "150351610", "150231590"], 7_760);
}

#[test]
fn a_fixed_addition_of_a_general_rule_is_not_reduced() {
    // 第10部 通則11: + 1,000; 通則14 and 150268970: the second operation at 50/100: 6,740 + 1,000 + 4,440.
    both_say(50, &["150181610", "150297990", "150337510", "150268970"], 12_180);
    both_say(50, &["150337510", "150297990", "150268970"], 5_440);
}

#[test]
fn a_reduction_of_the_stay_finds_the_stay() {
    // 通知 第1章第2部 通則: 定数超過 takes 10/100 of the stay, 1,688 × 0.9 = 1,519.2, not of the addition behind it, 1,000.
    both_say(90, &["190117710", "190099870", "190107690"], 2_519);
}

#[test]
fn classes_of_anaesthesia_are_one_course() {
    // 通知 L008 (12) 例1 with the points of R6: 9,170 + 900 + 600.
    both_say(54, &["150233410*10", "150333010*150", "150233410*20"], 10_670);
}

#[test]
fn an_age_addition_goes_to_the_base_that_offers_it() {
    // D206 注1: 10,800 belongs to 右心 (3,600); 通知 第3部 通則13: 90/100 of it with the addition.
    both_say(60, &["160064510", "160064770", "160064610", "160000190"], 16_960);
    // 第4部第3節 通則4: 85/100 is for 頭部外傷 (560), 80/100 would be for the other CT.
    both_say(70, &["170033210", "170037670", "170039110"], 10_036);
}
