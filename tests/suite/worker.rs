//! The worker processes of the real program: what kills one, and what that costs the others.

use std::collections::BTreeMap;
use std::time::Duration;

use lhe::diag::Code;
use lhe::typeset::{Attachment, Standard};
use lhe::worker::{Order, Outcome, Pool};
use serde_json::json;

const PROGRAM: &str = env!("CARGO_BIN_EXE_lhe");

/// Longer than any page here takes, shorter than the loop below.
const LIMIT: Duration = Duration::from_millis(2_500);

/// Evaluates for about twenty seconds.
const LOOP: &str = "#for i in range(18000) { for j in range(18000) { let x = i } }";

/// Asks for ten gigabytes at once.
const GREEDY: &str = "#(\"a\" * 10000000000).len()";

fn order(body: &str) -> Order {
    let head = "#set document(title: [{{ judul }}], author: [{{ judul }}].text)\n\
                #set text(font: \"TeX Gyre Bonum\", lang: \"id\")\n= {{ judul }}\n";
    Order {
        report: json!({"judul": {"teks": "Laporan", "asal": "a.yaml#/judul"}}),
        main: "surat".to_owned(),
        templates: BTreeMap::from([("surat".to_owned(), format!("{head}{body}\n"))]),
        library: BTreeMap::new(),
        images: BTreeMap::new(),
        attachments: vec![Attachment {
            name: "laporan.json".to_owned(),
            mime: "application/json".to_owned(),
            description: "Laporan".to_owned(),
            relationship: "data".to_owned(),
            bytes: b"{}".to_vec(),
        }],
        standard: Standard::A3a,
        identifier: "2022/a".to_owned(),
        date: (2023, 5, 8),
    }
}

fn run(workers: usize, bodies: &[&str]) -> Vec<Outcome> {
    let mut outcomes = BTreeMap::new();
    let orders = bodies.iter().enumerate().map(|(key, body)| (key, order(body)));
    Pool::new(PROGRAM, workers)
        .limit(LIMIT)
        .run(orders, |key, outcome| assert!(outcomes.insert(key, outcome).is_none()));
    assert!(outcomes.keys().copied().eq(0..bodies.len()), "each order ends once");
    outcomes.into_values().collect()
}

#[test]
fn a_batch_gives_the_same_bytes_as_single_reports() {
    let bodies = ["satu", "dua", "tiga", "empat", "lima"];
    let batch: Vec<_> = run(2, &bodies).into_iter().map(|outcome| outcome.expect("a PDF")).collect();
    for (body, answer) in bodies.iter().zip(&batch) {
        let alone = run(1, &[body]).swap_remove(0).expect("a PDF");
        assert!(alone.pdf == answer.pdf, "{body}");
        assert_eq!((answer.pages, answer.peak_kb.is_some()), (1, cfg!(target_os = "linux")));
    }
}

#[test]
fn a_loop_is_killed_and_the_next_report_is_fine() {
    let mut outcomes = run(1, &["satu", LOOP, "dua"]).into_iter();
    let mut next = || outcomes.next().expect("an outcome");
    assert!(next().is_ok());
    assert_eq!(next().expect_err("killed")[0].code, Code::P007);
    assert!(next().is_ok());
}

#[test]
#[cfg(target_os = "linux")]
fn a_memory_eater_ends_its_worker_only() {
    let mut outcomes = run(1, &["satu", GREEDY, "dua", GREEDY, "#panic(\"x\")", "tiga"]).into_iter();
    let mut next = || outcomes.next().expect("an outcome");
    assert!(next().is_ok());
    let faults = next().expect_err("out of memory");
    assert_eq!(faults[0].code, Code::P006);
    assert!(faults[0].args.iter().any(|(_, value)| value.starts_with("signal 6")), "{faults:?}");
    assert!(next().is_ok());
    assert_eq!(next().expect_err("out of memory")[0].code, Code::P006);
    let faults = next().expect_err("a fault of the template");
    assert_eq!((faults[0].code, faults[0].template.clone()), (Code::P001, Some(("surat".to_owned(), 4, 2))));
    assert!(next().is_ok());
}
