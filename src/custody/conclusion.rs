//! The conclusion about a file, and every reason for it, with its sentence in both languages.

use crate::diag::Lang;
use crate::draft::Proof;
use crate::signature::Signature;

use super::examine::Examined;
use super::origin::Origin;

/// The answers in one word, with the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// An answer is no; the reasons name each.
    Wrong(Vec<Wrong>),
    /// No answer is no, but an important answer is missing.
    Open(Vec<Doubt>),
    /// Every answer that was asked for is yes.
    Holds,
}

/// An answer that is no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The file cannot be read as a PDF.
    Broken,
    /// It holds active content.
    Active,
    /// The signature with this number, from 1, or its time stamp.
    Signature(usize),
    /// The issued PDF was given additions that are forbidden.
    Changed,
    /// It was made again from an issued report, and differs outside the declared places.
    Differs,
    /// The data does not give the report, the report does not give the PDF, or the proof could not be made.
    Unproven,
}

/// An answer that could not be given. It is no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The archive is damaged, so the origin could not be looked up.
    ArchiveUnread,
    /// The file is a draft.
    Draft,
    /// It is a scan, whose content only people can read.
    Scan,
    /// It was made again: readers must look at the differences.
    Remade,
    /// It fits no issued document that is known here.
    UnknownOrigin,
    /// Nobody signed.
    NotSigned,
    /// No certificate here tells whether a signer is to be trusted.
    UnknownTrust,
    /// The official of the signature block is not among the signers.
    OtherSigner(String),
}

impl Wrong {
    /// The reason as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        let (id, en, number) = match self {
            Self::Broken => ("berkas rusak atau bukan PDF", "the file is broken, or no PDF", 0),
            Self::Active => ("berkas memuat hal yang ditolak", "the file holds something that is refused", 0),
            Self::Signature(number) => ("tanda tangan {} tidak benar", "signature {} does not hold", *number),
            Self::Changed => ("PDF yang terbit diubah", "the issued PDF was changed", 0),
            Self::Differs => ("isinya berbeda dari laporan yang terbit", "it differs from the issued report", 0),
            Self::Unproven => ("pembuktian gagal", "the proof failed", 0),
        };
        pick(lang, (id, en)).replace("{}", &number.to_string())
    }
}

impl Doubt {
    /// The reason as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        let both = match self {
            Self::ArchiveUnread => (
                "catatan arsip rusak, asal berkas tidak dapat diperiksa",
                "the log of the archive is damaged, the origin could not be checked",
            ),
            Self::Draft => ("berkas ini draf", "this file is a draft"),
            Self::Scan => ("isi pindaian tidak diperiksa", "what a scan shows was not checked"),
            Self::Remade => (
                "dibuat ulang: bagian yang berbeda perlu dibaca orang; warna tidak dibandingkan",
                "made again: people must read what differs; colours are not compared",
            ),
            Self::UnknownOrigin => ("asal tidak dikenal di sini", "origin not known here"),
            Self::NotSigned => ("tidak bertanda tangan", "nobody signed"),
            Self::UnknownTrust => ("kepercayaan penanda tangan tidak diketahui", "trust in the signer is not known"),
            Self::OtherSigner(_) => (
                "tidak ditandatangani oleh pejabat yang tercetak ({})",
                "not signed by the official who is printed ({})",
            ),
        };
        let text = pick(lang, both);
        match self {
            Self::OtherSigner(official) => text.replace("{}", official),
            _ => text.to_owned(),
        }
    }
}

fn pick(lang: Lang, (id, en): (&'static str, &'static str)) -> &'static str {
    lang.pick(id, en)
}

impl Examined {
    /// The answers in one word, with the reasons.
    pub fn conclusion(&self) -> Conclusion {
        let wrong = self.wrong();
        if !wrong.is_empty() {
            return Conclusion::Wrong(wrong);
        }
        match self.doubts() {
            doubts if doubts.is_empty() => Conclusion::Holds,
            doubts => Conclusion::Open(doubts),
        }
    }

