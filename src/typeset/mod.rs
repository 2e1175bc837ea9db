//! From Typst source to PDF/A: a world in memory, one compile, the proof of the pages, the options of the standard.
//!
//! The module knows no report, only sources, bytes and names. The same job gives the same bytes.

mod fonts;
mod job;
mod layout;
mod lift;
mod proof;
mod sketch;
mod world;

#[cfg(test)]
mod tests;

use std::sync::{LazyLock, Mutex, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};
use typst::diag::Warned;
use typst::foundations::{Datetime, NativeElement, Smart};
use typst::introspection::Introspector;
use typst::pdf::AttachElem;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diag::Code;
use crate::os;
use crate::template::{Fault, literal};

pub use fonts::{font_digests, uncovered};
pub use job::{Attachment, Job, Standard};
pub use layout::PageBox;
pub use proof::prove;
pub use sketch::{sketch, style};

/// A finished PDF.
#[derive(Clone, Debug)]
pub struct Output {
    /// The bytes.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Time of each phase.
    pub timings: Timings,
}

/// Time of each phase in microseconds. No document depends on it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// Parsing, evaluation and layout.
    pub layout_us: u64,
    /// Proof of the layout.
    pub proof_us: u64,
    /// PDF export.
    pub pdf_us: u64,
}

/// The creator that the PDF names. It is fixed, so that a new version of Typst alone changes no byte.
const CREATOR: &str = "lhe";

/// Stack in bytes. Typst recurses deeply, and a rayon thread has only 2 MiB by default.
const STACK: usize = 16 << 20;

/// One thread for all of Typst's work. Two reports must not be tasks of one pool: a report that waits would start the
/// next one inside itself.
static POOL: LazyLock<Result<ThreadPool, String>> = LazyLock::new(|| {
    ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().map_err(|error| error.to_string())
});

/// One report at a time, for the same reason.
static TURN: Mutex<()> = Mutex::new(());

/// Makes the PDF of a job.
///
/// # Errors
/// Faults of the template, the compile, the layout proof or the standard. Typst's warnings are errors too: for Typst an
/// unknown font family is only a warning, and so is a layout that does not settle.
pub fn pdf(job: &Job<'_>) -> Result<Output, Vec<Fault>> {
    let pool = POOL.as_ref().map_err(|reason| vec![Fault::new(Code::P008).arg("reason", reason)])?;
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let _forget = Forget;
    pool.install(|| make(job))
}

/// Empties Typst's cache when it is dropped, also after failure and panic. Reports share almost nothing, and a cache
/// that is kept grows by 35 MB a report.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

fn make(job: &Job<'_>) -> Result<Output, Vec<Fault>> {
    let (standards, timestamp) = settings(job)?;
    let start = os::Watch::start();
    let mut text = String::with_capacity(job.main.text.len() + 256);
    text.push_str(&job.main.text);
    attach(&mut text, job.attachments);
    let world = world::Files::new(job, text)?;
    let faults = proof::prove_source(world.main(), job.main);
    if !faults.is_empty() {
        return Err(faults);
    }

    let lift = |found: &[_], code, extra| lift::lift(found, code, extra, &world, job.main);
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    let document = output.map_err(|errors| lift(&errors, Code::P001, None))?;
    if !warnings.is_empty() {
        return Err(lift(&warnings, Code::P002, None));
    }
    let found = document.introspector().query(&AttachElem::ELEM.select()).len();
    if found != job.attachments.len() {
        return Err(vec![Fault::new(Code::P004).arg("expected", job.attachments.len()).arg("found", found)]);
    }
    let layout_us = os::micros(start.elapsed());

    let start = os::Watch::start();
    if job.prove_layout {
        let faults = layout::prove(&document, job.pages, job.mark, job.main, &world);
        if !faults.is_empty() {
            return Err(faults);
        }
    }
    let proof_us = os::micros(start.elapsed());

    let start = os::Watch::start();
    let options = PdfOptions {
        ident: Smart::Custom(job.identifier.to_owned()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: Some(timestamp),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let pdf = typst_pdf::pdf(&document, &options)
        .map_err(|errors| lift(&errors, Code::P003, Some(("standard", job.standard.name()))))?;
    Ok(Output {
        pdf,
        pages: document.pages().len(),
        timings: Timings { layout_us, proof_us, pdf_us: os::micros(start.elapsed()) },
    })
}

fn settings(job: &Job<'_>) -> Result<(PdfStandards, Timestamp), Vec<Fault>> {
    let list = match job.standard {
        Standard::A3a => [PdfStandard::A_3a, PdfStandard::Ua_1],
        Standard::A2a if job.attachments.is_empty() => [PdfStandard::A_2a, PdfStandard::Ua_1],
        Standard::A2a => return Err(vec![Fault::new(Code::P005).arg("standard", job.standard.name())]),
    };
    let standards =
        PdfStandards::new(&list).map_err(|error| vec![Fault::new(Code::P009).arg("reason", error.message())])?;
    let (year, month, day) = job.date;
    let midnight = Datetime::from_ymd_hms(year, month, day, 0, 0, 0)
        .ok_or_else(|| vec![Fault::new(Code::P010).arg("date", format!("{year:04}-{month:02}-{day:02}"))])?;
    Ok((standards, Timestamp::new_utc(midnight)))
}

/// Attaches the files behind the end of the template, since a template cannot be trusted to do it. A comment or a show
/// rule of the template could swallow these lines, so the caller counts the attachments of the finished document.
fn attach(text: &mut String, attachments: &[Attachment]) {
    // Without its `#` and `;` a printed literal is a string in code.
    let string = |text: &str| literal(text).trim_start_matches('#').trim_end_matches(';').to_owned();
    for (index, file) in attachments.iter().enumerate() {
        let name = string(&format!("/{}", file.name.trim_start_matches('/')));
        let path = string(&format!("/{}", world::attached(index)));
        let (kind, mime, about) = (string(&file.relationship), string(&file.mime), string(&file.description));
        text.push_str(&format!(
            "\n\n#pdf.attach({name}, read({path}, encoding: none), relationship: {kind}, mime-type: {mime}, description: {about});\n"
        ));
    }
}
