//! `santei-core`: the Santei engine.
//!
//! Pure: no I/O, clock, environment, thread, float or hash order. A request in ([`claim::Claim`]), an answer out
//! ([`outcome::Outcome`]), both made from the same images of official masters and legal parameters.
//!
//! A number, or a pair of codes, is data (an image); an *if* is code ([`rules`]); both carry the article of law that
//! makes them so ([`law`]).

pub mod amount;
mod bill;
pub mod charge;
pub mod checks;
pub mod claim;
pub mod code;
pub mod coverage;
pub mod date;
pub mod engine;
pub mod fact;
pub mod law;
pub mod outcome;
pub mod params;
pub mod rules;
pub mod snapshot;
mod stage;
