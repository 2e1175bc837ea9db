//! The key of `lhe sign`, and the sources of its passphrase.

use crate::cli::args::SignArgs;
use crate::cli::printer::Printer;
use crate::diag::{Arg, Code, Diagnostic, Term};
use crate::os::{self, Secret};
use crate::signature::{Key, NoKey};

/// A key file is some kilobytes.
const LARGEST: u64 = 1 << 20;

/// Opens the key file with a passphrase that is stored or is typed now.
pub(super) fn open(args: &SignArgs, printer: &Printer) -> Result<Key, Diagnostic> {
    let name = args.key.display().to_string();
    let bytes = os::read(&args.key, LARGEST).map_err(|error| Diagnostic::unread(&name, os::reason(&error)))?;
    let missing = |reason: Arg| Diagnostic::new(Code::S004).in_file(&name).arg("reason", reason);
    let secret = match (&args.variable, args.descriptor) {
        (Some(name), _) => Some(Secret::Variable(name.clone())),
        (None, Some(number)) => Some(Secret::Descriptor(number)),
        (None, None) => None,
    };
    let passphrase = match secret {
        Some(secret) => os::passphrase_of(&secret).map_err(|error| match (&secret, error.kind()) {
            (Secret::Variable(_), std::io::ErrorKind::NotFound) => missing(Term::NoVariable.into()),
            _ => missing(os::reason(&error)),
        })?,
        None => {
            let question = printer.pick("Sandi kunci: ", "Passphrase of the key: ");
            let typed = os::passphrase_typed(question).map_err(|error| missing(os::reason(&error)))?;
            typed.ok_or_else(|| missing(Term::NoTerminal.into()))?
        }
    };
    Key::open(&bytes, &passphrase).map_err(|why| {
        let code = match why {
            NoKey::Locked => Code::S001,
            NoKey::Kind => Code::S002,
            NoKey::Certificate => Code::S003,
        };
        Diagnostic::new(code).in_file(&name)
    })
}
