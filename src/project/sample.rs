//! The sample project, for unit tests.

use std::path::Path;

use crate::os;

use super::Project;

/// The sample, and the folder that holds a copy of its listed files: commands may have left others in `data/sample`.
pub(crate) fn read() -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().expect("a folder");
    for line in include_str!("../../tests/projects.sha256").lines() {
        let Some((_, name)) = line.split_once("  data/sample/") else { continue };
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample").join(name);
        let target = folder.path().join(name);
        // A missing file is reported by the test `projects_are_as_they_are_listed`.
        if source.is_file() {
            os::make_folders(target.parent().expect("a folder")).expect("a folder");
            std::fs::copy(source, target).expect("a copy");
        }
    }
    let project = Project::load(folder.path());
    (folder, project)
}
