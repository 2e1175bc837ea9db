//! Words and short sentences that exist in both languages and are no diagnostics of their own: reasons of the system,
//! sides, kinds.

use serde::{Deserialize, Serialize};

use super::Lang;

/// Rows: variant, Indonesian, English, and the name for scripts where it is not the Indonesian text.
macro_rules! terms {
    ($($term:ident $id:literal $en:literal $(= $name:literal)?;)*) => {
        /// A word or short sentence in both languages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "the table itself is the documentation")]
        pub enum Term { $($term),* }

        impl Term {
            /// All terms, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$term),*];

            /// The name for scripts, the same in every language.
            pub fn name(self) -> &'static str {
                match self { $(Self::$term => [$($name,)? $id][0]),* }
            }

            /// The text in the language asked for.
            pub fn text(self, lang: Lang) -> &'static str {
                match (lang, self) { $(
                    (Lang::Id, Self::$term) => $id,
                    (Lang::En, Self::$term) => $en,
                )* }
            }
        }
    };
}

impl Term {
    /// Places of a report that others fill in.
    pub(super) const PLACES: [Self; 5] =
        [Self::LetterNumber, Self::LetterDate, Self::Foot, Self::SignatureBlock, Self::SignatureBox];

    /// What can differ on a page beside its text.
    pub(super) const CHANGES: [Self; 6] =
        [Self::Picture, Self::Line, Self::Moved, Self::PageSize, Self::PageAdded, Self::PageMissing];

    /// The months of a year, January first.
    pub const MONTHS: [Self; 12] = [
        Self::January,
        Self::February,
        Self::March,
        Self::April,
        Self::May,
        Self::June,
        Self::July,
        Self::August,
        Self::September,
        Self::October,
        Self::November,
        Self::December,
    ];

    /// The term of that name; the way back from [`Term::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|term| term.name() == name)
    }
}

