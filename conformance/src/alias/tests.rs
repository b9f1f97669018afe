//! What the tables say.

use super::*;

fn aliases() -> Aliases {
    Aliases::built_in().unwrap()
}

#[test]
fn a_standard_means_exactly_one_thing() {
    let word =
        |toml: &str| table::<StandardTable>("t", &format!("not_held = []\nstandard = [{toml}]")).unwrap();
    let means = |toml: &str| word(toml).standard[0].means_one_thing();
    assert!(means("{ word = \"a\", codes = [\"0721\"] }"));
    assert!(means("{ word = \"a\", nothing = \"no filing\" }"));
    assert!(!means("{ word = \"a\" }"));
    assert!(!means("{ word = \"a\", nothing = \" \" }"));
    assert!(!means("{ word = \"a\", codes = [\"0721\"], fact = \"b\" }"));
    assert!(!means("{ word = \"a\", codes = [\"721\"] }"));
}

#[test]
fn what_is_not_listed_is_not_held() {
    let held = aliases().standards(&[], "R6", Some(0)).unwrap();
    assert!(held.codes.is_empty());
    assert_eq!(held.facts.get("statementIssued"), Some(&false));
    let held = aliases().standards(&["明細書発行体制等加算".into()], "R6", Some(0)).unwrap();
    assert_eq!(held.facts.get("statementIssued"), Some(&true));
}

#[test]
fn a_word_means_a_code_by_revision_and_beds() {
    let codes = |word: &str, revision: &str, beds| {
        aliases().standards(&[word.to_owned()], revision, Some(beds)).map(|h| h.codes)
    };
    assert_eq!(codes("データ提出加算2", "R6", 250), Ok(vec!["3560".into()]));
    assert_eq!(codes("データ提出加算2", "R6", 199), Ok(vec!["3561".into()]));
    assert!(matches!(codes("時間外対応加算１", "R8", 0), Err(CaseError::Unmapped(_))));
    assert!(matches!(codes("なにか", "R6", 0), Err(CaseError::Unmapped(_))));
}

#[test]
fn the_class_of_a_drug_is_a_fact_of_its_line() {
    let class = |word: &str| aliases().fact(fact::Scope::Line, "klass", &word.into());
    let (fact, value) = class("抗不安薬").unwrap().unwrap();
    assert_eq!((fact.name, value.as_str()), ("psychotropicClass", Some("anxiolytic")));
    assert!(class("なにか").unwrap().is_err());
}

#[test]
fn stand_ins_differ_within_a_case() {
    let a = aliases();
    let first = a.stand_in("内服薬1", None, "内服", 0).unwrap();
    let second = a.stand_in("内服薬2", None, "内服", 1).unwrap();
    assert_ne!(first, second);
    assert_eq!(a.stand_in("うがい薬", None, "外用", 0).unwrap().0, "620008969");
    assert!(a.stand_in("なにか", Some("抗うつ薬"), "内服", 0).is_none());
}

/// The official code lists; `None` (and a line saying so) when the shared data is not there.
#[expect(clippy::disallowed_methods, reason = "a test reads its environment")]
fn shared(file: &str) -> Option<String> {
    let root = std::env::var("SANTEI_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").to_owned());
    let path = std::path::Path::new(&root).join(file);
    if path.is_file() {
        return Some(std::fs::read_to_string(path).unwrap());
    }
    assert!(std::env::var("SANTEI_REQUIRE_SHARED").as_deref() != Ok("1"), "{} is not there", path.display());
    println!("skipped: {} is not there (set SANTEI_SHARED)", path.display());
    None
}

#[test]
fn codes_are_in_the_official_lists() {
    let (Some(r6), Some(r8)) =
        (shared("spec/codes.tsv"), shared("masters/r8/shisetsukijun-codes-20260501.tsv"))
    else {
        return;
    };
    let column = |line: &str, n: usize| line.split('\t').nth(n).unwrap_or_default().to_owned();
    let of = |table: &str| -> Vec<(String, String)> {
        let rows = r6.lines().filter(|l| column(l, 0) == table);
        rows.map(|l| (column(l, 1), column(l, 2))).collect()
    };
    let standards = of("facility_std");
    let later: Vec<String> = r8.lines().map(|l| column(l, 0)).collect();
    let a = aliases();
    for s in &a.standards.standard {
        for code in &s.codes {
            let plain = code.trim_start_matches('0').to_owned();
            let only_r8 = s.revisions == ["R8"];
            let known =
                if only_r8 { later.contains(&plain) } else { standards.iter().any(|(c, _)| *c == plain) };
            assert!(known, "{}: {code}", s.word);
        }
    }
    let departments = of("uke10_department");
    for (word, code) in &a.departments {
        assert!(departments.iter().any(|(c, _)| c == code), "{word}: {code}");
    }
}

#[test]
fn every_default_names_a_fact_of_its_scope() {
    let aliases = Aliases::built_in().unwrap();
    let facts = &aliases.facts;
    for (scope, table) in [
        (fact::Scope::Facility, &facts.standards_not_listed),
        (fact::Scope::Encounter, &facts.visit_defaults),
        (fact::Scope::Encounter, &facts.drugs_not_listed),
        (fact::Scope::Encounter, &facts.diseases_not_listed),
    ] {
        for name in table.keys() {
            assert!(fact::by_key(scope, name).is_some(), "{} has no fact {name}", scope.name());
        }
    }
}
