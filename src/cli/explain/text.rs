//! `lhe explain` for people: one line per step, indented by level.

use crate::diag::{Lang, Place};
use crate::instrument::RoundingLevel;
use crate::num::{RoundingRule, plain};
use crate::project::{
    Amount, Answer, Component, Explained, Formula, Group, Head, Node, Project, Said, Subcomponent, Total, Typed,
};

/// The lines of an explanation.
pub(super) fn lines(project: &Project, explained: &Explained<'_>, lang: Lang) -> Vec<String> {
    let head = format!("{} · {} ({})", explained.id, explained.instrument.short_name, explained.instrument.id);
    let mut writer = Writer { project, lang, lines: vec![head] };
    match &explained.node {
        Node::Total(total) => writer.total(total),
        Node::Component(component) => writer.component(component),
        Node::Group(group) => writer.group(group),
        Node::Subcomponent(sub) => writer.subcomponent(sub, ""),
        Node::Answer(answer) => writer.answer(answer, ""),
    }
    writer.lines
}

struct Writer<'a> {
    project: &'a Project,
    lang: Lang,
    lines: Vec<String>,
}

impl Writer<'_> {
    fn line(&mut self, text: String) {
        self.lines.push(text);
    }

    fn place(&self, at: Place) -> String {
        self.project.files.locate(at)
    }

    fn pick<'b>(&self, id: &'b str, en: &'b str) -> &'b str {
        self.lang.pick(id, en)
    }

    fn total(&mut self, total: &Total<'_>) {
        let sum = sum(total.components.iter().map(|component| &component.points));
        let (points, grade) = (total.points.printed.printed(), total.grade);
        self.line(format!("total {points} = {sum}  →  {} ({})", grade.letter, grade.word));
        if let Some(band) = total.band {
            let lower = band.above.as_ref().map_or_else(|| "0 ≤".to_owned(), |above| format!("{} <", plain(above)));
            self.line(format!(
                "  {} {}: {lower} {} ≤ {}",
                self.pick("predikat", "grade"),
                band.letter,
                self.pick("nilai", "total"),
                plain(&band.up_to)
            ));
        }
        if let Some((own, grade)) = &total.own {
            let title = self.pick("penilaian mandiri", "self-assessment");
            self.line(format!("  {title}: {} ({})", own.printed.printed(), grade.letter));
        }
        self.line(format!("  {}", self.rounding(total)));
        for component in &total.components {
            self.line(String::new());
            self.component(component);
        }
    }

    fn rounding(&self, total: &Total<'_>) -> String {
        let rule = match total.rounding.rule {
            RoundingRule::HalfUp => self.pick("setengah ke atas", "half up"),
            RoundingRule::HalfEven => self.pick("setengah ke genap", "half to even"),
            RoundingRule::Truncate => self.pick("dipotong", "cut off"),
        };
        let level = match total.rounding_level {
            RoundingLevel::Subcomponent => self.pick("setiap subkomponen", "each sub-component"),
            RoundingLevel::Component => self.pick("setiap komponen", "each component"),
            RoundingLevel::Total => self.pick("total", "the total"),
        };
        match self.lang {
            Lang::Id => format!("pembulatan: {level}, {} desimal, {rule}", total.rounding.decimals),
            Lang::En => format!("rounding: {level}, {} decimals, {rule}", total.rounding.decimals),
        }
    }

    /// Code, name, points and weight.
    fn headed(&self, head: &Head<'_>, points: &Amount) -> String {
        let (points, weight) = (points.printed.printed(), head.weight.printed.printed());
        format!("{} {}: {points} {} {weight}", head.code, head.name, self.pick("dari", "of"))
    }

    fn component(&mut self, component: &Component<'_>) {
        self.line(self.headed(&component.head, &component.points));
        if let Some(typed) = &component.typed {
            return self.typed(typed, "  ");
        }
        self.line(format!("  = {}", sum(component.subcomponents().map(|sub| &sub.points))));
        for sub in component.subcomponents() {
            self.subcomponent(sub, "  ");
        }
    }

    fn group(&mut self, group: &Group<'_>) {
        if let Some(head) = &group.head {
            self.line(self.headed(head, &group.points));
        }
        self.line(format!("  = {}", sum(group.subcomponents.iter().map(|sub| &sub.points))));
        for sub in &group.subcomponents {
            self.subcomponent(sub, "  ");
        }
    }

    fn typed(&mut self, typed: &Typed<'_>, indent: &str) {
        let from = typed.source.map(|source| format!(" {} {source}", self.pick("dari", "from"))).unwrap_or_default();
        self.line(format!(
            "{indent}= `{}` {}{from}, {}  {}",
            typed.text,
            self.pick("diketik", "typed"),
            self.pick("tidak dihitung", "not computed"),
            self.place(typed.at)
        ));
    }

    fn subcomponent(&mut self, sub: &Subcomponent<'_>, indent: &str) {
        self.line(format!("{indent}{}", self.headed(&sub.head, &sub.points)));
        let inner = format!("{indent}  ");
        let weight = sub.head.weight.printed.printed();
        let formula = match &sub.formula {
            Formula::Typed(typed) => return self.typed(typed, &inner),
            Formula::Letter(answer) => {
                format!("{} × {weight}", answer.value.map(|value| plain(&value.0)).unwrap_or_default())
            }
            Formula::Average { sum, count, .. } => format!("({} ÷ {count}) × {weight}", plain(sum)),
            Formula::Points { sum, reachable, .. } if **reachable == sub.head.weight.exact => {
                format!("{} {}", self.pick("jumlah poin", "sum of points"), plain(sum))
            }
            Formula::Points { sum, reachable, .. } => format!("{} ÷ {} × {weight}", plain(sum), plain(reachable)),
        };
        self.line(format!("{inner}= {formula}{}", self.rounded(sub)));
        for answer in sub.formula.answers() {
            self.answer(answer, &inner);
        }
    }

    /// The value before rounding, if rounding changed it, and the origin of the weight.
    fn rounded(&self, sub: &Subcomponent<'_>) -> String {
        let weight = sub.weight_at.map(|at| self.place(at)).unwrap_or_default();
        let rounded = if *sub.unrounded == sub.points.exact {
            String::new()
        } else {
            format!(" = {} → {}", plain(sub.unrounded), sub.points.printed.printed())
        };
        format!("{rounded}  {} {weight}", self.pick("bobot:", "weight:"))
    }

    fn answer(&mut self, answer: &Answer<'_>, indent: &str) {
        let title = match answer.criterion {
            Some(criterion) => format!("{} {criterion}", answer.code),
            None => self.pick("jawaban", "answer").to_owned(),
        };
        let by = if answer.by_panel { " (panel)" } else { "" };
        let value = match (answer.value, answer.maximum) {
            (None, _) => self.pick("tidak dihitung", "left out").to_owned(),
            (Some(value), None) => plain(&value.0),
            (Some(value), Some(maximum)) => {
                format!("{} × {} = {}", plain(&value.0), plain(&maximum.0), plain(&(&value.0 * &maximum.0)))
            }
        };
        let shown = if answer.at.is_some() { answer.text } else { self.pick("tidak dijawab", "not answered") };
        let at = answer.at.map(|at| format!("  {}", self.place(at))).unwrap_or_default();
        self.line(format!("{indent}{title}: {shown}{by} = {value}{at}"));
        for object in answer.objects {
            let (value, at) = (plain(&object.value.0), self.place(object.at));
            self.line(format!("{indent}  {}: {} = {value}  {at}", object.object, object.choice));
        }
        let others = [(self.pick("tim", "team"), answer.team), (self.pick("mandiri", "own"), answer.own)];
        for (title, said) in others {
            if let Some(Said { text, at }) = said {
                self.line(format!("{indent}  {title}: {text}  {}", self.place(at)));
            }
        }
    }
}

fn sum<'a>(parts: impl Iterator<Item = &'a Amount>) -> String {
    parts.map(|part| part.printed.printed()).collect::<Vec<_>>().join(" + ")
}
