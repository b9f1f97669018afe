//! An outcome that uses every field, written by hand: all of it reaches the wire, in the form the schema tells.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

mod common;

use std::collections::BTreeMap;

use common::{engine, full};
use rust_decimal::Decimal;
use santei_contract::{ProblemKind, Request, explain, render, schema_result};
use santei_core::amount::{Points, Rate, Yen};
use santei_core::charge::{
    ChargeOutcome, ChargeRequest, ChargeVisit, Charged, CounterOptions, LedgerEntry, MealDays, Part, Payer,
    PrivateLine, SpecialCharge,
};
use santei_core::claim::{Coverage, CoverageKind, Lang, Setting};
use santei_core::code::Code;
use santei_core::fact;
use santei_core::law::Citation;
use santei_core::outcome::{
    Arg, Charge, ChargeStep, Choice, Decidable, Declined, Disposition, Finding, LineOutcome, MasterRef, Op,
    Origin, Outcome, Phase, Question, Severity, Stage, Status, Step, Target, Text, Trace, UnitOutcome,
    Verdict,
};
use serde_json::{Value, json};

static MESSAGE: Text =
    Text { ja: "{0}は{1}まで{2}回。{3}{9} {x}", en: "{0} until {1}, {2} times: {3}{9} {x" };
static PLAIN: Text = Text { ja: "届出がありません。", en: "nothing filed" };

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn step(parent: Option<usize>, op: Op, before: &str, operand: &str, after: &str) -> Step {
    Step {
        parent,
        stage: Stage::Price,
        rule: (op == Op::AddRate).then_some("D000.n1"),
        line: (op == Op::Add).then_some(0),
        op,
        before: decimal(before),
        after: decimal(after),
        operand: decimal(operand),
        rate: (op == Op::AddRate).then(|| decimal("0.40")),
        cite: (op == Op::RoundHalfUp).then_some(10),
    }
}

fn trace() -> Trace {
    let mut trace = Trace::new(true);
    trace.push(Step { line: Some(2), stage: Stage::Derive, ..step(None, Op::Note, "0", "0", "0") });
    trace.push(step(None, Op::Begin, "0", "0", "0"));
    trace.push(step(Some(1), Op::Add, "0", "21.50", "21.50"));
    trace.push(step(Some(2), Op::Note, "21.5", "0", "21.5"));
    trace.push(step(Some(1), Op::AddRate, "21.5", "8.60", "30.1"));
    trace.push(step(Some(1), Op::RoundHalfUp, "30.1", "0", "30"));
    trace
}

fn line(id: &str, code: u32, origin: Origin) -> LineOutcome {
    LineOutcome {
        id: id.to_owned(),
        origin,
        encounter: 0,
        input: None,
        date: "2024-07-10".parse().unwrap(),
        code: Code::new(code).unwrap(),
        section: Some(12),
        points: Some(Points::new(decimal("21.50"))),
        count: 1,
        quantity: None,
        verdict: Verdict::Applied,
        by: None,
        unit: Some(0),
        master: None,
        cites: vec![],
    }
}

fn lines() -> Vec<LineOutcome> {
    let master = MasterRef {
        kind: 's',
        code: Code::known(112_007_410),
        valid_from: "2024-06-01".parse().unwrap(),
        row: 0,
        edition: 0,
    };
    vec![
        LineOutcome {
            master: Some(master),
            input: Some(0),
            cites: vec![0, 10],
            ..line("1", 112_007_410, Origin::Input)
        },
        LineOutcome {
            section: None,
            points: None,
            verdict: Verdict::Bundled,
            by: Some(0),
            unit: None,
            input: Some(1),
            ..line("2", 160_008_010, Origin::Input)
        },
        line("+1", 112_015_770, Origin::Derived { rule: "A001.n11", because_of: vec![0, 1] }),
    ]
}

fn finding(target: Target) -> Finding {
    Finding {
        id: "limit.month",
        official_code: Some("L7111"),
        severity: Severity::Confirm,
        disposition: Disposition::LineReview,
        decidable: Decidable::Partial,
        phase: Phase::CrossVisit,
        target,
        lines: vec![0],
        text: &MESSAGE,
        args: vec![
            Arg::Code(Code::known(112_007_410)),
            Arg::Date("2024-07-31".parse().unwrap()),
            Arg::Number(decimal("2.0")),
            Arg::Words("～{0}".to_owned()),
        ],
        cites: vec![1],
    }
}

