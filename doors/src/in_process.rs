//! The contract called as a Rust library: what every other door is compared with.

use santei_contract::ReplyStatus;
use santei_core::engine::Engine;

use crate::{Answer, Door, Outcome};

/// The engine in this process.
#[derive(Debug)]
pub struct InProcess(Engine);

impl InProcess {
    /// On the built-in starter edition.
    ///
    /// # Errors
    /// When the compiled-in images do not open.
    pub fn starter() -> Outcome<Self> {
        Ok(Self(santei_data::engine()?))
    }

    fn one(&self, operation: &str, request: &[u8]) -> Answer {
        let reply = santei_contract::run(&self.0, operation, request);
        Answer { answered: reply.status == ReplyStatus::Ok, body: reply.body }
    }
}

impl Door for InProcess {
    fn name(&self) -> String {
        "in process".to_owned()
    }

    fn manifest(&self) -> Outcome<Option<Vec<u8>>> {
        Ok(Some(santei_contract::manifest(&self.0)))
    }

    fn answer(&self, operation: &str, requests: &[Vec<u8>]) -> Outcome<Vec<Answer>> {
        Ok(requests.iter().map(|request| self.one(operation, request)).collect())
    }
}
