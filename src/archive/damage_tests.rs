//! Files that were changed, removed or added behind the program's back are found and named.

use std::fs;

use proptest::prelude::*;

use crate::diag::{Diagnostic, Severity, has_errors};
use crate::digest::{sha256, sha512};

use super::tests::{argument, codes, found, small, temporary, tree};
use super::{Store, Writer, inventory, inventory_json, layout, stored};

#[test]
fn a_flipped_byte_is_found_in_every_file_and_named() {
    let folder = temporary();
    small(folder.path());
    let mut tried = 0;
    for (name, bytes) in tree(folder.path()) {
        // Each byte of the small files, some of the inventories.
        let stride = if bytes.len() > 400 { 23 } else { 1 };
        for at in (0..bytes.len()).step_by(stride) {
            let mut wrong = bytes.clone();
            wrong[at] ^= 1;
            let path = folder.path().join(&name);
            fs::write(&path, &wrong).expect("written");
            let found = found(folder.path());
            let last_feed = name == "catatan.jsonl" && at == bytes.len() - 1;
            let errors: Vec<&Diagnostic> = found.iter().filter(|d| d.is_error()).collect();
            // Without its line feed the last line counts as unfinished; its version still carries it.
            assert!(!errors.is_empty() || last_feed && codes(&found).contains(&"A034"), "{name} {at}: {found:?}");
            // If inventory and sidecar disagree, the inventory is named.
            let shown = name.trim_end_matches(".sha512");
            let names =
                |d: &&Diagnostic| d.file.as_ref().is_some_and(|file| file.trim_end_matches(".sha512").ends_with(shown));
            let of_log =
                name == "catatan.jsonl" && errors.iter().any(|d| ["A025", "A026", "A028"].contains(&d.code.name()));
            assert!(errors.iter().any(names) || of_log || last_feed, "{name} {at}: {found:?}");
            if name.contains("/content/") {
                let fault = errors.iter().find(|d| d.code.name() == "A030").expect("a digest");
                assert_eq!(argument(fault, "expected"), sha512(&bytes));
                assert_eq!(argument(fault, "found"), sha512(&wrong));
                assert!(name.ends_with(argument(fault, "path")) && !argument(fault, "version").is_empty());
            }
            tried += 1;
            fs::write(&path, &bytes).expect("written");
        }
    }
    assert!(tried > 500 && found(folder.path()).is_empty(), "{tried}");
}

#[test]
fn a_file_that_is_missing_or_strange_is_named() {
    let folder = temporary();
    small(folder.path());
    for (name, bytes) in tree(folder.path()) {
        let path = folder.path().join(&name);
        if [".kunci", "catatan.jsonl"].contains(&name.as_str()) {
            continue;
        }
        fs::remove_file(&path).expect("removed");
        let found_without = found(folder.path());
        assert!(has_errors(&found_without), "{name}: {found_without:?}");
        fs::write(&path, &bytes).expect("written");
        let beside = path.with_file_name("asing");
        fs::write(&beside, "x").expect("written");
        let outside = name.starts_with("ocfl/extensions");
        let with = found(folder.path());
        assert!(outside || codes(&with).contains(&"A032"), "{name}: {with:?}");
        fs::remove_file(&beside).expect("removed");
    }
    assert_eq!(found(folder.path()), Vec::new());
}

#[test]
fn a_changed_content_with_changed_inventories_is_found_by_the_log() {
    let folder = temporary();
    small(folder.path());
    // A careful forger writes another PDF and makes every digest of the object fit.
    let object = layout::object(folder.path(), "2023/dinas-y");
    let mut inventory = stored::of_version(folder.path(), "2023/dinas-y", 1).expect("an inventory");
    let old = sha512(b"%PDF dua");
    let new = sha512(b"%PDF palsu");
    let path = inventory.manifest.remove(&old).expect("the file");
    inventory.fixity.insert(path.clone(), sha256(b"%PDF palsu"));
    inventory.manifest.insert(new.clone(), path.clone());
    inventory.versions.get_mut(&1).expect("v1").state.insert("lhe.pdf".to_owned(), new);
    fs::write(object.join(&path), "%PDF palsu").expect("written");
    let bytes = inventory_json::write(&inventory);
    for at in [object.clone(), object.join("v1")] {
        fs::write(at.join(layout::INVENTORY), &bytes).expect("written");
        fs::write(at.join(layout::SIDECAR), inventory::sidecar(&bytes)).expect("written");
    }
    assert_eq!(codes(&found(folder.path())), ["A033"]);
}

