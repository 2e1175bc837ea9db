//! Help texts in both languages, by command and argument id. A test walks the whole command tree.

mod archive;

use clap::{Command, CommandFactory};

use crate::diag::Lang;

use super::args::Cli;

/// `(command, argument, Indonesian, English)`; an empty argument is the command itself, an empty command the
/// program. Global arguments are listed once, under the program.
const TEXTS: &[(&str, &str, &str, &str)] = &[
    (
        "",
        "",
        "Laporan Hasil Evaluasi AKIP: dari data YAML ke surat resmi PDF/A",
        "AKIP evaluation letters: from YAML data to official PDF/A",
    ),
    (
        "",
        "project",
        "folder proyek; bawaannya folder terdekat ke atas yang berisi lhe.yaml",
        "project folder; by default the nearest one upwards that holds lhe.yaml",
    ),
    ("", "lang", "bahasa pesan: id (bawaan) atau en", "language of messages: id (default) or en"),
    ("", "json", "keluaran sebagai JSON, satu objek per baris", "output as JSON, one object a line"),
    ("", "quiet", "hanya galat dan peringatan", "errors and warnings only"),
    ("", "verbose", "lebih rinci, dengan waktu tiap tahap", "more detail, with the time of each phase"),
    ("", "strict", "peringatan dianggap galat", "treat warnings as errors"),
    ("", "help", "tampilkan bantuan", "show help"),
    ("", "version", "tampilkan versi", "show the version"),
    ("check", "", "Periksa seluruh proyek tanpa membuat PDF", "Check the whole project without making PDFs"),
    ("check", "offices", "OPD yang diperiksa; semua bila kosong", "offices to check; all if none"),
    ("check", "year", "hanya tahun evaluasi ini", "only this evaluation year"),
    (
        "check",
        "rules",
        "tampilkan semua aturan isi dengan tingkatnya di proyek ini",
        "list the content rules with their levels in this project",
    ),
    ("score", "", "Hitung nilai dan predikat", "Compute scores and grades"),
    ("score", "offices", "OPD yang dihitung; semua bila kosong", "offices to score; all if none"),
    ("score", "year", "hanya tahun evaluasi ini", "only this evaluation year"),
    ("score", "csv", "keluaran sebagai CSV", "output as CSV"),
    ("explain", "", "Jelaskan asal sebuah nilai sampai ke baris YAML", "Explain a value down to its YAML line"),
    ("explain", "office", "OPD, nama berkas, atau tahun/berkas", "office, file name, or year/file"),
    (
        "explain",
        "code",
        "kode komponen, subkomponen atau kriteria; total bila kosong",
        "code of a component, sub-component or criterion; the total if none",
    ),
    ("explain", "year", "tahun evaluasi; yang terakhir bila kosong", "evaluation year; the last one if none"),
    ("build", "", "Susun PDF draf semua laporan", "Build the draft PDFs of all reports"),
    ("build", "offices", "OPD yang disusun; semua bila kosong", "offices to build; all if none"),
    ("build", "year", "hanya tahun evaluasi ini", "only this evaluation year"),
    (
        "build",
        "output",
        "folder hasil; bawaannya `keluaran` dalam proyek",
        "folder of results; by default `keluaran` in the project",
    ),
    (
        "build",
        "workers",
        "jumlah proses pekerja; bawaannya jumlah prosesor",
        "number of worker processes; by default one per processor",
    ),
    ("build", "limit", "batas waktu tiap laporan dalam detik", "time limit per report in seconds"),
    (
        "build",
        "no_layout_proof",
        "jangan periksa tata letak halaman jadi; `issue` selalu memeriksa",
        "do not check the layout of the finished pages; `issue` always does",
    ),
    (
        "build",
        "revision",
        "susun kembali revisi yang terbit ini dari bundelnya, dengan bukti",
        "make this issued revision again from its bundle, with proof",
    ),
    ("init", "", "Buat proyek baru yang langsung dapat diperiksa", "Make a new project that checks at once"),
    ("init", "folder", "folder proyek baru", "folder of the new project"),
    ("init", "year", "tahun evaluasi pertama", "first evaluation year"),
    (
        "new",
        "",
        "Buat berkas evaluasi dengan semua kode, siap diisi",
        "Make an evaluation file with every code, ready to fill in",
    ),
    ("new", "offices", "id OPD dari opd.yaml", "office ids of opd.yaml"),
    ("new", "year", "tahun evaluasi", "evaluation year"),
    ("new", "instrument", "id instrumen bila berbeda dari musimnya", "instrument id if it differs from the season's"),
    (
        "issue",
        "",
        "Terbitkan laporan: PDF tanpa DRAF disimpan sekali di arsip",
        "Issue reports: the PDF without DRAF is kept once in the archive",
    ),
    ("issue", "offices", "OPD, nama berkas, atau tahun/berkas", "office, file name, or year/file"),
    ("issue", "year", "tahun evaluasi", "evaluation year"),
    (
        "issue",
        "number",
        "catat nomor surat dari yang terbit tanpa nomor",
        "record the number of what was issued without",
    ),
    ("issue", "date", "tanggal surat itu, misalnya 2023-05-08", "the date of that letter, such as 2023-05-08"),
    (
        "correct",
        "",
        "Catat koreksi sesudah memperlihatkan pengaruhnya; tanpa opsi perubahan dibuka penyunting",
        "Record a correction after showing its effect; without a change an editor is opened",
    ),
    ("correct", "office", "OPD, nama berkas, atau tahun/berkas", "office, file name, or year/file"),
    ("correct", "year", "tahun evaluasi", "evaluation year"),
    ("correct", "code", "koreksi jawaban pada kode ini", "correct the answer at this code"),
    (
        "correct",
        "id",
        "koreksi catatan atau rekomendasi dengan id ini",
        "correct the finding or recommendation of this id",
    ),
    ("correct", "letter", "koreksi nomor atau tanggal surat", "correct number or date of the letter"),
    ("correct", "path", "koreksi isi lain, misalnya /gambaran/pagu", "correct anything else, such as /gambaran/pagu"),
    ("correct", "remove", "hapus catatan atau rekomendasi ini", "remove this finding or recommendation"),
    (
        "correct",
        "object",
        "objek, bila kriteria dinilai per objek",
        "the object, where a criterion is judged per object",
    ),
    ("correct", "field", "bidang, misalnya keterangan atau tanggapan/uraian", "the field, such as keterangan"),
    (
        "correct",
        "from",
        "isi sekarang; dicari sendiri bila tidak disebut",
        "what stands there now; looked up if not given",
    ),
    ("correct", "to", "isi yang baru; tanpa ini isinya dihapus", "what shall stand there; without it it is removed"),
    ("correct", "kind", "ralat atau penggantian; bawaannya menurut perubahan", "kind; by default by what changes"),
    ("correct", "date", "tanggal keputusan, misalnya 2023-06-20", "day of the decision, such as 2023-06-20"),
    ("correct", "basis", "dasar, misalnya nomor berita acara", "what it rests on, such as minutes"),
    ("correct", "reason", "alasan", "why"),
    ("correct", "requested_by", "siapa yang meminta", "who asked for it"),
    ("correct", "decided_by", "siapa yang memutuskan", "who decided"),
    ("correct", "dry_run", "hanya perlihatkan pengaruhnya", "only show the effect"),
    ("status", "", "Keadaan setiap dokumen dan sebabnya", "How each document stands, and why"),
    ("status", "offices", "OPD; semua bila kosong", "offices; all if none"),
    ("status", "year", "hanya tahun evaluasi ini", "only this evaluation year"),
    ("status", "output", "folder PDF draf; bawaannya `keluaran`", "folder of draft PDFs; by default `keluaran`"),
    (
        "diff",
        "",
        "Perbedaan dua revisi, dua tahun, atau dua proyek",
        "What differs between two revisions, two years or two projects",
    ),
    ("diff", "old", "tahun/berkas, dengan @N untuk revisi N", "year/file, with @N for revision N"),
    ("diff", "new", "yang dibandingkan; bawaannya data sekarang", "what to compare with; by default the present data"),
    ("diff", "year", "tahun evaluasi", "evaluation year"),
    ("diff", "against", "folder proyek lain yang menjadi sisi lama", "another project's folder as the old side"),
    ("diff", "pdf", "tulis juga sebagai PDF untuk perangkat daerah", "write it as a PDF for the office as well"),
    ("recap", "", "Peringkat dan rekapitulasi satu tahun", "Ranking and recap of one year"),
    ("recap", "year", "tahun evaluasi; yang terakhir bila kosong", "evaluation year; the last one if none"),
    ("recap", "csv", "peringkat sebagai CSV", "the ranking as CSV"),
    ("recap", "xlsx", "semua tabel sebagai buku kerja Excel", "all tables as an Excel workbook"),
    (
        "template",
        "",
        "Lihat, salin, dan periksa templat dan kalimat surat",
        "Look at, copy and check templates and sentences of letters",
    ),
    ("template list", "", "Daftar templat, bagian, gaya, dan kalimat", "List templates, blocks, styles and sentences"),
    ("template show", "", "Tampilkan templat atau kalimat yang berlaku", "Show the template or sentence in force"),
    (
        "template show",
        "name",
        "nama, seperti bagian/pembuka.typ.j2 atau teks/pembuka",
        "name, such as bagian/pembuka.typ.j2 or teks/pembuka",
    ),
    ("template show", "built_in", "tampilkan yang bawaan", "show the built-in one"),
    (
        "template eject",
        "",
        "Salin templat atau kalimat bawaan ke folder `templat` proyek untuk diubah",
        "Copy built-in templates or sentences to the project's folder `templat` to change them",
    ),
    ("template eject", "names", "nama templat atau kalimat bawaan", "names of built-in templates or sentences"),
    ("template lint", "", "Periksa templat dan kalimat tanpa data", "Check templates and sentences without data"),
    ("template lint", "names", "templat yang diperiksa; semua bila kosong", "templates to check; all if none"),
    (
        "completions",
        "",
        "Tulis pelengkap perintah untuk sebuah cangkang",
        "Write the completion of commands for a shell",
    ),
    ("completions", "shell", "bash, zsh, fish, atau powershell", "bash, zsh, fish or powershell"),
    ("man", "", "Tulis halaman manual", "Write manual pages"),
    (
        "man",
        "folder",
        "folder untuk satu halaman tiap perintah; tanpa folder, halaman utama ditampilkan",
        "folder for one page per command; without it the main page is shown",
    ),
];

