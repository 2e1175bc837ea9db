pub(super) fn run(_: &super::args::DiffArgs, _: &super::args::Global, _: &super::printer::Printer) -> super::exit::Exit { super::exit::Exit::Done }
