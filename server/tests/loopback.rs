//! The server on a loopback port, asked by an ordinary client.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread;

use santei_core::engine::Engine;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use ureq::Agent;
use ureq::http::Response;

type Outcome = Result<(), Box<dyn Error>>;

const FIRST_VISIT: &[u8] = include_bytes!("../../examples/first-visit.json");

/// A server in a thread of its own, ended when dropped.
struct Server {
    address: SocketAddr,
    end: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<std::io::Result<()>>>,
    engine: Arc<Engine>,
}

impl Server {
    fn start() -> Result<Self, Box<dyn Error>> {
        let engine = Arc::new(santei_data::engine()?);
        let runtime = Runtime::new()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr()?;
        let (end, ended) = oneshot::channel::<()>();
        let served = Arc::clone(&engine);
        let thread = thread::spawn(move || {
            runtime.block_on(santei_server::serve_on(listener, served, async {
                let _ = ended.await;
            }))
        });
        Ok(Self { address, end: Some(end), thread: Some(thread), engine })
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn get(&self, path: &str) -> Result<Reply, Box<dyn Error>> {
        Reply::read(client().get(self.url(path)).call()?)
    }

    fn post(&self, path: &str, content_type: &str, body: &[u8]) -> Result<Reply, Box<dyn Error>> {
        Reply::read(client().post(self.url(path)).header("content-type", content_type).send(body)?)
    }

    fn stop(mut self) -> Outcome {
        drop(self.end.take());
        let thread = self.thread.take().ok_or("no thread")?;
        Ok(thread.join().map_err(|_| "the server panicked")??)
    }
}

fn client() -> Agent {
    Agent::config_builder().http_status_as_error(false).build().into()
}

struct Reply {
    status: u16,
    content_type: String,
    allow: String,
    body: Vec<u8>,
}

impl Reply {
    fn read(mut response: Response<ureq::Body>) -> Result<Self, Box<dyn Error>> {
        let header = |name: &str| -> Result<String, Box<dyn Error>> {
            Ok(response.headers().get(name).map_or(Ok(""), |v| v.to_str())?.to_owned())
        };
        let (content_type, allow) = (header("content-type")?, header("allow")?);
        let status = response.status().as_u16();
        Ok(Self { status, content_type, allow, body: response.body_mut().read_to_vec()? })
    }

    /// Checks that this is a problem of a status, and returns its detail.
    fn problem(&self, status: u16) -> Result<String, Box<dyn Error>> {
        let body: serde_json::Value = serde_json::from_slice(&self.body)?;
        assert_eq!((self.status, self.content_type.as_str()), (status, "application/problem+json"), "{body}");
        assert_eq!(body.get("status"), Some(&status.into()));
        let text = |key: &str| body.get(key).and_then(|v| v.as_str()).ok_or_else(|| format!("no `{key}`"));
        text("type")?;
        text("title")?;
        Ok(text("detail")?.to_owned())
    }
}

#[test]
fn a_visit_comes_back_as_the_contract_answers_it() -> Outcome {
    let server = Server::start()?;
    let reply = server.post("/v1/calculate", "application/json; charset=utf-8", FIRST_VISIT)?;
    assert_eq!((reply.status, reply.content_type.as_str()), (200, "application/json"));
    assert_eq!(reply.body, santei_contract::calculate(&server.engine, FIRST_VISIT).body);
    server.stop()
}

#[test]
fn many_clients_at_once_get_the_same_answer() -> Outcome {
    let server = Server::start()?;
    let expected = santei_contract::calculate(&server.engine, FIRST_VISIT).body;
    thread::scope(|scope| {
        let clients: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let reply = server.post("/v1/calculate", "application/json", FIRST_VISIT);
                        assert_eq!(reply.map_err(|e| e.to_string()).map(|r| r.body), Ok(expected.clone()));
                    }
                })
            })
            .collect();
        for client in clients {
            client.join().expect("a client failed");
        }
    });
    server.stop()
}

#[test]
fn manifest_and_health_answer() -> Outcome {
    let server = Server::start()?;
    let manifest = server.get("/v1/manifest")?;
    assert_eq!((manifest.status, manifest.content_type.as_str()), (200, "application/json"));
    assert_eq!(manifest.body, santei_contract::manifest(&server.engine));
    assert_eq!(server.get("/healthz")?.status, 200);
    server.stop()
}

#[test]
fn what_is_no_request_is_a_problem() -> Outcome {
    let server = Server::start()?;
    server.post("/v1/calculate", "application/json", b"{")?.problem(400)?;
    let detail = server.post("/v1/calculate", "text/plain", FIRST_VISIT)?.problem(415)?;
    assert!(detail.contains("application/json"));
    server.post("/v1/nonsense", "application/json", b"{}")?.problem(404)?;
    assert!(server.get("/nowhere")?.problem(404)?.contains("/nowhere"));
    let wrong_method = server.get("/v1/calculate")?;
    wrong_method.problem(405)?;
    assert_eq!(wrong_method.allow, "POST");
    server.stop()
}

#[test]
fn a_body_over_the_limit_is_refused() -> Outcome {
    let server = Server::start()?;
    let large = vec![b' '; santei_contract::MAX_BYTES + 1];
    server.post("/v1/calculate", "application/json", &large)?.problem(413)?;
    // At the limit it is read, and refused only because blanks are no JSON.
    server.post("/v1/calculate", "application/json", &large[1..])?.problem(400)?;
    server.stop()
}

#[test]
fn an_address_in_use_is_an_error() -> Outcome {
    let server = Server::start()?;
    let error = santei_server::serve(Arc::clone(&server.engine), server.address).unwrap_err();
    assert!(error.to_string().contains(&server.address.to_string()));
    server.stop()
}
