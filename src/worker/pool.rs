//! The parent's side: many orders over a few worker processes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crate::diag::{Code, Term};
use crate::template::Fault;

use super::child::Worker;
use super::order::Order;
use super::{Outcome, child};

/// Time for one report unless the caller gives another.
const LIMIT: Duration = Duration::from_secs(60);

/// A pool of worker processes. Each is started when it is first needed.
#[derive(Clone, Debug)]
pub struct Pool {
    program: PathBuf,
    workers: usize,
    limit: Duration,
}

impl Pool {
    /// A pool of at most `workers` processes, at least one, each started as `program worker`.
    pub fn new(program: impl Into<PathBuf>, workers: usize) -> Self {
        Self { program: program.into(), workers: workers.max(1), limit: LIMIT }
    }

    /// Sets the wall-clock time that one report may take.
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Runs all orders and hands each outcome to `done` on this thread, in order of completion.
    ///
    /// At most one order is taken from the iterator before a worker is free for it, so that memory does not grow with
    /// the number of orders. A worker that dies or is killed loses its own order only: the next order gets a new
    /// worker.
    pub fn run<K>(&self, orders: impl IntoIterator<Item = (K, Order)>, mut done: impl FnMut(K, Outcome)) {
        let mut orders = orders.into_iter();
        let mut next = orders.next();
        thread::scope(|scope| {
            let (outbox, outcomes) = mpsc::channel();
            // Dropping the senders ends the threads. It happens before the scope waits for them, even if `done` panics.
            let mut inboxes: Vec<Sender<Order>> = Vec::new();
            let mut idle: Vec<usize> = Vec::new();
            let mut busy: BTreeMap<usize, K> = BTreeMap::new();
            let mut finished: Option<(K, Outcome)> = None;
            loop {
                while let Some((key, order)) = next.take() {
                    let worker = match idle.pop() {
                        Some(worker) => worker,
                        None if inboxes.len() < self.workers => {
                            let (inbox, orders) = mpsc::channel();
                            let (index, outbox) = (inboxes.len(), outbox.clone());
                            scope.spawn(move || work(index, &self.program, self.limit, &orders, &outbox));
                            inboxes.push(inbox);
                            index
                        }
                        None => {
                            next = Some((key, order));
                            break;
                        }
                    };
                    if inboxes[worker].send(order).is_ok() {
                        busy.insert(worker, key);
                    } else {
                        done(key, Err(vec![Fault::new(Code::P009).arg("reason", Term::WorkerGone)]));
                    }
                    // The worker has its next order before this thread hands on the outcome and composes another order.
                    if let Some((key, outcome)) = finished.take() {
                        done(key, outcome);
                    }
                    next = orders.next();
                }
                if let Some((key, outcome)) = finished.take() {
                    done(key, outcome);
                }
                if busy.is_empty() {
                    break;
                }
                let Ok((worker, outcome)) = outcomes.recv() else { break };
                idle.push(worker);
                finished = busy.remove(&worker).map(|key| (key, outcome));
            }
        });
    }
}

/// The thread of one worker. It starts a process when an order comes and none is running.
fn work(index: usize, program: &Path, limit: Duration, orders: &Receiver<Order>, outcomes: &Sender<(usize, Outcome)>) {
    let mut running: Option<Worker> = None;
    for order in orders {
        let started = match running.take() {
            Some(worker) => Ok(worker),
            None => child::Worker::start(program),
        };
        let outcome = match started {
            Ok(mut worker) => {
                let (outcome, usable) = worker.run(order, limit);
                running = usable.then_some(worker);
                outcome
            }
            Err(error) => Err(vec![Fault::new(Code::P008).arg("reason", error)]),
        };
        if outcomes.send((index, outcome)).is_err() {
            break;
        }
    }
}
