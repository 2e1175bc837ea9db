//! The recap (ikhtisar) of one season: ranking, distribution, averages, findings that several offices share.
//!
//! Ranks appear in the recap only, since no LHE depends on another office.

mod ranking;
mod shared;

use crate::diag::{Checked, Place};
use crate::evaluation::Evaluation;
use crate::instrument::Instrument;
use crate::register::{Numbering, Office, RecapFile, RecapLetter, Season, Settings, recap_date};
use crate::score::ScoreSheet;
use crate::source::{Prose, Spanned};

use super::correction;
use super::desk::{Desk, kind, line};
use super::figure;
use super::issued::Quoted;
use super::model::*;
use super::previous::Previous;
use super::wording::{Values, Wording, is_of_correction};

/// One evaluated office.
pub struct Ranked<'a> {
    /// The office.
    pub office: &'a Office,
    /// Name of its evaluation file.
    pub file: &'a str,
    /// Its evaluation.
    pub evaluation: &'a Evaluation,
    /// Its instrument.
    pub instrument: &'a Instrument,
    /// Its scores.
    pub sheet: &'a ScoreSheet,
    /// Last year's result, if it is known.
    pub previous: Option<Previous<'a>>,
}

/// The input of a recap.
pub struct Recap<'a> {
    /// Turns a place into an origin, `file#/pointer`.
    pub origin: &'a dyn Fn(Place) -> String,
    /// Settings of the project.
    pub settings: &'a Settings,
    /// Standing sentences.
    pub wording: &'a Wording,
    /// The evaluated year.
    pub year: i32,
    /// Its season.
    pub season: &'a Season,
    /// The narrative file.
    pub file: &'a RecapFile,
    /// Way in which letters get their numbers.
    pub numbering: Numbering,
    /// Number, date and addressee, as far as they are known.
    pub letter: Option<&'a RecapLetter>,
    /// The evaluated offices, in any order.
    pub offices: &'a [Ranked<'a>],
    /// Offices that were not evaluated, with the reason if one is given.
    pub skipped: &'a [(&'a Office, Option<&'a Spanned<Prose>>)],
    /// The quotes of the recap, with those of the recap that it replaces, if it replaces one.
    pub quoted: &'a Quoted,
    /// True while the report is a draft.
    pub draft: bool,
}

/// Composes the recap of a season.
///
/// Reports a signatory role that no official holds on the date of the recap, and a free text with an unpaired mark.
pub fn recap(subject: &Recap<'_>) -> Checked<Ikhtisar> {
    let desk = Desk {
        origin: subject.origin,
        settings: subject.settings,
        wording: subject.wording,
        day: recap_date(subject.letter, subject.season, subject.year),
        draft: subject.draft,
        found: Vec::new(),
    };
    let mut composer = Composer { s: subject, desk };
    match composer.report() {
        Some(report) => Checked::new(report, composer.desk.found),
        None => Checked::failed(composer.desk.found),
    }
}

/// One office with its place in the ranking.
struct Standing<'a> {
    rank: usize,
    name: Teks,
    ranked: &'a Ranked<'a>,
}

struct Composer<'a> {
    s: &'a Recap<'a>,
    desk: Desk<'a>,
}

impl<'a> Composer<'a> {
    fn report(&mut self) -> Option<Ikhtisar> {
        let s = self.s;
        let role = s.file.signatory.as_ref().unwrap_or(&s.settings.defaults.signatory).clone();
        let signatory = self.desk.signatory(&role, &format!("{}/ikhtisar", s.year));
        let uraian = self.desk.optional_prose(s.file.description.as_ref());
        let rekomendasi = self.advice();
        let tidak_dievaluasi = self.skipped();
        let signatory = signatory?;
        let groups = self.groups();
        let mut report = Ikhtisar {
            format: 1,
            instansi: self.desk.government(),
            kop: self.desk.letterhead(&role.value.0),
            surat: self.letter_lines(),
            tahun: Teks::tetap(s.year.to_string()),
            tahun_lalu: Teks::tetap((s.year - 1).to_string()),
            musim: self.desk.season(s.season),
            instrumen: self.instruments(),
            uraian,
            jumlah: Teks::tetap(figure::counted(s.offices.len())),
            beberapa_kelompok: groups.len() > 1,
            temuan: self.shared_findings(),
            rekomendasi,
            klaster: self.clusters(&groups),
            tidak_dievaluasi,
            koreksi: correction::of_recap(s.quoted),
            penandatangan: signatory,
            tembusan: self.copies(),
            ..Ikhtisar::default()
        };
        let values = self.values(&report);
        report.kelompok = groups.iter().map(|group| self.group(group, &values)).collect();
        report.teks = self.desk.wording.family(true, &values, s.origin);
        if !report.koreksi.ada {
            report.teks.retain(|name, _| !is_of_correction(name));
        }
        for (name, own) in [("ikhtisar_pembuka", &s.file.opening), ("ikhtisar_penutup", &s.file.closing)] {
            if let Some(own) = own {
                report.teks.insert(name.to_owned(), Wording::fill_own(own, &values, s.origin));
            }
        }
        report.dokumen = self.document(&report, &values);
        Some(report)
    }