fn all_texts() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str, &'static str)> {
    TEXTS.iter().chain(archive::TEXTS)
}

fn text(command: &str, argument: &str, lang: Lang) -> Option<&'static str> {
    let found = |name: &str| all_texts().find(|(c, a, _, _)| *c == name && *a == argument);
    let (_, _, id, en) = found(command).or_else(|| found("").filter(|_| !argument.is_empty()))?;
    Some(match lang {
        Lang::Id => id,
        Lang::En => en,
    })
}

/// The command tree with its texts in one language.
pub(super) fn command(lang: Lang) -> Command {
    tree(Cli::command(), "", lang)
}

/// The same without the commands that are not for people.
pub(super) fn visible(lang: Lang) -> Command {
    let full = command(lang);
    let shown: Vec<Command> = full.get_subcommands().filter(|c| !c.is_hide_set()).cloned().collect();
    let arguments = full.get_arguments().cloned();
    let about = full.get_about().cloned().unwrap_or_default();
    Command::default()
        .name("lhe")
        .version(env!("CARGO_PKG_VERSION"))
        .about(about)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .override_usage(usage_line(&full, "", lang))
        .subcommand_help_heading(headings(lang).1)
        .subcommand_required(true)
        .args(arguments)
        .subcommands(shown)
}

/// A command and those below it; `path` is how it is called, without `lhe`.
fn tree(command: Command, path: &str, lang: Lang) -> Command {
    let mut command = described(command, path, lang);
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path} {name}").trim_start().to_owned();
        command = command.mut_subcommand(&name, |below| tree(below, &path, lang));
    }
    command
}

