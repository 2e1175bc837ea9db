//! Lists templates, styles and sentences, and copies a built-in one into the project.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diag::{Files, Found};
use crate::os;
use crate::project::shelf::Shelf;
use crate::report::mains;

use super::built_in::{Template, TemplateKind, about, built_in, not_made, unknown};
use super::sentences;
use super::templates::{FOLDER, read};

/// All templates and styles in force, by name, then all sentences; without a project only the built-in ones.
pub fn templates(root: Option<&Path>, files: &mut Files, found: &mut Found) -> Vec<Template> {
    let (texts, own) = read(root, found);
    let template = |(name, text): (String, String)| Template {
        kind: match () {
            () if !name.ends_with(".j2") => TemplateKind::Style,
            () if mains().any(|main| main == name) => TemplateKind::Main,
            () => TemplateKind::Block,
        },
        about: about(&text).to_owned(),
        own: own.contains(&name),
        built_in: built_in(&name).map(str::to_owned),
        values: Vec::new(),
        name,
        text,
    };
    let shelf = root.map(|root| Shelf::Folder(root.to_path_buf(), BTreeMap::new()));
    let sentences = sentences::load(shelf.as_ref(), files, found).wording;
    texts.into_iter().map(template).chain(sentences::listed(&sentences)).collect()
}

/// Copies a built-in template, or one sentence, into the project and returns the path of its file there.
///
/// # Errors
/// No template has that name, the project has it already, or it cannot be written; for a sentence also if the project's
/// file of sentences is faulty, or if nothing can be added at its end.
pub fn eject(root: &Path, name: &str, files: &mut Files) -> Result<String, Found> {
    let known = templates(None, files, &mut Vec::new());
    let text = match known.iter().find(|known| known.name == name) {
        Some(Template { kind: TemplateKind::Sentence, text, about, .. }) => {
            return sentences::eject(root, name, about, text, files);
        }
        Some(template) => &template.text,
        None => return Err(vec![unknown(name, known.iter().map(|known| known.name.as_str()))]),
    };
    let shown = format!("{FOLDER}/{name}");
    os::create(&root.join(&shown), text.as_bytes()).map_err(|error| vec![not_made(&shown, &error)])?;
    Ok(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_template_says_what_it_is() {
        for template in templates(None, &mut Files::default(), &mut Vec::new()) {
            assert!(!template.about.is_empty(), "{} does not begin with a comment", template.name);
            assert!(!template.own && template.built_in.as_ref() == Some(&template.text));
        }
    }
}
