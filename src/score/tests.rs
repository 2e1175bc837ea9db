//! The law in examples, and properties over random sheets.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::diag::{Files, Place};
use crate::evaluation::{AnswerRecord, Judgement, Verdict};
use crate::instrument::{self, BUILT_IN, BuiltIn, Instrument, Method};
use crate::num::{Points, Ratio, Rounding, RoundingRule, parse, ratio};

use super::{Trace, Whose, calculate, verify_examples};

fn released(id: &str) -> &'static BuiltIn {
    BUILT_IN.iter().find(|b| b.id == id).expect("a built-in id")
}

fn built_in(id: &str) -> (Instrument, Files) {
    let found = released(id);
    load(found.file, found.text)
}

fn load(name: &str, text: &str) -> (Instrument, Files) {
    let mut files = Files::default();
    let file = files.add(name, text);
    let checked = instrument::load(&files, file);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    (checked.value.expect("no error").0, files)
}

fn local() -> (Instrument, Files) {
    load("lokal", include_str!("../../tests/cases/edisi-lokal/instrumen/kabupaten-contoh-2024.yaml"))
}

fn every_edition() -> Vec<Instrument> {
    BUILT_IN.iter().map(|b| built_in(b.id).0).chain([local().0]).collect()
}

/// Answers from the index of a choice per code, in the order of the instrument.
fn answers(instrument: &Instrument, pick: &dyn Fn(usize, usize) -> usize) -> BTreeMap<String, AnswerRecord> {
    let at = Place::new(instrument.place.file, 0, 0);
    let mut map = BTreeMap::new();
    let mut add = |code: &str, verdict: Verdict| {
        let team = Some(Judgement { at, verdict });
        map.insert(code.to_owned(), AnswerRecord::of_team(at, team));
    };
    let mut index = 0;
    for sub in instrument.subcomponents() {
        let mut next = |choices: usize| {
            index += 1;
            pick(index - 1, choices)
        };
        match &sub.method {
            Method::Letter(scale) => {
                let choice = &scale.choices[next(scale.choices.len())];
                add(&sub.code, Verdict::Choice(choice.code.clone()));
            }
            Method::Typed => {
                let value = &sub.weight.0 * ratio(4 - i64::try_from(next(5)).expect("small")) / ratio(4);
                add(&sub.code, Verdict::Points(value, String::new()));
            }
            Method::Average | Method::Points => {
                for criterion in &sub.criteria {
                    let scale = criterion.scale.as_ref().expect("scored criteria have a scale");
                    let choice = &scale.choices[next(scale.choices.len())];
                    add(&criterion.code, Verdict::Choice(choice.code.clone()));
                }
            }
        }
    }
    map
}

#[test]
fn released_editions_have_the_ids_and_counts_of_the_regulations() {
    for built_in in BUILT_IN {
        assert_eq!(load(built_in.file, built_in.text).0.id, built_in.id);
    }
    let counts = |id: &str| built_in(id).0.subcomponents().map(|s| s.criteria.len()).collect::<Vec<_>>();
    assert_eq!(counts("permenpanrb-88-2021/umum@1"), [6, 11, 8, 3, 7, 10, 6, 9, 7, 3, 5, 5]);
    assert_eq!(counts("permenpanrb-12-2015/skpd@1"), [9, 8, 3, 4, 10, 5, 4, 10, 6, 4, 7, 4, 4, 6, 2, 3, 3]);
    let weights = |id: &str| built_in(id).0.components.iter().map(|c| c.weight.0.clone()).collect::<Vec<_>>();
    assert_eq!(weights("permenpanrb-88-2021/umum@1"), [30, 30, 15, 25].map(ratio));
    assert_eq!(weights("permenpanrb-12-2015/skpd@1"), [30, 25, 15, 10, 20].map(ratio));
    assert_eq!(weights("permenpanrb-12-2015/peraturan@1"), [30, 25, 15, 10, 20].map(ratio));
}

#[test]
fn every_worked_example_of_every_edition_holds() {
    for instrument in every_edition() {
        assert!(!instrument.examples.is_empty(), "{}", instrument.id);
        assert_eq!(verify_examples(&instrument), [], "{}", instrument.id);
    }
}

#[test]
fn a_wrong_example_is_found() {
    let edition = released("permenpanrb-88-2021/umum@1").text;
    let text = edition.replacen("total: 80.00", "total: 80.01", 1);
    assert_ne!(text, edition, "the edition proves the boundary 80");
    assert!(!verify_examples(&load("salah", &text).0).is_empty());
}

#[test]
fn grade_bounds_are_open_below_and_closed_above() {
    // PermenPANRB 12/2015 prints ">80 – 90"; an issued letter of 88/2021 shows 80,00 as BB.
    for instrument in every_edition() {
        for (total, letter) in [
            ("0", "D"),
            ("30", "D"),
            ("30.01", "C"),
            ("50", "C"),
            ("50.01", "CC"),
            ("60", "CC"),
            ("60.01", "B"),
            ("70", "B"),
            ("70.01", "BB"),
            ("80", "BB"),
            ("80.01", "A"),
            ("90", "A"),
            ("90.01", "AA"),
            ("100", "AA"),
            ("90.000001", "AA"),
        ] {
            let total = parse(total).expect("a number").value;
            assert_eq!(instrument.grade(&total).map(|b| b.letter.as_str()), Some(letter), "{}", instrument.id);
        }
    }
}

