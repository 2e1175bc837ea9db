//! Rankings: groups of offices that may be ranked together, their order, columns, averages and distribution.

use num_traits::Signed;

use crate::instrument::Instrument;
use crate::num::{Ratio, ratio};
use crate::score::{ComponentScore, ScoreSheet};

use super::super::desk::percent;
use super::super::figure;
use super::super::lhe::grades;
use super::super::model::*;
use super::super::results::letter;
use super::super::wording::Values;
use super::super::words::join;
use super::{Composer, Ranked, Standing};

impl<'a> Composer<'a> {
    /// The offices grouped by table of grades, each group ranked with the highest total first. Equal totals share a
    /// rank and stand in the order of their names.
    pub(super) fn groups(&self) -> Vec<Vec<Standing<'a>>> {
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

    pub(super) fn rank(&self, group: Vec<&'a Ranked<'a>>) -> Vec<Standing<'a>> {
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

    pub(super) fn row(&self, place: &Standing<'_>) -> BarisPeringkat {
        let ranked = place.ranked;
        let sheet = ranked.sheet;
        let origin = |code: &str| format!("{}#nilai/{code}", ranked.file);
        let dash = || Teks::tetap("–");
        let previous = ranked.previous.as_ref();
        let comparable =
            previous.filter(|p| p.consistent && p.instrument.regulation() == ranked.instrument.regulation());
        let change = comparable.map(|p| Teks::dari(change(sheet, &(&sheet.total.0 - &p.exact_total)), origin("total")));
        BarisPeringkat {
            id: ranked.office.id.value.0.clone(),
            peringkat: Teks::tetap(figure::count(place.rank)),
            opd: place.name.clone(),
            komponen: sheet.components.iter().map(|c| Teks::dari(sheet.number(&c.points.0), origin(&c.code))).collect(),
            total: Teks::dari(sheet.number(&sheet.total.0), origin("total")),
            predikat: Teks::dari(&sheet.grade.letter, origin("predikat")),
            sebutan: Teks::dari(&sheet.grade.word, origin("predikat")),
            lalu: previous.map_or_else(dash, |p| p.total.clone()),
            predikat_lalu: previous.map_or_else(dash, |p| p.letter.clone()),
            perubahan: change.unwrap_or_else(dash),
        }
    }

