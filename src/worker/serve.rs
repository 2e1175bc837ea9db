//! The worker's side: orders in, answers out.

use std::any::Any;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diag::Code;
use crate::os;
use crate::template::{self, Fault};
use crate::typeset::{self, Job};

use super::Outcome;
use super::order::{self, Answer, Order, Timings};

/// Address space of a worker: enough for a document of 400 pages.
pub const MEMORY: u64 = 2 << 30;

/// Limits the memory of this process and forbids core dumps. Call it once, before [`serve`]. Does nothing on
/// systems without such limits.
pub fn confine(memory: u64) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        // If the user has set a lower limit, that limit holds.
        let memory = memory.min(rlimit::Resource::AS.get_hard()?);
        rlimit::setrlimit(rlimit::Resource::AS, memory, memory)?;
        rlimit::setrlimit(rlimit::Resource::CORE, 0, 0)?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = memory;
    Ok(())
}

/// Answers orders until the input ends.
pub fn serve(input: impl Read, output: impl Write) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let mut output = BufWriter::new(output);
    while let Some(order) = Order::read(&mut input)? {
        let mut outcome = render_order(&order);
        if let Ok(answer) = &mut outcome {
            answer.peak_kb = os::peak_memory_kb();
        }
        order::write_outcome(&outcome, &mut output)?;
    }
    Ok(())
}

/// Makes one PDF in this process. A panic of the engine becomes a fault.
pub fn render_order(order: &Order) -> Outcome {
    guarded(|| render(order))
}

/// Turns a panic inside `make` into a fault: the worker lives on, and the other reports are made.
pub(super) fn guarded(make: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(make))
        .unwrap_or_else(|panic| Err(vec![Fault::new(Code::P009).arg("reason", message(&*panic))]))
}

fn render(order: &Order) -> Outcome {
    let start = os::Watch::start();
    let rendered = template::render(&order.templates, &order.main, &order.report)?;
    let left_out = template::left_out(&rendered, &order.main, &order.report, &order.required);
    if !left_out.is_empty() {
        return Err(left_out);
    }
    let template_us = os::micros(start.elapsed());
    let output = typeset::pdf(&Job {
        main: &rendered,
        library: &order.library,
        images: &order.images,
        attachments: &order.attachments,
        standard: order.standard,
        identifier: &order.identifier,
        date: order.date,
        pages: &order.pages,
        prove_layout: order.prove_layout,
        mark: order.mark.as_deref(),
    })?;
    let typeset::Timings { layout_us, proof_us, pdf_us } = output.timings;
    let timings = Timings { template_us, layout_us, proof_us, pdf_us };
    Ok(Answer { pdf: output.pdf, pages: output.pages, timings, peak_kb: None })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic")
}