#[test]
fn best_answers_give_100_and_worst_give_0() {
    for instrument in every_edition() {
        let best = calculate(&instrument, &answers(&instrument, &|_, _| 0), Whose::Evaluator).expect("complete");
        assert_eq!((best.total.0, best.grade.letter.as_str()), (ratio(100), "AA"), "{}", instrument.id);
        let worst = calculate(&instrument, &answers(&instrument, &|_, n| n - 1), Whose::Evaluator).expect("complete");
        assert_eq!(worst.grade.letter, "D", "{}", instrument.id);
    }
}

#[test]
fn a_panel_counts_instead_of_the_team_and_an_own_answer_never_does() {
    let (instrument, _files) = built_in("permenpanrb-88-2021/umum@1");
    let mut map = answers(&instrument, &|_, _| 2);
    let record = map.get_mut("1.a").expect("a letter");
    record.panel = Some(Judgement { at: record.at, verdict: Verdict::Choice("E".into()) });
    record.own = Some(Judgement { at: record.at, verdict: Verdict::Choice("AA".into()) });
    let sheet = calculate(&instrument, &map, Whose::Evaluator).expect("complete");
    assert_eq!(sheet.component("1").expect("component").points.0, ratio(24) * ratio(80) / ratio(100));
    assert!(calculate(&instrument, &map, Whose::Office).is_none(), "own answers are incomplete");
}

#[test]
fn objects_are_averaged_exactly_and_what_does_not_apply_leaves_the_average() {
    let (instrument, _files) = built_in("permenpanrb-12-2015/skpd@1");
    let mut map = answers(&instrument, &|_, _| 0);
    let at = Place::new(instrument.place.file, 0, 0);
    let objects = ["b", "c", "b"].iter().enumerate().map(|(i, c)| (i.to_string(), at, (*c).to_owned())).collect();
    map.get_mut("A.I.b.13").expect("a criterion").team = Some(Judgement { at, verdict: Verdict::Objects(objects) });
    map.get_mut("A.I.b.10").expect("a criterion").team = Some(Judgement { at, verdict: Verdict::NotApplicable });
    let sheet = calculate(&instrument, &map, Whose::Evaluator).expect("complete");
    let sub = sheet.subcomponents().find(|s| s.code == "A.I.b").expect("sub-component");
    // (0,75 + 0,50 + 0,75) ÷ 3 = 2/3 for one of the seven criteria that apply.
    assert_eq!(sub.exact, (ratio(6) + Ratio::new(2.into(), 3.into())) / ratio(7) * ratio(5));
    assert!(matches!(sub.trace, Trace::Average { count: 7, .. }));
}

#[test]
fn exact_halves_round_up_at_the_sub_component() {
    // The sheet of 12/2015 gives halves in the third decimal; rounding for print only would lose them.
    let rounding = Rounding { decimals: 2, rule: RoundingRule::HalfUp };
    assert_eq!(rounding.apply(&parse("4.375").expect("a number").value), parse("4.38").expect("a number").value);
}

fn picks() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..1000_usize, 100)
}

fn from_picks(instrument: &Instrument, picks: &[usize]) -> BTreeMap<String, AnswerRecord> {
    answers(instrument, &|index, choices| picks[index % picks.len()] % choices)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_printed_table_adds_up_and_stays_within_its_weights(picks in picks()) {
        for instrument in every_edition() {
            let sheet = calculate(&instrument, &from_picks(&instrument, &picks), Whose::Evaluator).expect("complete");
            let sum: Points = sheet.components.iter().map(|c| &c.points).sum();
            prop_assert_eq!(&sum, &sheet.total);
            prop_assert!(sheet.total.0 >= ratio(0) && sheet.total.0 <= ratio(100));
            for component in &sheet.components {
                let sum: Points = component.subcomponents().map(|s| &s.points).sum();
                prop_assert_eq!(&sum, &component.points);
                prop_assert!(component.points.0 <= component.weight.0);
                for sub in component.subcomponents() {
                    prop_assert_eq!(&instrument.rounding.apply(&sub.points.0), &sub.points.0);
                }
            }
        }
    }

    #[test]
    fn a_better_answer_never_lowers_anything(picks in picks(), at in 0..100_usize) {
        for instrument in every_edition() {
            let before = calculate(&instrument, &from_picks(&instrument, &picks), Whose::Evaluator).expect("complete");
            // Choices stand from best to worst in every scale, so one step to the front is a better answer.
            let better = answers(&instrument, &|index, choices| {
                let pick = picks[index % picks.len()] % choices;
                if index == at { pick.saturating_sub(1) } else { pick }
            });
            let after = calculate(&instrument, &better, Whose::Evaluator).expect("complete");
            prop_assert!(after.total >= before.total);
            for (a, b) in after.subcomponents().zip(before.subcomponents()) {
                prop_assert!(a.points >= b.points);
            }
        }
    }
}
