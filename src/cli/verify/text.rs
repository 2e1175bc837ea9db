//! The answers of `lhe verify` for people: one block per file, one line per answer.

use crate::cli::proof;
use crate::custody::{Conclusion, Examined, Origin, described};
use crate::diag::{Finding, Lang, Phrase, Word};
use crate::os::rfc3339;
use crate::signature::{Kind, Revocation, Signature, Stamp, Trusted};

/// The lines about one file.
pub(super) fn lines(name: &str, examined: &Examined, lang: Lang) -> Vec<String> {
    let say = Say { lang };
    let mut all = vec![name.to_owned()];
    let verified = &examined.verified;
    if let Some(broken) = &verified.broken {
        let title =
            if broken.word == Word::NotPdf { say.pick("BUKAN PDF", "NO PDF") } else { say.pick("RUSAK", "BROKEN") };
        all.push(format!("  {title}: {}", broken.text(lang)));
        return all;
    }
    all.extend(say.origin(examined));
    all.extend(
        verified.active.iter().map(|found| format!("  {}: {}", say.pick("DITOLAK", "REFUSED"), found.text(lang))),
    );
    if verified.signatures.is_empty() {
        all.push(say.pick("  tanda tangan: tidak ada", "  signatures: none").to_owned());
    }
    for (index, signature) in verified.signatures.iter().enumerate() {
        all.extend(say.signature(index + 1, signature));
    }
    if verified.open_end {
        let open =
            ("  bagian akhir berkas: tidak ditandatangani siapa pun", "  end of the file: covered by no signature");
        all.push(say.pick(open.0, open.1).to_owned());
    }
    all.extend(say.proof(examined));
    match verified.lost.as_slice() {
        [] => all.push(say.pick("  PDF/A dan PDF/UA: tidak terganggu", "  PDF/A and PDF/UA: not disturbed").to_owned()),
        lost => all.extend(lost.iter().map(|found| format!("  PDF/A, PDF/UA: {}", found.text(lang)))),
    }
    all.push(say.conclusion(examined));
    all
}

/// The most changes that are named; `--json` names all.
const SHOWN: usize = 5;

struct Say {
    lang: Lang,
}

