//! Which rules belong to which revision.

pub(super) mod r06;
pub(super) mod r08;
