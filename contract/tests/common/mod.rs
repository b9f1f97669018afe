//! What the tests share: the compiled-in engine and one request that tells every field.
#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

use santei_contract::{ReplyStatus, calculate};
use santei_core::engine::Engine;
use serde_json::{Value, json};

/// The engine on the compiled-in images.
pub(crate) fn engine() -> Engine {
    santei_data::engine().unwrap()
}

/// A request with every field that this version reads.
pub(crate) fn full() -> Value {
    json!({
        "schema": "santei/calculate/1",
        "requestId": "visit 7/受診",
        "facility": {
            "code": "1312345678", "kind": "clinic", "prefecture": "13", "areaClass": "1",
            "beds": { "licensed": 19, "general": 0 },
            "departments": ["01", "10"],
            "standards": [{ "code": "0001", "from": "2024-06-01" }, { "code": "3522" }],
            "hours": {
                "weekly": [{ "days": ["mon", "wed"], "from": "09:00", "until": "24:00" }],
                "onHolidays": "closed", "holidays": ["2024-08-14"],
                "special": [{ "date": "2024-08-21", "from": "09:00", "until": "10:00" }]
            },
            "facts": { "statementIssued": true }
        },
        "patient": { "birthDate": "1958-02-11", "sex": "female", "facts": {} },
        "coverages": [
            { "seq": 1, "kind": "medical", "insurerNumber": "06130000", "copayRatio": "0.30",
              "incomeCategory": "ウ", "validFrom": "2024-04-01", "validTo": "2025-03-31" },
            { "seq": 2, "kind": "public", "payerNumber": "54136015" }
        ],
        "diagnoses": [
            { "code": "8830052", "modifiers": ["8002"], "from": "2024-07-10", "until": "2024-07-31",
              "main": true, "suspected": false }
        ],
        "encounters": [{
            "id": "e1", "date": "2024-07-10", "receivedAt": "10:20", "department": "01", "setting": "outpatient",
            "visitKind": "revisit", "timeClass": "regular", "admission": null, "discharge": null,
            "facts": { "plannedManagement": true, "dispensing": "none", "x-note": [1.5] },
            "lines": [
                { "lineId": "1", "code": "112007410", "count": 1, "coverageSet": [1] },
                { "lineId": "2", "code": "160008010", "group": "lab", "section": "60", "draw": 1,
                  "specimen": "血液", "department": "01", "date": "2024-07-11",
                  "comments": [{ "code": "810000001", "text": "至急" }] },
                { "lineId": "3", "code": "620000001", "group": "rx1", "quantity": "3", "unit": "錠",
                  "form": "oral", "usage": "毎食後", "days": 14, "unitPriceYen": "10.1", "claimedPoints": "5",
                  "facts": { "temporaryMedication": true } },
                { "lineId": "4", "code": "140000610", "site": "下腿", "side": "左", "areaCm2": "120.5",
                  "volumeMl": "500", "facts": { "atmospheres": "2.5", "filmCount": 2 } }
            ]
        }],
        "history": {
            "completeFrom": "2024-04-01",
            "acts": [{ "date": "2024-06-03", "code": "160061810", "count": 1 }]
        },
        "answers": [{ "questionId": "A000.timeClass/e1", "choice": "regular" }],
        "options": { "autoAdd": true, "trace": "full", "lang": "en" },
        "x-system": { "any": ["thing", { "goes": null }] }
    })
}

/// The result of a request that must have one.
pub(crate) fn result(engine: &Engine, request: &Value) -> Value {
    let reply = calculate(engine, request.to_string().as_bytes());
    let text = String::from_utf8(reply.body).unwrap();
    assert_eq!(reply.status, ReplyStatus::Ok, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// The problem of a request that must have one.
pub(crate) fn problem(engine: &Engine, request: &[u8]) -> Value {
    let reply = calculate(engine, request);
    let text = String::from_utf8(reply.body).unwrap();
    assert_eq!(reply.status, ReplyStatus::Problem, "{text}");
    let problem: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(problem["status"], reply.http_status);
    problem
}

/// A small deterministic generator (Knuth's MMIX constants): the same numbers on every run.
pub(crate) struct Lcg(pub(crate) u64);

impl Lcg {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(n.max(1)).unwrap()).unwrap()
    }
}