impl Say {
    fn pick<'a>(&self, id: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(id, en)
    }

    fn texts(&self, found: &[Finding]) -> String {
        found.iter().map(|found| found.text(self.lang)).collect::<Vec<_>>().join("; ")
    }

    fn conclusion(&self, examined: &Examined) -> String {
        let title = self.pick("kesimpulan", "conclusion");
        let answer = match examined.conclusion() {
            // The lines above name each reason.
            Conclusion::Wrong(_) => self.pick("ADA YANG TIDAK BENAR", "SOMETHING DOES NOT HOLD").to_owned(),
            Conclusion::Holds => self.pick("tidak ada yang salah", "nothing is wrong").to_owned(),
            Conclusion::Open(doubts) => {
                let doubts: Vec<String> = doubts.iter().map(|doubt| doubt.text(self.lang)).collect();
                format!("{}: {}", self.pick("belum pasti", "not certain"), doubts.join("; "))
            }
        };
        match &examined.replaced_by {
            Some(next) => format!("  {title}: {answer}; {}", next.text(self.lang)),
            None => format!("  {title}: {answer}"),
        }
    }

    fn origin(&self, examined: &Examined) -> Vec<String> {
        let title = self.pick("asal", "origin");
        let of = examined
            .origin
            .of()
            .map(|of| {
                let revision = Phrase::RevisionOf { object: of.object.to_string(), revision: of.revision };
                format!("{}, {}", revision.text(self.lang), of.kind)
            })
            .unwrap_or_default();
        match &examined.origin {
            Origin::Original { added, .. } => {
                let mut all = vec![match self.lang {
                    Lang::Id => format!("  {title}: asli, dimulai dengan bita PDF yang terbit ({of})"),
                    Lang::En => format!("  {title}: original, begins with the bytes of the issued PDF ({of})"),
                }];
                let forbidden: Vec<&Finding> = added.iter().flat_map(|added| &added.forbidden).collect();
                if forbidden.len() > SHOWN {
                    all.push(match self.lang {
                        Lang::Id => format!("    {} perubahan tidak diizinkan, antara lain:", forbidden.len()),
                        Lang::En => format!("    {} changes that are not permitted, among them:", forbidden.len()),
                    });
                }
                for found in forbidden.into_iter().take(SHOWN) {
                    let word = self.pick("PERUBAHAN TIDAK DIIZINKAN", "CHANGE NOT PERMITTED");
                    all.push(format!("    {word}: {}", found.text(self.lang)));
                }
                all
            }
            Origin::Remade { by, differences, .. } => {
                let mut all = vec![match self.lang {
                    Lang::Id => {
                        format!("  {title}: dibuat ulang dari laporan yang terbit ({of}; dikenali dari {})", by.word())
                    }
                    Lang::En => format!(
                        "  {title}: made again from an issued report ({of}; known by {})",
                        by.term().text(self.lang)
                    ),
                }];
                for (permitted, text) in described(differences) {
                    let word = match permitted {
                        true => self.pick("berbeda di tempat yang boleh", "differs where it may"),
                        false => self.pick("BERBEDA", "DIFFERS"),
                    };
                    all.push(format!("    {word}: {}", text.text(self.lang)));
                }
                all
            }
            Origin::Scan(_) => {
                let text =
                    self.pick("pindaian: isinya hanya dapat dibaca orang", "a scan: only people can read what it says");
                vec![format!("  {title}: {text}")]
            }
            Origin::Unknown => {
                let text = match examined.archive_unread {
                    true => self.pick(
                        "tidak dapat diperiksa, catatan arsip rusak",
                        "could not be checked, the log of the archive is damaged",
                    ),
                    false => self.pick("tidak dikenal di sini", "not known here"),
                };
                vec![format!("  {title}: {text}")]
            }
        }
    }

    fn signature(&self, number: usize, signature: &Signature) -> Vec<String> {
        let signer = signature.signer.as_deref().unwrap_or("–");
        let title = match signature.kind {
            Kind::DocumentStamp => self.pick("stempel waktu dokumen", "document time stamp"),
            Kind::Certification => self.pick("tanda tangan sertifikasi", "certification signature"),
            Kind::Signature => self.pick("tanda tangan", "signature"),
        };
        let algorithm = signature.algorithm.as_deref().map(|name| format!(", {name}")).unwrap_or_default();
        let level = if signature.kind == Kind::DocumentStamp {
            String::new()
        } else {
            format!(", PAdES {}", signature.level())
        };
        let mut all = vec![format!("  {title} {number}: {signer} ({}{level}{algorithm})", signature.field)];
        let intact = match signature.integrity.as_slice() {
            [] => self.pick("ya", "yes").to_owned(),
            found => format!("{}: {}", self.pick("TIDAK", "NO"), self.texts(found)),
        };
        all.push(format!("    {}: {intact}", self.pick("utuh", "intact")));
        if let Some(trust) = &signature.trust {
            all.push(format!("    {}: {}", self.pick("dipercaya", "trusted"), self.trust(trust)));
        }
        all.push(self.time(signature));
        if let Some(stamp) = &signature.stamp {
            all.extend(self.stamp(stamp));
        }
        all.extend(self.coverage(signature));
        if signature.visible.is_some() {
            all.push(
                self.pick(
                    "    kotak tampak: ya, dibuat oleh yang menandatangani",
                    "    visible box: yes, made by who signed",
                )
                .to_owned(),
            );
        }
        all
    }

    fn trust(&self, trust: &Trusted) -> String {
        let at = rfc3339(trust.at);
        let path = trust.path.join(" ← ");
        let revoked = match trust.revocation {
            Revocation::Good => self.pick("tidak dicabut", "not revoked").to_owned(),
            Revocation::Revoked(when) => format!("{} {}", self.pick("dicabut", "revoked"), rfc3339(when)),
            Revocation::Unknown => self.pick("pencabutan tidak diketahui", "revocation not known").to_owned(),
        };
        let found = self.texts(&trust.findings);
        let found = if found.is_empty() { found } else { format!("; {found}") };
        match trust.holds {
            Some(true) => {
                format!("{}, {} {at} ({path}); {revoked}{found}", self.pick("ya", "yes"), self.pick("pada", "at"))
            }
            Some(false) => format!("{} ({at}){found}", self.pick("TIDAK", "NO")),
            None => format!("{}{found}", self.pick("tidak diketahui", "not known")),
        }
    }

    fn time(&self, signature: &Signature) -> String {
        let title = self.pick("waktu", "time");
        match (signature.kind, signature.claimed) {
            (_, None) => format!("    {title}: –"),
            (Kind::DocumentStamp, Some(time)) => format!("    {title}: {}", rfc3339(time)),
            (_, Some(time)) => format!("    {title}: {} ({})", rfc3339(time), self.pick("pernyataan", "as claimed")),
        }
    }

    fn stamp(&self, stamp: &Stamp) -> Vec<String> {
        let title = self.pick("stempel waktu", "time stamp");
        let time = stamp.time.map_or_else(|| "–".to_owned(), rfc3339);
        let by = stamp.authority.as_deref().unwrap_or("–");
        let intact = match stamp.integrity.as_slice() {
            [] => self.pick("utuh", "intact").to_owned(),
            found => format!("{}: {}", self.pick("TIDAK UTUH", "NOT INTACT"), self.texts(found)),
        };
        let mut all = vec![format!("    {title}: {time} {} {by}, {intact}", self.pick("oleh", "by"))];
        if let Some(trust) = stamp.trust.as_ref().filter(|trust| trust.holds != Some(true)) {
            all.push(format!("      {}: {}", self.pick("dipercaya", "trusted"), self.trust(trust)));
        }
        all
    }

    fn coverage(&self, signature: &Signature) -> Vec<String> {
        let title = self.pick("cakupan", "coverage");
        if signature.covers == 0 {
            return Vec::new();
        }
        if signature.covers_all {
            return vec![format!("    {title}: {}", self.pick("seluruh berkas", "the whole file"))];
        }
        let first = match self.lang {
            Lang::Id => format!("    {title}: {} bita pertama; sesudahnya ditambahkan:", signature.covers),
            Lang::En => format!("    {title}: the first {} bytes; added after it:", signature.covers),
        };
        let mut all = vec![first];
        let later = &signature.later;
        all.extend(later.permitted.iter().map(|found| format!("      {}", found.text(self.lang))));
        let word = self.pick("TIDAK DIIZINKAN", "NOT PERMITTED");
        all.extend(later.forbidden.iter().take(SHOWN).map(|found| format!("      {word}: {}", found.text(self.lang))));
        all
    }

    fn proof(&self, examined: &Examined) -> Vec<String> {
        let title = self.pick("bukti", "proof");
        match &examined.proof {
            None => Vec::new(),
            Some(Err(_)) => vec![format!("  {title}: {}", self.pick("GAGAL, lihat pesan", "FAILED, see the message"))],
            Some(Ok(proof)) => vec![
                match &examined.origin {
                    // The bundle is the archived one, and it is compared with the archived PDF.
                    Origin::Remade { .. } | Origin::Scan(_) => format!(
                        "  {title} ({}, {}):",
                        proof.id,
                        self.pick(
                            "tentang PDF yang terbit, bukan berkas ini",
                            "of the PDF that was issued, not of this file"
                        )
                    ),
                    _ => format!("  {title} ({}):", proof.id),
                },
                format!(
                    "    {}: {}",
                    self.pick("data menghasilkan laporan yang sama", "the data give the same report"),
                    proof::words(&proof.data_give_report, self.lang)
                ),
                format!(
                    "    {}: {}",
                    self.pick(
                        "laporan menghasilkan PDF yang sama, bita demi bita",
                        "the report gives the same PDF, byte for byte"
                    ),
                    proof::words(&proof.report_gives_bytes, self.lang)
                ),
                format!(
                    "    {}: {}",
                    self.pick("tercatat di arsip ini", "recorded in this archive"),
                    match examined.in_archive() {
                        Some(true) => self.pick("ya", "yes"),
                        Some(false) => self.pick("tidak", "no"),
                        None => self.pick("tidak dapat diperiksa", "could not be checked"),
                    }
                ),
            ],
        }
    }
}
