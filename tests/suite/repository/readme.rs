//! The READMEs: the same console lines in both languages, and what they show is what the program says.

use std::fs;

use crate::support::{ProjectTest, repository};

/// The console blocks of a README, in order.
fn console(name: &str) -> Vec<String> {
    let text = fs::read_to_string(repository(name)).expect("a README");
    text.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn both_readmes_show_the_same_console() {
    assert!(!console("README.md").is_empty());
    assert_eq!(console("README.md"), console("README.id.md"));
}

#[test]
fn what_the_readme_shows_is_what_the_program_says() {
    let project = ProjectTest::sample();
    let mut tried = 0;
    for block in console("README.md") {
        for part in block.split("$ cargo run --release -- ").skip(1) {
            let (line, shown) = part.split_once('\n').expect("a command and what it says");
            let arguments: Vec<&str> = line.trim_end_matches(" --proyek data/sample").split_whitespace().collect();
            let run = project.run(&arguments).status(0);
            // Times differ from run to run; `…` stands for lines that are left out.
            let said = format!("{}{}", run.stderr, run.stdout);
            for expected in shown.lines().filter(|l| !l.is_empty() && !l.contains('…') && !l.contains('$')) {
                let fixed = expected.split("halaman").next().unwrap_or(expected).trim_end();
                assert!(said.contains(fixed), "`{line}` does not say: {fixed}\n{said}");
            }
            tried += 1;
        }
    }
    assert!(tried >= 2, "the README shows at least a build and an explanation");
}
