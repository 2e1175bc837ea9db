//! The recap (ikhtisar) of one season: ranking, distribution, averages, findings that several offices share.
//!
//! Rank appears only here: no LHE depends on another office.

use std::collections::BTreeMap;

use crate::diag::{Checked, Place};
use crate::evaluation::Evaluation;
use crate::evaluation::register::{Numbering, Office, RecapFile, RecapLetter, Season, Settings, recap_date};
use crate::instrument::{Instrument, Subcomponent};
use crate::num::{Ratio, ratio};
use crate::score::{ComponentScore, ScoreSheet};
use crate::source::{Prose, Spanned};

use super::desk::{Desk, kind, line, percent};
use super::lhe::grades;
use super::model::*;
use super::previous::Previous;
use super::results::letter;
use super::wording::{Values, Wording};
use super::words;

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

/// Everything a recap is composed from.
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
    /// How numbers come into being.
    pub numbering: Numbering,
    /// Number, date and addressee, as far as they are known.
    pub letter: Option<&'a RecapLetter>,
    /// The evaluated offices, in any order.
    pub offices: &'a [Ranked<'a>],
    /// Offices that were not evaluated, with the reason if one is given.
    pub skipped: &'a [(&'a Office, Option<&'a Spanned<Prose>>)],
    /// True while the report is a draft.
    pub draft: bool,
}