    pub(super) fn group(&self, places: &[Standing<'_>], values: &Values) -> KelompokPeringkat {
        let first = places[0].ranked;
        let totals: Vec<&Ratio> = places.iter().map(|p| &p.ranked.sheet.total.0).collect();
        let average = first.sheet.rounding.apply(&mean(totals.iter().copied()));
        let grade = first.instrument.grade(&average).map(|b| b.letter.clone()).unwrap_or_default();
        let named = |rank_of: &Standing<'_>| {
            let same = places.iter().filter(|p| p.rank == rank_of.rank).map(|p| p.name.teks.as_str());
            Teks::with_origin(join(&same.collect::<Vec<_>>()), rank_of.name.asal.clone())
        };
        let best = &places[0];
        let worst = places.last().unwrap_or(best);
        let peringkat: Vec<BarisPeringkat> = places.iter().map(|p| self.row(p)).collect();
        let ids = distinct(places.iter().map(|p| p.ranked));
        let judul = join(&ids.iter().map(|i| self.instrument_name(i)).collect::<Vec<_>>());
        let rekap: Vec<RekapInstrumen> = ids.iter().map(|i| self.table(i, places, values)).collect();
        let (sebaran, alt_sebaran) = self.distribution(places);
        let number = |total: &Ratio| first.sheet.number(total);
        let mut group = KelompokPeringkat {
            judul: Teks::tetap(judul),
            predikat: grades(first.instrument, &(self.s.origin)(first.instrument.place)),
            kalimat: Vec::new(),
            jumlah: Teks::tetap(figure::counted(places.len())),
            rata_rata: Teks::tetap(number(&average)),
            predikat_rata_rata: Teks::tetap(grade),
            tertinggi: named(best),
            nilai_tertinggi: Teks::tetap(number(&best.ranked.sheet.total.0)),
            terendah: named(worst),
            nilai_terendah: Teks::tetap(number(&worst.ranked.sheet.total.0)),
            ada_lalu: peringkat.iter().any(|row| row.lalu.teks != "–"),
            ada_perubahan: peringkat.iter().any(|row| row.perubahan.teks != "–"),
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
    pub(super) fn table(&self, instrument: &Instrument, places: &[Standing<'_>], values: &Values) -> RekapInstrumen {
        let own: Vec<&Standing<'_>> = places.iter().filter(|p| p.ranked.instrument.id == instrument.id).collect();
        let sheet = own[0].ranked.sheet;
        let origin = (self.s.origin)(instrument.place);
        let mut shares = Vec::new();
        let mut kolom = Vec::new();
        for (index, component) in instrument.components.iter().enumerate() {
            let points = own.iter().filter_map(|p| p.ranked.sheet.component(&component.code)).map(points);
            // Share and bar follow the printed average beside them.
            let average = sheet.rounding.apply(&mean(points));
            let share = percent(&average, &component.weight.0);
            shares.push((&average / &component.weight.0, index));
            kolom.push(KolomKomponen {
                huruf: Teks::tetap(letter(index)),
                nama: Teks::dari(&component.name, &origin),
                bobot: Teks::dari(sheet.number(&component.weight.0), &origin),
                rata_rata: Teks::tetap(sheet.number(&average)),
                persen: Teks::tetap(&share),
                panjang: share.into(),
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
            rata_rata: Teks::tetap(sheet.number(&mean(own.iter().map(|p| &p.ranked.sheet.total.0)))),
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

    pub(super) fn distribution(&self, places: &[Standing<'_>]) -> (Vec<BatangSebaran>, Teks) {
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
                    jumlah: Teks::tetap(figure::count(offices)),
                    persen: Teks::tetap(percent(&number(offices), &number(places.len()))),
                    panjang: percent(&number(offices), &number(most)).into(),
                }
            })
            .collect();
        let described = bars.iter().map(|b| format!("{} {}", b.huruf.teks, b.jumlah.teks)).collect::<Vec<_>>();
        let word = self.desk.government().sebutan_opd.teks;
        let alt = format!("Diagram batang jumlah {word} menurut predikat: {}.", described.join("; "));
        (bars, Teks::tetap(alt))
    }
}

/// True if both tables have the same letters and words for the same intervals.
fn same_grades(a: &Instrument, b: &Instrument) -> bool {
    let table = |i: &Instrument| -> Vec<(String, Option<Ratio>, Ratio, String)> {
        let band =
            |g: &crate::instrument::GradeBand| (g.letter.clone(), g.above.clone(), g.up_to.clone(), g.word.clone());
        i.grades.iter().map(band).collect()
    };
    a.id == b.id || table(a) == table(b)
}

/// The instruments of these offices, by id.
pub(super) fn distinct<'a>(offices: impl Iterator<Item = &'a Ranked<'a>>) -> Vec<&'a Instrument> {
    let mut list: Vec<&Instrument> = Vec::new();
    for ranked in offices {
        if !list.iter().any(|i| i.id == ranked.instrument.id) {
            list.push(ranked.instrument);
        }
    }
    list.sort_by(|a, b| a.id.cmp(&b.id));
    list
}

fn points(component: &ComponentScore) -> &Ratio {
    &component.points.0
}

/// The exact mean of the values, which the caller rounds; 0 of none.
pub(super) fn mean<'a>(values: impl Iterator<Item = &'a Ratio>) -> Ratio {
    let (mut sum, mut count) = (ratio(0), 0);
    for value in values {
        sum += value;
        count += 1;
    }
    if count == 0 { sum } else { sum / ratio(count) }
}

/// A change with its sign, rounded as the sheet rounds.
fn change(sheet: &ScoreSheet, exact: &Ratio) -> Printable {
    figure::change(exact, sheet.number(&exact.abs()))
}
