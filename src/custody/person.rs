//! Compares the name on a certificate with the official in the signature block. Titles, case and order of academic
//! degrees differ from paper to paper; the name itself stays the same.

/// Forms of address, degrees without a point, and the like.
const TITLES: &[&str] = &["h", "hj", "dr", "drs", "dra", "ir", "prof", "kh", "raden", "plt", "plh", "pj"];

/// True if all words of the official's name stand on the certificate; `office_and_name` is the signature block as
/// `<office>, <name>`. Degrees behind the name, titles in front of it and initials do not count.
pub fn same_person(office_and_name: &str, certificate: &str) -> bool {
    let name = office_and_name.split_once(", ").map_or(office_and_name, |(_, name)| name);
    let name = name.split(',').next().unwrap_or_default();
    let own: Vec<String> = words(name).into_iter().filter(|word| word.chars().count() > 1).collect();
    let certificate = words(certificate);
    !own.is_empty() && own.iter().all(|word| certificate.contains(word))
}

/// The words of a name in lower case, without titles.
fn words(name: &str) -> Vec<String> {
    let apart = |c: char| !(c.is_alphabetic() || matches!(c, '\'' | '’' | '`'));
    let plain =
        name.split(apart).map(|word| word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase());
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
            "SURYANA MAHARDIKA SE MAk",
            "Drs.Suryana Mahardika",
        ] {
            assert!(same_person(block, same), "{same}");
        }
        for other in
            ["Inspektur", "Suryana", "Mahardika", "Suryana Mahendra", "Ir. Bonar Tigalingga, M.M.", "", "M.Si."]
        {
            assert!(!same_person(block, other), "{other}");
        }
    }
}
