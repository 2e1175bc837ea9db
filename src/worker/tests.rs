//! Orders on the wire and in this process; the pool with programs that are no workers.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;

use crate::diag::Code;
use crate::template::Fault;
use crate::typeset::{Attachment, PageBox, Standard};

use super::*;

const TEMPLATE: &str = r#"#set document(title: [{{ judul }}], author: [{{ judul }}].text)
#set page(paper: "a4")
#set text(font: "TeX Gyre Bonum", lang: "id")
= {{ judul }}
{{ isi }}
"#;

fn order(title: &str) -> Order {
    Order {
        required: Vec::new(),
        report: json!({"format": 1, "judul": {"teks": title}, "isi": {"teks": "Isi laporan", "asal": "a.yaml#/isi"}}),
        main: "surat".to_owned(),
        templates: BTreeMap::from([("surat".to_owned(), TEMPLATE.to_owned())]),
        library: BTreeMap::from([("lib/gaya.typ".to_owned(), "#let a = 1".to_owned())]),
        images: BTreeMap::from([("aset/a.bin".to_owned(), vec![0, 255, 10])]),
        attachments: vec![Attachment {
            name: "laporan.json".to_owned(),
            mime: "application/json".to_owned(),
            description: "Laporan".to_owned(),
            relationship: "data".to_owned(),
            bytes: vec![b'x'; 300_000],
        }],
        standard: Standard::A3a,
        identifier: format!("2022/{title}"),
        date: (2023, 5, 8),
        pages: vec![PageBox { width: 21_000, height: 29_700, left: 2_500, right: 2_500, top: 2_500, bottom: 2_500 }],
        prove_layout: true,
        mark: None,
    }
}

#[test]
fn an_order_survives_the_wire() {
    let (first, second) =
        (order("a \" \u{1} é"), Order { standard: Standard::A2a, attachments: Vec::new(), ..order("b") });
    let mut wire = Vec::new();
    first.write(&mut wire).expect("writes");
    second.write(&mut wire).expect("writes");
    let mut input = wire.as_slice();
    assert_eq!(Order::read(&mut input).expect("reads").as_ref(), Some(&first));
    assert_eq!(Order::read(&mut input).expect("reads").as_ref(), Some(&second));
    assert!(Order::read(&mut input).expect("reads").is_none());
}

#[test]
fn served_orders_equal_orders_done_here() {
    let bad = Order { main: "tiada".to_owned(), ..order("x") };
    let mut wire = Vec::new();
    for order in [&order("a"), &bad, &order("b")] {
        order.write(&mut wire).expect("writes");
    }
    let mut output = Vec::new();
    serve(wire.as_slice(), &mut output).expect("serves");
    let mut input = output.as_slice();
    let mut next = || order::read_outcome(&mut input).expect("reads");
    let (first, second, third) = (next().expect("a PDF"), next().expect_err("no template"), next().expect("a PDF"));
    let here = render_order(&order("a")).expect("a PDF");
    assert!(first.pdf == here.pdf && first.pages == 1 && first.timings.layout_us > 0);
    assert_eq!(first.peak_kb.is_some(), cfg!(target_os = "linux"));
    assert_eq!(second[0].code, Code::T006);
    assert!(third.pdf != first.pdf);
}

/// A program that is a shell script; the folder must live as long as the script is used.
#[cfg(unix)]
fn script(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("palsu");
    // Another process writes the script. If this one did, the fork of a neighbouring test could inherit the open file,
    // and exec would fail.
    let copy =
        std::process::Command::new("sh").arg("-c").arg("printf '%s' \"$1\" > \"$0\"").arg(&path).arg(text).status();
    assert!(copy.expect("sh runs").success());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("executable");
    (folder, path)
}

#[cfg(unix)]
fn outcomes(pool: &Pool, count: usize) -> Vec<(usize, Outcome)> {
    let mut all = Vec::new();
    pool.run((0..count).map(|i| (i, Order { attachments: Vec::new(), ..order("a") })), |key, outcome| {
        all.push((key, outcome))
    });
    all.sort_by_key(|(key, _)| *key);
    all
}

#[cfg(unix)]
fn codes(pool: &Pool, count: usize) -> Vec<(Code, String)> {
    let all = outcomes(pool, count);
    assert!(all.iter().map(|(key, _)| *key).eq(0..count));
    let first = |outcome: Outcome| outcome.expect_err("no worker").swap_remove(0);
    let last = |fault: &Fault| fault.args.iter().last().map_or_else(String::new, |(_, value)| value.neutral());
    all.into_iter().map(|(_, outcome)| first(outcome)).map(|fault| (fault.code, last(&fault))).collect()
}

#[test]
#[cfg(unix)]
fn a_program_that_cannot_be_started_is_a_fault_of_each_order() {
    let found = codes(&Pool::new("/tiada/lhe", 2), 3);
    assert!(found.iter().all(|(code, _)| *code == Code::P008), "{found:?}");
}

#[test]
#[cfg(unix)]
fn dead_workers_cost_their_own_order_only() {
    let (_folder, program) = script("#!/bin/sh\nkill -ABRT $$\n");
    let found = codes(&Pool::new(program, 2), 5);
    assert!(found.iter().all(|(code, why)| *code == Code::P006 && why == "signal 6 SIGABRT"), "{found:?}");
    let (_folder, program) = script("#!/bin/sh\nexit 3\n");
    assert_eq!(codes(&Pool::new(program, 1), 1), [(Code::P006, "exit 3".to_owned())]);
    let (_folder, program) =
        script("#!/bin/sh\nhead -c 100 > /dev/null\necho kata-kata-yang-bukan-jawaban\nexec sleep 100\n");
    assert_eq!(codes(&Pool::new(program, 1), 1)[0].0, Code::P006);
}

#[test]
#[cfg(unix)]
fn a_worker_that_hangs_is_killed_in_time() {
    let (_folder, program) = script("#!/bin/sh\nexec sleep 100\n");
    // The order is long, so its pipe is full when the time runs out.
    let pool = Pool::new(program, 1).limit(Duration::from_millis(300));
    pool.run([((), order("a"))], |(), outcome| assert_eq!(outcome.expect_err("killed")[0].code, Code::P007));
    let (_folder, program) = script("#!/bin/sh\nexec sleep 100\n");
    let found = codes(&Pool::new(program, 2).limit(Duration::from_millis(300)), 2);
    assert_eq!(found, [(Code::P007, "0.300".to_owned()), (Code::P007, "0.300".to_owned())]);
}

#[test]
#[cfg(unix)]
fn orders_are_taken_one_ahead_only() {
    use std::cell::Cell;
    let (_folder, program) = script("#!/bin/sh\nexit 1\n");
    let (taken, finished) = (Cell::new(0), Cell::new(0));
    let orders = (0..20).map(|i| {
        taken.set(taken.get() + 1);
        assert!(taken.get() - finished.get() <= 3, "two at work and one ahead");
        (i, order("a"))
    });
    Pool::new(program, 2).run(orders, |_, _| finished.set(finished.get() + 1));
    assert_eq!((taken.get(), finished.get()), (20, 20));
}

#[test]
fn a_panic_of_the_engine_is_a_fault() {
    let faults = super::serve::guarded(|| panic!("overflow in a table")).expect_err("a fault");
    assert_eq!(faults, [Fault::new(Code::P009).arg("reason", "overflow in a table")]);
}
