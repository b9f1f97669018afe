//! JSON pointers (RFC 6901), built on the stack and written out only when something is wrong.

use std::fmt::Write as _;

/// Keys longer than this are cut in a pointer: no field of the contract comes near it.
const LONGEST_KEY: usize = 200;

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'p> {
    up: Option<&'p At<'p>>,
    step: Step<'p>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

impl<'p> At<'p> {
    /// The whole document.
    pub(crate) const ROOT: At<'static> = At { up: None, step: Step::Root };

    /// A member of the object here.
    pub(crate) const fn key(&'p self, key: &'p str) -> At<'p> {
        At { up: Some(self), step: Step::Key(key) }
    }

    /// An element of the list here.
    pub(crate) const fn index(&'p self, index: usize) -> At<'p> {
        At { up: Some(self), step: Step::Index(index) }
    }

    /// The pointer; empty for the whole document.
    pub(crate) fn pointer(&self) -> String {
        let mut out = self.up.map(At::pointer).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(key) => {
                out.push('/');
                for c in key.chars().take(LONGEST_KEY) {
                    match c {
                        '~' => out.push_str("~0"),
                        '/' => out.push_str("~1"),
                        c => out.push(c),
                    }
                }
            }
            Step::Index(i) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "/{i}");
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::At;

    #[test]
    fn keys_are_escaped() {
        let facts = At::ROOT.key("facts");
        assert_eq!(facts.key("a/b~c").pointer(), "/facts/a~1b~0c");
        assert_eq!(At::ROOT.key("lines").index(3).pointer(), "/lines/3");
        assert_eq!(At::ROOT.pointer(), "");
    }
}
