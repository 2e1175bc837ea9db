//! One worker process as the parent sees it: an order in, an outcome out, in bounded time.

use std::io::{self, BufReader, BufWriter};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::diag::{Arg, Code, Term};
use crate::template::Fault;

use super::Outcome;
use super::order::{self, Order};

/// A worker process with the thread that talks to it. Writing to a hanging process blocks, so the caller's thread
/// watches the clock meanwhile.
pub(super) struct Worker {
    child: Child,
    orders: Option<Sender<Order>>,
    outcomes: Receiver<io::Result<Outcome>>,
}

impl Worker {
    /// Starts `program worker`.
    pub(super) fn start(program: &Path) -> io::Result<Self> {
        let mut child = Command::new(program)
            .arg("worker")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null()) // an undrained pipe would block the worker
            .spawn()?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            stop(&mut child);
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (orders, inbox) = mpsc::channel::<Order>();
        let (outbox, outcomes) = mpsc::channel();
        let talk = move || {
            let mut stdin = BufWriter::new(stdin);
            let mut stdout = BufReader::new(stdout);
            for order in inbox {
                let outcome = order.write(&mut stdin).and_then(|()| order::read_outcome(&mut stdout));
                let failed = outcome.is_err();
                if outbox.send(outcome).is_err() || failed {
                    break;
                }
            }
        };
        if let Err(error) = thread::Builder::new().name("worker-pipe".into()).spawn(talk) {
            stop(&mut child);
            return Err(error);
        }
        Ok(Self { child, orders: Some(orders), outcomes })
    }

    /// Runs one order. The flag beside the outcome is false if the worker must be replaced.
    pub(super) fn run(&mut self, order: Order, limit: Duration) -> (Outcome, bool) {
        let template = order.main.clone();
        let sent = self.orders.as_ref().is_some_and(|orders| orders.send(order).is_ok());
        let outcome = if sent { self.outcomes.recv_timeout(limit) } else { Err(RecvTimeoutError::Disconnected) };
        match outcome {
            Ok(Ok(outcome)) => (outcome, true),
            Err(RecvTimeoutError::Timeout) => {
                stop(&mut self.child);
                let fault = Fault::new(Code::P007).arg("template", template).arg("seconds", seconds(limit));
                (Err(vec![fault]), false)
            }
            Ok(Err(error)) => (self.broken(template, error.into()), false),
            Err(RecvTimeoutError::Disconnected) => (self.broken(template, Term::PipeClosed.into()), false),
        }
    }

    /// The fault of a broken pipe. If the process ended by itself, its exit status says more than the pipe.
    fn broken(&mut self, template: String, pipe: Arg) -> Outcome {
        let reason = self.ended().map_or(pipe, |status| why(status).into());
        Err(vec![Fault::new(Code::P006).arg("template", template).arg("reason", reason)])
    }

    /// The exit status of a process that has closed its pipe. A process that does not end within a moment is stopped.
    fn ended(&mut self) -> Option<ExitStatus> {
        for _ in 0..100 {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) => thread::sleep(Duration::from_millis(5)),
                Err(_) => break,
            }
        }
        stop(&mut self.child);
        None
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.orders = None;
        stop(&mut self.child); // it is idle or unusable, so nothing is lost
    }
}

/// Kills and reaps a process. Both calls fail only if it is gone already.
fn stop(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// How a process ended, in words that need no translation.
fn why(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        let name = match signal {
            6 => " SIGABRT",
            9 => " SIGKILL",
            11 => " SIGSEGV",
            _ => "",
        };
        return format!("signal {signal}{name}");
    }
    status.code().map_or_else(|| "exit".to_owned(), |code| format!("exit {code}"))
}

/// Seconds without needless decimals.
fn seconds(limit: Duration) -> String {
    match limit.subsec_millis() {
        0 => limit.as_secs().to_string(),
        millis => format!("{}.{millis:03}", limit.as_secs()),
    }
}
