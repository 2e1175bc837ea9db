//! Whether a name on a certificate is that of the official in the signature block. Titles, case and order of academic
//! degrees differ from paper to paper; the name itself does not.

/// Forms of address, degrees without a point, and the like.
const TITLES: &[&str] = &["h", "hj", "dr", "drs", "dra", "ir", "prof", "kh", "raden", "plt", "plh", "pj"];

/// True if all words of the name on a certificate stand in the signature block, given as `<office>, <name>`.
pub fn same_person(office_and_name: &str, certificate: &str) -> bool {
    let name = office_and_name.split_once(", ").map_or(office_and_name, |(_, name)| name);
    let (block, certificate) = (words(name), words(certificate));
    !certificate.is_empty() && certificate.iter().all(|word| block.contains(word))
}

/// The words of a name in lower case, without what ends in a point or is a title.
fn words(name: &str) -> Vec<String> {
    let parts = name.split([' ', ',', ';']).filter(|part| !part.is_empty() && !part.contains('.'));
    let plain =
        parts.map(|part| part.chars().filter(|c| c.is_alphabetic() || *c == '\'').collect::<String>().to_lowercase());
    plain.filter(|word| !word.is_empty() && !TITLES.contains(&word.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::same_person;

    #[test]
    fn titles_do_not_matter_and_names_do() {
        let block = "Plt. Inspektur, Drs. H. Suryana Mahardika, M.Si.";
        for same in [
            "Suryana Mahardika",
            "SURYANA MAHARDIKA",
            "Drs. H. Suryana Mahardika, M.Si.",
            "Dr. SURYANA MAHARDIKA, S.H.",
        ] {
            assert!(same_person(block, same), "{same}");
        }
        for other in ["Inspektur", "Suryana Mahendra", "Ir. Bonar Tigalingga, M.M.", "", "M.Si."] {
            assert!(!same_person(block, other), "{other}");
        }
    }
}
