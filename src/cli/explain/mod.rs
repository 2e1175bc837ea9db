//! `lhe explain`: from a printed number down to formula, weights, answers and the YAML file and line.

mod json;

use crate::diag::{Code, Diagnostic, Found, Hint, Lang, Place, nearest};
use crate::evaluation::{AnswerRecord, Evaluation};
use crate::instrument::{Instrument, RoundingLevel};
use crate::num::{Ratio, RoundingRule, plain};
use crate::project::{Case, Project};
use crate::score::{AnswerTrace, ComponentScore, GroupScore, ScoreSheet, SubcomponentScore, Trace};

use super::args::{ExplainArgs, Global};
use super::exit::Exit;
use super::open::open_evaluations;
use super::printer::Printer;

pub(super) fn run(args: &ExplainArgs, global: &Global, printer: &Printer) -> Exit {
    let (project, chosen) = match open_evaluations(global, std::slice::from_ref(&args.office), args.year, printer) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    // Without a year the last one: cases are ordered by year.
    let Some(case) = chosen.cases.last().map(|i| &project.cases[*i]) else { return Exit::Usage };
    let (Some(sheet), Some(evaluation), Some(index)) = (&case.sheet, &case.evaluation, case.instrument) else {
        let files = [Some(case.file), case.worksheet];
        let own: Found = project
            .diagnostics
            .iter()
            .filter(|d| d.place.is_some_and(|p| files.contains(&Some(p.file))))
            .cloned()
            .collect();
        let exit = printer.diagnostics(if own.is_empty() { &project.diagnostics } else { &own }, &project.files);
        return exit.max(Exit::No);
    };
    let explainer =
        Explainer { project: &project, case, sheet, evaluation, instrument: &project.instruments[index], printer };
    if printer.json {
        let record = json::record(&project, case, sheet, args.code.as_deref());
        if record.is_null() {
            return explainer.unknown(args.code.as_deref());
        }
        printer.data(&record.to_string());
        return Exit::Done;
    }
    if explainer.show(args.code.as_deref()) { Exit::Done } else { explainer.unknown(args.code.as_deref()) }
}

struct Explainer<'a> {
    project: &'a Project,
    case: &'a Case,
    sheet: &'a ScoreSheet,
    evaluation: &'a Evaluation,
    instrument: &'a Instrument,
    printer: &'a Printer,
}