#[test]
fn a_version_that_is_gone_and_one_that_was_never_logged_are_named() {
    let folder = temporary();
    small(folder.path());
    let copy = temporary();
    small(copy.path());
    let version = layout::object(folder.path(), "2023/dinas-x").join("v2");
    fs::remove_dir_all(&version).expect("removed");
    let found_without = found(folder.path());
    assert!(codes(&found_without).contains(&"A027"), "{found_without:?}");
    assert_eq!(argument(&found_without[0], "version"), "v2");
    assert!(Writer::open(folder.path()).is_err() && Store::read(folder.path()).is_err());
    // The log of an older backup lacks two versions.
    let log = copy.path().join("catatan.jsonl");
    let text = fs::read_to_string(&log).expect("the log");
    fs::write(&log, text.split_inclusive('\n').next().expect("a line")).expect("written");
    let before = tree(copy.path());
    let faults = Writer::open(copy.path()).expect_err("not explained by an interruption");
    assert_eq!(codes(&faults), ["A028"]);
    assert_eq!(tree(copy.path()), before);
    assert!(codes(&found(copy.path())).contains(&"A028"));
}

#[test]
fn the_last_line_is_made_whole_wherever_it_was_cut() {
    let folder = temporary();
    small(folder.path());
    let log = folder.path().join("catatan.jsonl");
    let whole = fs::read(&log).expect("the log");
    let last = whole[..whole.len() - 1].iter().rposition(|b| *b == b'\n').expect("lines") + 1;
    for length in last..whole.len() {
        fs::write(&log, &whole[..length]).expect("written");
        assert!(found(folder.path()).iter().all(|d| d.code.name() == "A034"), "{length}");
        let (writer, notes) = Writer::open(folder.path()).expect("opened");
        assert_eq!(codes(&notes), ["A022"], "{length}");
        drop(writer);
        assert_eq!(fs::read(&log).expect("the log"), whole, "{length}");
    }
    // Half a line that no version carries.
    fs::write(&log, [&whole[..], b"{\"data\":{\"x"].concat()).expect("written");
    assert_eq!(codes(&found(folder.path())), ["A034"]);
    let (_, notes) = Writer::open(folder.path()).expect("opened");
    assert_eq!(codes(&notes), ["A023"]);
    assert_eq!(fs::read(&log).expect("the log"), whole);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// A log that was cut or written over anywhere is mended to the same bytes or refused, and nothing else changes.
    #[test]
    fn a_damaged_log_is_mended_or_refused(at in any::<prop::sample::Index>(), cut in any::<bool>(), byte in any::<u8>()) {
        let folder = temporary();
        small(folder.path());
        let path = folder.path().join("catatan.jsonl");
        let before = tree(folder.path());
        let whole = before["catatan.jsonl"].clone();
        let at = at.index(whole.len());
        let mut wrong = whole.clone();
        if cut { wrong.truncate(at) } else { wrong[at] = byte }
        fs::write(&path, &wrong).expect("written");
        match Writer::open(folder.path()) {
            Ok(_) => prop_assert_eq!(&tree(folder.path()), &before, "mended"),
            Err(faults) => {
                prop_assert!(faults.iter().all(|d| d.severity == Severity::Error));
                prop_assert_eq!(fs::read(&path).expect("the log"), wrong, "left alone");
            }
        }
    }
}
