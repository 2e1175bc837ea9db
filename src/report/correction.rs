//! Composes the annex of a corrigendum or a replacement: the replaced letter, every change, and the effect on values.

use num_traits::Signed;

use crate::num::{self, Number};
use crate::register::RevisionKind;
use crate::revision::{Applied, LetterField, Subject as Changed};
use crate::score::{Level, Row};

use super::issued::{IssuedResult, Quoted, RankedResult};
use super::lhe::Composer;
use super::model::*;
use super::subject::Revised;
use super::{figure, words};

impl Composer<'_> {
    pub(super) fn correction(&mut self) -> KoreksiLaporan {
        let Some(revised) = self.s.revised else { return KoreksiLaporan::default() };
        let sheet = self.s.sheet;
        let old = revised.replaced;
        let butir = (revised.before..revised.entries.len()).map(|index| self.entry(&revised, index)).collect();
        let nilai: Vec<BarisDampak> = sheet.rows().into_iter().map(|row| self.effect(old, &row)).collect();
        let total = sheet.number(&sheet.total.0);
        let grade =
            |letter: &str, word: &str| if word.is_empty() { letter.to_owned() } else { format!("{letter} – {word}") };
        let berubah = old.total.0 != total
            || old.grade != sheet.grade.letter
            || nilai.iter().any(|row| row.semula.teks != row.menjadi.teks);
        KoreksiLaporan {
            ada: true,
            ralat: revised.kind == RevisionKind::Corrigendum,
            revisi: Teks::tetap(revised.number.to_string()),
            nomor_lama: Teks::tetap(old.number.as_deref().unwrap_or("–")),
            tanggal_lama: Teks::tetap(old.date.clone().unwrap_or_default()),
            butir,
            nilai_berubah: berubah,
            nilai,
            total_semula: Teks::dari(&old.total.0, self.old_origin("total")),
            total_selisih: Teks::dari(change(&old.total.0, &total), self.value_origin("total")),
            total_menjadi: Teks::dari(total, self.value_origin("total")),
            predikat_semula: Teks::dari(grade(&old.grade, &old.word), self.old_origin("predikat")),
            predikat_menjadi: Teks::dari(grade(&sheet.grade.letter, &sheet.grade.word), self.value_origin("predikat")),
            predikat_berubah: old.grade != sheet.grade.letter,
            dalam_ikhtisar: revised.quoted.rank.is_some(),
        }
    }

    /// The origin of a value of the replaced revision, which the bundle keeps.
    fn old_origin(&self, code: &str) -> String {
        format!("sumber.json#/digantikan/nilai/{code}")
    }

    fn effect(&self, old: &IssuedResult, row: &Row<'_>) -> BarisDampak {
        let sheet = self.s.sheet;
        let now = sheet.number(&row.points.0);
        let before = old.value(row.code).map(|before| &before.0);
        let dash = || Printable::from("–");
        BarisDampak {
            komponen: row.level == Level::Component,
            nomor: Teks::tetap(row.code.rsplit('.').next().unwrap_or(row.code)),
            nama: Teks::dari(row.name, self.weight_origin(row.code)),
            bobot: Teks::dari(sheet.number(&row.weight.0), self.weight_origin(row.code)),
            selisih: Teks::dari(before.map_or_else(dash, |before| change(before, &now)), self.value_origin(row.code)),
            semula: Teks::dari(before.map_or_else(dash, Printable::from), self.old_origin(row.code)),
            menjadi: Teks::dari(now, self.value_origin(row.code)),
        }
    }

    fn entry(&mut self, revised: &Revised<'_>, index: usize) -> ButirKoreksi {
        let entry = &revised.entries[index].value;
        let changes = revised.applied.iter().filter(|applied| applied.entry == index);
        let perubahan = changes.map(|applied| self.change(applied)).collect();
        ButirKoreksi {
            nomor: Teks::tetap((index + 1 - revised.before).to_string()),
            tanggal: self.desk.dated(&entry.date),
            dasar: self.named(&entry.basis),
            alasan: self.desk.prose(&entry.reason),
            ada_diminta: entry.requested_by.is_some(),
            diminta: self.desk.optional(entry.requested_by.as_ref()),
            diputuskan: self.named(&entry.decided_by),
            perubahan,
        }
    }

    fn change(&mut self, applied: &Applied) -> PerubahanLaporan {
        let mut text = |side: &Option<(String, crate::diag::Place)>| {
            let Some((text, at)) = side else { return Vec::new() };
            let printed = printed(&applied.subject, text);
            self.desk.narrative(*at, &printed)
        };
        let (semula, menjadi) = (text(&applied.before), text(&applied.after));
        PerubahanLaporan {
            bagian: Teks::dari(self.part(&applied.subject), (self.s.origin)(applied.at)),
            ada_semula: !semula.is_empty(),
            semula,
            ada_menjadi: !menjadi.is_empty(),
            menjadi,
        }
    }

    /// The name of the part that a change concerns.
    fn part(&self, subject: &Changed) -> String {
        let instrument = self.s.instrument;
        match subject {
            Changed::Answer { code, part } => {
                let named = if let Some(component) = instrument.component(code) {
                    format!("Komponen {code} – {}", component.name)
                } else if let Some(sub) = instrument.subcomponent(code) {
                    format!("Subkomponen {code} – {}", sub.name)
                } else {
                    format!("Kriteria {code}")
                };
                part.as_ref().map_or(named.clone(), |part| format!("{named} ({part})"))
            }
            Changed::Finding { id, field } => format!("Catatan {id}{}", self.of_field(field.as_deref())),
            Changed::Recommendation { id, field } => format!("Rekomendasi {id}{}", self.of_field(field.as_deref())),
            Changed::FollowUp => "Tindak lanjut rekomendasi tahun sebelumnya".to_owned(),
            Changed::Letter(LetterField::Number) => "Nomor surat".to_owned(),
            Changed::Letter(LetterField::Date) => "Tanggal surat".to_owned(),
            Changed::Path(path) => {
                let mut steps = path.trim_start_matches('/').split('/');
                let first = match steps.next().unwrap_or_default() {
                    "uraian" => "Uraian",
                    "gambaran" => "Gambaran umum",
                    "ikhtisar" => "Ikhtisar eksekutif",
                    "konfirmasi" => "Konfirmasi",
                    "tindak_lanjut" => "Tindak lanjut",
                    "tembusan" => "Tembusan",
                    other => other,
                };
                let rest: Vec<&str> = steps.collect();
                if rest.is_empty() {
                    first.to_owned()
                } else {
                    format!("{first}: {}", rest.join(", ").replace('_', " "))
                }
            }
        }
    }

    fn of_field(&self, field: Option<&str>) -> String {
        match field {
            None | Some("uraian") => String::new(),
            Some(field) => format!(" ({})", field.replace('/', ", ").replace('_', " ")),
        }
    }
}

