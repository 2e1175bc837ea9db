//! Everything the verification of a signed file can find, each with a stable word and a sentence in both languages.

use serde::{Deserialize, Serialize};

use super::{Lang, Phrase};

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub word: Word,
    /// Names, numbers, dates that belong to it; empty if there are none.
    pub about: Phrase,
}

impl Finding {
    /// As it is noted in the archive: the stable word, and what belongs to it.
    pub fn noted(&self) -> String {
        match self.about.is_empty() {
            true => self.word.name().to_owned(),
            false => format!("{}: {}", self.word.name(), self.about.kept()),
        }
    }

    /// The way back from [`Finding::noted`]; none for a word of another version.
    pub fn from_noted(text: &str) -> Option<Self> {
        let (name, about) = text.split_once(": ").unwrap_or((text, ""));
        Word::ALL.iter().find(|word| word.name() == name).map(|word| word.about(Phrase::from_kept(about)))
    }

    /// The sentence with what belongs to it.
    pub fn text(&self, lang: Lang) -> String {
        self.word.text(lang).replace("{}", &self.about.text(lang))
    }
}

macro_rules! words {
    ($($word:ident $name:literal $id:literal $en:literal;)*) => {
        /// What was found; the word is the same in every language and version.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "the table itself is the documentation")]
        pub enum Word { $($word),* }

        impl Word {
            /// All words.
            pub const ALL: &'static [Self] = &[$(Self::$word),*];

            /// The word for scripts.
            pub fn name(self) -> &'static str {
                match self { $(Self::$word => $name),* }
            }

            fn text(self, lang: Lang) -> &'static str {
                match (lang, self) { $(
                    (Lang::Id, Self::$word) => $id,
                    (Lang::En, Self::$word) => $en,
                )* }
            }
        }
    };
}

impl Word {
    /// A finding without anything more.
    pub fn plain(self) -> Finding {
        Finding { word: self, about: Phrase::default() }
    }

    /// A finding about something.
    pub fn about(self, about: impl Into<Phrase>) -> Finding {
        Finding { word: self, about: about.into() }
    }
}

