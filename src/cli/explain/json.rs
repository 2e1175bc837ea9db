//! `lhe explain --json`: the explanation as one JSON object.

use serde_json::{Value, json};

use crate::cli::table::place;
use crate::num::Number;
use crate::project::{Answer, Component, Explained, Formula, Group, Node, Project, Subcomponent, Total, Typed};

/// The explanation as one record; its shape is documented in `docs/dev/score-json.md`.
pub(super) fn record(project: &Project, explained: &Explained<'_>) -> Value {
    let writer = Writer { project };
    let node = match &explained.node {
        Node::Total(total) => writer.total(total),
        Node::Component(component) => writer.component(component),
        Node::Group(group) => writer.group(group),
        Node::Subcomponent(sub) => writer.subcomponent(sub),
        Node::Answer(answer) => writer.answer(answer),
    };
    json!({ "schema": 1, "id": explained.id.to_string(), "asal": node })
}

struct Writer<'a> {
    project: &'a Project,
}

impl Writer<'_> {
    fn total(&self, total: &Total<'_>) -> Value {
        json!({
            "kode": "total",
            "nilai": total.points.printed.text,
            "predikat": total.grade.letter,
            "sebutan": total.grade.word,
            "bagian": total.components.iter().map(|c| self.component(c)).collect::<Vec<_>>(),
        })
    }

    fn component(&self, c: &Component<'_>) -> Value {
        json!({
            "kode": c.head.code,
            "nama": c.head.name,
            "bobot": c.head.weight.printed.text,
            "nilai": c.points.printed.text,
            "diketik": c.typed.as_ref().map(|typed| self.typed(typed)),
            "bagian": c.subcomponents().map(|s| self.subcomponent(s)).collect::<Vec<_>>(),
        })
    }

    fn group(&self, g: &Group<'_>) -> Value {
        let head = g.head.as_ref();
        json!({
            "kode": head.map(|head| head.code),
            "nama": head.map(|head| head.name),
            "bobot": head.map(|head| &head.weight.printed.text),
            "nilai": g.points.printed.text,
            "bagian": g.subcomponents.iter().map(|s| self.subcomponent(s)).collect::<Vec<_>>(),
        })
    }

    fn subcomponent(&self, s: &Subcomponent<'_>) -> Value {
        let (method, typed) = match &s.formula {
            Formula::Letter(_) => ("huruf", None),
            Formula::Average { .. } => ("rata_rata", None),
            Formula::Points { .. } => ("poin", None),
            Formula::Typed(typed) => ("diketik", Some(self.typed(typed))),
        };
        json!({
            "kode": s.head.code,
            "nama": s.head.name,
            "bobot": s.head.weight.printed.text,
            "cara": method,
            "sebelum_pembulatan": Number::shortest(s.unrounded).text,
            "nilai": s.points.printed.text,
            "diketik": typed,
            "jawaban": s.formula.answers().iter().map(|a| self.answer(a)).collect::<Vec<_>>(),
        })
    }

    fn typed(&self, typed: &Typed<'_>) -> Value {
        json!({ "isi": typed.text, "tempat": place(self.project, typed.at) })
    }

    fn answer(&self, a: &Answer<'_>) -> Value {
        json!({
            "kode": a.code,
            "jawaban": a.text,
            "panel": a.by_panel,
            "nilai": a.value.map(|v| Number::shortest(&v.0).text),
            "poin_maksimum": a.maximum.map(|m| Number::shortest(&m.0).text),
            "tempat": a.at.map(|at| place(self.project, at)),
            "objek": a.objects.iter().map(|o| json!({
                "objek": o.object, "jawaban": o.choice, "tempat": place(self.project, o.at),
            })).collect::<Vec<_>>(),
        })
    }
}
