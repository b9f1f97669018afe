//! Problems (RFC 9457): no answer, because the request cannot be read or the engine cannot answer.

use serde::Serialize;

/// Most errors listed in one problem; the detail tells how many there were.
pub(crate) const MAX_ERRORS: usize = 1_000;

/// Kind of a problem: the `type` of RFC 9457.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The request is no JSON.
    Malformed,
    /// The request does not have the form of the contract; `errors` lists every place.
    InvalidRequest,
    /// The request is larger than the engine reads.
    TooLarge,
    /// No operation has this name.
    UnknownOperation,
    /// The operation is named in the contract but not implemented in this version.
    NotImplemented,
    /// The engine gave no answer: a defect of rules or images, or an amount out of range.
    NoAnswer,
}

impl ProblemKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Malformed,
        Self::InvalidRequest,
        Self::TooLarge,
        Self::UnknownOperation,
        Self::NotImplemented,
        Self::NoAnswer,
    ];

    /// URI of the kind.
    #[must_use]
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Malformed => "urn:santei:problem:malformed",
            Self::InvalidRequest => "urn:santei:problem:invalidRequest",
            Self::TooLarge => "urn:santei:problem:tooLarge",
            Self::UnknownOperation => "urn:santei:problem:unknownOperation",
            Self::NotImplemented => "urn:santei:problem:notImplemented",
            Self::NoAnswer => "urn:santei:problem:noAnswer",
        }
    }

    /// Title, the same for every problem of the kind.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Malformed => "the request is no JSON document",
            Self::InvalidRequest => "the request does not have the form of the contract",
            Self::TooLarge => "the request is too large",
            Self::UnknownOperation => "no operation has this name",
            Self::NotImplemented => "the operation is not implemented yet",
            Self::NoAnswer => "the engine cannot answer",
        }
    }

    /// HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::InvalidRequest => 422,
            Self::TooLarge => 413,
            Self::UnknownOperation => 404,
            Self::NotImplemented => 501,
            Self::NoAnswer => 500,
        }
    }
}

/// One thing wrong with a request. Fields stand in the order of canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FieldError {
    /// What is wrong and what to do.
    pub detail: String,
    /// Where (JSON pointer); empty for the whole document.
    pub pointer: String,
}

/// No answer, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Kind.
    pub kind: ProblemKind,
    /// What happened, in one line.
    pub detail: String,
    /// Everything wrong with the request, in document order.
    pub errors: Vec<FieldError>,
}

#[derive(Serialize)]
struct Body<'p> {
    detail: &'p str,
    errors: &'p [FieldError],
    status: u16,
    title: &'static str,
    r#type: &'static str,
}

impl Problem {
    /// A problem without places.
    #[must_use]
    pub const fn new(kind: ProblemKind, detail: String) -> Self {
        Self { kind, detail, errors: Vec::new() }
    }

    /// Canonical JSON.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let body = Body {
            detail: &self.detail,
            errors: &self.errors,
            status: self.kind.status(),
            title: self.kind.title(),
            r#type: self.kind.uri(),
        };
        // Strings and integers only: serialising them into memory cannot fail.
        serde_json::to_vec(&body).unwrap_or_default()
    }
}

/// Errors while they are found.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    list: Vec<FieldError>,
    count: usize,
}

impl Errors {
    /// Notes an error; beyond [`MAX_ERRORS`] only counts it.
    pub(crate) fn push(&mut self, pointer: impl FnOnce() -> String, detail: impl FnOnce() -> String) {
        self.count += 1;
        if self.list.len() < MAX_ERRORS {
            self.list.push(FieldError { detail: detail(), pointer: pointer() });
        }
    }

    /// Whether nothing is wrong.
    pub(crate) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The problem they make.
    pub(crate) fn into_problem(self) -> Problem {
        let detail = match self.count {
            1 => "1 error; see `errors`".to_owned(),
            n if n > self.list.len() => {
                format!("{n} errors; the first {} stand in `errors`", self.list.len())
            }
            n => format!("{n} errors; see `errors`"),
        };
        Problem { kind: ProblemKind::InvalidRequest, detail, errors: self.list }
    }
}