words! {
    // The file.
    Empty "kosong" "berkas kosong" "the file is empty";
    NotPdf "bukan_pdf" "berkas ini bukan PDF" "this file is no PDF";
    Truncated "terpotong" "berkas tidak berakhir dengan %%EOF: terpotong atau ditambah" "the file does not end in %%EOF: cut off, or added to";
    Unreadable "tidak_terbaca" "susunan PDF tidak sah: {}" "the PDF's structure is not valid: {}";
    Encrypted "terenkripsi" "berkas dikunci dengan sandi" "the file is encrypted";
    OtherTable "daftar_objek_lain" "daftar objek yang terakhir dalam berkas bukan yang dipakai pembaca" "the last cross-reference in the file is not the one that readers use";
    Script "skrip" "memuat skrip atau tindakan otomatis ({})" "holds a script or an automatic action ({})";
    Xfa "xfa" "memuat formulir XFA" "holds an XFA form";
    // Integrity of a signature.
    RangeShape "rentang_bita" "ByteRange bukan dua rentang dari awal berkas" "ByteRange is not two ranges from the start of the file";
    GapShape "celah" "celah di antara kedua rentang bukan tepat isi tanda tangan" "the gap between the ranges is not exactly the signature's contents";
    GapElsewhere "celah_di_tempat_lain" "celah tidak terletak di objek tanda tangan" "the gap does not lie in the signature's object";
    DirectObject "objek_langsung" "kamus tanda tangan bukan objek tersendiri" "the signature dictionary is not an object of its own";
    Compressed "objek_termampat" "kamus tanda tangan berada di dalam aliran objek" "the signature dictionary lies inside an object stream";
    RangeEnd "akhir_rentang" "rentang tidak berakhir di ujung sebuah revisi berkas" "the range does not end at the end of a revision of the file";
    RevisionOther "revisi_lain" "revisi yang dicakup tidak memuat tanda tangan ini" "the revision that is covered does not hold this signature";
    FormatUnknown "bentuk_tidak_dikenal" "bentuk tanda tangan tidak diterima: {}" "the signature's format is not accepted: {}";
    CmsUnreadable "cms_tidak_terbaca" "isi tanda tangan (CMS) tidak terbaca" "the signature's contents (CMS) cannot be read";
    TrailingBytes "bita_sisa" "ada bita lain di belakang isi tanda tangan" "there are other bytes behind the signature's contents";
    SignerCount "jumlah_penanda_tangan" "CMS memuat {} penanda tangan, harus satu" "the CMS holds {} signers instead of one";
    EmbeddedContent "isi_tertanam" "CMS memuat isi sendiri, padahal yang ditandatangani adalah berkas" "the CMS holds content of its own, though the file is what is signed";
    AttributesMissing "atribut_tidak_ada" "atribut yang ditandatangani tidak ada" "there are no signed attributes";
    ContentType "jenis_isi" "jenis isi yang ditandatangani tidak tepat satu atau tidak sesuai" "the signed content type is not there exactly once, or does not agree";
    DigestDiffers "sidik_beda" "isi berkas berubah: sidiknya bukan yang ditandatangani" "the content was changed: its digest is not the one that was signed";
    DigestMissing "sidik_tidak_ada" "sidik isi tidak tepat satu" "there is not exactly one message digest";
    CertificateMissing "sertifikat_tidak_ada" "sertifikat penanda tangan tidak disertakan" "the signer's certificate is not included";
    EssMissing "ess_tidak_ada" "sertifikat penanda tangan tidak diikat oleh tanda tangan (ESS)" "the signature does not bind the signer's certificate (ESS)";
    EssDiffers "ess_beda" "sertifikat yang diikat tanda tangan (ESS) bukan sertifikat ini" "the certificate that the signature binds (ESS) is not this one";
    AlgorithmRefused "algoritma" "algoritma tidak diterima: {}" "the algorithm is not accepted: {}";
    SignatureWrong "tanda_tangan_salah" "nilai tanda tangan bukan dari kunci sertifikat ini" "the signature value is not by this certificate's key";
    // Trust.
    NoAnchors "tanpa_akar" "tidak ada sertifikat akar di folder `kepercayaan`" "there is no root certificate in the folder `kepercayaan`";
    NoPath "tanpa_jalur" "penerbit sertifikat tidak ada dalam folder `kepercayaan` ({})" "there is no path to a trusted root ({})";
    NotValidThen "di_luar_masa_berlaku" "sertifikat tidak berlaku pada {}" "a certificate was not valid at {}";
    KeyUsage "kegunaan_kunci" "sertifikat tidak diperuntukkan bagi tanda tangan" "the certificate is not meant for signatures";
    Revoked "dicabut" "sertifikat dicabut pada {}" "a certificate was revoked at {}";
    RevokedLater "dicabut_kemudian" "sertifikat dicabut pada {}, sesudah waktu penandatanganan yang terbukti" "a certificate was revoked at {}, after the proven time of signing";
    RevocationUnknown "pencabutan_tidak_diketahui" "tidak ada daftar pencabutan (CRL/OCSP) yang berlaku untuk {}" "there is no current CRL or OCSP response for {}";
    TimeUnproven "waktu_tidak_terbukti" "waktu penandatanganan hanya pernyataan (tanpa stempel waktu): diperiksa pada {}" "the time of signing is only claimed (no time stamp): checked as of {}";
    // Time stamp.
    TokenUnreadable "stempel_tidak_terbaca" "stempel waktu tidak terbaca" "the time stamp cannot be read";
    TokenOther "stempel_beda" "stempel waktu dibuat untuk isi lain" "the time stamp was made for other content";
    TokenPurpose "stempel_bukan_tsa" "sertifikat stempel waktu tidak diperuntukkan bagi stempel waktu" "the time stamp's certificate is not meant for time stamps";
    // Later changes: permitted.
    SignatureAdded "tanda_tangan_ditambah" "tanda tangan berikutnya: {}" "a further signature: {}";
    StampAdded "stempel_dokumen_ditambah" "stempel waktu dokumen: {}" "a document time stamp: {}";
    DssAdded "bukti_pencabutan_ditambah" "bukti sertifikat dan pencabutan (DSS)" "evidence of certificates and revocation (DSS)";
    InfoChanged "keterangan_diubah" "keterangan berkas (Info) diubah, tidak tercetak" "the file's description (Info) was changed; it is not printed";
    MetadataChanged "metadata_diubah" "metadata berkas (XMP) ditulis ulang dengan pernyataan yang sama, tidak tercetak" "the file's metadata (XMP) were written anew with the same claims; they are not printed";
    FieldAdded "kolom_ditambah" "kolom tanda tangan kosong: {}" "an empty signature field: {}";
    VisibleWidget "tampak" "tanda tangan tampak di {}" "a visible signature at {}";
    // Later changes: not permitted.
    Certified "dilarang_sertifikasi" "tanda tangan sertifikasi melarang perubahan ini: {}" "the certification signature forbids this change: {}";
    ObjectChanged "objek_diubah" "{} diubah" "{} was changed";
    ObjectRemoved "objek_dihapus" "{} dihapus" "{} was removed";
    StrayObject "objek_tanpa_daftar" "ada objek yang tidak didaftar: pembaca lain dapat menampilkannya" "there is an object that no table lists: other readers may show it";
    ObjectUnexplained "objek_asing" "{} ditambahkan, tidak diizinkan" "{} was added without a permitted reason";
    EntryChanged "isian_diubah" "{} diubah" "{} was changed";
    AnnotationAdded "anotasi_ditambah" "anotasi ditambahkan di {}" "an annotation was added at {}";
    WidgetCovers "menutupi_isi" "kotak tanda tangan menutupi isi di {}" "the signature's box covers content at {}";
    // Origin.
    Remade "dibuat_ulang" "bukan bita PDF yang terbit: dibuat ulang atau dicap di tempat lain" "not the bytes of the issued PDF: made again or stamped elsewhere";
    DiffersDeclared "berbeda_di_tempat_yang_boleh" "berbeda di tempat yang boleh ({})" "differs in a place where it may ({})";
    DiffersElsewhere "berbeda_di_tempat_lain" "berbeda di tempat lain ({})" "differs in another place ({})";
    SignerOther "penanda_tangan_lain" "ditandatangani oleh {}" "signed by {}";
    NotSigned "tidak_bertanda_tangan" "tidak bertanda tangan" "not signed";
    // Kept standards.
    IdLost "id_hilang" "pengenal berkas (/ID) hilang: bukan PDF/A lagi" "the file's identifier (/ID) is lost: no PDF/A any more";
    ClaimLost "pernyataan_pdfa_hilang" "pernyataan PDF/A di metadata tidak ada" "the metadata do not claim PDF/A";
    FontNotEmbedded "fon_tidak_tertanam" "fon {} tidak tertanam: bukan PDF/A lagi" "the font {} is not embedded: no PDF/A any more";
    WidgetFlags "bendera_kolom" "kolom {} tidak ditandai untuk dicetak: bukan PDF/A lagi" "the field {} is not marked for printing: no PDF/A any more";
    WidgetUntagged "kolom_tanpa_tag" "kotak tanda tangan {} tidak diberi tag: bukan PDF/UA lagi" "the visible field {} is not tagged: no PDF/UA any more";
    NeedAppearances "perlu_rupa" "formulir minta dirupakan ulang (NeedAppearances): bukan PDF/A lagi" "the form asks for new appearances (NeedAppearances): no PDF/A any more";
    TagsLost "tag_hilang" "susunan tag hilang: bukan PDF/UA lagi" "the tags are lost: no PDF/UA any more";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_its_own_and_both_languages_say_the_same_parts() {
        let mut names: Vec<&str> = Word::ALL.iter().map(|word| word.name()).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        for word in Word::ALL {
            let (id, en) = (word.text(Lang::Id), word.text(Lang::En));
            assert!(id != en && id.contains("{}") == en.contains("{}"), "{word:?}");
        }
    }
}
