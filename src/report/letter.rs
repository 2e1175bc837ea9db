//! Composing the letter form of an LHE from checked data and scores.

use crate::diag::{Checked, Code, Diagnostic, Note, Place};
use crate::evaluation::register::{
    LetterEntry, Numbering, Office, OutputSettings, PaperWord, Season, Settings, Signatory, letter_date,
};
use crate::evaluation::{Evaluation, EvaluationKind};
use crate::instrument::{AnswerScale, GradeBand, Instrument};
use crate::num::{Ratio, decimal, plain, ratio};
use crate::score::ScoreSheet;
use crate::source::{Date, Name, Prose, Spanned, Token};

use super::model::*;
use super::previous::Previous;
use super::rows::rows;
use super::{narrative, words};

/// The gap that stands for a number or date that is written by hand.
const GAP: &str = "……………………";

/// Numbering of the season and this office's letter.
#[derive(Clone, Copy, Debug)]
pub struct Numbers<'a> {
    /// How numbers come into being.
    pub numbering: Numbering,
    /// Number and date, as far as they are known.
    pub letter: Option<&'a LetterEntry>,
}

/// A recommendation of an earlier evaluation.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Where its text stands.
    pub at: Place,
    /// Its text.
    pub text: String,
    /// Number of the letter it was issued in, if known.
    pub letter: Option<Spanned<Name>>,
}

/// Everything a letter is composed from.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// Turns a place into an origin, `file#/pointer`.
    pub origin: &'a dyn Fn(Place) -> String,
    /// Name of the evaluation file.
    pub file: &'a str,
    /// Settings of the project.
    pub settings: &'a Settings,
    /// Season of the evaluated year.
    pub season: &'a Season,
    /// The evaluated office.
    pub office: &'a Office,
    /// Numbering and letter.
    pub numbers: Numbers<'a>,
    /// The instrument.
    pub instrument: &'a Instrument,
    /// The evaluation.
    pub evaluation: &'a Evaluation,
    /// Its scores.
    pub sheet: &'a ScoreSheet,
    /// Last year's result, if there is one that may be printed.
    pub previous: Option<&'a Previous<'a>>,
    /// Notes about last year (not evaluated, several predecessors).
    pub previous_notes: &'a [Teks],
    /// Finds a recommendation of an earlier evaluation.
    pub reference: &'a dyn Fn(&str) -> Option<Reference>,
    /// True while the report is a draft.
    pub draft: bool,
}

/// Composes the letter form.
///
/// Finds what only shows when a letter is put together: nobody in office on its date, a name without
/// validity, free text with an unpaired mark.
pub fn lhe(subject: &Subject<'_>) -> Checked<Laporan> {
    let mut composer = Composer {
        s: subject,
        day: letter_date(subject.numbers.letter, subject.season, subject.evaluation.id.year),
        found: Vec::new(),
    };
    let report = composer.report();
    match report {
        Some(report) => Checked::new(report, composer.found),
        None => Checked::failed(composer.found),
    }
}

/// A letter while it is composed; `results` adds what it says of the scores.
pub(super) struct Composer<'a> {
    pub(super) s: &'a Subject<'a>,
    day: Date,
    found: Vec<Diagnostic>,
}

