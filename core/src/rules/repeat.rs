//! Acts that are paid less from the second time of a calendar month on: what tests (第3部第3節) and CT and MRI (第4部第3節) have in
//! common.

use crate::code::Code;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, View};

/// How a repeated act is reduced and what is said about it.
pub(super) struct Repeated {
    /// Code of the reduction.
    pub(super) reduction: Code,
    /// Why it does not hold.
    pub(super) first: &'static Text,
    /// Id of the finding about a line that stands for several times.
    pub(super) several_id: &'static str,
    /// Its text; `{0}` is the code.
    pub(super) several: &'static Text,
}

impl Repeated {
    /// Adds the reduction to a line that repeats something of the month; a first line that stands for several times has to be parted.
    pub(super) fn propose(
        &self,
        view: &View<'_, '_, '_>,
        out: &mut Effects,
        line: usize,
        repeat: Option<bool>,
    ) {
        match repeat {
            Some(true) => out.add_to(line, self.reduction),
            Some(false) if view.count_of(line) > 1 => out.confirm(
                self.several_id,
                Target::Encounter(view.place()),
                &[line],
                self.several,
                vec![Arg::Code(view.code_of(line))],
            ),
            _ => out.decline(self.reduction, self.first),
        }
    }
}
