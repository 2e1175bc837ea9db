//! `lhe explain --json`: the same descent as one JSON object.

use serde_json::{Value, json};

use crate::cli::table::place;
use crate::num::Number;
use crate::project::{Case, Project};
use crate::score::{AnswerTrace, ComponentScore, GroupScore, ScoreSheet, SubcomponentScore, Trace};

/// What a code was made of; `null` if the sheet has no such code.
pub(super) fn record(project: &Project, case: &Case, sheet: &ScoreSheet, code: Option<&str>) -> Value {
    let writer = Writer { project, sheet };
    let node = match code {
        None | Some("total") => json!({
            "kode": "total",
            "nilai": sheet.neutral(&sheet.total.0),
            "predikat": sheet.grade.letter,
            "sebutan": sheet.grade.word,
            "bagian": sheet.components.iter().map(|c| writer.component(c)).collect::<Vec<_>>(),
        }),
        Some(code) => writer.find(code),
    };
    if node.is_null() { node } else { json!({ "schema": 1, "id": case.id.to_string(), "asal": node }) }
}

struct Writer<'a> {
    project: &'a Project,
    sheet: &'a ScoreSheet,
}

impl Writer<'_> {
    fn find(&self, code: &str) -> Value {
        let component = self.sheet.component(code).map(|c| self.component(c));
        let groups = || self.sheet.components.iter().flat_map(|c| &c.groups);
        let group = || groups().find(|g| g.head.as_ref().is_some_and(|(c, _, _)| c == code)).map(|g| self.group(g));
        let sub = || self.sheet.subcomponents().find(|s| s.code == code).map(|s| self.subcomponent(s));
        let answers = || self.sheet.subcomponents().flat_map(|s| s.trace.answers());
        let answer = || answers().find(|a| a.code == code).map(|a| self.answer(a));
        component.or_else(group).or_else(sub).or_else(answer).unwrap_or(Value::Null)
    }

    fn component(&self, c: &ComponentScore) -> Value {
        json!({
            "kode": c.code,
            "nama": c.name,
            "bobot": self.sheet.neutral(&c.weight.0),
            "nilai": self.sheet.neutral(&c.points.0),
            "diketik": c.typed.as_ref().map(|(at, text)| json!({ "isi": text, "tempat": place(self.project, *at) })),
            "bagian": c.subcomponents().map(|s| self.subcomponent(s)).collect::<Vec<_>>(),
        })
    }

    fn group(&self, g: &GroupScore) -> Value {
        let head = g.head.as_ref();
        json!({
            "kode": head.map(|(code, _, _)| code),
            "nama": head.map(|(_, name, _)| name),
            "bobot": head.map(|(_, _, weight)| self.sheet.neutral(&weight.0)),
            "nilai": self.sheet.neutral(&g.points.0),
            "bagian": g.subcomponents.iter().map(|s| self.subcomponent(s)).collect::<Vec<_>>(),
        })
    }

    fn subcomponent(&self, s: &SubcomponentScore) -> Value {
        let method = match &s.trace {
            Trace::Letter(_) => "huruf",
            Trace::Average { .. } => "rata_rata",
            Trace::Points { .. } => "poin",
            Trace::Typed { .. } => "diketik",
        };
        let typed = match &s.trace {
            Trace::Typed { at, text } => json!({ "isi": text, "tempat": place(self.project, *at) }),
            _ => Value::Null,
        };
        json!({
            "kode": s.code,
            "nama": s.name,
            "bobot": self.sheet.neutral(&s.weight.0),
            "cara": method,
            "sebelum_pembulatan": Number::shortest(&s.exact).text,
            "nilai": self.sheet.neutral(&s.points.0),
            "diketik": typed,
            "jawaban": s.trace.answers().iter().map(|a| self.answer(a)).collect::<Vec<_>>(),
        })
    }

    fn answer(&self, a: &AnswerTrace) -> Value {
        json!({
            "kode": a.code,
            "jawaban": a.answer,
            "panel": a.by_panel,
            "nilai": a.value.as_ref().map(|v| Number::shortest(&v.0).text),
            "poin_maksimum": a.maximum.as_ref().map(|m| Number::shortest(&m.0).text),
            "tempat": a.at.map(|at| place(self.project, at)),
            "objek": a.objects.iter().map(|o| json!({
                "objek": o.object, "jawaban": o.choice, "tempat": place(self.project, o.at),
            })).collect::<Vec<_>>(),
        })
    }
}