impl Composer<'_> {
    fn report(&mut self) -> Option<Laporan> {
        let s = self.s;
        let year = s.evaluation.id.year;
        let name = self.office_name();
        let head = self.office_head();
        let signatory = self.signatory();
        let same_regulation = |p: &&Previous<'_>| p.instrument.regulation() == s.instrument.regulation();
        let comparable = s.previous.filter(same_regulation);
        let komponen = self.components();
        let tindak_lanjut = self.follow_ups();
        let season = self.season();
        let method = self.narrative(s.instrument.method_text.0, &s.instrument.method_text.1);
        let (name, head, signatory) = (name?, head?, signatory?);
        let value = |code: &str| self.value_origin(code);
        let weight = |code: &str| self.weight_origin(code);
        let output = s.settings.output.as_ref();
        let kind = match s.evaluation.entry.kind {
            Some(EvaluationKind::Repeated) => "Evaluasi Ulang",
            Some(EvaluationKind::SelfAssessment) => "Evaluasi Mandiri",
            Some(EvaluationKind::Regular) | None => "Evaluasi",
        };
        let title = format!("Laporan Hasil {kind} AKIP Tahun {year} – {}", name.teks);
        Some(Laporan {
            format: 1,
            dokumen: self.document(kind, &title, output),
            instansi: Instansi {
                nama: self.named(&s.settings.government.name),
                kepala: self.named(&s.settings.government.head),
                sebutan_opd: s
                    .settings
                    .government
                    .opd_word
                    .as_ref()
                    .map_or_else(|| Teks::tetap("Perangkat Daerah"), |w| self.named(w)),
                inspektorat: self.named(&s.settings.inspectorate.name),
            },
            kop: self.letterhead(),
            surat: self.letter_lines(head),
            opd: self.office(name),
            tahun: Teks::dari(year.to_string(), (s.origin)(s.evaluation.entry.year.at)),
            instrumen: self.instrument(method),
            musim: season,
            hasil: Hasil {
                bobot: Teks::tetap(s.sheet.text(&ratio(100))),
                total: Teks::dari(s.sheet.text(&s.sheet.total.0), value("total")),
                predikat: Teks::dari(&s.sheet.grade.letter, value("predikat")),
                sebutan: Teks::dari(&s.sheet.grade.word, value("predikat")),
                berkurung: s.sheet.grade.word.contains('('),
            },
            tahun_lalu: self.previous(comparable),
            tabel: rows(s.sheet, comparable, &value, &weight),
            ada_catatan: komponen.iter().any(|k| k.ada_catatan),
            ada_rekomendasi: komponen.iter().any(|k| k.ada_rekomendasi),
            komponen,
            tindak_lanjut,
            keterangan_tabel: self.table_notes(),
            penutup: self.closing(),
            penandatangan: signatory,
            tembusan: self.copies(),
        })
    }

    // ── small helpers ────────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn named(&self, name: &Spanned<Name>) -> Teks {
        Teks::dari(&name.value.0, (self.s.origin)(name.at))
    }

    pub(super) fn value_origin(&self, code: &str) -> String {
        format!("{}#nilai/{code}", self.s.file)
    }

    pub(super) fn weight_origin(&self, code: &str) -> String {
        let component = self.s.instrument.component(code).map(|c| c.place);
        let place = component.or_else(|| self.s.instrument.subcomponent(code).map(|s| s.place));
        (self.s.origin)(place.unwrap_or(self.s.instrument.place))
    }

    pub(super) fn narrative(&mut self, at: Place, text: &str) -> Narasi {
        narrative::parse(text, &(self.s.origin)(at)).unwrap_or_else(|unpaired| {
            self.found.push(Diagnostic::new(Code::D158).at(at).arg("text", unpaired.0));
            Vec::new()
        })
    }

    pub(super) fn prose(&mut self, text: &Spanned<Prose>) -> Narasi {
        self.narrative(text.at, &text.value.0)
    }

    pub(super) fn optional_prose(&mut self, text: Option<&Spanned<Prose>>) -> Narasi {
        text.map(|t| self.prose(t)).unwrap_or_default()
    }

    // ── office and signatory ─────────────────────────────────────────────────────────────────────────────────

    fn none_in_force(&mut self, key: &str, at: Place) {
        let id = &self.s.office.id.value.0;
        self.found
            .push(Diagnostic::new(Code::D145).at(at).arg("id", id).arg("key", key).arg("date", words::date(self.day)));
    }

    fn office_name(&mut self) -> Option<Teks> {
        let name = self.s.office.name_on(self.day).map(|n| self.named(n));
        if name.is_none() {
            self.none_in_force("nama", self.s.office.names.at);
        }
        name
    }

    fn office_head(&mut self) -> Option<Teks> {
        let head = self.s.office.head_on(self.day).map(|n| self.named(n));
        if head.is_none() {
            self.none_in_force("kepala", self.s.office.heads.at);
        }
        head
    }

    fn office(&self, name: Teks) -> OpdLaporan {
        let year = self.s.evaluation.id.year;
        let then = self.s.office.name_on(Date { year, month: 12, day: 31 }).map(|n| self.named(n));
        let old = then.filter(|old| old.teks != name.teks);
        OpdLaporan { nama: name, berganti_nama: old.is_some(), nama_lama: old.unwrap_or_default() }
    }

    /// The role that signs: the evaluation's own choice, else the office's, else the default.
    fn role(&self) -> &Spanned<Token> {
        let s = self.s;
        let own = s.evaluation.entry.signatory.as_ref().or(s.office.signatory.as_ref());
        own.unwrap_or(&s.settings.defaults.signatory)
    }

    fn signatory(&mut self) -> Option<PenandatanganLaporan> {
        let s = self.s;
        let role = self.role();
        // An unknown role is reported when the registers are checked.
        let known = s.settings.role(&role.value.0)?;
        let Some(signatory) = s.settings.signatory(&role.value.0, self.day) else {
            let fault = Diagnostic::new(Code::D144)
                .at(role.at)
                .arg("role", &role.value.0)
                .arg("date", words::date(self.day))
                .arg("id", &s.evaluation.id);
            self.found.push(match known.first() {
                Some(first) => fault.related(first.value.since.at, Note::DefinedHere),
                None => fault,
            });
            return None;
        };
        Some(self.signature_block(&signatory.value))
    }

    fn signature_block(&self, signatory: &Signatory) -> PenandatanganLaporan {
        let position = &signatory.position;
        let jabatan = match &signatory.capacity {
            Some(capacity) => format!("{} {}", capacity.value.0, position.value.0),
            None => position.value.0.clone(),
        };
        let pangkat = signatory.rank.as_ref().map(|rank| {
            let grade = signatory.rank_grade.as_ref().map(|g| format!(" ({})", g.value.0)).unwrap_or_default();
            Teks::dari(format!("{}{grade}", rank.value.0), (self.s.origin)(rank.at))
        });
        let nip = signatory.nip.as_ref().map(|n| Teks::dari(format!("NIP {}", n.value.0), (self.s.origin)(n.at)));
        PenandatanganLaporan {
            rangkaian: signatory.chain.iter().map(|line| self.named(line)).collect(),
            jabatan: Teks::dari(jabatan, (self.s.origin)(position.at)),
            nama: self.named(&signatory.name),
            ada_pangkat: pangkat.is_some(),
            pangkat: pangkat.unwrap_or_default(),
            ada_nip: nip.is_some(),
            nip: nip.unwrap_or_default(),
        }
    }

    // ── head of the letter ───────────────────────────────────────────────────────────────────────────────────

    fn document(&self, kind: &str, title: &str, output: Option<&OutputSettings>) -> Dokumen {
        let (width, height) = match output.and_then(|o| o.paper) {
            Some(PaperWord::F4) => ("215", "330"),
            Some(PaperWord::A4) | None => ("210", "297"),
        };
        let length = |mm: &str| Ukuran { ukuran: mm.to_owned() };
        Dokumen {
            jenis: "lhe-surat".to_owned(),
            id: self.s.evaluation.id.to_string(),
            evaluasi: Teks::tetap(kind),
            judul: Teks::tetap(title),
            pengarang: self.named(&self.s.settings.inspectorate.name),
            draf: self.s.draft,
            lebar: length(width),
            tinggi: length(height),
            kaki: Teks::tetap(
                title.replace(&format!("Laporan Hasil {kind} AKIP"), &kind.replacen("Evaluasi", "LHE AKIP", 1)),
            ),
        }
    }

    fn letterhead(&self) -> Kop {
        let kop = &self.s.settings.letterhead;
        let role = &self.role().value.0;
        let other = self.s.settings.other_letterheads.0.iter().find(|(r, _)| r.value.0 == *role).map(|(_, kop)| kop);
        let (lines, address) = other.map_or((&kop.lines, &kop.address), |o| (&o.lines, &o.address));
        let mut lines: Vec<Teks> = lines.value.iter().map(|line| self.named(line)).collect();
        let office = lines.pop().unwrap_or_default();
        let logo = kop.logo.as_ref().map(|logo| Gambar {
            berkas: Teks::dari(format!("/{}", logo.value.0), (self.s.origin)(logo.at)),
            alt: kop.alt.as_ref().map(|alt| self.named(alt)).unwrap_or_default(),
        });
        Kop {
            ada_logo: logo.is_some(),
            logo,
            baris: lines,
            kantor: office,
            alamat: address.iter().map(|line| self.named(line)).collect(),
        }
    }

    fn letter_lines(&self, head: Teks) -> Surat {
        let s = self.s;
        let defaults = &s.settings.defaults;
        let entry = &s.evaluation.entry;
        let or_dash = |text: Option<&Spanned<Name>>| text.map_or_else(|| Teks::tetap("-"), |t| self.named(t));
        let tag = s.numbers.numbering == Numbering::Tag;
        let number = s.numbers.letter.and_then(|l| l.number.as_ref());
        let date = s.numbers.letter.and_then(|l| l.date.as_ref());
        Surat {
            nomor: match number {
                Some(number) => self.named(number),
                None => Teks::tetap(if tag { "${nomor_naskah}" } else { GAP }),
            },
            sifat: or_dash(entry.marking.as_ref().or(defaults.marking.as_ref())),
            lampiran: or_dash(entry.annex.as_ref().or(defaults.annex.as_ref())),
            tempat: s.settings.inspectorate.place.as_ref().map(|p| self.named(p)).unwrap_or_default(),
            tanggal: match date {
                Some(date) => Teks::dari(words::partial_date(date.value, "……"), (s.origin)(date.at)),
                None => Teks::tetap(if tag { "${tanggal_naskah}" } else { GAP }),
            },
            yth: head,
            di: s.office.place.as_ref().map(|p| self.named(p)).unwrap_or_default(),
        }
    }

    fn season(&self) -> MusimLaporan {
        let season = self.s.season;
        let dated = |date: &Spanned<Date>| Teks::dari(words::date(date.value), (self.s.origin)(date.at));
        let assignment = season.assignment.as_ref();
        let fieldwork = season.fieldwork.as_ref().map(|f| {
            let text = format!("{} sampai dengan tanggal {}", words::date(f.start.value), words::date(f.end.value));
            Teks::dari(text, (self.s.origin)(f.start.at))
        });
        MusimLaporan {
            dasar_hukum: season.legal_basis.iter().map(|line| self.named(line)).collect(),
            ada_surat_tugas: assignment.is_some(),
            surat_tugas_nomor: assignment.map(|a| self.named(&a.number)).unwrap_or_default(),
            surat_tugas_tanggal: assignment.map(|a| dated(&a.date)).unwrap_or_default(),
            ada_pelaksanaan: fieldwork.is_some(),
            pelaksanaan: fieldwork.unwrap_or_default(),
        }
    }

    // ── instrument ───────────────────────────────────────────────────────────────────────────────────────────

    fn instrument(&self, metode: Narasi) -> InstrumenLaporan {
        let instrument = self.s.instrument;
        let origin = (self.s.origin)(instrument.place);
        InstrumenLaporan {
            sebutan: Teks::dari(&instrument.short_name, &origin),
            dasar: Teks::dari(&instrument.legal_basis, &origin),
            metode,
            jumlah_komponen: Teks::tetap(words::counted(instrument.components.len())),
            skala: instrument.printed_scales.iter().map(|scale| self.scale(scale)).collect(),
            predikat: instrument.grades.iter().map(|band| grade(band, &origin)).collect(),
        }
    }

    fn scale(&self, scale: &AnswerScale) -> SkalaLaporan {
        let origin = (self.s.origin)(scale.place);
        let value = |v: &Ratio| {
            if scale.percent { plain(&(v * ratio(100))) } else { fraction(v) }
        };
        SkalaLaporan {
            judul: Teks::dari(&scale.title, &origin),
            baris: scale
                .choices
                .iter()
                .map(|choice| BarisSkala {
                    jawaban: Teks::dari(&choice.code, &origin),
                    nilai: Teks::dari(value(&choice.value.0), &origin),
                    arti: Teks::dari(&choice.meaning, &origin),
                })
                .collect(),
        }
    }

    // ── closing ──────────────────────────────────────────────────────────────────────────────────────────────

    fn closing(&self) -> Penutup {
        let deadline = self.s.season.deadline.as_ref();
        let channel = self.s.settings.defaults.channel.as_ref();
        Penutup {
            ada_tenggat: deadline.is_some(),
            tenggat: deadline.map(|d| Teks::dari(words::date(d.value), (self.s.origin)(d.at))).unwrap_or_default(),
            ada_saluran: channel.is_some(),
            saluran: channel
                .map(|c| {
                    Teks::dari(c.value.0.lines().map(str::trim).collect::<Vec<_>>().join(" "), (self.s.origin)(c.at))
                })
                .unwrap_or_default(),
        }
    }

    fn copies(&self) -> Vec<Teks> {
        let own = self.s.evaluation.entry.copies_to.as_ref();
        own.unwrap_or(&self.s.settings.defaults.copies_to).iter().map(|c| self.named(c)).collect()
    }
}

fn grade(band: &GradeBand, origin: &str) -> PredikatLaporan {
    let up_to = plain(&band.up_to);
    let interval = match &band.above {
        Some(above) => format!("> {}–{up_to}", plain(above)),
        None => format!("0–{up_to}"),
    };
    PredikatLaporan {
        huruf: Teks::dari(&band.letter, origin),
        rentang: Teks::dari(interval, origin),
        sebutan: Teks::dari(&band.word, origin),
    }
}

/// `0,75`, `0,50`, `1`: two decimals for a part, more only if it has them.
fn fraction(value: &Ratio) -> String {
    let exact = plain(value);
    match exact.split_once(',') {
        Some((_, decimals)) if decimals.len() < 2 => decimal(value, 2),
        _ => exact,
    }
}
