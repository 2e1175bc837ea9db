//! Composes an LHE, in either form, from checked data and scores.

use std::collections::BTreeMap;

use crate::diag::{Checked, Code, Diagnostic, Place};
use crate::evaluation::EvaluationKind;
use crate::instrument::{AnswerScale, GradeBand, Instrument};
use crate::num::{Number, Ratio, plain, ratio};
use crate::register::{CoverEntry, FormWord, last_day, letter_date};
use crate::source::{Date, Name, Spanned, Token};

use super::desk::{Desk, kind, line, percent};
use super::model::*;
use super::previous::Previous;
use super::rows::rows;
use super::subject::{Document, Subject};
use super::wording::{Values, is_of_correction};
use super::{figure, words};

/// Composes an LHE or its worksheet.
///
/// Reports the faults that show only when a document is put together: no official holds the office on the date of the
/// document, no name of the office is valid on it, or a free text has an unpaired mark.
pub fn lhe(subject: &Subject<'_>) -> Checked<Laporan> {
    let desk = Desk {
        origin: subject.origin,
        settings: subject.settings,
        wording: subject.wording,
        day: letter_date(subject.numbers.letter, subject.season, subject.evaluation.id.year),
        draft: subject.draft,
        found: Vec::new(),
    };
    let mut composer = Composer { s: subject, desk };
    let report = composer.report();
    match report {
        Some(report) => Checked::new(report, composer.desk.found),
        None => Checked::failed(composer.desk.found),
    }
}

/// A report while it is composed; `results`, `chapter` and `worksheet` add their parts.
pub(super) struct Composer<'a> {
    pub(super) s: &'a Subject<'a>,
    pub(super) desk: Desk<'a>,
}