    /// True if an answer is no. An answer that cannot be given does not count as no.
    pub fn fails(&self) -> bool {
        !self.wrong().is_empty()
    }

    /// Every answer that is no.
    fn wrong(&self) -> Vec<Wrong> {
        let verified = &self.verified;
        let unproven = match &self.proof {
            None => false,
            Some(Err(_)) => true,
            Some(Ok(proof)) => {
                [&proof.data_give_report, &proof.report_gives_bytes].iter().any(|answer| matches!(answer, Proof::No(_)))
            }
        };
        let changed =
            matches!(&self.origin, Origin::Original { added: Some(added), .. } if !added.forbidden.is_empty());
        let mut all = held([(verified.broken.is_some(), Wrong::Broken), (!verified.active.is_empty(), Wrong::Active)]);
        let numbered = verified.signatures.iter().zip(1..);
        all.extend(numbered.filter(|(signature, _)| signature.fails()).map(|(_, number)| Wrong::Signature(number)));
        all.extend(held([
            (changed, Wrong::Changed),
            (self.origin.differs_elsewhere(), Wrong::Differs),
            (unproven, Wrong::Unproven),
        ]));
        all
    }

    /// Every answer that could not be given.
    fn doubts(&self) -> Vec<Doubt> {
        let signatures = &self.verified.signatures;
        let unknown = |signature: &Signature| signature.trust.as_ref().is_none_or(|trust| trust.holds.is_none());
        let no_origin = matches!(self.origin, Origin::Unknown);
        let mut all = held([
            (self.archive_unread, Doubt::ArchiveUnread),
            (self.draft, Doubt::Draft),
            (matches!(self.origin, Origin::Scan(_)), Doubt::Scan),
            (matches!(self.origin, Origin::Remade { .. }), Doubt::Remade),
            // If the archive is damaged or the file is a draft, that explains the missing origin already.
            (no_origin && !self.archive_unread && !self.draft, Doubt::UnknownOrigin),
            (signatures.is_empty(), Doubt::NotSigned),
            (signatures.iter().any(unknown), Doubt::UnknownTrust),
        ]);
        all.extend(self.expected_signer.clone().map(Doubt::OtherSigner));
        all
    }
}

/// The reasons whose condition holds.
fn held<T>(all: impl IntoIterator<Item = (bool, T)>) -> Vec<T> {
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::custody::examine;
    use crate::signature::Trust;

    #[test]
    fn what_is_no_pdf_is_wrong_and_nothing_else_is_said_to_be_wrong() {
        let examined = examine(None, b"no PDF", &Trust::default(), 0, None).expect("examined");
        assert!(examined.fails());
        assert_eq!(examined.conclusion(), Conclusion::Wrong(vec![Wrong::Broken]));
    }

    #[test]
    fn a_doubt_is_said_once_and_by_its_nearest_reason() {
        let mut examined = examine(None, b"no PDF", &Trust::default(), 0, None).expect("examined");
        examined.verified.broken = None;
        let doubts = |examined: &Examined| match examined.conclusion() {
            Conclusion::Open(doubts) => doubts,
            other => panic!("{other:?}"),
        };
        assert_eq!(doubts(&examined), [Doubt::UnknownOrigin, Doubt::NotSigned]);
        examined.draft = true;
        examined.expected_signer = Some("Budi".to_owned());
        let found = doubts(&examined);
        assert_eq!(found, [Doubt::Draft, Doubt::NotSigned, Doubt::OtherSigner("Budi".to_owned())]);
        let said = found.last().expect("a doubt").text(Lang::Id);
        assert_eq!(said, "tidak ditandatangani oleh pejabat yang tercetak (Budi)");
        examined.draft = false;
        examined.archive_unread = true;
        assert_eq!(doubts(&examined)[..2], [Doubt::ArchiveUnread, Doubt::NotSigned]);
    }
}
