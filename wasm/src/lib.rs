//! The WebAssembly door of Santei: the JSON contract for Node, browsers and other hosts.
//!
//! Nothing about fees is decided here: bytes in, bytes out, the same as through every other door. `wasm/build.sh` makes
//! the npm package in `wasm/pkg`.

use js_sys::{Error, JsString, Reflect, Uint8Array};
use santei_contract::{Reply, ReplyStatus};
use santei_core::engine::Engine as CoreEngine;
use santei_core::snapshot::Bytes;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface Engine {
    /**
     * Calculates one request (`santei/calculate/1`) and returns the result (`santei/result/1`) as it was asked: text for
     * text, UTF-8 bytes for bytes. What is wrong with the content of a claim stands in its findings.
     * @throws {SanteiProblem} when the request has no answer.
     */
    calculate(request: string): string;
    calculate(request: Uint8Array): Uint8Array;
    /**
     * What the patient pays, from points by payer set (`santei/charge/1`, `santei/charge-result/1`).
     * @throws {SanteiProblem} when the request has no answer.
     */
    charge(request: string): string;
    charge(request: Uint8Array): Uint8Array;
    /**
     * What is wrong with the claim that a request of `calculate` makes (`santei/check-result/1`).
     * @throws {SanteiProblem} when the request has no answer.
     */
    check(request: string): string;
    check(request: Uint8Array): Uint8Array;
    /**
     * What is wrong with a claim file, sent as base64 (`santei/check-uke/1`, `santei/check-uke-result/1`).
     * @throws {SanteiProblem} when the request has no answer.
     */
    checkUke(request: string): string;
    checkUke(request: Uint8Array): Uint8Array;
    /**
     * The claim files of a month, as base64 (`santei/build-claim/1`, `santei/build-claim-result/1`).
     * @throws {SanteiProblem} when the request has no answer.
     */
    buildClaim(request: string): string;
    buildClaim(request: Uint8Array): Uint8Array;
}

/** Why a request has no answer (`name` is "SanteiProblem"). */
export interface SanteiProblem extends Error {
    /** The problem (RFC 9457), text for text, UTF-8 bytes for bytes. */
    readonly body: string | Uint8Array;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// What a request may be.
    #[wasm_bindgen(typescript_type = "string | Uint8Array")]
    pub type Request;
}

/// An engine: rules and masters, verified. It never changes after it was opened.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(CoreEngine);

#[wasm_bindgen]
impl Engine {
    /// Opens an engine on images of masters, one per edition; without any, on the built-in starter edition, which is
    /// enough to try, not to bill. The rules are built in.
    ///
    /// # Errors
    /// An `Error` that says which image was refused and why.
    #[wasm_bindgen(constructor)]
    pub fn open(images: Option<Vec<Uint8Array>>) -> Result<Engine, Error> {
        let mut masters: Vec<Bytes> =
            images.unwrap_or_default().iter().map(|image| Bytes::from(image.to_vec())).collect();
        if masters.is_empty() {
            masters.extend(santei_data::starters().map(Bytes::from));
        }
        CoreEngine::open(Bytes::from(santei_data::rules()), masters)
            .map(Self)
            .map_err(|error| Error::new(&error.to_string()))
    }

    /// See the typed declaration above.
    ///
    /// # Errors
    /// `SanteiProblem` when the request has no answer, `TypeError` when it is neither text nor bytes.
    #[wasm_bindgen(skip_typescript)]
    pub fn calculate(&self, request: &Request) -> Result<JsValue, JsValue> {
        self.answer(santei_contract::calculate, request)
    }

    /// See the typed declaration above.
    ///
    /// # Errors
    /// As [`Engine::calculate`].
    #[wasm_bindgen(skip_typescript)]
    pub fn charge(&self, request: &Request) -> Result<JsValue, JsValue> {
        self.answer(santei_contract::charge, request)
    }

    /// See the typed declaration above.
    ///
    /// # Errors
    /// As [`Engine::calculate`].
    #[wasm_bindgen(skip_typescript)]
    pub fn check(&self, request: &Request) -> Result<JsValue, JsValue> {
        self.answer(santei_contract::check, request)
    }

    /// See the typed declaration above.
    ///
    /// # Errors
    /// As [`Engine::calculate`].
    #[wasm_bindgen(js_name = checkUke, skip_typescript)]
    pub fn check_uke(&self, request: &Request) -> Result<JsValue, JsValue> {
        self.answer(santei_contract::check_uke, request)
    }

    /// See the typed declaration above.
    ///
    /// # Errors
    /// As [`Engine::calculate`].
    #[wasm_bindgen(js_name = buildClaim, skip_typescript)]
    pub fn build_claim(&self, request: &Request) -> Result<JsValue, JsValue> {
        self.answer(santei_contract::build_claim, request)
    }

    /// What answers: engine version, rules, and the SHA-256 of every master used, as JSON text.
    #[must_use]
    pub fn manifest(&self) -> String {
        text(&santei_contract::manifest(&self.0))
    }
}

impl Engine {
    /// Runs an operation of the contract.
    fn answer(
        &self,
        operation: fn(&CoreEngine, &[u8]) -> Reply,
        request: &Request,
    ) -> Result<JsValue, JsValue> {
        let request: &JsValue = request.as_ref();
        let (bytes, as_text) = if let Some(text) = request.dyn_ref::<JsString>() {
            (String::from(text).into_bytes(), true)
        } else if let Some(bytes) = request.dyn_ref::<Uint8Array>() {
            (bytes.to_vec(), false)
        } else {
            let message = "the request is neither a string nor a `Uint8Array`; pass the JSON as one of them";
            return Err(js_sys::TypeError::new(message).into());
        };
        let reply = operation(&self.0, &bytes);
        match reply.status {
            ReplyStatus::Ok => Ok(give_back(&reply.body, as_text)),
            _ => Err(problem(&reply.body, as_text)),
        }
    }
}

/// A reply in the form of its request.
fn give_back(body: &[u8], as_text: bool) -> JsValue {
    if as_text { JsValue::from_str(&text(body)) } else { Uint8Array::from(body).into() }
}

fn problem(body: &[u8], as_text: bool) -> JsValue {
    let error = Error::new(&text(body));
    error.set_name("SanteiProblem");
    // Setting a property of an object made here fails only if the host froze `Error` itself; the text is in the message.
    let _ = Reflect::set(&error, &JsValue::from_str("body"), &give_back(body, as_text));
    error.into()
}

/// Bodies are JSON, so always UTF-8.
fn text(body: &[u8]) -> String {
    String::from_utf8_lossy(body).into_owned()
}
