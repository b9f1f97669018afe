//! What an answer was made with.

use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::snapshot::{Edition, Source};
use serde::Serialize;

use super::wire::{DateText, Sha256Text};
use crate::operation::Operation;

/// Version of the engine; one version for all crates of the workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Engine, rules and masters behind a result.
#[derive(Serialize)]
pub(crate) struct ManifestBody<'r> {
    engine: &'static str,
    masters: Vec<EditionBody<'r>>,
    rules: Sha256Text<'r>,
}

#[derive(Serialize)]
struct EditionBody<'r> {
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    carried: &'r [String],
    edition: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<DateText>,
    image: Sha256Text<'r>,
    missing: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    provisional: Option<&'r str>,
    revision: &'static str,
    sources: Vec<SourceBody<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<DateText>,
}

#[derive(Serialize)]
struct SourceBody<'r> {
    file: &'r str,
    kind: &'r str,
    published: &'r str,
    sha256: &'r str,
}

/// Reply of the operation `manifest`.
#[derive(Serialize)]
struct ManifestReply<'r> {
    engine: &'static str,
    masters: Vec<EditionBody<'r>>,
    operations: Vec<&'static str>,
    rules: Sha256Text<'r>,
    schema: &'static str,
}

/// Manifest of a result that used these editions.
pub(crate) fn of_result<'e>(engine: &'e Engine, used: &[usize]) -> ManifestBody<'e> {
    ManifestBody {
        engine: VERSION,
        masters: used.iter().filter_map(|place| engine.editions().get(*place)).map(edition).collect(),
        rules: Sha256Text(engine.params().digest()),
    }
}

/// What this engine is made of and can do, as canonical JSON.
#[must_use]
pub fn manifest(engine: &Engine) -> Vec<u8> {
    let body = ManifestReply {
        engine: VERSION,
        masters: engine.editions().iter().map(edition).collect(),
        operations: Operation::ALL.into_iter().filter(|o| o.is_implemented()).map(Operation::name).collect(),
        rules: Sha256Text(engine.params().digest()),
        schema: "santei/manifest/1",
    };
    // Strings only: serialising them into memory cannot fail.
    serde_json::to_vec(&body).unwrap_or_default()
}

fn edition(edition: &Edition) -> EditionBody<'_> {
    let manifest = edition.manifest();
    EditionBody {
        carried: &manifest.carried,
        edition: &manifest.edition,
        from: ServiceDate::from_days(manifest.from).map(DateText),
        image: Sha256Text(edition.image().digest()),
        missing: &manifest.missing,
        provisional: manifest.provisional.as_deref(),
        revision: manifest.revision.name(),
        sources: manifest.sources.iter().map(source).collect(),
        to: edition.validity().last_day().map(DateText),
    }
}

fn source(source: &Source) -> SourceBody<'_> {
    SourceBody {
        file: &source.file,
        kind: &source.kind,
        published: &source.published,
        sha256: &source.sha256,
    }
}