/// Composes the recap of a season.
///
/// Finds nobody in office on its date, and free text with an unpaired mark.
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
        let opening = self.desk.optional_prose(s.file.opening.as_ref());
        let closing = self.desk.optional_prose(s.file.closing.as_ref());
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
            jumlah: Teks::tetap(words::counted(s.offices.len())),
            beberapa_kelompok: groups.len() > 1,
            temuan: self.shared_findings(),
            rekomendasi,
            klaster: self.clusters(&groups),
            tidak_dievaluasi,
            penandatangan: signatory,
            tembusan: self.copies(),
            ..Ikhtisar::default()
        };
        let values = self.values(&report);
        report.kelompok = groups.iter().map(|group| self.group(group, &values)).collect();
        report.teks = self.desk.wording.family(true, &values, s.origin);
        for (name, own) in [("ikhtisar_pembuka", opening), ("ikhtisar_penutup", closing)] {
            if !own.is_empty() {
                report.teks.insert(name.to_owned(), own);
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
            ("jumlah_tidak", if count == 0 { Teks::default() } else { Teks::tetap(words::counted(count)) }),
            ("pelaksanaan", r.musim.pelaksanaan.clone()),
            ("surat_tugas_nomor", r.musim.surat_tugas_nomor.clone()),
            ("surat_tugas_tanggal", r.musim.surat_tugas_tanggal.clone()),
            ("dasar_instrumen", basis),
            ("saluran", self.desk.channel()),
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

    /// The name on the day of the recap; of an office that has ended, its last one; its id if it has none.
    fn name(&self, office: &Office) -> Teks {
        office.name_on(self.desk.day).map_or_else(
            || Teks::dari(&office.id.value.0, (self.s.origin)(office.id.at)),
            |name| self.desk.named(name),
        )
    }

    // ── ranking ──────────────────────────────────────────────────────────────────────────────────────────────

    /// The offices by table of grades, each group ranked: highest total first, equal totals share a rank and stand
    /// in the order of their names.
    fn groups(&self) -> Vec<Vec<Standing<'a>>> {
        let mut groups: Vec<Vec<&'a Ranked<'a>>> = Vec::new();
        for ranked in self.s.offices {
            let fits = |group: &&mut Vec<&Ranked<'_>>| same_grades(group[0].instrument, ranked.instrument);
            match groups.iter_mut().find(fits) {
                Some(group) => group.push(ranked),
                None => groups.push(vec![ranked]),
            }
        }
        groups.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a[0].instrument.id.cmp(&b[0].instrument.id)));
        groups.into_iter().map(|group| self.rank(group)).collect()
    }

    fn rank(&self, group: Vec<&'a Ranked<'a>>) -> Vec<Standing<'a>> {
        let mut list: Vec<Standing<'a>> =
            group.into_iter().map(|ranked| Standing { rank: 0, name: self.name(ranked.office), ranked }).collect();
        let total = |p: &Standing<'_>| p.ranked.sheet.total.clone();
        list.sort_by(|a, b| total(b).cmp(&total(a)).then_with(|| a.name.teks.cmp(&b.name.teks)));
        for index in 0..list.len() {
            let same = index > 0 && total(&list[index]) == total(&list[index - 1]);
            list[index].rank = if same { list[index - 1].rank } else { index + 1 };
        }
        list
    }

    fn row(&self, place: &Standing<'_>) -> BarisPeringkat {
        let ranked = place.ranked;
        let sheet = ranked.sheet;
        let origin = |code: &str| format!("{}#nilai/{code}", ranked.file);
        let dash = || Teks::tetap("–");
        let previous = ranked.previous.as_ref();
        let comparable =
            previous.filter(|p| p.consistent && p.instrument.regulation() == ranked.instrument.regulation());
        let change = comparable.map(|p| Teks::dari(signed(sheet, &(&sheet.total.0 - &p.exact_total)), origin("total")));
        BarisPeringkat {
            peringkat: Teks::tetap(place.rank.to_string()),
            opd: place.name.clone(),
            komponen: sheet
                .components
                .iter()
                .map(|c| Teks::dari(sheet.text(&c.points.0), origin(&c.code)))
                .collect(),
            total: Teks::dari(sheet.text(&sheet.total.0), origin("total")),
            predikat: Teks::dari(&sheet.grade.letter, origin("predikat")),
            sebutan: Teks::dari(&sheet.grade.word, origin("predikat")),
            lalu: previous.map_or_else(dash, |p| p.total.clone()),
            predikat_lalu: previous.map_or_else(dash, |p| p.letter.clone()),
            perubahan: change.unwrap_or_else(dash),
        }
    }

    fn group(&self, places: &[Standing<'_>], values: &Values) -> KelompokPeringkat {
        let first = places[0].ranked;
        let totals: Vec<&Ratio> = places.iter().map(|p| &p.ranked.sheet.total.0).collect();
        let average = first.sheet.rounding.apply(&mean(totals.iter().copied()));
        let grade = first.instrument.grade(&average).map(|b| b.letter.clone()).unwrap_or_default();
        let named = |rank_of: &Standing<'_>| {
            let same = places.iter().filter(|p| p.rank == rank_of.rank).map(|p| p.name.teks.as_str());
            Teks { teks: join(&same.collect::<Vec<_>>()), asal: rank_of.name.asal.clone() }
        };
        let best = &places[0];
        let worst = places.last().unwrap_or(best);
        let peringkat: Vec<BarisPeringkat> = places.iter().map(|p| self.row(p)).collect();
        let ids = distinct(places);
        let judul = join(&ids.iter().map(|i| self.instrument_name(i)).collect::<Vec<_>>());
        let rekap: Vec<RekapInstrumen> = ids.iter().map(|i| self.table(i, places, values)).collect();
        let (sebaran, alt_sebaran) = self.distribution(places);
        let text = |total: &Ratio| first.sheet.text(total);
        let mut group = KelompokPeringkat {
            judul: Teks::tetap(judul),
            predikat: grades(first.instrument, &(self.s.origin)(first.instrument.place)),
            kalimat: Vec::new(),
            jumlah: Teks::tetap(words::counted(places.len())),
            rata_rata: Teks::tetap(text(&average)),
            predikat_rata_rata: Teks::tetap(grade),
            tertinggi: named(best),
            nilai_tertinggi: Teks::tetap(text(&best.ranked.sheet.total.0)),
            terendah: named(worst),
            nilai_terendah: Teks::tetap(text(&worst.ranked.sheet.total.0)),
            ada_lalu: peringkat.iter().any(|row| row.lalu.teks != "–"),
            peringkat,
            satu_instrumen: rekap.len() == 1,
            rekap,
            sebaran,
            alt_sebaran,
        };
        let mut own = values.clone();
        own.extend([
            ("kelompok", group.judul.clone()),
            ("jumlah_kelompok", group.jumlah.clone()),
            ("rata_rata", group.rata_rata.clone()),
            ("predikat_rata_rata", group.predikat_rata_rata.clone()),
            ("tertinggi", group.tertinggi.clone()),
            ("nilai_tertinggi", group.nilai_tertinggi.clone()),
            ("terendah", group.terendah.clone()),
            ("nilai_terendah", group.nilai_terendah.clone()),
        ]);
        group.kalimat = self.desk.wording.fill("ikhtisar_kelompok", &own, self.s.origin);
        group
    }

    /// The component columns of one instrument's offices.
    fn table(&self, instrument: &Instrument, places: &[Standing<'_>], values: &Values) -> RekapInstrumen {
        let own: Vec<&Standing<'_>> = places.iter().filter(|p| p.ranked.instrument.id == instrument.id).collect();
        let sheet = own[0].ranked.sheet;
        let origin = (self.s.origin)(instrument.place);
        let mut shares = Vec::new();
        let mut kolom = Vec::new();
        for (index, component) in instrument.components.iter().enumerate() {
            let points = own.iter().filter_map(|p| p.ranked.sheet.component(&component.code)).map(points);
            let average = mean(points);
            let (persen, panjang) = percent(&average, &component.weight.0);
            shares.push((&average / &component.weight.0, index));
            kolom.push(KolomKomponen {
                huruf: Teks::tetap(letter(index)),
                nama: Teks::dari(&component.name, &origin),
                bobot: Teks::dari(sheet.text(&component.weight.0), &origin),
                rata_rata: Teks::tetap(sheet.text(&average)),
                persen: Teks::tetap(persen),
                panjang,
            });
        }
        let strongest = shares.iter().max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).map(|s| s.1);
        let weakest = shares.iter().min_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1))).map(|s| s.1);
        let differ = strongest != weakest;
        let of = |index: Option<usize>, pick: fn(&KolomKomponen) -> &Teks| {
            index.filter(|_| differ).and_then(|i| kolom.get(i)).map(|k| pick(k).clone()).unwrap_or_default()
        };
        let described = kolom.iter().map(|k| {
            format!("{} rata-rata {} dari {} ({} %)", k.nama.teks, k.rata_rata.teks, k.bobot.teks, k.persen.teks)
        });
        let alt = described.collect::<Vec<_>>().join("; ");
        let mut table = RekapInstrumen {
            sebutan: Teks::tetap(self.instrument_name(instrument)),
            kalimat: Vec::new(),
            baris: own.iter().map(|p| self.row(p)).collect(),
            terkuat: of(strongest, |k| &k.nama),
            persen_terkuat: of(strongest, |k| &k.persen),
            terlemah: of(weakest, |k| &k.nama),
            persen_terlemah: of(weakest, |k| &k.persen),
            rata_rata: Teks::tetap(sheet.text(&mean(own.iter().map(|p| &p.ranked.sheet.total.0)))),
            alt: Teks::tetap(format!("Diagram batang rata-rata komponen terhadap bobotnya: {alt}.")),
            kolom,
        };
        let mut own_values = values.clone();
        own_values.extend([
            ("instrumen", table.sebutan.clone()),
            ("terkuat", table.terkuat.clone()),
            ("persen_terkuat", table.persen_terkuat.clone()),
            ("terlemah", table.terlemah.clone()),
            ("persen_terlemah", table.persen_terlemah.clone()),
        ]);
        table.kalimat = self.desk.wording.fill("ikhtisar_komponen", &own_values, self.s.origin);
        table
    }

    fn distribution(&self, places: &[Standing<'_>]) -> (Vec<BatangSebaran>, Teks) {
        let instrument = places[0].ranked.instrument;
        let origin = (self.s.origin)(instrument.place);
        let count = |letter: &str| places.iter().filter(|p| p.ranked.sheet.grade.letter == letter).count();
        let most = instrument.grades.iter().map(|b| count(&b.letter)).max().unwrap_or(0);
        let number = |n: usize| ratio(i64::try_from(n).unwrap_or(i64::MAX));
        let bars: Vec<BatangSebaran> = instrument
            .grades
            .iter()
            .map(|band| {
                let offices = count(&band.letter);
                BatangSebaran {
                    huruf: Teks::dari(&band.letter, &origin),
                    sebutan: Teks::dari(&band.word, &origin),
                    jumlah: Teks::tetap(offices.to_string()),
                    persen: Teks::tetap(percent(&number(offices), &number(places.len())).0),
                    panjang: percent(&number(offices), &number(most)).1,
                }
            })
            .collect();
        let described = bars.iter().map(|b| format!("{} {}", b.huruf.teks, b.jumlah.teks)).collect::<Vec<_>>();
        let alt = format!("Diagram batang jumlah perangkat daerah menurut predikat: {}.", described.join("; "));
        (bars, Teks::tetap(alt))
    }

    // ── what offices share ───────────────────────────────────────────────────────────────────────────────────

    fn instrument_name(&self, instrument: &Instrument) -> String {
        let shared = self.s.offices.iter().any(|o| {
            o.instrument.id != instrument.id && o.instrument.short_name == instrument.short_name
        });
        let name = &instrument.short_name;
        if shared { format!("{name} ({})", instrument.edition.name) } else { name.clone() }
    }

    fn instruments(&self) -> Vec<InstrumenIkhtisar> {
        let mut list: Vec<&Instrument> = Vec::new();
        for ranked in self.s.offices {
            if !list.iter().any(|i| i.id == ranked.instrument.id) {
                list.push(ranked.instrument);
            }
        }
        list.sort_by(|a, b| a.id.cmp(&b.id));
        let entry = |i: &&Instrument| {
            let origin = (self.s.origin)(i.place);
            InstrumenIkhtisar {
                sebutan: Teks::dari(self.instrument_name(i), &origin),
                dasar: Teks::dari(&i.legal_basis, &origin),
            }
        };
        list.iter().map(entry).collect()
    }

    /// Criteria on which two offices or more have findings, most first. A finding that names no criterion counts
    /// for its first code.
    fn shared_findings(&self) -> Vec<TemuanBersama> {
        let mut shared: BTreeMap<(&str, usize), (&Instrument, &str, Vec<Teks>)> = BTreeMap::new();
        for ranked in self.s.offices {
            let instrument = ranked.instrument;
            let codes = instrument.codes();
            let mut own: Vec<usize> = Vec::new();
            for finding in &ranked.evaluation.entry.findings {
                let about = finding.about.value.iter().map(|code| code.value.0.as_str());
                let known = |code: &str| codes.iter().position(|c| *c == code);
                let is_criterion = |code: &str| instrument.criteria().any(|(_, c)| c.code == code);
                let criteria: Vec<usize> = about.clone().filter(|c| is_criterion(c)).filter_map(known).collect();
                own.extend(if criteria.is_empty() { about.take(1).filter_map(known).collect() } else { criteria });
            }
            own.sort_unstable();
            own.dedup();
            for index in own {
                let entry = shared.entry((&instrument.id, index));
                entry.or_insert_with(|| (instrument, codes[index], Vec::new())).2.push(self.name(ranked.office));
            }
        }
        let mut list: Vec<_> = shared.into_iter().filter(|(_, (_, _, offices))| offices.len() > 1).collect();
        list.sort_by(|a, b| b.1.2.len().cmp(&a.1.2.len()).then_with(|| a.0.cmp(&b.0)));
        let rows = list.into_iter().enumerate();
        rows.map(|(index, (_, (instrument, code, mut offices)))| {
            offices.sort_by(|a, b| a.teks.cmp(&b.teks));
            let names: Vec<&str> = offices.iter().map(|t| t.teks.as_str()).collect();
            let origin = (self.s.origin)(instrument.place);
            TemuanBersama {
                nomor: Teks::tetap((index + 1).to_string()),
                kode: Teks::dari(code, &origin),
                kriteria: Teks::dari(wording_of(instrument, code), &origin),
                komponen: Teks::dari(instrument.component_of(code).map_or("", |c| c.name.as_str()), &origin),
                jumlah: Teks::tetap(words::counted(offices.len())),
                opd: Teks::tetap(join(&names)),
            }
        })
        .collect()
    }

    /// Results by cluster, inside each ranking.
    fn clusters(&self, groups: &[Vec<Standing<'_>>]) -> Vec<BarisKlaster> {
        let mut list = Vec::new();
        for places in groups {
            let mut names: Vec<(&str, Teks)> = Vec::new();
            for cluster in places.iter().filter_map(|p| p.ranked.office.cluster.as_ref()) {
                if !names.iter().any(|(name, _)| *name == cluster.value.0) {
                    names.push((&cluster.value.0, self.desk.named(cluster)));
                }
            }
            names.sort_by(|a, b| a.0.cmp(b.0));
            for (name, mut label) in names {
                let inside = |p: &&Standing<'_>| p.ranked.office.cluster.as_ref().is_some_and(|c| c.value.0 == name);
                let own: Vec<&Standing<'_>> = places.iter().filter(inside).collect();
                let sheet = own[0].ranked.sheet;
                let totals: Vec<&Ratio> = own.iter().map(|p| &p.ranked.sheet.total.0).collect();
                if groups.len() > 1 {
                    label.teks = format!("{name} ({})", self.instrument_name(places[0].ranked.instrument));
                }
                let edge = |total: Option<&&Ratio>| total.map(|t| Teks::tetap(sheet.text(t))).unwrap_or_default();
                list.push(BarisKlaster {
                    nama: label,
                    jumlah: Teks::tetap(own.len().to_string()),
                    rata_rata: Teks::tetap(sheet.text(&mean(totals.iter().copied()))),
                    tertinggi: edge(totals.iter().max()),
                    terendah: edge(totals.iter().min()),
                });
            }
        }
        list
    }
}

/// True if both tables have the same letters and words for the same intervals.
fn same_grades(a: &Instrument, b: &Instrument) -> bool {
    let table = |i: &Instrument| -> Vec<(String, Option<Ratio>, Ratio, String)> {
        let band = |g: &crate::instrument::GradeBand| {
            (g.letter.clone(), g.above.clone(), g.up_to.clone(), g.word.clone())
        };
        i.grades.iter().map(band).collect()
    };
    a.id == b.id || table(a) == table(b)
}

/// The instruments of a group, by id.
fn distinct<'a>(places: &[Standing<'a>]) -> Vec<&'a Instrument> {
    let mut list: Vec<&Instrument> = Vec::new();
    for place in places {
        if !list.iter().any(|i| i.id == place.ranked.instrument.id) {
            list.push(place.ranked.instrument);
        }
    }
    list.sort_by(|a, b| a.id.cmp(&b.id));
    list
}

