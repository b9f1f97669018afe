//! The HTTP door of Santei: the JSON contract over HTTP/1.1, nothing about fees.
//!
//! | request | reply |
//! |---|---|
//! | `POST /v1/calculate` | the result of a request, or a problem |
//! | `POST /v1/{operation}` | any other operation of the contract, by its name |
//! | `GET /v1/manifest` | what answers: engine, rules, digests of the masters |
//! | `GET /healthz` | `200` while the server takes requests |
//!
//! Bodies are those of the contract, byte for byte; whatever is no answer is `application/problem+json` (RFC 9457).
//! There is no TLS and no log-in: listen on a loopback address, or behind a proxy that has both.
//!
//! ```no_run
//! let engine = santei_data::engine()?;
//! santei_server::serve(engine, "127.0.0.1:8080".parse()?)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod problem;
mod routes;
mod signal;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use santei_core::engine::Engine;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

pub use routes::router;

/// Why the server does not run.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on `{address}`: {source}; choose another with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The system gave no threads or no signals.
    #[error("cannot run the server: {0}")]
    Run(#[from] io::Error),
}

/// Listens on an address and answers until the process is told to end (SIGINT or SIGTERM); requests under way are
/// finished first. Prints the address on standard output once it is ready; port 0 takes a free port.
///
/// # Errors
/// [`ServeError::Listen`] when the address is in use or not ours, [`ServeError::Run`] when the system refuses threads.
pub fn serve(engine: impl Into<Arc<Engine>>, listen: SocketAddr) -> Result<(), ServeError> {
    let engine = engine.into();
    Runtime::new()?.block_on(async {
        let refused = |source| ServeError::Listen { address: listen, source };
        let listener = TcpListener::bind(listen).await.map_err(refused)?;
        let end = signal::end()?;
        println!("listening on http://{}", listener.local_addr()?);
        Ok(serve_on(listener, engine, end).await?)
    })
}

/// Answers on a listener until `end` resolves; requests under way are finished first.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve_on(
    listener: TcpListener,
    engine: Arc<Engine>,
    end: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, router(engine)).with_graceful_shutdown(end).await
}