terms! {
    // Reasons of the system.
    NotFound "tidak ditemukan" "not found" = "@@not-found";
    Denied "akses ditolak" "permission denied" = "@@denied";
    TooLarge "terlalu besar" "too large" = "@@too-large";
    NameTaken "nama ini sudah dipakai berkas atau folder lain" "another file or folder has this name" = "@@folder";
    DiskFull "disk penuh" "the disk is full" = "@@full";
    ReadOnly "disk hanya dapat dibaca" "the disk is read-only" = "@@read-only";
    NotUtf8 "bukan teks UTF-8" "not UTF-8 text" = "@@utf8";
    // Pictures.
    NotInside "hanya berkas .svg atau .png di dalam folder proyek" "only .svg or .png files inside the project folder" = "@@inside";
    External "SVG itu merujuk berkas atau alamat di luar dirinya" "the SVG refers to files or addresses outside itself" = "@@external";
    // Servers of time stamps.
    Unreachable "server tidak dapat dihubungi" "the server cannot be reached" = "@@unreachable";
    Slow "server tidak menjawab dalam 30 detik" "the server did not answer within 30 seconds" = "@@slow";
    NoStamp "jawabannya bukan stempel waktu untuk tanda tangan ini" "its answer is no time stamp for this signature" = "@@no-stamp";
    // Passphrases.
    NoVariable "variabel lingkungan itu tidak ada atau kosong" "that environment variable is missing or empty" = "@@no-variable";
    NoTerminal "tidak ada terminal untuk menanyakannya" "there is no terminal to ask on" = "@@no-terminal";
    // Sides and things of a page.
    Left "kiri" "left" = "@@left";
    Right "kanan" "right" = "@@right";
    Top "atas" "top" = "@@top";
    Bottom "bawah" "bottom" = "@@bottom";
    Image "gambar" "picture" = "@@image";
    Shape "garis atau bidang" "line or shape" = "@@shape";
    // Templates that cannot be parsed.
    LongTag "tanda ini lebih panjang daripada 2000 bita" "this mark is longer than 2000 bytes" = "@@long-tag";
    ManyElif "lebih dari 500 `elif` dalam satu templat" "more than 500 `elif` in one template" = "@@many-elif";
    // The most frequent sentences of Typst's parser, named by themselves.
    UnclosedDelimiter "tanda kurung yang dibuka tidak ditutup" "unclosed delimiter" = "unclosed delimiter";
    UnclosedString "tanda kutip yang dibuka tidak ditutup" "unclosed string" = "unclosed string";
    // Kinds of expressions in templates.
    Text "teks" "a text" = "@@text";
    Size "ukuran" "a length" = "@@size";
    Flag "ya/tidak" "a flag" = "@@flag";
    List "daftar" "a list" = "@@list";
    Map "kumpulan bidang" "a group of fields" = "@@map";
    Number "bilangan" "a number" = "@@number";
    OwnWord "kata milik program" "a word of the program" = "@@word";
    Undefined "tidak ada isinya" "undefined" = "@@undefined";
    Nothing "kosong" "nothing" = "@@none";
    // How a document or a revision stands.
    Draft "draf" "draft";
    Issued "terbit" "issued";
    Stale "usang" "outdated";
    Corrected "terkoreksi" "corrected";
    Replaced "diganti" "replaced";
    // Kinds of revisions.
    Corrigendum "ralat" "corrigendum";
    Replacement "penggantian" "replacement";
    // Why it stands so.
    FileGone "berkas evaluasinya tidak ada lagi di proyek" "the file of the evaluation is no longer in the project";
    Incomplete "datanya belum lengkap atau salah: `lhe check`" "its data are incomplete or wrong: `lhe check`";
    DraftCurrent "PDF draf mutakhir" "the draft PDF is up to date";
    DraftOld "PDF draf perlu disusun ulang: `lhe build`" "the draft PDF must be built again: `lhe build`";
    DraftMissing "PDF draf belum disusun: `lhe build`" "the draft PDF is not built yet: `lhe build`";
    LeftOut "jawaban mandiri atau keterangan" "own answers or remarks";
    Unnumbered "tanpa nomor" "no number";
    NoArchive "arsip tidak ada" "there is no archive";
    NotApplicable "tidak berlaku" "not applicable";
    // What a kept file is.
    Signed "bertanda_tangan" "signed";
    Scan "pindaian" "scan";
    Minutes "berita_acara" "minutes";
    Response "tanggapan" "response";
    Assignment "surat_tugas" "assignment letter";
    OtherPaper "lainnya" "other paper";
    // Where a file comes from, and how that is known.
    Original "asli" "original";
    Remade "dibuat_ulang" "made again";
    UnknownOrigin "tidak_dikenal" "not known";
    Bundle "bundel" "bundle";
    Named "disebut" "named";
    TimeStamp "stempel_waktu" "time stamp";
    Claimed "pernyataan" "as claimed";
    // What a difference is about.
    Answer "jawaban" "answer";
    Score "nilai" "score";
    Total "total" "total";
    Grade "predikat" "grade";
    Remark "catatan" "finding";
    Recommendation "rekomendasi" "recommendation";
    // Places of a report that others fill in.
    LetterNumber "nomor" "number";
    LetterDate "tanggal" "date";
    Foot "kaki" "foot";
    SignatureBlock "tanda_tangan" "signature block";
    SignatureBox "kotak_tanda_tangan" "signature box";
    // What can differ on a page beside its text.
    Picture "gambar" "picture";
    Line "garis atau bidang" "line or shape";
    Moved "seluruh isi bergeser" "all content moved";
    PageSize "ukuran halaman" "page size";
    PageAdded "halaman tambahan" "additional page";
    PageMissing "halaman hilang" "missing page";
    // Ends of a worker, and faults of a template's output.
    PipeClosed "pipa ke proses pembuat tertutup" "the pipe to the worker was closed" = "pipe closed";
    WorkerGone "utas proses pembuat berhenti" "the thread of the worker is gone" = "worker thread gone";
    PiecesDisagree "potongan tercetak tidak cocok dengan peta baris" "printed pieces and line map disagree" = "printed pieces and line map disagree";
    PieceLost "satu potongan tercetak tidak ada di hasil" "a printed piece is not part of the output" = "a printed piece is not part of the output";
    // Months.
    January "Januari" "January";
    February "Februari" "February";
    March "Maret" "March";
    April "April" "April";
    May "Mei" "May";
    June "Juni" "June";
    July "Juli" "July";
    August "Agustus" "August";
    September "September" "September";
    October "Oktober" "October";
    November "November" "November";
    December "Desember" "December";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_term_has_a_name_of_its_own() {
        let mut names: Vec<&str> = Term::ALL.iter().map(|term| term.name()).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(Term::ALL.iter().all(|term| Term::from_name(term.name()) == Some(*term)));
    }
}
