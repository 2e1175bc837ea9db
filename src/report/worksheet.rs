//! The worksheet as pages print it: every code with its answers, points, remarks and evidence.

use crate::evaluation::{AnswerRecord, Judgement, Met, Verdict};
use crate::instrument::{Component, Criterion, Group, Method, Subcomponent};
use crate::num::{Number, Ratio};
use crate::register::{FormWord, WorksheetWord};
use crate::score::{AnswerTrace, ComponentScore, ScoreSheet, SubcomponentScore, Trace};
use crate::source::{Name, Spanned};

use super::figure;
use super::lhe::Composer;
use super::model::*;
use super::subject::Document;

fn dash() -> Teks {
    Teks::tetap("–")
}

impl Composer<'_> {
    /// The worksheet, if this document prints it.
    pub(super) fn worksheet(&mut self) -> Lke {
        let s = self.s;
        // A letter has no annexed pages, and only printed data may enter its bundle.
        let annex = s.document == Document::Lhe(FormWord::Chapters, WorksheetWord::Annex);
        if !annex && s.document != Document::Worksheet {
            return Lke::default();
        }
        let answers = &s.evaluation.answers;
        let mut komponen = Vec::new();
        for (component, score) in s.instrument.components.iter().zip(&s.sheet.components) {
            komponen.push(self.worksheet_component(component, score));
        }
        let own = s.own;
        Lke {
            ada: true,
            lampiran: annex,
            ada_mandiri: answers.values().any(|a| a.own.is_some()),
            ada_panel: answers.values().any(|a| a.panel.is_some()),
            komponen,
            ada_total_mandiri: own.is_some(),
            total_mandiri: own.map(|o| Teks::tetap(o.number(&o.total.0))).unwrap_or_default(),
            predikat_mandiri: own.map(|o| Teks::tetap(&o.grade.letter)).unwrap_or_default(),
        }
    }

    fn worksheet_component(&mut self, component: &Component, score: &ComponentScore) -> LkeKomponen {
        let s = self.s;
        let code = component.code.as_str();
        let own = s.own.and_then(|o| Some(o.number(&o.component(code)?.points.0)));
        let mut baris = Vec::new();
        // A component whose points were typed has no rows, since its criteria were not judged.
        for (group, scores) in component.groups.iter().zip(&score.groups) {
            self.worksheet_group(group, scores.points.0.clone(), &mut baris);
            for (sub, score) in group.subcomponents.iter().zip(&scores.subcomponents) {
                self.worksheet_subcomponent(sub, score, &mut baris);
            }
        }
        LkeKomponen {
            kode: Teks::dari(code, self.weight_origin(code)),
            nama: Teks::dari(&component.name, self.weight_origin(code)),
            bobot: Teks::dari(s.sheet.number(&component.weight.0), self.weight_origin(code)),
            mandiri: own.map_or_else(dash, Teks::tetap),
            nilai: Teks::dari(s.sheet.number(&score.points.0), self.value_origin(code)),
            baris,
        }
    }

    fn worksheet_group(&self, group: &Group, points: Ratio, rows: &mut Vec<BarisLke>) {
        let Some(head) = &group.head else { return };
        rows.push(BarisLke {
            kelompok: true,
            kode: Teks::tetap(&head.code),
            uraian: Teks::tetap(&head.name),
            bobot: Teks::tetap(self.s.sheet.number(&head.weight.0)),
            nilai: Teks::dari(self.s.sheet.number(&points), self.value_origin(&head.code)),
            ..empty()
        });
    }

    fn worksheet_subcomponent(&mut self, sub: &Subcomponent, score: &SubcomponentScore, rows: &mut Vec<BarisLke>) {
        let s = self.s;
        let traces = score.trace.answers();
        let mut row = BarisLke {
            subkomponen: true,
            kode: Teks::dari(&sub.code, self.weight_origin(&sub.code)),
            uraian: Teks::dari(&sub.name, self.weight_origin(&sub.code)),
            bobot: Teks::dari(s.sheet.number(&sub.weight.0), self.weight_origin(&sub.code)),
            nilai: Teks::dari(s.sheet.number(&score.points.0), self.value_origin(&sub.code)),
            ..empty()
        };
        match &sub.method {
            Method::Letter(_) | Method::Typed => {
                self.answered(&mut row, s.evaluation.answers.get(&sub.code), traces.first());
                let probing = s.evaluation.answers.get(&sub.code).map(|a| a.probing.0.clone()).unwrap_or_default();
                rows.push(row);
                for criterion in &sub.criteria {
                    let mut row = self.criterion(criterion);
                    if let Some((_, probe)) = probing.iter().find(|(code, _)| code.value.0 == criterion.code) {
                        let word = match probe.met.value {
                            Met::Yes => "terpenuhi",
                            Met::Partly => "sebagian",
                            Met::No => "tidak",
                        };
                        row.jawaban = Teks::dari(word, (s.origin)(probe.met.at));
                        row.keterangan = self.desk.optional_prose(probe.remark.as_ref());
                        row.bukti = self.evidence(&probe.evidence);
                    } else {
                        // Nobody judged this criterion by itself. A dash in each cell would only be noise.
                        let BarisLke { kode, uraian, .. } = row;
                        row = BarisLke { kriteria: true, kode, uraian, ..BarisLke::default() };
                    }
                    rows.push(row);
                }
            }
            Method::Average | Method::Points => {
                row.mandiri = s.own.map_or_else(dash, |own| own_points(own, &sub.code));
                rows.push(row);
                if matches!(score.trace, Trace::Typed { .. }) {
                    return;
                }
                for criterion in &sub.criteria {
                    let mut row = self.criterion(criterion);
                    let trace = traces.iter().find(|t| t.code == criterion.code);
                    self.answered(&mut row, s.evaluation.answers.get(&criterion.code), trace);
                    if let (Some(maximum), Some(value)) = (&criterion.maximum, trace.and_then(|t| t.value.as_ref())) {
                        row.nilai =
                            Teks::dari(Number::shortest(&(&maximum.0 * &value.0)), self.value_origin(&criterion.code));
                    }
                    rows.push(row);
                }
            }
        }
    }

    fn criterion(&self, criterion: &Criterion) -> BarisLke {
        BarisLke {
            kriteria: true,
            kode: Teks::tetap(&criterion.code),
            uraian: Teks::dari(&criterion.text, (self.s.origin)(criterion.place)),
            bobot: criterion.maximum.as_ref().map_or_else(dash, |m| Teks::tetap(Number::shortest(&m.0))),
            ..empty()
        }
    }

    fn answered(&mut self, row: &mut BarisLke, record: Option<&AnswerRecord>, trace: Option<&AnswerTrace>) {
        let Some(record) = record else { return };
        let text = |judgement: &Option<Judgement>| {
            judgement.as_ref().map_or_else(dash, |j| Teks::dari(verdict(&j.verdict), (self.s.origin)(j.at)))
        };
        row.jawaban = text(&record.team);
        row.panel = text(&record.panel);
        row.mandiri = text(&record.own);
        if let (Some(value), Some(effective)) = (trace.and_then(|t| t.value.as_ref()), record.effective()) {
            row.nilai_jawaban = Teks::dari(Number::shortest(&value.0), (self.s.origin)(effective.at));
        }
        row.bukti = self.evidence(&record.evidence);
        row.keterangan = self.desk.optional_prose(record.remark.as_ref());
    }

    /// The evidence as pages print it: `renstra/46` becomes `Renstra 2021–2026, hlm. 46`.
    fn evidence(&self, cited: &[Spanned<Name>]) -> Vec<Teks> {
        let documents = &self.s.evaluation.entry.documents.0;
        let text = |cited: &str| {
            let (id, page) = cited.split_once('/').map_or((cited, None), |(id, page)| (id, Some(page)));
            let title = documents.iter().find(|(d, _)| d.value.0 == id.trim()).map(|(_, d)| d.title.0.as_str());
            let title = title.unwrap_or(id);
            page.map_or_else(|| title.to_owned(), |page| format!("{title}, hlm. {page}"))
        };
        cited.iter().map(|c| Teks::dari(text(&c.value.0), (self.s.origin)(c.at))).collect()
    }
}

/// A row without answers.
fn empty() -> BarisLke {
    BarisLke {
        bobot: dash(),
        mandiri: dash(),
        jawaban: dash(),
        panel: dash(),
        nilai_jawaban: dash(),
        nilai: dash(),
        ..BarisLke::default()
    }
}

fn own_points(own: &ScoreSheet, code: &str) -> Teks {
    own.subcomponents().find(|s| s.code == code).map_or_else(dash, |s| Teks::tetap(own.number(&s.points.0)))
}

/// An answer as the cell shows it: the choice, the choices per object, the points as typed.
fn verdict(verdict: &Verdict) -> Printable {
    match verdict {
        Verdict::Choice(choice) => choice.into(),
        Verdict::Objects(objects) => {
            let choices = objects.iter().map(|(object, _, choice)| format!("{object}: {choice}"));
            choices.collect::<Vec<_>>().join("; ").into()
        }
        Verdict::NotApplicable => "tidak berlaku".into(),
        Verdict::Points(value, text) => figure::typed(&Number { text: text.clone(), value: value.clone() }),
    }
}
