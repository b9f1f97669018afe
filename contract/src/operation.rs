//! The operations of the contract: one name for every door.

use santei_core::engine::Engine;

use crate::problem::{Problem, ProblemKind};
use crate::read::{BuildDocument, ChargeDocument, Request, UkeDocument};
use crate::render;

/// An operation of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Operation {
    /// Points and charge of a visit or a month.
    Calculate,
    /// The patient's side alone, from points per payer set.
    Charge,
    /// Findings alone.
    Check,
    /// Findings on a claim file.
    CheckUke,
    /// Claim files of a month.
    BuildClaim,
    /// How each number came to be, as text.
    Explain,
    /// What would change if.
    Simulate,
    /// What the engine is made of.
    Manifest,
    /// What is implemented.
    Coverage,
    /// The same answer again, from a recorded request.
    Replay,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 10] = [
        Self::Calculate,
        Self::Charge,
        Self::Check,
        Self::CheckUke,
        Self::BuildClaim,
        Self::Explain,
        Self::Simulate,
        Self::Manifest,
        Self::Coverage,
        Self::Replay,
    ];

    /// Name, the same at every door.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calculate => "calculate",
            Self::Charge => "charge",
            Self::Check => "check",
            Self::CheckUke => "checkUke",
            Self::BuildClaim => "buildClaim",
            Self::Explain => "explain",
            Self::Simulate => "simulate",
            Self::Manifest => "manifest",
            Self::Coverage => "coverage",
            Self::Replay => "replay",
        }
    }

    /// The operation of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.name() == name)
    }

    /// Whether this version can do it as JSON in, JSON out.
    #[must_use]
    pub const fn is_implemented(self) -> bool {
        matches!(
            self,
            Self::Calculate | Self::Charge | Self::Check | Self::CheckUke | Self::BuildClaim | Self::Manifest
        )
    }
}

/// Whether a reply is an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReplyStatus {
    /// A result.
    Ok,
    /// A problem (RFC 9457).
    Problem,
}

/// A reply: canonical JSON either way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Whether it is an answer.
    pub status: ReplyStatus,
    /// HTTP status that fits it.
    pub http_status: u16,
    /// Canonical JSON (RFC 8785), UTF-8.
    pub body: Vec<u8>,
}

impl Reply {
    const fn ok(body: Vec<u8>) -> Self {
        Self { status: ReplyStatus::Ok, http_status: 200, body }
    }
}

impl From<Problem> for Reply {
    fn from(problem: Problem) -> Self {
        Self { status: ReplyStatus::Problem, http_status: problem.kind.status(), body: problem.to_bytes() }
    }
}

/// Calculates a request: a pure function of the engine and the bytes.
#[must_use]
pub fn calculate(engine: &Engine, request: &[u8]) -> Reply {
    answer(engine, request).map_or_else(Reply::from, Reply::ok)
}

fn answer(engine: &Engine, request: &[u8]) -> Result<Vec<u8>, Problem> {
    let request = Request::parse(request)?;
    let outcome =
        engine.calculate(&request.claim).map_err(|e| Problem::new(ProblemKind::NoAnswer, e.to_string()))?;
    render::render(engine, &request, &outcome)
}

/// Charges a request (`santei/charge/1`): a pure function of the engine's parameters and the bytes.
#[must_use]
pub fn charge(engine: &Engine, request: &[u8]) -> Reply {
    let answer = || {
        let document = ChargeDocument::parse(request)?;
        let outcome = santei_core::charge::charge(engine.params(), &document.request)
            .map_err(|e| Problem::new(ProblemKind::NoAnswer, e.to_string()))?;
        render::render_charge(engine, &document, &outcome)
    };
    answer().map_or_else(Reply::from, Reply::ok)
}

/// Judges what a request of `calculate` bills, before it is claimed: a pure function of the engine and the bytes.
#[must_use]
pub fn check(engine: &Engine, request: &[u8]) -> Reply {
    let answer = || {
        let request = Request::parse(request)?;
        let outcome = santei_core::checks::examine(engine, &request.claim)
            .map_err(|e| Problem::new(ProblemKind::NoAnswer, e.to_string()))?;
        render::render_check(engine, &request, &outcome)
    };
    answer().map_or_else(Reply::from, Reply::ok)
}

/// Judges a claim file (`santei/check-uke/1`): form, sums, points, and what the masters say of every receipt.
#[must_use]
pub fn check_uke(engine: &Engine, request: &[u8]) -> Reply {
    let answer = || {
        let document = UkeDocument::parse(request)?;
        let report = crate::uke::check_file(
            engine,
            &document.facility,
            &document.switches,
            &document.file,
            document.lang,
        );
        render::render_check_uke(engine, &document, &report)
    };
    answer().map_or_else(Reply::from, Reply::ok)
}

/// Builds the claim files of a month (`santei/build-claim/1`): a pure function of the engine and the bytes.
#[must_use]
pub fn build_claim(engine: &Engine, request: &[u8]) -> Reply {
    let answer = || {
        let document = BuildDocument::parse(request)?;
        let built = santei_claims::write::build(engine, &document.batch)
            .map_err(|e| Problem::new(ProblemKind::NoAnswer, e.to_string()))?;
        render::render_build(engine, &document, &built)
    };
    answer().map_or_else(Reply::from, Reply::ok)
}

/// Runs an operation by its name.
#[must_use]
pub fn run(engine: &Engine, operation: &str, request: &[u8]) -> Reply {
    match Operation::from_name(operation) {
        Some(Operation::Calculate) => calculate(engine, request),
        Some(Operation::Charge) => charge(engine, request),
        Some(Operation::Check) => check(engine, request),
        Some(Operation::CheckUke) => check_uke(engine, request),
        Some(Operation::BuildClaim) => build_claim(engine, request),
        Some(Operation::Manifest) => Reply::ok(render::manifest(engine)),
        Some(other) => {
            let detail = format!("operation `{}` comes with a later version; see `manifest`", other.name());
            Problem::new(ProblemKind::NotImplemented, detail).into()
        }
        None => {
            let names = Operation::ALL.map(Operation::name).join("`, `");
            let shown: String = operation.chars().filter(|c| !c.is_control()).take(40).collect();
            let detail = format!("no operation `{shown}`; the contract has `{names}`");
            Problem::new(ProblemKind::UnknownOperation, detail).into()
        }
    }
}