/// A value of the ledger as a letter prints it: dates in words, points with a comma.
fn printed(subject: &Changed, text: &str) -> String {
    match subject {
        Changed::Letter(LetterField::Date) => words::printed_date(text),
        Changed::Answer { .. } if num::parse(text).is_ok() => num::with_comma(text),
        _ => text.to_owned(),
    }
}

/// The difference of two printed values with its sign, `+1,50`, with as many decimals as the new one.
fn change(before: &Number, now: &Number) -> Printable {
    let exact = &now.value - &before.value;
    let decimals = u32::try_from(now.decimals()).unwrap_or(2);
    figure::change(&exact, Number::rounded(&exact.abs(), decimals))
}

/// The part of a revised recap about the recap that it replaces.
pub(super) fn of_recap(quoted: &Quoted) -> KoreksiIkhtisar {
    let Some(replaced) = &quoted.replaced_recap else { return KoreksiIkhtisar::default() };
    let dash = || Teks::tetap("–");
    let find = |list: &[RankedResult], id: &str| list.iter().find(|r| r.document == id).cloned();
    let mut ids: Vec<&RankedResult> = quoted.ranked.iter().collect();
    ids.extend(quoted.ranked_before.iter().filter(|r| find(&quoted.ranked, &r.document).is_none()));
    let mut baris = Vec::new();
    for one in ids {
        let (old, new) = (find(&quoted.ranked_before, &one.document), find(&quoted.ranked, &one.document));
        let shown = |r: &RankedResult| (r.group, r.rank, r.total.clone(), r.grade.clone());
        if old.as_ref().map(shown) == new.as_ref().map(shown) {
            continue;
        }
        let text = |side: &Option<RankedResult>, of: fn(&RankedResult) -> Printable| {
            side.as_ref().map_or_else(dash, |r| Teks::dari(of(r), format!("{}#nilai/total", r.document)))
        };
        baris.push(BarisPerubahanPeringkat {
            opd: Teks::tetap(&one.name),
            peringkat_semula: text(&old, |r| figure::count(r.rank)),
            peringkat_menjadi: text(&new, |r| figure::count(r.rank)),
            total_semula: text(&old, |r| Printable::from(&r.total.0)),
            total_menjadi: text(&new, |r| Printable::from(&r.total.0)),
            predikat_semula: text(&old, |r| Printable::from(&r.grade)),
            predikat_menjadi: text(&new, |r| Printable::from(&r.grade)),
        });
    }
    KoreksiIkhtisar {
        ada: true,
        revisi: Teks::tetap((replaced.revision + 1).to_string()),
        nomor_lama: Teks::tetap(replaced.number.as_deref().unwrap_or("–")),
        tanggal_lama: Teks::tetap(replaced.date.clone().unwrap_or_default()),
        baris,
    }
}
