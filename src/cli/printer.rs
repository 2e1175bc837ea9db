//! The only place that prints. Data goes to standard output, messages for people to standard error.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diag::{self, Diagnostic, Files, Lang, Severity};
use crate::os;

use super::args::Global;
use super::exit::Exit;

/// True after data could not be written: a script must not take half an output for the whole.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Notes that data could not be written. A reader that closes early (`| head`) is no fault; a full disk is one.
fn note_failure(written: std::io::Result<()>) {
    if written.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        FAILED.store(true, Ordering::Relaxed);
    }
}

/// The exit status if some data could not be written.
pub(super) fn failure() -> Exit {
    if FAILED.load(Ordering::Relaxed) { Exit::Io } else { Exit::Done }
}

/// Text on standard output, before there is a printer.
pub(super) fn write(text: &str) {
    write_bytes(text.as_bytes());
}

fn write_bytes(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    note_failure(out.write_all(bytes).and_then(|()| out.flush()));
}

/// A line on standard error. If that is closed too, nobody reads.
pub(super) fn error_line(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// The printer of one command: how much it prints, in which language and form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printer {
    pub(super) lang: Lang,
    pub(super) json: bool,
    pub(super) verbose: bool,
    quiet: bool,
    strict: bool,
    /// True where standard output holds records only, so that diagnostics go to standard error as JSON too.
    records: bool,
}

impl Printer {
    pub(super) fn new(global: &Global, lang: Lang) -> Self {
        Self {
            lang,
            json: global.json,
            verbose: global.verbose > 0,
            quiet: global.quiet,
            strict: global.strict,
            records: false,
        }
    }

    /// The one of two texts that fits the language.
    pub(super) fn pick<'a>(&self, id: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(id, en)
    }

    /// The same printer for a command whose standard output holds records only.
    pub(super) fn records(self) -> Self {
        Self { records: true, ..self }
    }

    /// A line of data.
    pub(super) fn data(&self, line: &str) {
        self.raw(format!("{line}\n").as_bytes());
    }

    /// Bytes of data as they are.
    pub(super) fn raw(&self, bytes: &[u8]) {
        write_bytes(bytes);
    }

    /// A message for people; left out with `--quiet` or `--json`.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet && !self.json {
            error_line(line);
        }
    }

    /// A line of a result for people, which scripts may drop: on standard output, left out with `--quiet`.
    pub(super) fn result(&self, line: &str) {
        if !self.quiet && !self.json {
            self.data(line);
        }
    }

    /// Shows diagnostics and returns the gravest exit status among them.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic], files: &Files) -> Exit {
        for diagnostic in diagnostics {
            if self.json && self.records {
                error_line(&diag::json(diagnostic, files, self.lang));
            } else if self.json {
                self.data(&diag::json(diagnostic, files, self.lang));
            } else if !(self.quiet && diagnostic.severity == Severity::Note) {
                error_line(&diag::human(diagnostic, files, self.lang));
            }
        }
        self.exit(diagnostics)
    }

    /// The gravest exit status among diagnostics.
    pub(super) fn exit(&self, diagnostics: &[Diagnostic]) -> Exit {
        diagnostics.iter().map(|d| Exit::of(d, self.strict)).max().unwrap_or(Exit::Done)
    }

    /// Counts errors and warnings in words: `2 galat, 1 peringatan`.
    pub(super) fn counts(&self, diagnostics: &[Diagnostic]) -> String {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        match self.lang {
            Lang::Id => format!("{errors} galat, {warnings} peringatan"),
            Lang::En => format!("{errors} errors, {warnings} warnings"),
        }
    }

    /// A progress bar on a terminal, nothing elsewhere.
    pub(super) fn progress(&self, total: usize) -> ProgressBar {
        let plain = os::variable("NO_COLOR").is_some() || os::variable("TERM").as_deref() == Some("dumb");
        if self.quiet || self.json || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
        let template = if plain { "{bar:30} {pos}/{len} {msg}" } else { "{bar:30.cyan} {pos}/{len} {msg}" };
        match ProgressStyle::with_template(template) {
            Ok(style) => bar.with_style(style.progress_chars("█▉ ")),
            Err(_) => bar,
        }
    }
}