/// How a command is called; `name` is that of its manual page, such as `lhe-template-list`.
pub(super) fn usage(command: &Command, name: &str, lang: Lang) -> String {
    usage_line(command, name.strip_prefix("lhe").unwrap_or(name).replace('-', " ").trim_start(), lang)
}

/// `lhe build [OPSI] [OPD]...`: clap's own line has English words in it.
fn usage_line(command: &Command, name: &str, lang: Lang) -> String {
    let (options, subcommand) = match lang {
        Lang::Id => ("OPSI", "PERINTAH"),
        Lang::En => ("OPTIONS", "COMMAND"),
    };
    let mut line = format!("lhe {name}").trim_end().to_owned();
    line.push_str(&format!(" [{options}]"));
    if command.has_subcommands() {
        line.push_str(&format!(" <{subcommand}>"));
    }
    for argument in command.get_positionals() {
        let value = argument.get_value_names().and_then(<[_]>::first).map(ToString::to_string).unwrap_or_default();
        let many = if matches!(argument.get_action(), clap::ArgAction::Append) { "..." } else { "" };
        let (open, close) = if argument.is_required_set() { ('<', '>') } else { ('[', ']') };
        line.push_str(&format!(" {open}{value}{close}{many}"));
    }
    line
}

/// The words over usage, commands, arguments and options.
fn headings(lang: Lang) -> (&'static str, &'static str, &'static str, &'static str) {
    match lang {
        Lang::Id => ("Pemakaian", "Perintah", "Argumen", "Opsi"),
        Lang::En => ("Usage", "Commands", "Arguments", "Options"),
    }
}

