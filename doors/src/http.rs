//! The HTTP door: `santei serve` as a process, asked by an ordinary client.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};

use ureq::Agent;

use crate::{Answer, Door, Outcome, Santei};

/// A running server, killed when dropped.
#[derive(Debug)]
pub struct Http {
    server: Child,
    base: String,
    client: Agent,
}

impl Http {
    /// Starts `santei serve` on a free loopback port.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(santei: &Santei) -> Outcome<Self> {
        let mut command = Command::new(&santei.program);
        let mut server = command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let Some(base) = line.trim().strip_prefix("listening on ").map(str::to_owned) else {
            server.kill()?;
            return Err(format!("the server said `{line}`").into());
        };
        let client = Agent::config_builder().http_status_as_error(false).build().into();
        Ok(Self { server, base, client })
    }

    /// Address, as the server printed it.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Asks the server to end, as a service manager does, and waits until it has.
    ///
    /// # Errors
    /// When there is no such signal here.
    pub fn terminate(mut self) -> Outcome<ExitStatus> {
        Command::new("kill").args(["-TERM", &self.server.id().to_string()]).status()?;
        Ok(self.server.wait()?)
    }
}

impl Drop for Http {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Door for Http {
    fn name(&self) -> String {
        "HTTP".to_owned()
    }

    fn manifest(&self) -> Outcome<Option<Vec<u8>>> {
        let mut response = self.client.get(format!("{}/v1/manifest", self.base)).call()?;
        Ok(Some(response.body_mut().read_to_vec()?))
    }

    fn answer(&self, operation: &str, requests: &[Vec<u8>]) -> Outcome<Vec<Answer>> {
        let ask = |request: &Vec<u8>| -> Outcome<Answer> {
            let url = format!("{}/v1/{operation}", self.base);
            let mut response =
                self.client.post(url).header("content-type", "application/json").send(request.as_slice())?;
            let kind = response.headers().get("content-type").map_or(Ok(""), |v| v.to_str())?;
            let answered = match (response.status().as_u16(), kind) {
                (200, "application/json") => true,
                (400..=599, "application/problem+json") => false,
                (status, kind) => return Err(format!("status {status} with `{kind}`").into()),
            };
            Ok(Answer { answered, body: response.body_mut().read_to_vec()? })
        };
        requests.iter().map(ask).collect()
    }
}