/// A month in hospital with everything that a charge can tell.
fn rich() -> ChargeOutcome {
    let insurance = Coverage {
        income_category: Some("ウ".to_owned()),
        income_verified: Some(true),
        multiple_month: Some(false),
        ..Coverage::new(1, CoverageKind::Medical)
    };
    let programme = Coverage {
        scheme: Some("national/52".to_owned()),
        monthly_cap: Some(Yen::new(5000)),
        multiple_month: Some(false),
        paid_elsewhere: Some(Vec::new()),
        ..Coverage::new(2, CoverageKind::Public)
    };
    let visit = |id: &str| ChargeVisit {
        id: id.to_owned(),
        date: "2025-04-10".parse().unwrap(),
        setting: Setting::Inpatient,
        dental: false,
        first_visit: None,
        dispensing: None,
        parts: vec![
            Part { cost: Yen::new(300_000), coverage_set: vec![1, 2] },
            Part { cost: Yen::new(400_000), coverage_set: vec![1] },
        ],
        meals: Some(MealDays { meals: 3, ..MealDays::default() }),
        special: Vec::new(),
        private: vec![PrivateLine {
            name: "診断書".to_owned(),
            price: Yen::new(3000),
            tax_percent: 10,
            tax_included: false,
        }],
    };
    let request = ChargeRequest {
        birth: "2012-05-01".parse().unwrap(),
        coverages: vec![insurance, programme],
        visits: vec![visit("v2")],
        ledger: vec![LedgerEntry {
            visit: visit("v1"),
            charged: Some(Charged { patient: Yen::ZERO, counter: Yen::ZERO }),
        }],
        options: CounterOptions::default(),
    };
    let mut outcome = santei_core::charge::charge(engine().params(), &request).unwrap();
    assert!(outcome.is_computed(), "{:?}", outcome.issues);
    // Out-patients alone have one; what it looks like is the same.
    outcome.visits[0].special = Some(SpecialCharge {
        points: Points::whole(56),
        net: Yen::new(560),
        tax: Yen::new(56),
        steps: outcome.visits[0].steps.clone(),
    });
    outcome
}

fn outcome() -> Outcome {
    let rich = rich();
    let targets = [
        Target::Request,
        Target::Facility,
        Target::Patient,
        Target::Coverage(1),
        Target::Diagnosis(0),
        Target::Encounter(0),
        Target::Line(0, 3),
        Target::Derived(2),
    ];
    let choice =
        |id, value, delta: Option<&str>| Choice { id, value, delta: delta.map(|d| Points::new(decimal(d))) };
    Outcome {
        status: Status::Provisional,
        lines: lines(),
        units: vec![UnitOutcome {
            section: 12,
            encounter: 0,
            group: Some("rx".to_owned()),
            lines: vec![0, 2],
            points: Points::whole(30),
            count: 3,
            trace: Some(1),
        }],
        sections: BTreeMap::from([(12, Points::whole(90)), (60, Points::new(decimal("0.00")))]),
        total: Points::new(decimal("90.0")),
        yen_total: Yen::new(670),
        charge: Some(Charge {
            ratio: Rate::new(decimal("0.30")),
            patient: Yen::new(274),
            by_payer: vec![(Payer::Insurer(1), Yen::new(626))],
            counter: Yen::new(270),
            steps: vec![ChargeStep {
                op: "roundTenYen",
                before: decimal("274"),
                after: decimal("270"),
                cite: Some(2),
                coverages: 0,
            }],
            visits: rich.visits,
            months: rich.months,
            differences: rich.differences,
        }),
        findings: targets.map(finding).to_vec(),
        questions: vec![
            Question {
                id: "q/e1".to_owned(),
                fact: &fact::PLANNED_MANAGEMENT,
                target: Target::Derived(2),
                encounters: vec![0],
                text: &PLAIN,
                args: vec![],
                choices: vec![
                    choice("yes", fact::FactValue::Bool(true), Some("52.0")),
                    choice("two", fact::FactValue::Int(2), Some("-3")),
                    choice("half", fact::FactValue::Decimal(decimal("0.50")), None),
                    choice("day", fact::FactValue::Date("2024-07-10".parse().unwrap()), None),
                    choice("time", fact::FactValue::Time("18:05".parse().unwrap()), None),
                ],
                cites: vec![9],
            },
            Question {
                id: "q/facility".to_owned(),
                fact: &fact::STATEMENT_ISSUED,
                target: Target::Facility,
                encounters: vec![0],
                text: &PLAIN,
                args: vec![],
                choices: vec![choice("yes", fact::FactValue::Bool(true), Some("1"))],
                cites: vec![9],
            },
        ],
        bounds: Some((Points::whole(90), Points::whole(142))),
        declined: vec![Declined {
            code: Code::known(112_011_010),
            rule: "A001.n8",
            encounter: 0,
            reason: &PLAIN,
            cites: vec![0],
        }],
        trace: trace(),
        citations: (0..11).map(|_| Citation::r06("A001 注8")).collect(),
        editions: vec![0, 1],
    }
}

fn request() -> Request {
    Request::parse(full().to_string().as_bytes()).unwrap()
}

fn rendered() -> Value {
    let body = render(&engine(), &request(), &outcome()).unwrap();
    let value: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(serde_json_canonicalizer::to_vec(&value).unwrap(), body);
    value
}

#[test]
fn it_follows_the_schema_and_uses_all_of_it() {
    let schema: Value = serde_json::from_slice(&schema_result()).unwrap();
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap();
    let result = rendered();
    let errors: Vec<String> =
        validator.iter_errors(&result).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    // Every property of every object of the schema occurs, or the form of the unused ones is untested.
    let text = result.to_string();
    for (name, object) in schema["$defs"].as_object().unwrap() {
        for property in object["properties"].as_object().unwrap().keys() {
            let elsewhere = [("Message", "ja"), ("Message", "en")];
            let occurs = text.contains(&format!("\"{property}\":"));
            assert!(occurs || elsewhere.contains(&(name.as_str(), property)), "{name}.{property}");
        }
    }
}

