//! Paths, limits and what happens on them.

use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use santei_contract::{MAX_BYTES, Operation, ProblemKind};
use santei_core::engine::Engine;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::problem::{of_kind, of_status, respond};

#[derive(Clone)]
struct Shared {
    engine: Arc<Engine>,
    /// One permit per processor: more calculations at once would only slow each other down.
    seats: Arc<Semaphore>,
}

/// The door as a service, to be nested in a larger one or served as it is.
pub fn router(engine: Arc<Engine>) -> Router {
    let seats = available_parallelism().map_or(1, NonZero::get);
    Router::new()
        .route("/v1/manifest", get(manifest))
        .route("/v1/{operation}", post(operation))
        .route("/healthz", get(|| async { "ok\n" }))
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(MAX_BYTES))
        .with_state(Shared { engine, seats: Arc::new(Semaphore::new(seats)) })
}

async fn operation(
    State(shared): State<Shared>,
    Path(operation): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    // Demanding the type makes browsers ask first, so that a foreign web page cannot post to a server on this machine.
    if !is_json(&headers) {
        let detail = "the content type is not JSON; send `content-type: application/json`";
        return of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail);
    }
    match body {
        Ok(body) => run(shared, operation, body).await,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            let detail =
                format!("the request has more than {MAX_BYTES} bytes; split it by patient and month");
            of_kind(ProblemKind::TooLarge, detail)
        }
        Err(_) => of_status(StatusCode::BAD_REQUEST, "the body broke off; send it again"),
    }
}

async fn manifest(State(shared): State<Shared>) -> Response {
    run(shared, Operation::Manifest.name().to_owned(), Bytes::new()).await
}

/// Runs an operation away from the threads that serve connections.
async fn run(shared: Shared, operation: String, body: Bytes) -> Response {
    let Ok(_seat) = shared.seats.acquire().await else {
        return of_status(StatusCode::SERVICE_UNAVAILABLE, "the server is ending; send the request again");
    };
    let engine = shared.engine;
    match spawn_blocking(move || santei_contract::run(&engine, &operation, &body)).await {
        Ok(reply) => respond(reply),
        // A panic ends the calculation, not the server; the engine is immutable and stays usable.
        Err(_) => {
            let detail = "the server failed on this request, which is a defect; please report the request";
            of_status(StatusCode::INTERNAL_SERVER_ERROR, detail)
        }
    }
}

/// `application/json` or `application/…+json`, with or without parameters.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()) else { return false };
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json"
        || essence.strip_prefix("application/").is_some_and(|kind| kind.ends_with("+json"))
}

async fn not_found(uri: Uri) -> Response {
    let path: String = uri.path().chars().take(80).collect();
    of_status(StatusCode::NOT_FOUND, &format!("nothing is at `{path}`; try `POST /v1/calculate`"))
}

async fn wrong_method() -> impl IntoResponse {
    of_status(
        StatusCode::METHOD_NOT_ALLOWED,
        "the method does not fit; the `allow` header lists those that do",
    )
}