impl Explainer<'_> {
    fn line(&self, text: &str) {
        self.printer.data(text);
    }

    fn number(&self, value: &Ratio) -> String {
        self.sheet.text(value)
    }

    fn place(&self, at: Place) -> String {
        self.project.files.locate(at)
    }

    fn pick<'b>(&self, id: &'b str, en: &'b str) -> &'b str {
        self.printer.pick(id, en)
    }

    /// Shows a code of any level; false if there is none.
    fn show(&self, code: Option<&str>) -> bool {
        let known = |code: &str| {
            code == "total" || self.has(code) || self.group(code).is_some() || self.criterion(code).is_some()
        };
        if code.is_some_and(|code| !known(code)) {
            return false;
        }
        self.line(&format!("{} · {} ({})", self.case.id, self.instrument.short_name, self.instrument.id));
        match code {
            None | Some("total") => self.total(),
            Some(code) => {
                if let Some(component) = self.sheet.component(code) {
                    self.component(component);
                } else if let Some(sub) = self.sheet.subcomponents().find(|s| s.code == code) {
                    self.subcomponent(sub, "");
                } else if let Some(group) = self.group(code) {
                    self.group_of(group);
                } else if let Some((sub, answer)) = self.criterion(code) {
                    self.answer(sub, answer, "");
                } else {
                    return false;
                }
            }
        }
        true
    }

    /// True for a component or a sub-component of the sheet.
    fn has(&self, code: &str) -> bool {
        self.sheet.component(code).is_some() || self.sheet.subcomponents().any(|s| s.code == code)
    }

    fn group(&self, code: &str) -> Option<&GroupScore> {
        let groups = self.sheet.components.iter().flat_map(|c| &c.groups);
        groups.into_iter().find(|g| g.head.as_ref().is_some_and(|(known, _, _)| known == code))
    }

    fn group_of(&self, group: &GroupScore) {
        if let Some((code, name, weight)) = &group.head {
            self.line(&format!("{code} {name}: {}", self.of(&group.points.0, &weight.0)));
        }
        let parts: Vec<String> = group.subcomponents.iter().map(|s| self.number(&s.points.0)).collect();
        self.line(&format!("  = {}", parts.join(" + ")));
        for sub in &group.subcomponents {
            self.subcomponent(sub, "  ");
        }
    }

    fn criterion(&self, code: &str) -> Option<(&SubcomponentScore, &AnswerTrace)> {
        self.sheet.subcomponents().find_map(|s| Some((s, s.trace.answers().iter().find(|a| a.code == code)?)))
    }

    fn total(&self) {
        let parts: Vec<String> = self.sheet.components.iter().map(|c| self.number(&c.points.0)).collect();
        let grade = &self.sheet.grade;
        self.line(&format!(
            "total {} = {}  →  {} ({})",
            self.number(&self.sheet.total.0),
            parts.join(" + "),
            grade.letter,
            grade.word
        ));
        if let Some(band) = self.instrument.grade(&self.sheet.total.0) {
            let lower = band.above.as_ref().map_or_else(|| "0 ≤".to_owned(), |above| format!("{} <", plain(above)));
            self.line(&format!(
                "  {} {}: {lower} {} ≤ {}",
                self.pick("predikat", "grade"),
                band.letter,
                self.pick("nilai", "total"),
                plain(&band.up_to)
            ));
        }
        if let Some(own) = &self.case.own {
            self.line(&format!(
                "  {}: {} ({})",
                self.pick("penilaian mandiri", "self-assessment"),
                own.text(&own.total.0),
                own.grade.letter
            ));
        }
        self.line(&format!("  {}", self.rounding()));
        for component in &self.sheet.components {
            self.line("");
            self.component(component);
        }
    }

    fn rounding(&self) -> String {
        let rule = match self.instrument.rounding.rule {
            RoundingRule::HalfUp => self.pick("setengah ke atas", "half up"),
            RoundingRule::HalfEven => self.pick("setengah ke genap", "half to even"),
            RoundingRule::Truncate => self.pick("dipotong", "cut off"),
        };
        let level = match self.instrument.rounding_level {
            RoundingLevel::Subcomponent => self.pick("setiap subkomponen", "each sub-component"),
            RoundingLevel::Component => self.pick("setiap komponen", "each component"),
            RoundingLevel::Total => self.pick("total", "the total"),
        };
        match self.printer.lang {
            Lang::Id => format!("pembulatan: {level}, {} desimal, {rule}", self.instrument.rounding.decimals),
            Lang::En => format!("rounding: {level}, {} decimals, {rule}", self.instrument.rounding.decimals),
        }
    }

    fn of(&self, points: &Ratio, weight: &Ratio) -> String {
        format!("{} {} {}", self.number(points), self.pick("dari", "of"), self.number(weight))
    }

    fn component(&self, component: &ComponentScore) {
        let c = component;
        self.line(&format!("{} {}: {}", c.code, c.name, self.of(&c.points.0, &c.weight.0)));
        if let Some((at, text)) = &c.typed {
            self.typed(*at, text, "  ");
            return;
        }
        let parts: Vec<String> = c.subcomponents().map(|s| self.number(&s.points.0)).collect();
        self.line(&format!("  = {}", parts.join(" + ")));
        for sub in c.subcomponents() {
            self.subcomponent(sub, "  ");
        }
    }

    fn typed(&self, at: Place, text: &str, indent: &str) {
        let source = self.evaluation.entry.value_source.as_ref().map(|s| s.file.value.0.as_str());
        let from = source.map(|s| format!(" {} {s}", self.pick("dari", "from"))).unwrap_or_default();
        self.line(&format!(
            "{indent}= `{text}` {}{from}, {}  {}",
            self.pick("diketik", "typed"),
            self.pick("tidak dihitung", "not computed"),
            self.place(at)
        ));
    }

    fn subcomponent(&self, sub: &SubcomponentScore, indent: &str) {
        self.line(&format!("{indent}{} {}: {}", sub.code, sub.name, self.of(&sub.points.0, &sub.weight.0)));
        let weight = self.number(&sub.weight.0);
        let inner = format!("{indent}  ");
        match &sub.trace {
            Trace::Typed { at, text } => return self.typed(*at, text, &inner),
            Trace::Letter(answer) => {
                let value = answer.value.as_ref().map(|v| plain(&v.0)).unwrap_or_default();
                self.line(&format!("{inner}= {value} × {weight}{}", self.exact(sub)));
            }
            Trace::Average { sum, count, .. } => {
                self.line(&format!("{inner}= ({} ÷ {count}) × {weight}{}", plain(sum), self.exact(sub)));
            }
            Trace::Points { sum, reachable, .. } if *reachable == sub.weight.0 => {
                self.line(&format!(
                    "{inner}= {} {}{}",
                    self.pick("jumlah poin", "sum of points"),
                    plain(sum),
                    self.exact(sub)
                ));
            }
            Trace::Points { sum, reachable, .. } => {
                self.line(&format!("{inner}= {} ÷ {} × {weight}{}", plain(sum), plain(reachable), self.exact(sub)));
            }
        }
        for answer in sub.trace.answers() {
            self.answer(sub, answer, &inner);
        }
    }

    /// The value before rounding, where rounding changed it, and where the weight comes from.
    fn exact(&self, sub: &SubcomponentScore) -> String {
        let weight = self.instrument.subcomponent(&sub.code).map(|s| self.place(s.place)).unwrap_or_default();
        let rounded = if sub.exact == sub.points.0 {
            String::new()
        } else {
            format!(" = {} → {}", plain(&sub.exact), self.number(&sub.points.0))
        };
        format!("{rounded}  {} {weight}", self.pick("bobot:", "weight:"))
    }

    fn answer(&self, sub: &SubcomponentScore, answer: &AnswerTrace, indent: &str) {
        let criterion = self.instrument.criteria().find(|(_, c)| c.code == answer.code).map(|(_, c)| c.text.as_str());
        let text = criterion.map(|t| format!(" {t}")).unwrap_or_default();
        let by = if answer.by_panel { self.pick(" (panel)", " (panel)") } else { "" };
        let value = match (&answer.value, &answer.maximum) {
            (None, _) => self.pick("tidak dihitung", "left out").to_owned(),
            (Some(value), None) => plain(&value.0),
            (Some(value), Some(maximum)) => {
                format!("{} × {} = {}", plain(&value.0), plain(&maximum.0), plain(&(&value.0 * &maximum.0)))
            }
        };
        let shown =
            if answer.at.is_some() { answer.answer.as_str() } else { self.pick("tidak dijawab", "not answered") };
        let at = answer.at.map(|at| format!("  {}", self.place(at))).unwrap_or_default();
        let letter = answer.code == sub.code;
        let code = if letter { self.pick("jawaban", "answer").to_owned() } else { answer.code.clone() };
        self.line(format!("{indent}{code}{text}: {shown}{by} = {value}{at}").as_str());
        for object in &answer.objects {
            self.line(&format!(
                "{indent}  {}: {} = {}  {}",
                object.object,
                object.choice,
                plain(&object.value.0),
                self.place(object.at)
            ));
        }
        if let Some(record) = self.evaluation.answers.get(&answer.code) {
            self.others(record, indent);
        }
    }

    /// The team's answer where the panel's counts, and the office's own.
    fn others(&self, record: &AnswerRecord, indent: &str) {
        use crate::evaluation::Verdict;
        let word = |verdict: &Verdict| match verdict {
            Verdict::Choice(choice) => choice.clone(),
            Verdict::Objects(_) => "objek".to_owned(),
            Verdict::NotApplicable => "tidak_berlaku".to_owned(),
            Verdict::Points(_, text) => text.clone(),
        };
        if let (Some(team), Some(_)) = (&record.team, &record.panel) {
            self.line(&format!(
                "{indent}  {}: {}  {}",
                self.pick("tim", "team"),
                word(&team.verdict),
                self.place(team.at)
            ));
        }
        if let Some(own) = &record.own {
            self.line(&format!(
                "{indent}  {}: {}  {}",
                self.pick("mandiri", "own"),
                word(&own.verdict),
                self.place(own.at)
            ));
        }
    }

    fn unknown(&self, code: Option<&str>) -> Exit {
        let code = code.unwrap_or_default();
        // A probing criterion under a letter is known, but has no points of its own.
        let known = self.instrument.codes().contains(&code);
        let number = if known { Code::D102 } else { Code::D101 };
        let mut fault = Diagnostic::new(number).arg("code", code).arg("instrument", &self.instrument.id);
        if !known {
            fault.hints.extend(nearest(code, self.instrument.codes()).map(Hint::DidYouMean));
        }
        self.printer.diagnostics(&[fault.in_file(self.project.files.name(self.case.file))], &self.project.files);
        Exit::Usage
    }
}
