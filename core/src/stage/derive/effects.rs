//! What a rule may propose.

use rust_decimal::Decimal;

use crate::amount::Points;
use crate::code::Code;
use crate::fact::{Fact, FactType, FactValue};
use crate::law::{Citation, Revision};
use crate::outcome::{
    Arg, Choice, Decidable, Disposition, Finding, Phase, Question, Severity, Target, Text, Verdict,
};
use crate::rules::Rule;

/// A line to be added.
#[derive(Debug, Clone)]
pub(crate) struct Add {
    pub(crate) code: Code,
    pub(crate) count: u32,
    pub(crate) quantity: Option<Decimal>,
    /// Line whose unit it joins; `None`: a unit of its own.
    pub(crate) join: Option<usize>,
    pub(crate) because_of: Vec<usize>,
    /// Whether the same code may be added more than once to an encounter.
    pub(crate) repeatable: bool,
    /// What this line rests on beyond the articles of its rule.
    pub(crate) cites: Vec<Citation>,
}

/// A proposal.
#[derive(Debug, Clone)]
pub(crate) enum Effect {
    /// Adds a line.
    Add(Add),
    /// Decides on a line.
    Judge { line: usize, verdict: Verdict, by: Option<usize> },
    /// Cuts the quantity of a line.
    Cut { line: usize, most: Decimal },
}

impl Effect {
    /// The line it adds, if no other rule may add the same code to the encounter.
    pub(crate) fn once(&self) -> Option<&Add> {
        match self {
            Self::Add(add) if !add.repeatable => Some(add),
            _ => None,
        }
    }
}

/// Everything one rule proposes for one encounter.
#[derive(Debug)]
pub struct Effects {
    rule: &'static Rule,
    effects: Vec<Effect>,
    questions: Vec<Question>,
    findings: Vec<Finding>,
    declined: Vec<(&'static Text, Code)>,
    reductions: Vec<(Code, Points, u8)>,
    reduced: Vec<usize>,
}

impl Effects {
    pub(crate) const fn new(rule: &'static Rule) -> Self {
        Self {
            rule,
            effects: Vec::new(),
            questions: Vec::new(),
            findings: Vec::new(),
            declined: Vec::new(),
            reductions: Vec::new(),
            reduced: Vec::new(),
        }
    }

    /// The rule that proposes.
    #[must_use]
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Adds a line that begins its own unit.
    pub fn add(&mut self, code: Code, because_of: &[usize]) {
        self.push_add(code, 1, None, None, because_of, false);
    }

    /// Adds an addition to the unit of its base.
    pub fn add_to(&mut self, base: usize, code: Code) {
        self.push_add(code, 1, None, Some(base), &[base], true);
    }

    /// Adds an addition with a quantity (units, like its base) to the unit of its base.
    pub fn add_units_to(&mut self, base: usize, code: Code, quantity: Decimal) {
        self.push_add(code, 1, Some(quantity), Some(base), &[base], true);
    }

    /// Cuts the quantity of a line to the most that is billed; of two cuts the lower one holds, and a line cut to nothing is over
    /// its limit.
    pub fn cut(&mut self, line: usize, most: Decimal) {
        self.effects.push(Effect::Cut { line, most });
    }

    /// Adds a line that may occur more than once.
    pub fn add_times(&mut self, code: Code, count: u32, because_of: &[usize]) {
        self.push_add(code, count, None, None, because_of, true);
    }

    /// Adds a line with a quantity that begins its own unit.
    pub fn add_quantity(&mut self, code: Code, quantity: Decimal, because_of: &[usize]) {
        self.push_add(code, 1, Some(quantity), None, because_of, true);
    }

    fn push_add(
        &mut self,
        code: Code,
        count: u32,
        quantity: Option<Decimal>,
        join: Option<usize>,
        because_of: &[usize],
        repeatable: bool,
    ) {
        let because_of = because_of.to_vec();
        self.effects.push(Effect::Add(Add {
            code,
            count,
            quantity,
            join,
            because_of,
            repeatable,
            cites: Vec::new(),
        }));
    }

    /// Absorbs a line into another (包括).
    pub fn absorb(&mut self, line: usize, by: usize) {
        self.effects.push(Effect::Judge { line, verdict: Verdict::Bundled, by: Some(by) });
    }

    /// Absorbs a line (包括) into another, or into something billed earlier that is no line of the request.
    pub fn bundle(&mut self, line: usize, by: Option<usize>) {
        self.effects.push(Effect::Judge { line, verdict: Verdict::Bundled, by });
    }

    /// Excludes a line because of another (背反).
    pub fn exclude(&mut self, line: usize, by: Option<usize>) {
        self.effects.push(Effect::Judge { line, verdict: Verdict::Excluded, by });
    }

    /// Takes a line off because its limit is reached (算定限度).
    pub fn limit(&mut self, line: usize) {
        self.effects.push(Effect::Judge { line, verdict: Verdict::Limited, by: None });
    }

    /// Takes points away by a line of its own, because of these lines (only in the priced phase).
    pub fn reduce(&mut self, code: Code, points: Points, section: u8, because_of: &[usize]) {
        self.reductions.push((code, points, section));
        self.reduced.extend(because_of);
    }

    pub(crate) fn reductions_list(&self) -> &[(Code, Points, u8)] {
        &self.reductions
    }

    pub(crate) fn reduced_lines(&self) -> &[usize] {
        &self.reduced
    }

    /// Cites a further article for the line proposed last.
    pub fn cite(&mut self, citation: &Citation) {
        if let Some(Effect::Add(add)) = self.effects.last_mut() {
            add.cites.push(citation.clone());
        }
    }

