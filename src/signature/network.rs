//! The only place that speaks to a network: it asks a time stamp server, if the project names one.

use std::time::Duration;

use crate::diag::{Arg, Term};

/// The most bytes of an answer; a token has some kilobytes.
const LARGEST: u64 = 1 << 20;

/// The most time that a server may take in all.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends bytes and returns the answer.
///
/// # Errors
/// The reason, in the words of the system or the server.
pub(super) fn post(url: &str, kind: &str, body: &[u8]) -> Result<Vec<u8>, Arg> {
    let settings = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).max_redirects(0).build();
    let agent = ureq::Agent::new_with_config(settings);
    let plain = |error: ureq::Error| match error {
        ureq::Error::StatusCode(status) => format!("HTTP {status}").into(),
        ureq::Error::Timeout(_) => Term::Slow.into(),
        ureq::Error::Io(_) | ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => Term::Unreachable.into(),
        other => other.into(),
    };
    let mut answer = agent.post(url).header("content-type", kind).send(body).map_err(plain)?;
    answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(plain)
}