    fn document(&self, report: &Ikhtisar, values: &Values) -> Dokumen {
        let s = self.s;
        let title = format!("Ikhtisar Hasil Evaluasi AKIP Tahun {} – {}", s.year, s.settings.government.name.value.0);
        let footer = line(&self.desk.wording.fill("kaki_tte", values, s.origin));
        Dokumen {
            jenis: kind(s.file.form.unwrap_or_default(), "ikhtisar", "ikhtisar-bab").to_owned(),
            id: format!("{}/ikhtisar", s.year),
            evaluasi: Teks::tetap("Evaluasi"),
            kaki: Teks::tetap(&title),
            judul: Teks::tetap(title),
            pengarang: self.desk.named(&s.settings.inspectorate.name),
            draf: self.desk.draft,
            halaman: self.desk.page(),
            tte: self.desk.signing(&report.surat.nomor, footer),
        }
    }

    fn letter_lines(&self) -> Surat {
        let s = self.s;
        let (number, date) = (s.letter.and_then(|l| l.number.as_ref()), s.letter.and_then(|l| l.date.as_ref()));
        let (nomor, tanggal) = self.desk.number_and_date(s.numbering, number, date);
        let addressee = s.letter.and_then(|l| l.addressee.as_ref());
        Surat {
            nomor,
            sifat: self.desk.or_dash(s.file.marking.as_ref().or(s.settings.defaults.marking.as_ref())),
            lampiran: self.desk.or_dash(s.file.annex.as_ref().or(s.settings.defaults.annex.as_ref())),
            tempat: self.desk.place(),
            tanggal,
            yth: self.desk.named(addressee.unwrap_or(&s.settings.government.head)),
            di: self.desk.optional(s.file.place.as_ref()),
        }
    }

    fn values(&self, report: &Ikhtisar) -> Values {
        let r = report;
        let count = r.tidak_dievaluasi.len();
        let basis = self.s.offices.first().map(|o| Teks::tetap(&o.instrument.legal_basis)).unwrap_or_default();
        Values::from([
            ("tahun", r.tahun.clone()),
            ("tahun_lalu", r.tahun_lalu.clone()),
            ("instansi", r.instansi.nama.clone()),
            ("kepala", r.instansi.kepala.clone()),
            ("sebutan_opd", r.instansi.sebutan_opd.clone()),
            ("inspektorat", r.instansi.inspektorat.clone()),
            ("nomor", r.surat.nomor.clone()),
            ("tanggal", r.surat.tanggal.clone()),
            ("yth", r.surat.yth.clone()),
            ("jumlah", r.jumlah.clone()),
            ("jumlah_tidak", if count == 0 { Teks::default() } else { Teks::tetap(figure::counted(count)) }),
            ("pelaksanaan", r.musim.pelaksanaan.clone()),
            ("surat_tugas_nomor", r.musim.surat_tugas_nomor.clone()),
            ("surat_tugas_tanggal", r.musim.surat_tugas_tanggal.clone()),
            ("dasar_instrumen", basis),
            ("saluran", self.desk.channel()),
            ("revisi", r.koreksi.revisi.clone()),
            ("nomor_lama", r.koreksi.nomor_lama.clone()),
            ("tanggal_lama", r.koreksi.tanggal_lama.clone()),
        ])
    }

    fn advice(&mut self) -> Vec<RekomendasiIkhtisar> {
        let s = self.s;
        let list = s.file.recommendations.iter().enumerate();
        list.map(|(index, advice)| RekomendasiIkhtisar {
            nomor: Teks::tetap((index + 1).to_string()),
            uraian: self.desk.prose(&advice.text),
        })
        .collect()
    }

    fn skipped(&mut self) -> Vec<TidakDievaluasi> {
        let s = self.s;
        let list = s.skipped.iter().enumerate();
        list.map(|(index, (office, reason))| {
            let mut alasan = self.desk.optional_prose(*reason);
            if alasan.is_empty() {
                let potongan = Potongan { teks: Teks::tetap("Tidak ada keterangan."), miring: false, tebal: false };
                alasan.push(Alinea { butir: false, potongan: vec![potongan] });
            }
            TidakDievaluasi { nomor: Teks::tetap((index + 1).to_string()), opd: self.name(office), alasan }
        })
        .collect()
    }

    fn copies(&self) -> Vec<Teks> {
        let own = self.s.file.copies_to.as_ref();
        own.unwrap_or(&self.s.settings.defaults.copies_to).iter().map(|c| self.desk.named(c)).collect()
    }

    /// The name of an office on the day of the recap: of an office that has ended the last name, and the id of an
    /// office without a name.
    fn name(&self, office: &Office) -> Teks {
        office
            .name_on(self.desk.day)
            .map_or_else(|| Teks::dari(&office.id.value.0, (self.s.origin)(office.id.at)), |name| self.desk.named(name))
    }
}
