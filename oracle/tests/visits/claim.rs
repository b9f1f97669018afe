//! A month as a claim of the engine, with every circumstance told.

use crate::draw::{MONTH, Month, YEAR};
use rust_decimal::Decimal;
use santei_core::claim::{
    Claim, DrugForm, Encounter, Facility, FacilityKind, History, Line, Options, Patient, Setting, TraceLevel,
};
use santei_core::fact::{self, FactValue, Facts};
use santei_oracle::month::{Dispensing, Dose, Item, Specimen, Time, Visit, Way};

pub(crate) fn claim(month: &Month) -> Claim {
    let mut facility = Facility {
        kind: Some(FacilityKind::Clinic),
        licensed_beds: Some(0),
        general_beds: Some(0),
        departments: Some(vec!["01".to_owned()]),
        standards: Some(Vec::new()),
        ..Facility::default()
    };
    facility.facts.set(&fact::STATEMENT_ISSUED, FactValue::Bool(true));
    facility.facts.set(&fact::ELIGIBILITY_SYSTEM, FactValue::Bool(false));
    facility.facts.set(&fact::GENERIC_NAME_STANDARD, FactValue::Bool(false));
    let (year, birth_month, day) = month.birth;
    Claim {
        facility,
        patient: Patient {
            birth: format!("{year:04}-{birth_month:02}-{day:02}").parse().unwrap(),
            sex: None,
            facts: Facts::default(),
        },
        coverages: Vec::new(),
        // No disease, so that nothing is added because of one.
        diagnoses: Some(Vec::new()),
        encounters: month.visits.iter().map(encounter).collect(),
        history: Some(History { complete_from: "2020-01-01".parse().ok(), acts: Vec::new() }),
        answers: Vec::new(),
        options: Options { auto_add: true, trace: TraceLevel::Full, ..Options::default() },
        charge: Default::default(),
    }
}

fn encounter(visit: &Visit) -> Encounter {
    let mut facts = Facts::default();
    let yes = |told: bool| FactValue::Bool(told);
    facts.set(&fact::VISIT_KIND, FactValue::Choice(if visit.first { "first" } else { "revisit" }));
    let time = match visit.time {
        Time::Regular => "regular",
        Time::AfterHours => "afterHours",
        Time::Holiday => "holiday",
        Time::LateNight => "lateNight",
    };
    facts.set(&fact::TIME_CLASS, FactValue::Choice(time));
    facts.set(&fact::WITHIN_DISPLAYED_HOURS, yes(visit.time == Time::Regular));
    facts.set(&fact::PLANNED_MANAGEMENT, yes(visit.planned));
    facts.set(&fact::EMERGENCY, yes(visit.emergency));
    facts.set(&fact::EMERGENCY_TEST, yes(visit.emergency));
    facts.set(&fact::EMERGENCY_IMAGING, yes(visit.emergency));
    facts.set(&fact::SAME_DAY_RESULT, yes(false));
    let (way, seven) = match visit.dispensing {
        Dispensing::Nothing => ("none", None),
        Dispensing::InHouse => ("inHouse", None),
        Dispensing::Slip { seven } => ("prescription", Some(seven)),
    };
    facts.set(&fact::DISPENSING, FactValue::Choice(way));
    facts.set(&fact::PSYCHOTROPIC_POLYPHARMACY, yes(false));
    facts.set(&fact::VITAMINS_NEEDED, yes(true));
    if let Some(seven) = seven {
        facts.set(&fact::PRESCRIPTION_POLYPHARMACY, yes(seven));
        facts.set(&fact::LONG_PRESCRIPTION, yes(false));
    }
    let mut lines = Vec::new();
    for (place, item) in visit.items.iter().enumerate() {
        put(&mut lines, place, item);
    }
    Encounter {
        id: format!("e{}", visit.day),
        date: format!("{YEAR:04}-{MONTH:02}-{:02}", visit.day).parse().unwrap(),
        date_text: None,
        received_at: None,
        department: None,
        setting: Setting::Outpatient,
        admission: None,
        discharge: None,
        facts,
        lines,
    }
}

/// A line, in a unit of its own or in that of its item.
fn add<'l>(lines: &'l mut Vec<Line>, code: &str, group: Option<usize>) -> &'l mut Line {
    let mut line = Line::new(format!("{}", lines.len()), code.parse().unwrap());
    line.group = group.map(|place| format!("g{place}"));
    lines.push(line);
    lines.last_mut().unwrap()
}

fn put(lines: &mut Vec<Line>, place: usize, item: &Item) {
    match item {
        Item::Test { code, specimen } => {
            let words = match specimen {
                Specimen::Vein => Some("静脈血"),
                Specimen::Capillary => Some("末梢血"),
                Specimen::Other => None,
            };
            add(lines, code, None).specimen = words.map(str::to_owned);
        }
        Item::Act { code, site } => add(lines, code, None).site = site.map(str::to_owned),
        Item::Xray { codes: [diagnosis, taking, storage], pictures } => {
            for code in [diagnosis, taking] {
                add(lines, code, Some(place)).quantity = Some(Decimal::from(*pictures));
            }
            add(lines, storage, Some(place));
        }
        Item::Injection { way, drugs } => {
            let (code, volume) = match way {
                Way::Muscle => ("130000510", None),
                Way::Vein => ("130003510", None),
                Way::Drip(volume) => ("130003810", Some(*volume)),
            };
            add(lines, code, Some(place)).volume_ml = volume.map(Decimal::from);
            for dose in drugs {
                drug(add(lines, &dose.0, Some(place)), dose, DrugForm::Injection);
            }
        }
        Item::Internal { drugs, days } => {
            for dose in drugs {
                let line = add(lines, &dose.0, Some(place));
                drug(line, dose, DrugForm::Oral);
                line.days = Some(*days);
                line.count = *days;
                line.usage = Some(format!("{place}"));
            }
        }
        Item::External { drugs } => {
            for dose in drugs {
                drug(add(lines, &dose.0, Some(place)), dose, DrugForm::External);
            }
        }
    }
}

fn drug(line: &mut Line, dose: &Dose, form: DrugForm) {
    line.quantity = Some(dose.1);
    line.form = Some(form);
}