    /// Says that a code was not derived, and the first condition that was not met.
    pub fn decline(&mut self, code: Code, reason: &'static Text) {
        self.declined.push((reason, code));
    }

    /// Reports additions that depend on filings which the request does not tell.
    pub fn unsure(&mut self, codes: &[Code]) {
        let Some(code) = codes.first() else { return };
        self.findings.push(Finding {
            id: "derive.standardsUnknown",
            official_code: None,
            severity: Severity::Confirm,
            disposition: Disposition::LineReview,
            decidable: Decidable::None,
            phase: Phase::Calculation,
            target: Target::Facility,
            lines: Vec::new(),
            text: &STANDARDS_UNKNOWN,
            args: vec![Arg::Code(*code)],
            cites: Vec::new(),
        });
    }

    /// Reports something due here whose code the masters at hand do not show: it is named, never guessed and never dropped.
    pub fn code_unknown(&mut self, encounter: usize, lines: &[usize], what: &str) {
        let args = vec![Arg::Words(what.to_owned())];
        self.confirm("derive.codeUnknown", Target::Encounter(encounter), lines, &CODE_UNKNOWN, args);
    }

    /// Asks for a fact.
    pub(crate) fn ask(&mut self, id: String, fact: &'static Fact, target: Target, text: &'static Text) {
        let choice = |id, value| Choice { id, value, delta: None };
        let choices = match fact.ty {
            FactType::Choice(words) => words.iter().map(|w| choice(w, FactValue::Choice(w))).collect(),
            _ => vec![choice("yes", FactValue::Bool(true)), choice("no", FactValue::Bool(false))],
        };
        self.questions.push(Question {
            id,
            fact,
            target,
            encounters: Vec::new(),
            text,
            args: Vec::new(),
            choices,
            cites: Vec::new(),
        });
    }

    /// Reports something that a person has to confirm.
    pub fn confirm(
        &mut self,
        id: &'static str,
        target: Target,
        lines: &[usize],
        text: &'static Text,
        args: Vec<Arg>,
    ) {
        self.findings.push(Finding {
            id,
            official_code: None,
            severity: Severity::Confirm,
            disposition: Disposition::LineReview,
            decidable: Decidable::Partial,
            phase: Phase::Calculation,
            target,
            lines: lines.to_vec(),
            text,
            args,
            cites: Vec::new(),
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.effects.is_empty()
            && self.reductions.is_empty()
            && self.questions.is_empty()
            && self.findings.is_empty()
            && self.declined.is_empty()
    }

    pub(crate) fn list(&self) -> &[Effect] {
        &self.effects
    }

    pub(crate) fn into_list(self) -> Vec<Effect> {
        self.effects
    }

    pub(crate) fn questions_list(&self) -> &[Question] {
        &self.questions
    }

    pub(crate) fn findings_list(&self) -> &[Finding] {
        &self.findings
    }

    pub(crate) fn declined_list(&self) -> &[(&'static Text, Code)] {
        &self.declined
    }

    /// Articles of the rule in the texts of a revision.
    pub(crate) fn citations(&self, revision: Revision) -> impl Iterator<Item = &'static Citation> + use<> {
        self.rule.citations(revision)
    }

    /// Whether there is more here than reasons why nothing was derived.
    pub(crate) fn proposes(&self) -> bool {
        !self.effects.is_empty()
            || !self.reductions.is_empty()
            || !self.questions.is_empty()
            || !self.findings.is_empty()
    }
}

static STANDARDS_UNKNOWN: Text = Text {
    ja: "コード{0}等を算定できるかは施設基準の届出によりますが、届出（facility.standards）が送られていません。点数は含まれていません。",
    en: "whether code {0} is billed depends on filed standards, but facility.standards was not sent; its points are not included",
};

static CODE_UNKNOWN: Text = Text {
    ja: "{0}は算定できる可能性がありますが、そのコードを確認できるマスターがないため導出していません。点数は含まれていません。該当するコードを送ってください。",
    en: "{0} may be due, but no master at hand shows its code, so it is not derived and its points are not included; send the code",
};

static NOT_IN_MASTER: Text = Text {
    ja: "導出したコード{0}が読み込まれたマスターにありません。点数は含まれていません。",
    en: "derived code {0} is not in the masters at hand; its points are not included",
};

/// A derived code that the edition lacks: never dropped silently.
pub(super) fn not_in_master(code: Code, line: usize) -> Finding {
    Finding {
        id: "derive.notInMaster",
        official_code: None,
        severity: Severity::Error,
        disposition: Disposition::LineReview,
        decidable: Decidable::None,
        phase: Phase::Calculation,
        target: Target::Derived(line),
        lines: vec![line],
        text: &NOT_IN_MASTER,
        args: vec![Arg::Code(code)],
        cites: Vec::new(),
    }
}

static LACKING: Text = Text {
    ja: "この版のマスターには次のコードがないため、算定できるかどうかを判断していません：{0}。点数は含まれていません。",
    en: "the masters at hand lack these codes, so whether they are due is not decided: {0}; their points are not included",
};

/// Codes that rules looked for on an encounter and the edition lacks.
pub(super) fn lacking(encounter: usize, codes: &[Code]) -> Finding {
    let list: Vec<String> = codes.iter().map(ToString::to_string).collect();
    Finding {
        id: "derive.rowsMissing",
        official_code: None,
        severity: Severity::Notice,
        disposition: Disposition::None,
        decidable: Decidable::None,
        phase: Phase::Calculation,
        target: Target::Encounter(encounter),
        lines: Vec::new(),
        text: &LACKING,
        args: vec![Arg::Words(list.join(", "))],
        cites: Vec::new(),
    }
}
