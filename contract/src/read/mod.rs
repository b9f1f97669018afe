//! From the request's bytes to the core's claim.

mod build_claim;
mod charge;
mod claim;
mod cross;
mod hours;
mod uke;

use santei_core::claim::Claim;

use crate::json::{At, Node, ParseError, parse as parse_json};
use crate::problem::{Errors, Problem, ProblemKind};
use crate::spec::{BUILD_REQUEST, CHARGE_REQUEST, Form, Object, REQUEST, UKE_REQUEST, check};

pub(crate) use build_claim::BuildDocument;
pub(crate) use charge::ChargeDocument;
pub(crate) use uke::UkeDocument;

/// Longest request in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Most lines of a request.
pub const MAX_LINES: usize = 20_000;

/// A request, parsed and typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The client's id, echoed in the reply.
    pub id: Option<String>,
    /// What is to be calculated.
    pub claim: Claim,
}

impl Request {
    /// Reads a request strictly.
    ///
    /// # Errors
    /// [`Problem`]: no JSON, too large, or everything in it that does not have the form of the contract.
    pub fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        check_length(bytes)?;
        let node = parse_json(bytes).map_err(unreadable)?;
        Self::typed(&node)
    }

    fn typed(node: &Node<'_>) -> Result<Self, Problem> {
        let mut errors = Errors::default();
        check(Form::Object(&REQUEST), node, &At::ROOT, &mut errors);
        cross::check(node, &mut errors);
        if !errors.is_empty() {
            return Err(errors.into_problem());
        }
        claim::request(node).ok_or_else(|| {
            // The check above lets nothing through that cannot be typed.
            let detail = "a checked request could not be typed; please report this request".to_owned();
            Problem::new(ProblemKind::NoAnswer, detail)
        })
    }
}

impl ChargeDocument {
    /// Reads a request of `charge` strictly.
    ///
    /// # Errors
    /// [`Problem`], as [`Request::parse`].
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        strictly(bytes, &CHARGE_REQUEST, cross::check_charge, charge::document)
    }
}

impl UkeDocument {
    /// Reads a request of `checkUke` strictly.
    ///
    /// # Errors
    /// [`Problem`], as [`Request::parse`].
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        strictly(bytes, &UKE_REQUEST, uke::check, uke::document)
    }
}

impl BuildDocument {
    /// Reads a request of `buildClaim` strictly.
    ///
    /// # Errors
    /// [`Problem`], as [`Request::parse`].
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        strictly(bytes, &BUILD_REQUEST, build_claim::check, build_claim::document)
    }
}

/// Reads a document by its table, what holds between its fields, and its types.
fn strictly<D>(
    bytes: &[u8],
    form: &'static Object,
    between: fn(&Node<'_>, &mut Errors),
    typed: fn(&Node<'_>) -> Option<D>,
) -> Result<D, Problem> {
    check_length(bytes)?;
    let node = parse_json(bytes).map_err(unreadable)?;
    let mut errors = Errors::default();
    check(Form::Object(form), &node, &At::ROOT, &mut errors);
    between(&node, &mut errors);
    if !errors.is_empty() {
        return Err(errors.into_problem());
    }
    typed(&node).ok_or_else(|| {
        // The check above lets nothing through that cannot be typed.
        let detail = "a checked request could not be typed; please report this request".to_owned();
        Problem::new(ProblemKind::NoAnswer, detail)
    })
}

fn check_length(bytes: &[u8]) -> Result<(), Problem> {
    if bytes.len() > MAX_BYTES {
        let detail = format!("{} bytes; send at most {MAX_BYTES}", bytes.len());
        return Err(Problem::new(ProblemKind::TooLarge, detail));
    }
    Ok(())
}

fn unreadable(error: ParseError) -> Problem {
    let kind = match error {
        ParseError::Syntax(_) => ProblemKind::Malformed,
        ParseError::TooLarge => ProblemKind::TooLarge,
    };
    Problem::new(kind, error.to_string())
}
