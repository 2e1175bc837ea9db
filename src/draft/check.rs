//! Finds every fault of documents without making PDFs.

use crate::diag::{self, Code, Found};
use crate::instrument::BUILT_IN;
use crate::project::{Chosen, Project};
use crate::score;

use super::compose::compose_faults;

/// All diagnostics of the chosen documents, in the order in which they are shown: the faults of their files, the worked
/// examples of the built-in instruments, the faults that only composing finds, and those of the project's own
/// templates.
pub fn check(project: &Project, chosen: &Chosen) -> Found {
    let mut found = project.concerning(chosen);
    // The examples of local editions are worked through whenever the project is read.
    for instrument in project.instruments.iter().filter(|i| BUILT_IN.iter().any(|b| b.id == i.id)) {
        found.extend(score::verify_examples(instrument));
    }
    found.extend(compose_faults(project, chosen));
    // Built-in templates are checked by the tests of this program.
    if project.has_templates() {
        found.extend(project.lint(&[]).unwrap_or_else(|faults| faults));
    }
    if !chosen.named {
        // The fault for which another letter waits is in the list itself.
        found.retain(|d| d.code != Code::D165);
    }
    diag::sort(&mut found, &project.files);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::sample;

    #[test]
    fn a_check_is_sorted_and_tells_of_the_waiting_letter_only_if_it_was_named() {
        let (_folder, project) = sample::read();
        let all = project.select(&[], None, true).expect("everything");
        assert!(!all.named);
        let found = check(&project, &all);
        let mut sorted = found.clone();
        diag::sort(&mut sorted, &project.files);
        assert_eq!(found, sorted);

        // The evaluation of the year before, whose recommendations this year's letter follows up, has a fault: the
        // letter waits.
        let name = "evaluasi/2022/bappeda.yaml";
        let (_, text) = project.files.find(name).expect("an evaluation");
        let faulty = project.with_text(name, &text.replacen("format: 1", "format: 9", 1));
        let told = |named: bool| {
            let chosen = Chosen { named, ..all.clone() };
            check(&faulty, &chosen).iter().any(|d| d.code == Code::D165)
        };
        assert!(!told(false));
        assert!(told(true));
    }
}