fn points(component: &ComponentScore) -> &Ratio {
    &component.points.0
}

/// The mean of at least one value; rounding is the caller's.
fn mean<'a>(values: impl Iterator<Item = &'a Ratio>) -> Ratio {
    let (mut sum, mut count) = (ratio(0), 0);
    for value in values {
        sum += value;
        count += 1;
    }
    if count == 0 { sum } else { sum / ratio(count) }
}

/// A change with its sign: `+2,10`, `−0,45`, `0,00`.
fn signed(sheet: &ScoreSheet, change: &Ratio) -> String {
    let zero = ratio(0);
    if *change > zero {
        format!("+{}", sheet.text(change))
    } else if *change < zero {
        format!("−{}", sheet.text(&-change.clone()))
    } else {
        sheet.text(&zero)
    }
}

/// `A`, `A dan B`, `A, B, dan C`.
fn join<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [one, two] => format!("{} dan {}", one.as_ref(), two.as_ref()),
        [front @ .., last] => {
            let front: Vec<&str> = front.iter().map(AsRef::as_ref).collect();
            format!("{}, dan {}", front.join(", "), last.as_ref())
        }
    }
}

/// The wording of a criterion, or the name of a sub-component, group or component.
fn wording_of(instrument: &Instrument, code: &str) -> String {
    let criterion = instrument.criteria().find(|(_, c)| c.code == code).map(|(_, c)| c.text.clone());
    let sub = || instrument.subcomponent(code).map(|s: &Subcomponent| s.name.clone());
    let group = || {
        let heads = instrument.components.iter().flat_map(|c| &c.groups).filter_map(|g| g.head.as_ref());
        heads.into_iter().find(|h| h.code == code).map(|h| h.name.clone())
    };
    let component = || instrument.component(code).map(|c| c.name.clone());
    criterion.or_else(sub).or_else(group).or_else(component).unwrap_or_default()
}
