//! How the program ends: exit codes, and failures with one clear message.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// Exit codes, in the order of `docs/CLI.md`. Where a run meets several, the highest one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Everything was computed and nothing is open.
    Complete = 0,
    /// Computed, but a person has to look: an open question, a finding to confirm, a failed case, an integrity finding.
    Attention = 1,
    /// The command line cannot be understood.
    Usage = 2,
    /// A request could not be read, or the engine gave no answer.
    Refused = 3,
    /// A file could not be read or written, or an image or official file was refused.
    Files = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// With a message for people.
    Message {
        /// How the program ends.
        exit: Exit,
        /// One line: what, where, what to do.
        text: String,
    },
    /// The reader of our output went away: nothing is wrong and nobody is left to tell.
    BrokenPipe,
}

impl Failure {
    /// A command line that makes no sense.
    pub(crate) fn usage(text: impl fmt::Display) -> Self {
        Self::Message { exit: Exit::Usage, text: text.to_string() }
    }

    /// A request or rule that cannot be answered.
    pub(crate) fn refused(text: impl fmt::Display) -> Self {
        Self::Message { exit: Exit::Refused, text: text.to_string() }
    }

    /// A file, image or official file that cannot be used.
    pub(crate) fn files(text: impl fmt::Display) -> Self {
        Self::Message { exit: Exit::Files, text: text.to_string() }
    }

    /// What the system said about a file.
    pub(crate) fn io(file: impl fmt::Display, error: &io::Error) -> Self {
        Self::files(format_args!("{file}: {error}"))
    }
}

/// Errors of standard output. Files name themselves through [`Failure::io`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::io("standard output", &error)
        }
    }
}

/// Result of a command.
pub(crate) type Done<T = Exit> = Result<T, Failure>;
