//! `santei serve`: the same answers over HTTP.

use std::net::SocketAddr;

use clap::Args;

use crate::exit::{Done, Exit, Failure};
use crate::images::Masters;

/// Where to answer.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Address and port; port 0 takes a free one, which is printed
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// Answers until the program is told to end.
pub(crate) fn run(options: &Options, masters: &Masters) -> Done {
    let engine = masters.engine()?;
    santei_server::serve(engine, options.listen).map_err(Failure::files)?;
    Ok(Exit::Complete)
}
