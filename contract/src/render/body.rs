//! The result as the wire has it. Fields stand in the order of canonical JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::charge::{DifferenceBody, MonthBody, VisitBody};
use super::wire::{Cites, CodeText, DateText, Dec, FactJson, LineCode, LineDate, Message, Section, Tag, Yen};

/// Members before `manifest`.
#[derive(Serialize)]
pub(super) struct Head<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bounds: Option<BoundsBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) charge: Option<ChargeBody<'r>>,
    pub(super) citations: BTreeMap<String, CitationBody<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) declined: Option<Vec<DeclinedBody<'r>>>,
    pub(super) findings: Vec<FindingBody<'r>>,
    pub(super) lines: Vec<LineBody<'r>>,
}

/// Members between `manifest` and `requestId`.
#[derive(Serialize)]
pub(super) struct Middle<'r> {
    pub(super) questions: Vec<QuestionBody<'r>>,
}

/// Members after `resultHash`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Tail<'r> {
    pub(super) schema: &'static str,
    pub(super) sections: BTreeMap<Section, Dec>,
    pub(super) status: &'static str,
    pub(super) total_points: Dec,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) traces: Option<BTreeMap<String, TraceBody<'r>>>,
    pub(super) units: Vec<UnitBody<'r>>,
    pub(super) yen_total: Yen,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BoundsBody {
    pub(super) max_points: Dec,
    pub(super) min_points: Dec,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChargeBody<'r> {
    pub(super) by_payer: Vec<PayerBody>,
    pub(super) copay_ratio: Dec,
    pub(super) counter_rounding_yen: Yen,
    pub(super) counter_yen: Yen,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) differences: Vec<DifferenceBody<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) months: Vec<MonthBody<'r>>,
    pub(super) patient_yen: Yen,
    pub(super) steps: Vec<ChargeStepBody>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) visits: Vec<VisitBody<'r>>,
}

#[derive(Serialize)]
pub(super) struct PayerBody {
    pub(super) payer: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) seq: Option<u8>,
    pub(super) yen: Yen,
}

#[derive(Serialize)]
pub(super) struct ChargeStepBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cite: Option<Tag>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) coverages: Vec<u8>,
    pub(super) r#in: Dec,
    pub(super) op: &'static str,
    pub(super) out: Dec,
}

#[derive(Serialize)]
pub(super) struct CitationBody<'r> {
    pub(super) article: &'r str,
    pub(super) document: &'static str,
    pub(super) issued: &'static str,
    pub(super) key: &'static str,
    pub(super) number: &'static str,
}

#[derive(Serialize)]
pub(super) struct DeclinedBody<'r> {
    #[serde(skip_serializing_if = "Cites::is_empty")]
    pub(super) cite: Cites<'r>,
    pub(super) code: CodeText,
    pub(super) encounter: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'r str>,
    pub(super) reason: Message<'r>,
    pub(super) rule: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FindingBody<'r> {
    #[serde(skip_serializing_if = "Cites::is_empty")]
    pub(super) cite: Cites<'r>,
    pub(super) decidable: &'static str,
    pub(super) disposition: &'static str,
    pub(super) id: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) line_ids: Vec<&'r str>,
    pub(super) message: Message<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) official_code: Option<&'static str>,
    pub(super) phase: &'static str,
    pub(super) severity: &'static str,
    pub(super) target: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LineBody<'r> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) because_of: Vec<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) by: Option<&'r str>,
    #[serde(skip_serializing_if = "Cites::is_empty")]
    pub(super) cite: Cites<'r>,
    pub(super) code: LineCode<'r>,
    pub(super) count: u32,
    pub(super) date: LineDate<'r>,
    pub(super) encounter: &'r str,
    pub(super) line_id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) master: Option<MasterBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'r str>,
    pub(super) origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) points: Option<Dec>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) section: Option<Section>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) trace: Option<Tag>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<Tag>,
    pub(super) verdict: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MasterBody {
    pub(super) code: CodeText,
    pub(super) kind: char,
    pub(super) valid_from: DateText,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct QuestionBody<'r> {
    pub(super) choices: Vec<ChoiceBody>,
    #[serde(skip_serializing_if = "Cites::is_empty")]
    pub(super) cite: Cites<'r>,
    pub(super) fact: String,
    pub(super) id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line_id: Option<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) raised_by: Vec<String>,
    pub(super) target: String,
    pub(super) text: Message<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChoiceBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) delta_points: Option<Dec>,
    pub(super) id: &'static str,
    pub(super) value: FactJson,
}

#[derive(Serialize)]
pub(super) struct TraceBody<'r> {
    pub(super) steps: Vec<StepBody<'r>>,
}

#[derive(Serialize)]
pub(super) struct StepBody<'r> {
    pub(super) after: Dec,
    pub(super) before: Dec,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cite: Option<Tag>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<&'r str>,
    pub(super) op: &'static str,
    pub(super) operand: Dec,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rate: Option<Dec>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule: Option<&'static str>,
    pub(super) stage: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct UnitBody<'r> {
    pub(super) count: u32,
    pub(super) encounter: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) group: Option<&'r str>,
    pub(super) id: Tag,
    pub(super) line_ids: Vec<&'r str>,
    pub(super) points: Dec,
    pub(super) section: Section,
    pub(super) total_points: Dec,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) trace: Option<Tag>,
}