impl Composer<'_> {
    fn report(&mut self) -> Option<Laporan> {
        let s = self.s;
        let year = s.evaluation.id.year;
        let name = self.office_name();
        let head = self.office_head();
        let role = self.role().clone();
        let signatory = self.desk.signatory(&role, &s.evaluation.id.to_string());
        let same_regulation = |p: &&Previous<'_>| p.instrument.regulation() == s.instrument.regulation();
        let comparable = s.previous.filter(same_regulation);
        let mut komponen = self.components();
        let tindak_lanjut = self.follow_ups();
        let method = self.desk.narrative(s.instrument.method_text.0, &s.instrument.method_text.1);
        let gambaran = self.profile();
        let ringkasan = self.summary();
        let lke = self.worksheet();
        let (name, head, signatory) = (name?, head?, signatory?);
        let value = |code: &str| self.value_origin(code);
        let weight = |code: &str| self.weight_origin(code);
        let kind_word = match s.evaluation.entry.kind {
            Some(EvaluationKind::Repeated) => "Evaluasi Ulang",
            Some(EvaluationKind::SelfAssessment) => "Evaluasi Mandiri",
            Some(EvaluationKind::Regular) | None => "Evaluasi",
        };
        let hasil = Hasil {
            bobot: Teks::tetap(s.sheet.number(&ratio(100))),
            total: Teks::dari(s.sheet.number(&s.sheet.total.0), value("total")),
            predikat: Teks::dari(&s.sheet.grade.letter, value("predikat")),
            sebutan: Teks::dari(&s.sheet.grade.word, value("predikat")),
            persen: Teks::dari(percent(&s.sheet.total.0, &ratio(100)), value("total")),
            berkurung: s.sheet.grade.word.contains('('),
        };
        let mut report = Laporan {
            format: 1,
            instansi: self.desk.government(),
            kop: self.desk.letterhead(&role.value.0),
            surat: self.letter_lines(head),
            opd: self.office(name),
            tahun: Teks::dari(year.to_string(), (s.origin)(s.evaluation.entry.year.at)),
            instrumen: self.instrument(method),
            musim: self.desk.season(s.season),
            hasil,
            tahun_lalu: self.previous(comparable),
            tabel: rows(s.sheet, comparable, &value, &weight),
            ada_catatan: komponen.iter().any(|k| k.ada_catatan),
            ada_rekomendasi: komponen.iter().any(|k| k.ada_rekomendasi),
            tindak_lanjut_ringkas: self.follow_up_counts(),
            tindak_lanjut,
            konfirmasi: self.confirmation(),
            gambaran,
            ringkasan,
            grafik: self.charts(comparable),
            lke,
            keterangan_tabel: self.table_notes(),
            koreksi: self.correction(),
            penutup: self.closing(),
            penandatangan: signatory,
            tembusan: self.copies(),
            ..Laporan::default()
        };
        let values = self.values(&report, kind_word);
        for component in &mut komponen {
            component.kalimat = self.component_sentence(component, &values);
        }
        report.komponen = komponen;
        report.teks = self.desk.wording.family(false, &values, s.origin);
        if !report.koreksi.ada {
            report.teks.retain(|name, _| !is_of_correction(name));
        }
        report.pengantar = self.covering_letter(&report)?;
        report.dokumen = self.document(kind_word, &report);
        Some(report)
    }

    /// The values that standing sentences may name.
    fn values(&self, report: &Laporan, kind: &str) -> Values {
        let mut values = Values::new();
        let mut put = |name: &'static str, text: &Teks| drop(values.insert(name, text.clone()));
        let r = report;
        put("evaluasi", &Teks::tetap(kind));
        put("opd", &r.opd.nama);
        put("nama_lama", &r.opd.nama_lama);
        put("tahun", &r.tahun);
        put("tahun_lalu", &r.tahun_lalu.tahun);
        put("instansi", &r.instansi.nama);
        put("kepala", &r.instansi.kepala);
        put("sebutan_opd", &r.instansi.sebutan_opd);
        put("inspektorat", &r.instansi.inspektorat);
        put("nomor", &r.surat.nomor);
        put("tanggal", &r.surat.tanggal);
        put("yth", &r.surat.yth);
        put("total", &r.hasil.total);
        put("bobot", &r.hasil.bobot);
        put("predikat", &r.hasil.predikat);
        put("sebutan", &r.hasil.sebutan);
        let (letter, word) = (&r.hasil.predikat.teks, &r.hasil.sebutan.teks);
        // A word that has brackets already, such as `Cukup (Memadai)`, gets no second pair.
        let complete = if r.hasil.berkurung { format!("{letter}, {word}") } else { format!("{letter} ({word})") };
        put("predikat_lengkap", &Teks::with_origin(complete, r.hasil.predikat.asal.clone()));
        put("selisih", &r.tahun_lalu.selisih);
        if r.tahun_lalu.ada {
            put("total_lalu", &r.tahun_lalu.total);
            put("predikat_lalu", &r.tahun_lalu.predikat);
            put("sebutan_lalu", &r.tahun_lalu.sebutan);
        }
        put("instrumen", &r.instrumen.sebutan);
        put("instrumen_lalu", &r.tahun_lalu.instrumen_lain);
        put("dasar_instrumen", &r.instrumen.dasar);
        put("jumlah_komponen", &r.instrumen.jumlah_komponen);
        put("pelaksanaan", &r.musim.pelaksanaan);
        put("surat_tugas_nomor", &r.musim.surat_tugas_nomor);
        put("surat_tugas_tanggal", &r.musim.surat_tugas_tanggal);
        put("tenggat", &r.penutup.tenggat);
        put("saluran", &self.desk.channel());
        put("jumlah_catatan", &r.ringkasan.jumlah_catatan);
        put("jumlah_rekomendasi", &r.ringkasan.jumlah_rekomendasi);
        put("jumlah_tindak_lanjut", &Teks::tetap(figure::counted(r.tindak_lanjut.len())));
        put("terkuat", &r.ringkasan.terkuat);
        put("persen_terkuat", &r.ringkasan.persen_terkuat);
        put("terlemah", &r.ringkasan.terlemah);
        put("persen_terlemah", &r.ringkasan.persen_terlemah);
        put("konfirmasi_nomor", &r.konfirmasi.nomor);
        put("konfirmasi_tanggal", &r.konfirmasi.tanggal);
        put("revisi", &r.koreksi.revisi);
        let kind = match (r.koreksi.ada, r.koreksi.ralat) {
            (false, _) => Teks::default(),
            (true, true) => Teks::tetap("Ralat"),
            (true, false) => Teks::tetap("Penggantian"),
        };
        put("jenis_revisi", &kind);
        put("nomor_lama", &r.koreksi.nomor_lama);
        put("tanggal_lama", &r.koreksi.tanggal_lama);
        let bases: Vec<&Teks> = r.koreksi.butir.iter().map(|entry| &entry.dasar).collect();
        let mut all: Vec<&str> = Vec::new();
        for basis in &bases {
            if !all.contains(&basis.teks.as_str()) {
                all.push(&basis.teks);
            }
        }
        let asal = bases.first().and_then(|basis| basis.asal.clone());
        put("dasar_koreksi", &Teks::with_origin(words::join(&all), asal));
        if let Some(rank) = self.s.revised.and_then(|revised| revised.quoted.rank.as_ref()) {
            let of_recap = |content: Printable| Teks::dari(content, "sumber.json#/peringkat");
            put("peringkat_lama", &of_recap(figure::count(rank.before)));
            put("peringkat_baru", &of_recap(figure::count(rank.after)));
            put("jumlah_peringkat", &of_recap(figure::count(rank.of)));
            put("nomor_ikhtisar", &of_recap(rank.number.as_deref().unwrap_or("–").into()));
            put("tanggal_ikhtisar", &of_recap(rank.date.as_deref().unwrap_or_default().into()));
        }
        values
    }

    fn component_sentence(&self, component: &KomponenLaporan, values: &Values) -> Narasi {
        let mut values: BTreeMap<&'static str, Teks> = values.clone();
        values.insert("komponen", component.nama.clone());
        values.insert("nilai_komponen", component.nilai.clone());
        values.insert("bobot_komponen", component.bobot.clone());
        values.insert("persen_komponen", component.persen.clone());
        self.desk.wording.fill("nilai_komponen", &values, self.s.origin)
    }

    // ── small helpers ────────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn named(&self, name: &Spanned<Name>) -> Teks {
        self.desk.named(name)
    }

    pub(super) fn value_origin(&self, code: &str) -> String {
        format!("{}#nilai/{code}", self.s.file)
    }

    pub(super) fn weight_origin(&self, code: &str) -> String {
        let component = self.s.instrument.component(code).map(|c| c.place);
        let place = component.or_else(|| self.s.instrument.subcomponent(code).map(|s| s.place));
        (self.s.origin)(place.unwrap_or(self.s.instrument.place))
    }

    // ── office ───────────────────────────────────────────────────────────────────────────────────────────────

    fn none_in_force(&mut self, key: &str, at: Place) {
        let id = &self.s.office.id.value.0;
        let fault = Diagnostic::new(Code::D145).at(at).arg("id", id).arg("key", key);
        self.desk.found.push(fault.arg("date", words::told(self.desk.day)));
    }

    fn office_name(&mut self) -> Option<Teks> {
        let name = self.s.office.name_on(self.desk.day).map(|n| self.named(n));
        if name.is_none() {
            self.none_in_force("nama", self.s.office.names.at);
        }
        name
    }

    fn office_head(&mut self) -> Option<Teks> {
        let head = self.s.office.head_on(self.desk.day).map(|n| self.named(n));
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

    // ── head of the letter ───────────────────────────────────────────────────────────────────────────────────

    fn document(&self, kind_word: &str, report: &Laporan) -> Dokumen {
        let year = self.s.evaluation.id.year;
        let name = &report.opd.nama.teks;
        let (jenis, title, foot) = match self.s.document {
            Document::Lhe(form, _) => (
                kind(form, "lhe-surat", "lhe-bab"),
                format!("Laporan Hasil {kind_word} AKIP Tahun {year} – {name}"),
                kind_word.replacen("Evaluasi", "LHE AKIP", 1),
            ),
            Document::Worksheet => (
                "lke",
                format!("Lembar Kerja {kind_word} AKIP Tahun {year} – {name}"),
                kind_word.replacen("Evaluasi", "LKE AKIP", 1),
            ),
        };
        let footer = report.teks.get("kaki_tte").map(line).unwrap_or_default();
        Dokumen {
            jenis: jenis.to_owned(),
            id: self.s.evaluation.id.to_string(),
            evaluasi: Teks::tetap(kind_word),
            judul: Teks::tetap(title),
            pengarang: self.named(&self.s.settings.inspectorate.name),
            draf: self.desk.draft,
            halaman: self.desk.page(),
            kaki: Teks::tetap(format!("{foot} Tahun {year} – {name}")),
            tte: self.desk.signing(&report.surat.nomor, footer),
        }
    }

    fn letter_lines(&self, head: Teks) -> Surat {
        let s = self.s;
        let number = s.numbers.letter.and_then(|l| l.number.as_ref());
        let date = s.numbers.letter.and_then(|l| l.date.as_ref());
        let (nomor, tanggal) = self.desk.number_and_date(s.numbers.numbering, number, date);
        self.lines(nomor, tanggal, head)
    }

    fn lines(&self, nomor: Teks, tanggal: Teks, head: Teks) -> Surat {
        let entry = &self.s.evaluation.entry;
        let defaults = &self.s.settings.defaults;
        Surat {
            nomor,
            sifat: self.desk.or_dash(entry.marking.as_ref().or(defaults.marking.as_ref())),
            lampiran: match entry.annex.as_ref().or(defaults.annex.as_ref()) {
                // The list of corrections is annexed.
                None if self.s.revised.is_some() => Teks::tetap("1 (satu) berkas"),
                typed => self.desk.or_dash(typed),
            },
            tempat: self.desk.place(),
            tanggal,
            yth: head,
            di: self.desk.optional(self.s.office.place.as_ref()),
        }
    }

    /// The covering letter of a report in chapters. It is empty if the project has no entry for it, and `None` if
    /// nobody can sign it.
    fn covering_letter(&mut self, report: &Laporan) -> Option<Pengantar> {
        let entry: Option<&CoverEntry> = self.s.numbers.letter.and_then(|l| l.cover.as_ref());
        let (Some(entry), Document::Lhe(FormWord::Chapters, _)) = (entry, self.s.document) else {
            return Some(Pengantar::default());
        };
        let role = self.role().clone();
        let day = entry.date.as_ref().map_or(self.desk.day, |date| last_day(date.value));
        let penandatangan = self.desk.signatory_on(&role, day, &self.s.evaluation.id.to_string())?;
        let numbering = self.s.numbers.numbering;
        let (nomor, tanggal) = self.desk.number_and_date(numbering, entry.number.as_ref(), entry.date.as_ref());
        let mut surat = self.lines(nomor, tanggal, report.surat.yth.clone());
        surat.lampiran = Teks::tetap("1 (satu) berkas");
        let isi = report.teks.get("surat_pengantar").cloned().unwrap_or_default();
        Some(Pengantar { ada: true, surat, isi, penandatangan })
    }

    // ── instrument ───────────────────────────────────────────────────────────────────────────────────────────

    fn instrument(&self, metode: Narasi) -> InstrumenLaporan {
        let instrument = self.s.instrument;
        let origin = (self.s.origin)(instrument.place);
        InstrumenLaporan {
            sebutan: Teks::dari(&instrument.short_name, &origin),
            dasar: Teks::dari(&instrument.legal_basis, &origin),
            metode,
            jumlah_komponen: Teks::tetap(figure::counted(instrument.components.len())),
            skala: instrument.printed_scales.iter().map(|scale| self.scale(scale)).collect(),
            predikat: grades(instrument, &origin),
        }
    }

    fn scale(&self, scale: &AnswerScale) -> SkalaLaporan {
        let origin = (self.s.origin)(scale.place);
        let value = |v: &Ratio| {
            if scale.percent { Number::shortest(&(v * ratio(100))) } else { fraction(v) }
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
        let channel = self.desk.own_channel();
        Penutup {
            ada_tenggat: deadline.is_some(),
            tenggat: deadline.map(|d| self.desk.dated(d)).unwrap_or_default(),
            ada_saluran: channel.is_some(),
            saluran: channel.unwrap_or_default(),
        }
    }

    fn confirmation(&self) -> KonfirmasiLaporan {
        let minutes = self.s.evaluation.entry.confirmation.as_ref().map(|c| &c.minutes);
        KonfirmasiLaporan {
            ada: minutes.is_some(),
            nomor: minutes.map(|m| self.named(&m.number)).unwrap_or_default(),
            tanggal: minutes.map(|m| self.desk.dated(&m.date)).unwrap_or_default(),
        }
    }

    fn copies(&self) -> Vec<Teks> {
        let own = self.s.evaluation.entry.copies_to.as_ref();
        own.unwrap_or(&self.s.settings.defaults.copies_to).iter().map(|c| self.named(c)).collect()
    }
}

/// The grade table of an instrument.
pub(super) fn grades(instrument: &Instrument, origin: &str) -> Vec<PredikatLaporan> {
    instrument.grades.iter().map(|band| grade(band, origin)).collect()
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

/// The value of an answer: `1`, or for a part at least two decimals, `0,75` and `0,50`.
fn fraction(value: &Ratio) -> Number {
    let exact = Number::shortest(value);
    if exact.decimals() == 1 { Number::rounded(value, 2) } else { exact }
}