#[test]
fn amounts_and_ids() {
    let result = rendered();
    assert_eq!(result["lines"][0]["points"], "21.5");
    assert_eq!(result["lines"][0]["cite"], json!(["c1", "c11"]));
    assert_eq!(result["lines"][1]["by"], "1");
    assert_eq!(result["lines"][2]["becauseOf"], json!(["1", "2"]));
    assert_eq!(result["lines"][2]["trace"], "t1");
    assert_eq!(result["units"][0]["totalPoints"], "90");
    assert_eq!((&result["units"][0]["id"], &result["units"][0]["trace"]), (&json!("u1"), &json!("t2")));
    assert_eq!(result["sections"], json!({ "12": "90", "60": "0" }));
    assert_eq!((&result["totalPoints"], &result["yenTotal"]), (&json!("90"), &json!(670)));
    assert_eq!(result["charge"]["counterRoundingYen"], -4);
    assert_eq!(result["questions"][0]["fact"], "encounter.plannedManagement");
    let values: Vec<&Value> =
        result["questions"][0]["choices"].as_array().unwrap().iter().map(|c| &c["value"]).collect();
    assert_eq!(json!(values), json!([true, 2, "0.5", "2024-07-10", "18:05"]));
    assert_eq!(result["citations"].as_object().unwrap().len(), 11);
}

#[test]
fn targets_point_into_the_request() {
    let result = rendered();
    let told: Vec<(&str, &Value)> = result["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["target"].as_str().unwrap(), &f["lineIds"]))
        .collect();
    let one = json!(["1"]);
    let with_derived = json!(["1", "+1"]);
    assert_eq!(
        told,
        [
            ("", &one),
            ("/facility", &one),
            ("/patient", &one),
            ("/coverages/1", &one),
            ("/diagnoses/0", &one),
            ("/encounters/0", &one),
            ("/encounters/0/lines/3", &one),
            ("/encounters/0", &with_derived),
        ]
    );
    for (pointer, _) in told {
        assert!(full().pointer(pointer).is_some(), "{pointer}");
    }
    assert_eq!(result["questions"][0]["lineId"], "+1");
    assert_eq!(result["questions"][0].get("raisedBy"), None);
    // A question about the institution names the encounters that wait for it.
    assert_eq!(result["questions"][1]["target"], "/facility");
    assert_eq!(result["questions"][1]["raisedBy"], json!(["/encounters/0"]));
}

#[test]
fn messages_are_filled_in_once() {
    let result = rendered();
    // An argument that looks like a place is left as it is, and so is a place without an argument.
    assert_eq!(
        result["findings"][0]["message"],
        json!({ "en": "再診料 (112007410) until 2024-07-31, 2 times: ～{0}{9} {x" })
    );
    let text = explain::explain(&engine(), &request(), &outcome(), Lang::Ja);
    assert!(text.contains("再診料（112007410）は2024-07-31まで2回。～{0}{9} {x}"), "{text}");
}

#[test]
fn steps_stand_under_their_root_and_replay() {
    let result = rendered();
    let steps = result["traces"]["t2"]["steps"].as_array().unwrap();
    let ops: Vec<&str> = steps.iter().map(|s| s["op"].as_str().unwrap()).collect();
    assert_eq!(ops, ["begin", "add", "note", "addRate", "roundHalfUp"]);
    // Only a step below another than the root names its parent.
    let parents: Vec<Option<u64>> = steps.iter().map(|s| s["parent"].as_u64()).collect();
    assert_eq!(parents, [None, None, Some(1), None, None]);
    assert_eq!((&steps[3]["rate"], &steps[3]["rule"]), (&json!("0.4"), &json!("D000.n1")));
    assert_eq!(trace().replay(1), Some(decimal("30")));
    let text = explain::explain(&engine(), &request(), &outcome(), Lang::En);
    assert!(text.contains("21.5 + 8.6 = 30.1  addition at rate 0.4"), "{text}");
    assert!(text.contains("30.1 → 30  rounded half up"), "{text}");
}

#[test]
fn amounts_out_of_range_give_no_answer() {
    let refused = |outcome: &Outcome| render(&engine(), &request(), outcome).unwrap_err().kind;
    let large = Outcome { yen_total: Yen::new(9_007_199_254_740_992), ..outcome() };
    assert_eq!(refused(&large), ProblemKind::NoAnswer);
    let mut large = outcome();
    large.units[0].points = Points::new(Decimal::MAX);
    assert_eq!(refused(&large), ProblemKind::NoAnswer);
}

#[test]
fn without_a_trace_there_are_neither_steps_nor_reasons() {
    let outcome = Outcome { trace: Trace::new(false), ..outcome() };
    let result: Value = serde_json::from_slice(&render(&engine(), &request(), &outcome).unwrap()).unwrap();
    assert!(result.get("traces").is_none() && result.get("declined").is_none());
}
