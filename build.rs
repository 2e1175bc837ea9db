//! Makes the build id and the tables of built-in templates and instruments.
//!
//! The build id is a digest of everything that decides the bytes of a report: sources, instruments, templates,
//! fonts and the lock file. It holds no time and no path, so the same tree gives the same id everywhere.

#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "a build script reads the tree and stops loudly")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

const WATCHED: [&str; 4] = ["src", "data/instruments", "report-templates", "fonts"];

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let mut files = vec!["Cargo.lock".to_owned(), "Cargo.toml".to_owned()];
    for folder in WATCHED {
        println!("cargo::rerun-if-changed={folder}");
        list(&root, folder, &mut files);
    }
    println!("cargo::rerun-if-changed=Cargo.lock");
    println!("cargo::rerun-if-changed=Cargo.toml");
    files.sort();
    let mut digest = Sha256::new();
    for name in &files {
        let bytes = fs::read(root.join(name)).expect("a listed file can be read");
        digest.update(format!("{name}\0{}\0", bytes.len()));
        digest.update(bytes);
    }
    let id: String = digest.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect();
    println!("cargo::rustc-env=LHE_BUILD_ID={id}");

    let path = |file: &str| root.join(file).display().to_string();
    table(&out.join("templates.rs"), &files, "report-templates/", |file, name| {
        Some(format!("({name:?}, include_str!({:?}))", path(file)))
    });
    table(&out.join("instruments.rs"), &files, "data/instruments/", |file, name| {
        let text = name.ends_with(".yaml").then(|| fs::read_to_string(path(file)).expect("an instrument is text"))?;
        let id = text.lines().find_map(|line| line.strip_prefix("id: ")).expect("an instrument has an id");
        Some(format!("BuiltIn {{ id: {id:?}, file: {name:?}, text: include_str!({:?}) }}", path(file)))
    });
}

/// Writes an array of Rust with one item for each file of a folder, in the order of their names. `item` gets the file
/// and its name below the folder.
fn table(to: &Path, files: &[String], folder: &str, item: impl Fn(&str, &str) -> Option<String>) {
    let mut table = String::from("[\n");
    for file in files {
        if let Some(item) = file.strip_prefix(folder).and_then(|name| item(file, name)) {
            writeln!(table, "    {item},").expect("a string takes it");
        }
    }
    table.push(']');
    fs::write(to, table).expect("the output folder can be written");
}

/// Adds the files below `folder` to `files`, as paths from the root with `/`.
fn list(root: &Path, folder: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(root.join(folder)).expect("a watched folder exists") {
        let entry = entry.expect("a folder can be listed");
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(root, &name, files);
        } else {
            files.push(name);
        }
    }
}
