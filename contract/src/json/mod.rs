//! JSON as it was sent: borrowed, with duplicate keys kept, so that every structural error can be told at once.

mod node;
mod path;

pub(crate) use node::{MAX_DEPTH, Members, Node, ParseError, parse};
pub(crate) use path::At;