fn described(mut command: Command, name: &str, lang: Lang) -> Command {
    let (usage, commands, arguments, options) = headings(lang);
    command = command
        .help_template(format!("{{about}}\n\n{usage}: {{usage}}\n\n{{all-args}}"))
        .subcommand_help_heading(commands)
        .disable_help_flag(true)
        .disable_version_flag(true);
    if let Some(about) = text(name, "", lang) {
        command = command.about(about);
    }
    let flag = |id: &'static str, short: char, action| {
        clap::Arg::new(id).long(id).short(short).action(action).help(text("", id, lang).unwrap_or_default())
    };
    command = command.arg(flag("help", 'h', clap::ArgAction::Help));
    if name.is_empty() {
        command = command.arg(flag("version", 'V', clap::ArgAction::Version));
    }
    let line = usage_line(&command, name, lang);
    command = command.next_help_heading(options).override_usage(line);
    let ids: Vec<String> = command.get_arguments().map(|a| a.get_id().to_string()).collect();
    for id in ids {
        if let Some(help) = text(name, &id, lang) {
            command = command.mut_arg(&id, |argument| {
                let heading = if argument.is_positional() { arguments } else { options };
                argument.help(help).help_heading(heading).hide_possible_values(true).hide_default_value(true)
            });
        }
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command with the way it is called.
    fn all(command: &Command, path: &str, out: &mut Vec<(String, Command)>) {
        out.push((path.to_owned(), command.clone()));
        for below in command.get_subcommands().filter(|c| !c.is_hide_set()) {
            all(below, format!("{path} {}", below.get_name()).trim_start(), out);
        }
    }

    #[test]
    fn every_command_and_argument_has_a_text_in_both_languages() {
        for lang in [Lang::Id, Lang::En] {
            let mut commands = Vec::new();
            all(&command(lang), "", &mut commands);
            assert!(commands.iter().any(|(path, _)| path == "template list"));
            for (path, command) in commands {
                assert!(text(&path, "", lang).is_some(), "{path}");
                for argument in command.get_arguments() {
                    assert!(text(&path, argument.get_id().as_str(), lang).is_some(), "{path} {}", argument.get_id());
                }
            }
        }
    }

    #[test]
    fn every_text_belongs_to_something() {
        let mut commands = Vec::new();
        all(&command(Lang::Id), "", &mut commands);
        for (path, argument, _, _) in all_texts() {
            let (_, command) = commands.iter().find(|(known, _)| known == path).expect("the command exists");
            assert!(
                argument.is_empty() || command.get_arguments().any(|a| a.get_id() == argument),
                "{path} {argument}"
            );
        }
    }
}
