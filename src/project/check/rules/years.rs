//! The results of this year and of last year that a sentence may hold if it compares the years.

use num_traits::Signed;

use crate::num::{Number, Ratio};
use crate::project::{Case, Scored};
use crate::register::last_place;
use crate::score::{ScoreSheet, Trace};

/// The values and letters that a sentence may state if it compares years.
pub(super) struct Years {
    /// Values as printed: of this year, of last year, and the differences of both.
    pub(super) values: Vec<Ratio>,
    /// Letters of both years.
    pub(super) letters: Vec<String>,
    /// True if last year's result is known.
    pub(super) known: bool,
}

impl Years {
    /// Gathers them. Last year's values are those of the office and of the offices it took over, from evaluations and
    /// from the history.
    pub(super) fn of(project: &Scored, case: &Case, sheet: &ScoreSheet) -> Self {
        let year = case.id.year - 1;
        let own = |office: &str| project.takes_over(office, &case.office);
        let mut last: Vec<(String, Ratio)> = Vec::new();
        let cases = project.cases.iter().filter(|c| c.id.year == year && own(&c.office));
        let mut letters = letters(sheet);
        for sheet in cases.filter_map(|c| c.sheet.as_ref()) {
            last.extend(printed(sheet));
            letters.extend(self::letters(sheet));
        }
        let results = project.histories.get(&year).into_iter().flat_map(|history| &history.results.0);
        for (_, entry) in results.filter(|(office, _)| own(&office.value.0)) {
            let parts = entry.components.0.iter().map(|(code, n)| (code.value.0.clone(), n.value.value.clone()));
            last.extend(parts.chain([("total".to_owned(), entry.total.value.value.clone())]));
            letters.push(entry.grade.value.0.clone());
        }
        let now = printed(sheet);
        let differences: Vec<Ratio> = now
            .iter()
            .flat_map(|(code, value)| {
                last.iter().filter(move |(other, _)| other == code).map(move |(_, old)| (value - old).abs())
            })
            .collect();
        let known = !last.is_empty();
        let values = now.into_iter().chain(last).map(|(_, value)| value).chain(differences).collect();
        Self { values, letters, known }
    }
}

/// The grade of a sheet and the letters of its answers.
fn letters(sheet: &ScoreSheet) -> Vec<String> {
    let answers = sheet.subcomponents().filter_map(|s| match &s.trace {
        Trace::Letter(answer) => Some(answer.answer.clone()),
        _ => None,
    });
    std::iter::once(sheet.grade.letter.clone()).chain(answers).collect()
}

/// The values of a sheet by code, as printed.
fn printed(sheet: &ScoreSheet) -> Vec<(String, Ratio)> {
    let rows = sheet.rows().into_iter().map(|row| (row.code.to_owned(), sheet.rounding.apply(&row.points.0)));
    rows.chain([("total".to_owned(), sheet.rounding.apply(&sheet.total.0))]).collect()
}

/// True if a number is a value as printed, or that value with fewer decimals.
pub(super) fn near(number: &Number, printed: &Ratio) -> bool {
    (&number.value - printed).abs() < last_place(number)
}
