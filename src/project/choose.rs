//! Finding the evaluations that a command means, and the faults that concern them.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Found, Hint, Place, nearest};
use crate::project::wording::sentences::OWN_SENTENCES;
use crate::record::RECAP;
use crate::source::Year;

use super::checked::Project;
use super::documents::Chosen;
use super::scored::{Case, Scored};

impl Scored {
    /// Folder, year and key of the entry of a letter file or a history in which a place lies.
    fn entry_at(&self, name: &str, place: Place) -> Option<(&'static str, i32, String)> {
        let kinds = [("riwayat", "/opd/"), ("surat", "/surat/")];
        let (folder, list) = kinds.into_iter().find(|(folder, _)| name.split('/').next() == Some(folder))?;
        let Year(year) = Year::from_text(name.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".yaml")?)?;
        let pointer = self.documents.get(&place.file)?.pointer_at(place);
        let key = pointer.strip_prefix(list)?.split('/').next()?;
        Some((folder, year, key.to_owned()))
    }

    /// The cases that a diagnostic concerns: by their own files, by their entry of a letter file, or by last year's
    /// history of their office. Empty for a place in a file that all cases share, except in the project's own
    /// sentences, which concern every case.
    pub(crate) fn concerned(&self, d: &Diagnostic) -> Vec<usize> {
        if self.of_own_sentences(d) {
            return (0..self.cases.len()).collect();
        }
        let Some(place) = d.place else { return Vec::new() };
        let entry = self.entry_at(self.files.name(place.file), place);
        let concerned = |case: &Case| match &entry {
            None => case.files().any(|file| file == place.file),
            Some(("surat", year, stem)) => case.id.year == *year && case.id.stem == *stem,
            Some((_, year, office)) => case.id.year == year + 1 && self.takes_over(office, &case.office),
        };
        (0..self.cases.len()).filter(|index| concerned(&self.cases[*index])).collect()
    }

    /// True if a diagnostic concerns the project's own sentences, which every letter may print.
    pub(crate) fn of_own_sentences(&self, d: &Diagnostic) -> bool {
        d.place.map(|place| self.files.name(place.file)).or(d.file.as_deref()) == Some(OWN_SENTENCES)
    }
}

impl Project {
    /// The diagnostics that concern these cases: faults of their own files, of last year's evaluations of the same
    /// offices, and of shared files. Faults of other offices' evaluations are left out.
    ///
    /// A recap concerns every evaluation of its year.
    pub fn concerning(&self, chosen: &Chosen) -> Found {
        let of_recap = |case: &Case| chosen.recaps.contains(&case.id.year);
        let meant = |(index, case): &(usize, &Case)| chosen.cases.contains(index) || of_recap(case);
        let chosen: Vec<(usize, &Case)> = self.cases.iter().enumerate().filter(meant).collect();
        let blocked = chosen.iter().any(|(index, _)| self.is_blocked(*index));
        let mut wanted: BTreeSet<(i32, &str)> = BTreeSet::new();
        for (_, case) in &chosen {
            wanted.extend([(case.id.year, case.office.as_str()), (case.id.year - 1, case.office.as_str())]);
        }
        let foreign: BTreeSet<String> = self
            .cases
            .iter()
            .filter(|case| !wanted.contains(&(case.id.year, &case.office)))
            .map(|case| case.id.to_string())
            .collect();
        let concerns = |d: &Diagnostic| {
            let name = d.place.map(|p| self.files.name(p.file)).or(d.file.as_deref()).unwrap_or_default();
            owner(name).is_none_or(|id| !foreign.contains(id)) && self.entry_concerns(d, name, &wanted)
        };
        // A number that two other letters share stops those letters only.
        let numbers = |d: &Diagnostic| d.code == Code::D147 && !blocked;
        self.diagnostics.iter().filter(|d| concerns(d) && !numbers(d)).cloned().collect()
    }

    /// False if a diagnostic concerns one entry of a letter file or a history whose office is not wanted.
    fn entry_concerns(&self, d: &Diagnostic, name: &str, wanted: &BTreeSet<(i32, &str)>) -> bool {
        let Some((folder, year, key)) = d.place.and_then(|place| self.entry_at(name, place)) else { return true };
        match folder {
            "riwayat" => wanted.contains(&(year, key.as_str())),
            // A number that is used twice concerns the other letter as well.
            _ if d.code == Code::D147 => true,
            _ => {
                let letter = self.cases.iter().find(|c| c.id.year == year && c.id.stem == key);
                letter.is_none_or(|case| wanted.contains(&(year, case.office.as_str())))
            }
        }
    }

    /// The evaluations of these offices and this year. With `recaps`, the name `ikhtisar` chooses recaps. Without
    /// names, everything is chosen.
    ///
    /// # Errors
    /// U006 for each name that fits nothing.
    pub fn select(&self, names: &[String], year: Option<i32>, recaps: bool) -> Result<Chosen, Found> {
        let mut chosen = Vec::new();
        // A recap whose file is faulty is known too: making it fails, but its name is no unknown name.
        let faulty = self.faulty_years.iter().filter(|(folder, _)| folder == RECAP).map(|(_, year)| *year);
        let known: Vec<i32> = if recaps { self.recaps.keys().copied().chain(faulty).collect() } else { Vec::new() };
        let mut recaps = Vec::new();
        let in_year_of = |y: i32| year.is_none_or(|wanted| wanted == y);
        let mut unknown = Vec::new();
        let in_year = |case: &Case| in_year_of(case.id.year);
        for name in names {
            let fits = |case: &Case| {
                case.id.to_string() == *name || in_year(case) && (case.id.stem == *name || case.office == *name)
            };
            let found: Vec<usize> = (0..self.cases.len()).filter(|i| fits(&self.cases[*i])).collect();
            let named = |y: &&i32| *name == format!("{y}/{RECAP}") || name == RECAP && in_year_of(**y);
            let years: Vec<i32> = known.iter().filter(named).copied().collect();
            if found.is_empty() && years.is_empty() {
                let mut fault = Diagnostic::new(Code::U006).arg("name", name);
                let stems = self.cases.iter().map(|c| c.id.stem.as_str()).filter(|stem| stem != name);
                fault.hints.extend(nearest(name, stems).map(Hint::DidYouMean));
                unknown.push(fault.arg("year", year.map(|y| format!(" {y}")).unwrap_or_default()));
            }
            chosen.extend(found);
            recaps.extend(years);
        }
        if names.is_empty() {
            chosen = (0..self.cases.len()).filter(|i| in_year(&self.cases[*i])).collect();
            recaps = known.iter().filter(|y| in_year_of(**y)).copied().collect();
            if let (Some(year), true) = (year, chosen.is_empty()) {
                unknown.push(Diagnostic::new(Code::U006).arg("name", year).arg("year", ""));
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        recaps.sort_unstable();
        recaps.dedup();
        let named = !names.is_empty();
        if unknown.is_empty() { Ok(Chosen { cases: chosen, recaps, named }) } else { Err(unknown) }
    }
}

/// `2022/dinas-x` of `evaluasi/2022/dinas-x.lke.yaml`; none for files that belong to no single evaluation.
fn owner(name: &str) -> Option<&str> {
    let rest = name.strip_prefix("evaluasi/")?;
    let end = rest.find('.')?;
    Some(&rest[..end])
}
