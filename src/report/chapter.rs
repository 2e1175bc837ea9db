//! Composes the parts that only the report in chapters has: the office in figures, the summary, pictures.

use crate::num::{Number, Ratio, ratio};
use crate::score::ComponentScore;
use crate::source::Spanned;

use super::desk::percent;
use super::lhe::Composer;
use super::model::*;
use super::previous::Previous;
use super::{figure, words};

impl Composer<'_> {
    /// The office in words and figures, as far as the evaluation describes it.
    pub(super) fn profile(&mut self) -> Gambaran {
        let Some(entry) = &self.s.evaluation.entry.profile else { return Gambaran::default() };
        let indicators = entry.indicators.iter().enumerate();
        let iku: Vec<BarisIku> = indicators
            .map(|(index, indicator)| BarisIku {
                nomor: Teks::tetap((index + 1).to_string()),
                sasaran: self.named(&indicator.aim),
                indikator: self.named(&indicator.indicator),
                target: self.named(&indicator.target),
                realisasi: indicator.reached.as_ref().map_or_else(|| Teks::tetap("–"), |r| self.named(r)),
            })
            .collect();
        let (budget, spent) = (entry.budget.as_ref(), entry.spent.as_ref());
        let share = budget.zip(spent).filter(|(budget, _)| budget.value.value > ratio(0));
        let share = share.map(|(budget, spent)| {
            Teks::dari(percent(&spent.value.value, &budget.value.value), (self.s.origin)(spent.at))
        });
        Gambaran {
            ada: true,
            tugas: self.desk.optional_prose(entry.task.as_ref()),
            implementasi: self.desk.optional_prose(entry.practice.as_ref()),
            ada_realisasi_iku: entry.indicators.iter().any(|i| i.reached.is_some()),
            iku,
            ada_pagu: budget.is_some(),
            pagu: self.rupiah(budget),
            pagu_terbilang: self.spelled(budget),
            ada_realisasi: spent.is_some(),
            realisasi: self.rupiah(spent),
            realisasi_terbilang: self.spelled(spent),
            persen_realisasi: share.unwrap_or_default(),
        }
    }

    fn rupiah(&self, amount: Option<&Spanned<Number>>) -> Teks {
        amount.map(|n| Teks::dari(figure::rupiah(&n.value), (self.s.origin)(n.at))).unwrap_or_default()
    }

    /// The amount in words (`terbilang`). Empty for an amount that is no whole number of rupiah; that fault is reported
    /// when the evaluation is read.
    fn spelled(&self, amount: Option<&Spanned<Number>>) -> Teks {
        let words = |n: &Spanned<Number>| {
            let whole: u64 = n.value.value.is_integer().then(|| n.value.value.to_integer().try_into().ok())??;
            Some(Teks::dari(format!("{} rupiah", words::spell(whole)), (self.s.origin)(n.at)))
        };
        amount.and_then(words).unwrap_or_default()
    }

    /// Counts, and the strongest and weakest component by share of its weight. Of equal components the first counts.
    pub(super) fn summary(&mut self) -> Ringkasan {
        let s = self.s;
        let entry = &s.evaluation.entry;
        let share = |c: &ComponentScore| &c.points.0 / &c.weight.0;
        let mut ranked: Vec<&ComponentScore> = s.sheet.components.iter().collect();
        ranked.sort_by_key(|c| std::cmp::Reverse(share(c)));
        let strongest = ranked.first().copied();
        // If all shares are equal, no component is the weakest.
        let weakest = ranked.last().copied().filter(|last| strongest.is_some_and(|first| share(first) > share(last)));
        let name = |c: Option<&ComponentScore>| {
            c.map(|c| Teks::dari(&c.name, self.weight_origin(&c.code))).unwrap_or_default()
        };
        let part = |c: Option<&ComponentScore>| {
            c.map(|c| Teks::dari(percent(&c.points.0, &c.weight.0), self.value_origin(&c.code))).unwrap_or_default()
        };
        let strongest = strongest.filter(|_| weakest.is_some());
        Ringkasan {
            terkuat: name(strongest),
            persen_terkuat: part(strongest),
            terlemah: name(weakest),
            persen_terlemah: part(weakest),
            jumlah_catatan: Teks::tetap(figure::counted(entry.findings.len())),
            jumlah_rekomendasi: Teks::tetap(figure::counted(entry.recommendations.len())),
            uraian: self.desk.optional_prose(entry.summary.as_ref()),
        }
    }

    /// The pictures: lengths of bars, and alternative texts. Last year is shown only where both years follow the same
    /// regulation.
    pub(super) fn charts(&self, comparable: Option<&Previous<'_>>) -> Grafik {
        let s = self.s;
        let last = |component: &ComponentScore| {
            let previous = comparable?;
            let then = previous.instrument.component(&component.code)?;
            let exact = previous.exact(&component.code)?;
            Some(percent(&exact, &then.weight.0))
        };
        let komponen: Vec<Batang> = s.sheet.components.iter().map(|c| self.bar(c, last(c))).collect();
        let ada_lalu = s.sheet.components.iter().any(|c| last(c).is_some());
        let described = |b: &Batang| {
            let then = if ada_lalu { format!("; tahun sebelumnya {} %", b.persen_lalu.teks) } else { String::new() };
            format!("{} {} dari {} ({} %{then})", b.nama.teks, b.nilai.teks, b.bobot.teks, b.persen.teks)
        };
        let list = komponen.iter().map(described).collect::<Vec<_>>().join("; ");
        let tahun = self.years();
        let totals = tahun.iter().map(|b| format!("tahun {} {} ({})", b.tahun.teks, b.total.teks, b.predikat.teks));
        let totals = totals.collect::<Vec<_>>().join("; ");
        Grafik {
            alt_komponen: Teks::tetap(format!("Diagram batang nilai komponen terhadap bobotnya: {list}.")),
            alt_tahun: Teks::tetap(format!("Diagram batang nilai hasil evaluasi: {totals}.")),
            komponen,
            ada_lalu,
            tahun,
        }
    }

    fn bar(&self, component: &ComponentScore, last: Option<Number>) -> Batang {
        let s = self.s;
        let code = component.code.as_str();
        let share = percent(&component.points.0, &component.weight.0);
        Batang {
            nama: Teks::dari(&component.name, self.weight_origin(code)),
            nilai: Teks::dari(s.sheet.number(&component.points.0), self.value_origin(code)),
            bobot: Teks::dari(s.sheet.number(&component.weight.0), self.weight_origin(code)),
            persen: Teks::dari(&share, self.value_origin(code)),
            panjang: share.into(),
            persen_lalu: last.as_ref().map_or_else(|| Teks::tetap("–"), Teks::tetap),
            panjang_lalu: last.map(Ukuran::from).unwrap_or_default(),
        }
    }

    /// The totals of last year, if it has a result, and of this year.
    fn years(&self) -> Vec<BatangTahun> {
        let s = self.s;
        let length = |total: &Ratio| Ukuran::from(Number::rounded(total, 2));
        let mut list = Vec::new();
        list.extend(s.previous.map(|p| BatangTahun {
            tahun: Teks::tetap(p.year.to_string()),
            total: p.total.clone(),
            predikat: p.letter.clone(),
            panjang: length(&p.exact_total),
            ini: false,
        }));
        list.push(BatangTahun {
            tahun: Teks::tetap(s.evaluation.id.year.to_string()),
            total: Teks::dari(s.sheet.number(&s.sheet.total.0), self.value_origin("total")),
            predikat: Teks::dari(&s.sheet.grade.letter, self.value_origin("predikat")),
            panjang: length(&s.sheet.total.0),
            ini: true,
        });
        list
    }
}
