//! The answer of a proof, for scripts and for people.

use serde_json::{Value, json};

use crate::diag::Lang;
use crate::draft::Proof;

/// The answer for scripts; the reason follows the language.
pub(super) fn json(proof: &Proof, lang: Lang) -> Value {
    match proof {
        Proof::Yes => json!({ "jawaban": "ya" }),
        Proof::No(why) => json!({ "jawaban": "tidak", "sebab": why.text(lang) }),
        Proof::NotComparable(build) => json!({ "jawaban": "tidak_dapat_dibandingkan", "bangunan": build }),
    }
}

/// The answer for people.
pub(super) fn words(proof: &Proof, lang: Lang) -> String {
    match proof {
        Proof::Yes => lang.pick("ya", "yes").to_owned(),
        Proof::No(why) => format!("{} ({})", lang.pick("TIDAK", "NO"), why.text(lang)),
        Proof::NotComparable(build) => match lang {
            Lang::Id => format!("tidak dapat dibandingkan: perlu `lhe` bangunan {build}"),
            Lang::En => format!("not comparable: needs `lhe` of build {build}"),
        },
    }
}
