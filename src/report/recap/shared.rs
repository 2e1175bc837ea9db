//! The parts of a recap about several offices: instruments, findings on the same criterion, clusters.

use std::collections::BTreeMap;

use crate::instrument::{Instrument, Subcomponent};
use crate::num::Ratio;

use super::super::figure;
use super::super::model::*;
use super::super::words::join;
use super::ranking::{distinct, mean};
use super::{Composer, Standing};

/// The offices with findings on one criterion. Code and order are those in the edition of the first office.
struct Shared<'a> {
    instrument: &'a Instrument,
    code: &'a str,
    order: usize,
    offices: Vec<Teks>,
}

impl Composer<'_> {
    pub(super) fn instrument_name(&self, instrument: &Instrument) -> String {
        let shared = self
            .s
            .offices
            .iter()
            .any(|o| o.instrument.id != instrument.id && o.instrument.short_name == instrument.short_name);
        let name = &instrument.short_name;
        if shared { format!("{name} ({})", instrument.edition.name) } else { name.clone() }
    }

    pub(super) fn instruments(&self) -> Vec<InstrumenIkhtisar> {
        let entry = |i: &Instrument| {
            let origin = (self.s.origin)(i.place);
            InstrumenIkhtisar {
                sebutan: Teks::dari(self.instrument_name(i), &origin),
                dasar: Teks::dari(&i.legal_basis, &origin),
            }
        };
        distinct(self.s.offices.iter()).into_iter().map(entry).collect()
    }

    /// The criteria on which two offices or more have findings, those of most offices first. Editions of one regulation
    /// share a criterion that they word alike. A finding that names no criterion counts for its first code.
    pub(super) fn shared_findings(&self) -> Vec<TemuanBersama> {
        let mut shared: BTreeMap<(&str, String), Shared<'_>> = BTreeMap::new();
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
                let code = codes[index];
                let entry = shared.entry((instrument.regulation(), wording_of(instrument, code)));
                let new = || Shared { instrument, code, order: index, offices: Vec::new() };
                entry.or_insert_with(new).offices.push(self.name(ranked.office));
            }
        }
        let mut list: Vec<_> = shared.into_iter().filter(|(_, s)| s.offices.len() > 1).collect();
        list.sort_by(|a, b| {
            let most = b.1.offices.len().cmp(&a.1.offices.len());
            most.then_with(|| (a.0.0, a.1.order, &a.0.1).cmp(&(b.0.0, b.1.order, &b.0.1)))
        });
        let rows = list.into_iter().enumerate();
        rows.map(|(index, ((_, wording), mut shared))| {
            shared.offices.sort_by(|a, b| a.teks.cmp(&b.teks));
            let names: Vec<&str> = shared.offices.iter().map(|t| t.teks.as_str()).collect();
            let origin = (self.s.origin)(shared.instrument.place);
            let component = shared.instrument.component_of(shared.code).map_or("", |c| c.name.as_str());
            TemuanBersama {
                nomor: Teks::tetap((index + 1).to_string()),
                kode: Teks::dari(shared.code, &origin),
                kriteria: Teks::dari(wording, &origin),
                komponen: Teks::dari(component, &origin),
                jumlah: Teks::tetap(figure::counted(names.len())),
                opd: Teks::tetap(join(&names)),
            }
        })
        .collect()
    }

    /// The results by cluster, for each ranking.
    pub(super) fn clusters(&self, groups: &[Vec<Standing<'_>>]) -> Vec<BarisKlaster> {
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
                    let instrument = self.instrument_name(places[0].ranked.instrument);
                    label = Teks::with_origin(format!("{name} ({instrument})"), label.asal);
                }
                let edge = |total: Option<&&Ratio>| total.map(|t| Teks::tetap(sheet.number(t))).unwrap_or_default();
                list.push(BarisKlaster {
                    nama: label,
                    jumlah: Teks::tetap(figure::count(own.len())),
                    rata_rata: Teks::tetap(sheet.number(&mean(totals.iter().copied()))),
                    tertinggi: edge(totals.iter().max()),
                    terendah: edge(totals.iter().min()),
                });
            }
        }
        list
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
