//! The table of diagnostic codes: severity, message and standing hint in both languages.
//!
//! A code never changes its meaning and is never used again. One letter for the stage and three digits:
//! `Y` reading YAML, `D` data, `I` instrument, `K` correction, `S` signature, `T` template, `P` PDF and layout,
//! `A` archive, `U` usage, project and files. Each code has a fixture under `tests/invalid/<CODE>-<slug>/`.
//! Placeholders `{name}` are filled from the diagnostic's arguments.

use super::{Args, Lang, Severity};

/// The text of a code in one language.
struct Text {
    message: &'static str,
    hint: &'static str,
}

macro_rules! codes {
    ($($code:ident $severity:ident
        $id:literal $(? $id_hint:literal)? ;
        $en:literal $(? $en_hint:literal)? ;
    )*) => {
        /// A stable diagnostic code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the table itself is the documentation")]
        pub enum Code { $($code),* }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$code),*];

            /// The severity that belongs to the code.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity),* }
            }

            /// The code as it is printed, such as `D104`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$code => stringify!($code)),* }
            }

            /// The code of that name, such as `D104`; the way back from [`Code::name`].
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $(stringify!($code) => Some(Self::$code),)* _ => None }
            }

            fn text(self, lang: Lang) -> Text {
                match (lang, self) { $(
                    (Lang::Id, Self::$code) => Text { message: $id, hint: concat!($($id_hint)?) },
                    (Lang::En, Self::$code) => Text { message: $en, hint: concat!($($en_hint)?) },
                )* }
            }
        }
    };
}

// Layout of an entry: code, severity, Indonesian message ? hint; English message ? hint;
codes! {
    // ── Y: reading YAML ──────────────────────────────────────────────────────────────────────────────────────
    Y001 Error
        "berkas bukan teks UTF-8 (baris {line})"
            ? "simpan ulang dari editor teks dengan pengodean UTF-8; di Notepad: Simpan sebagai, Pengodean, UTF-8";
        "file is not UTF-8 text (line {line})"
            ? "save it again from a text editor with encoding UTF-8; in Notepad: Save as, Encoding, UTF-8";
    Y002 Error
        "berkas lebih besar dari 1 MiB" ? "hapus isi yang tidak termasuk berkas ini; lampiran tidak disimpan di dalam YAML";
        "file is larger than 1 MiB" ? "remove what does not belong in this file; attachments are not kept inside YAML";
    Y003 Error
        "baris lebih panjang dari 64 KiB" ? "bagi teks menjadi beberapa baris dalam blok `|`";
        "line is longer than 64 KiB" ? "break the text into several lines in a `|` block";
    Y004 Error
        "susunan terlalu dalam: lebih dari 64 kurung yang belum ditutup, atau 128 tingkat" ? "cari kurung yang lupa ditutup di atas tempat ini";
        "nesting is too deep: more than 64 open brackets, or 128 levels" ? "look for a bracket that was not closed above this place";
    Y005 Error
        "indentasi lebih dari 200 spasi" ? "pakai dua spasi untuk setiap tingkat";
        "indentation of more than 200 spaces" ? "use two spaces for each level";
    Y006 Error
        "isi disalin berulang oleh `&` dan `*` sampai melebihi batas" ? "tulis isinya langsung, tanpa `&` dan `*`";
        "contents are copied by `&` and `*` beyond the limit" ? "write the contents out, without `&` and `*`";
    Y007 Error
        "pergantian baris {char} tidak dikenal" ? "hapus karakter itu dan tekan Enter; berkas disimpan dengan baris LF atau CRLF";
        "line end {char} is not known" ? "remove the character and press Enter; save the file with LF or CRLF lines";
    Y008 Error
        "karakter tak terlihat {char} tidak boleh dipakai"
            ? "hapus karakter itu, misalnya dengan mengetik ulang kata ini; biasanya terbawa saat menyalin dari Word atau PDF";
        "invisible character {char} is not allowed"
            ? "remove it, for example by typing the word again; it usually comes with text copied from Word or PDF";
    Y009 Error
        "tab tidak boleh dipakai" ? "ganti tab dengan spasi: dua spasi untuk setiap tingkat";
        "tabs are not allowed" ? "replace the tab with spaces: two for each level";
    Y010 Error
        "baris tidak boleh diawali `%`" ? "pindahkan ke belakang kuncinya, dalam tanda kutip: `kunci: \"%…\"`";
        "a line must not begin with `%`" ? "put it after its key, in quotes: `key: \"%…\"`";
    Y011 Error
        "berkas kosong" ? "isi berkas ini, mulai dengan `format: 1`, atau hapus berkasnya";
        "file is empty" ? "fill it, beginning with `format: 1`, or delete it";
    Y012 Error
        "berkas memuat lebih dari satu dokumen YAML" ? "hapus baris `---` ini, atau pindahkan isi di bawahnya ke berkas lain";
        "file holds more than one YAML document" ? "remove this line `---`, or move what follows to a file of its own";
    Y013 Error
        "spasi di sini spasi khusus ({char}), bukan spasi biasa"
            ? "spasi itu terbawa dari Word atau laman; hapus dan ketik spasi biasa";
        "the space here is a special space ({char}), not a plain one"
            ? "it came with text from Word or a web page; delete it and type a plain space";
    Y021 Error
        "titik dua di dalam isi dibaca sebagai kunci baru"
            ? "beri tanda kutip pada seluruh isi: `kunci: \"teks: teks\"`, atau pakai blok `|`";
        "a colon inside the value is read as a new key"
            ? "put the whole value in quotes: `key: \"text: text\"`, or use a `|` block";
    Y022 Error
        "ada teks sesudah tanda kutip atau kurung penutup"
            ? "tanda kutip harus mengapit seluruh isi: `'\"Kinerja\" belum'` atau `\"Jum'at\"`";
        "there is text after the closing quote or bracket"
            ? "quotes must enclose the whole value: `'\"Kinerja\" belum'` or `\"Jum'at\"`";
    Y023 Error
        "tanda kutip tidak ditutup" ? "tutup dengan tanda kutip yang sama di akhir isi, pada baris yang sama";
        "the quote is not closed" ? "close it with the same quote at the end of the value, on the same line";
    Y024 Error
        "isi tidak boleh diawali `{char}`" ? "beri tanda kutip pada seluruh isi: `\"{char}…\"`";
        "a value must not begin with `{char}`" ? "put the whole value in quotes: `\"{char}…\"`";
    Y025 Error
        "kurung `{char}` tidak ditutup dengan benar"
            ? "beri koma di antara butir, tutup kurungnya, periksa tanda kutip yang belum ditutup, dan beri tanda kutip pada butir yang memuat `[`, `]`, `: `, atau `#`";
        "bracket `{char}` is not closed properly"
            ? "put commas between the items, close the bracket, look for a quote that is not closed, and quote items that hold `[`, `]`, `: ` or `#`";
    Y026 Error
        "baris ini tidak berbentuk `kunci: isi`"
            ? "beri titik dua dan spasi sesudah kunci; teks beberapa baris ditulis dalam blok `|`; periksa tanda kutip dan kurung";
        "this line is not of the form `key: value`"
            ? "put a colon and a space after the key; text of several lines goes into a `|` block; check quotes and brackets";
    Y027 Error
        "indentasi tidak cocok dengan baris di atasnya"
            ? "samakan jumlah spasi di awal baris dengan kunci atau `-` lain pada tingkat yang sama";
        "indentation does not fit the lines above"
            ? "begin the line with as many spaces as the other keys or `-` of the same level";
    Y028 Error
        "`-` di sini dibaca sebagai awal daftar" ? "tulis `\"-\"` bila itu isinya; butir daftar ditulis pada baris sendiri";
        "`-` is read as the start of a list here" ? "write `\"-\"` if that is the value; list items go on lines of their own";
    Y029 Error
        "`-` tanpa spasi bukan awal butir daftar" ? "beri spasi sesudah `-`: `- {text}`";
        "`-` without a space does not begin a list item" ? "put a space after the `-`: `- {text}`";
    Y030 Error
        "`{char}` di sini bukan bagian dari isi dan akan hilang" ? "beri tanda kutip pada seluruh isi: `\"{char}…\"`, atau hapus";
        "`{char}` is not part of the value here and would be lost" ? "put the whole value in quotes: `\"{char}…\"`, or remove it";
    Y031 Error
        "teks mulai dari `#` akan hilang"
            ? "beri tanda kutip pada seluruh isi; bila itu keterangan, tulis `# ` dengan spasi di baris sendiri";
        "the text from `#` on would be lost"
            ? "put the whole value in quotes; if it is a comment, write `# ` with a space on a line of its own";
    Y032 Error
        "keterangan `#` di dalam kurung menghilangkan isi sesudahnya"
            ? "beri tanda kutip bila bagian dari isi, atau pindahkan keterangan ke baris di atasnya";
        "a comment `#` inside brackets swallows what follows"
            ? "use quotes if it is part of the value, or move the comment to the line above";
    Y033 Error
        "teks mulai dari `#` tidak termasuk isi" ? "beri tanda kutip pada seluruh isi, atau tulis keterangan di baris sendiri di atasnya";
        "the text from `#` on is not part of the value" ? "put the whole value in quotes, or write the comment on a line of its own above";
    Y034 Error
        "keterangan tepat di bawah teks bebas tidak termasuk isi"
            ? "pindahkan keterangan ke atas kuncinya; bila bagian dari isi, pakai blok `|`";
        "a comment directly below free text is not part of the value"
            ? "move the comment above the key; if it is part of the value, use a `|` block";
    Y035 Error
        "teks sesudah `{header}` pada baris yang sama akan hilang" ? "mulai teks pada baris berikutnya, menjorok dua spasi dari kuncinya";
        "text after `{header}` on the same line would be lost" ? "begin the text on the next line, two spaces deeper than its key";
    Y036 Error
        "isi kosong, karena `#` memulai keterangan" ? "beri tanda kutip bila `#` bagian dari isi: `\"#…\"`";
        "the value is empty, because `#` begins a comment" ? "use quotes if `#` is part of the value: `\"#…\"`";
    Y037 Error
        "`{text}` di dalam kurung menjadi kunci tanpa isi"
            ? "isi yang memuat koma diberi tanda kutip, dan titik dua diikuti spasi (`kunci: isi`)";
        "`{text}` inside the brackets becomes a key without value"
            ? "values with a comma go in quotes, and a colon needs a space after it (`key: value`)";
    Y038 Error
        "teks tanpa tanda kutip di dalam `[…]` terpotong pada setiap koma"
            ? "beri tanda kutip pada setiap butir, atau tulis satu butir per baris dengan `- `";
        "text without quotes inside `[…]` is cut at every comma"
            ? "put each item in quotes, or write one item per line with `- `";
    Y039 Error
        "isi tanpa tanda kutip tidak boleh lebih dari satu baris"
            ? "pakai blok `|`; bila baris berikutnya sebuah kunci, periksa titik dua dan indentasinya";
        "a value without quotes must not span lines"
            ? "use a `|` block; if the next line is a key, check its colon and its indentation";
    Y040 Error
        "isi dalam tanda kutip tidak boleh lebih dari satu baris" ? "tutup tanda kutip pada baris yang sama, atau pakai blok `|`";
        "a value in quotes must not span lines" ? "close the quote on the same line, or use a `|` block";
    Y041 Error
        "blok `>` menggabungkan baris dan tidak dipakai" ? "ganti `>` dengan `|`";
        "a `>` block joins lines and is not used" ? "replace `>` with `|`";
    Y042 Error
        "`{header}` tidak dipakai" ? "tulis `|` tanpa angka";
        "`{header}` is not used" ? "write `|` without a digit";
    Y043 Error
        "blok `|` tidak berisi teks" ? "tulis teks di baris berikutnya, menjorok dua spasi dari kuncinya, atau hapus kuncinya";
        "the `|` block holds no text" ? "write the text on the next line, two spaces deeper than its key, or remove the key";
    Y044 Error
        "`{text}` di dalam tanda kutip mengubah isi"
            ? "di dalam `\"…\"` hanya `\\\"` dan `\\\\` yang dipakai; nama folder ditulis tanpa tanda kutip atau dengan `/`";
        "`{text}` inside quotes changes the value"
            ? "inside `\"…\"` only `\\\"` and `\\\\` are used; write folder names without quotes or with `/`";
    Y045 Error
        "`{text}` berarti tidak ada isi" ? "hapus kuncinya bila tidak ada isi; bila memang teks, tulis `\"{text}\"`";
        "`{text}` means that there is no value" ? "remove the key if there is no value; if it is meant as text, write `\"{text}\"`";
    Y046 Warning
        "tanda kutip Word `{quotes}` menjadi bagian dari isi dan ikut tercetak" ? "ganti dengan tanda kutip lurus `\"`, atau hapus";
        "the Word quotes `{quotes}` become part of the value and are printed" ? "use straight quotes `\"` instead, or remove them";
    Y050 Error
        "isi kosong" ? "tulis isinya sesudah titik dua, atau hapus kuncinya";
        "the value is empty" ? "write it after the colon, or remove the key";
    Y051 Error
        "kunci harus berupa teks" ? "tulis `kunci: isi`; kunci yang memuat `[` diberi tanda kutip";
        "a key must be text" ? "write `key: value`; a key that holds `[` goes in quotes";
    Y052 Error
        "kunci `{key}` ditulis dua kali" ? "satukan isinya di satu tempat dan hapus yang lain";
        "key `{key}` is given twice" ? "put everything in one place and remove the other";
    Y053 Error "kunci `{key}` tidak dikenal"; "key `{key}` is not known";
    Y054 Error
        "kunci `{key}` wajib ada di bagian ini" ? "tambahkan `{key}: …` ke bagian ini, sejajar dengan kunci lainnya";
        "key `{key}` is required in this part" ? "add `{key}: …` to this part, in line with its other keys";
    Y055 Error
        "isi seharusnya satu teks, bukan kumpulan `kunci: isi`"
            ? "bila teks memuat titik dua, beri tanda kutip pada seluruh isi: `\"Yth: Bupati\"`";
        "the value should be one text, not a map of `key: value`"
            ? "if the text holds a colon, put the whole value in quotes: `\"Yth: Bupati\"`";
    Y056 Error
        "isi seharusnya satu teks, bukan daftar" ? "hapus kurung `[ ]` atau tanda `- `; teks yang diawali kurung diberi tanda kutip";
        "the value should be one text, not a list" ? "remove the `[ ]` or the `- `; text that begins with a bracket goes in quotes";
    Y057 Error
        "isi seharusnya kumpulan `kunci: isi`" ? "tulis setiap `kunci: isi` pada baris sendiri, menjorok dua spasi";
        "the value should be a map of `key: value`" ? "write each `key: value` on a line of its own, two spaces deeper";
    Y058 Error
        "isi seharusnya daftar" ? "tulis satu butir per baris dengan `- ` di depannya, atau apit dengan `[ ]`";
        "the value should be a list" ? "write one item per line with `- ` in front, or enclose it in `[ ]`";
    Y059 Error
        "isi ini tidak berbentuk seperti yang dikenal di sini" ? "bandingkan kuncinya dengan contoh di panduan";
        "this entry has none of the forms that are known here" ? "compare its keys with the example in the guide";
    Y060 Error
        "isi harus satu baris" ? "tulis pada baris kuncinya, tanpa `|`";
        "the value must be one line" ? "write it on the line of its key, without `|`";
    Y061 Error
        "`{text}` memuat spasi" ? "kode dan id ditulis tanpa spasi";
        "`{text}` holds a space" ? "codes and ids are written without spaces";
    Y062 Error
        "`{text}` memakai koma" ? "tulis {right} (titik) di YAML; laporan mencetak {text}";
        "`{text}` has a decimal comma" ? "write {right} (point) in YAML; the report prints {text}";
    Y063 Error
        "`{text}` memakai pemisah ribuan" ? "tulis angka tanpa pemisah ribuan; desimal memakai titik";
        "`{text}` has separators between thousands" ? "write the number without them; decimals follow a point";
    Y064 Error
        "`{text}` bukan penulisan angka yang dipakai di sini" ? "tulis angka biasa seperti `12.50`, tanpa satuan, `%`, `+`, atau `e`";
        "`{text}` is not a way to write numbers here" ? "write a plain number such as `12.50`, without unit, `%`, `+` or `e`";
    Y065 Error
        "angka lebih panjang dari 40 karakter" ? "tulis desimal seperlunya";
        "number of more than 40 characters" ? "write no more decimals than needed";
    Y067 Error
        "`{text}` bukan angka" ? "tulis angka seperti `12.50`";
        "`{text}` is not a number" ? "write a number such as `12.50`";
    Y070 Error
        "`{text}` bukan tanggal" ? "tulis tahun-bulan-tanggal dengan dua angka: `{right}`";
        "`{text}` is not a date" ? "write year-month-day with two digits: `{right}`";
    Y071 Error
        "tanggal `{text}` tidak ada dalam kalender" ? "periksa bulan dan tanggalnya; urutannya tahun-bulan-tanggal";
        "date `{text}` is not in the calendar" ? "check month and day; the order is year-month-day";
    Y072 Error
        "`{text}` bukan tanggal atau bulan" ? "tulis tahun-bulan-tanggal: `{right}`, atau `{month}` bila tanggalnya belum diketahui";
        "`{text}` is not a date or a month" ? "write year-month-day: `{right}`, or `{month}` if the day is not known yet";
    Y073 Error
        "`{text}` bukan `ya` atau `tidak`" ? "tulis `ya` atau `tidak` dengan huruf kecil";
        "`{text}` is neither `ya` nor `tidak`" ? "write `ya` (yes) or `tidak` (no) in lower case";
    Y074 Error
        "`{text}` bukan tahun" ? "tulis tahun dengan empat angka, seperti `2022`";
        "`{text}` is not a year" ? "write the year with four digits, such as `2022`";
    Y075 Error "`{text}` bukan salah satu pilihan"; "`{text}` is not one of the choices";
    // ── U: usage, project, files ─────────────────────────────────────────────────────────────────────────────
    U001 Error
        "tidak ada proyek: `lhe.yaml` tidak ditemukan di `{folder}` maupun folder di atasnya"
            ? "jalankan dari dalam folder proyek, beri `--proyek FOLDER`, atau buat proyek baru dengan `lhe init`";
        "no project: `lhe.yaml` found neither in `{folder}` nor in the folders above it"
            ? "run inside a project folder, give `--proyek FOLDER`, or make a new project with `lhe init`";
    U002 Error
        "berkas tidak dapat dibaca: {reason}" ? "periksa apakah berkas ada dan boleh dibaca";
        "file cannot be read: {reason}" ? "check that the file exists and may be read";
    U005 Error
        "nama di sini seharusnya tahun" ? "ganti nama menjadi, misalnya, `{example}`";
        "the name here should be a year" ? "rename it to, for example, `{example}`";
    U010 Error "{text}" ? "{hint}"; "{text}" ? "{hint}";
    U011 Warning
        "berkas ini tidak dibaca karena namanya tidak berakhir `.yaml`" ? "ganti namanya menjadi `{suggestion}`; di Windows tampilkan dahulu ekstensi nama berkas";
        "this file is not read because its name does not end in `.yaml`" ? "rename it to `{suggestion}`; on Windows let file name extensions be shown first";
    U012 Warning
        "templat ini tidak dipakai: tidak ada templat bawaan bernama `{name}` dan tidak ada yang menyertakannya" ? "samakan namanya dengan templat bawaan yang hendak diganti";
        "this template is not used: no built-in template is called `{name}` and none includes it" ? "give it the name of the built-in template that it should replace";
    U013 Error
        "`{name}` mempunyai laporan beberapa tahun" ? "tambahkan `--tahun`, atau sebut salah satu: {ids}";
        "`{name}` has reports of several years" ? "add `--tahun`, or name one of: {ids}";
    U014 Error
        "penyunting `{editor}` tidak dapat dijalankan: {reason}" ? "tetapkan penyunting dengan `VISUAL` atau `EDITOR`, atau sebut koreksinya dengan opsi (`lhe correct --help`)";
        "the editor `{editor}` cannot be started: {reason}" ? "name an editor by `VISUAL` or `EDITOR`, or give the correction by options (`lhe correct --help`)";
    U006 Error
        "tidak ada evaluasi untuk `{name}`{year}" ? "sebut id OPD, nama berkas, atau `tahun/berkas` yang ada di folder `evaluasi`";
        "there is no evaluation for `{name}`{year}" ? "name an office id, a file, or `year/file` that is in the folder `evaluasi`";
    U007 Error
        "proyek ini sedang dipakai proses `lhe` lain" ? "tunggu sampai selesai, lalu jalankan lagi";
        "another `lhe` process is using this project" ? "wait until it ends, then run again";
    U008 Error
        "`{path}` sudah ada" ? "tidak ada yang diubah; pilih nama lain, atau hapus dahulu bila memang tidak diperlukan";
        "`{path}` exists already" ? "nothing was changed; choose another name, or remove it first if it is not needed";
    U003 Error
        "berkas tidak dapat ditulis: {reason}" ? "periksa ruang disk, hak tulis, dan apakah berkas sedang dibuka program lain";
        "file cannot be written: {reason}" ? "check disk space, permissions, and whether another program has the file open";

    // ── I: instruments ───────────────────────────────────────────────────────────────────────────────────────
    I001 Error
        "bobot subkomponen di bawah `{code}` berjumlah {sum}, seharusnya {weight}"
            ? "periksa `bobot` `{code}` dan bobot subkomponen di bawahnya";
        "weights of the sub-components under `{code}` add up to {sum}, expected {weight}"
            ? "check the `bobot` of `{code}` and of the sub-components under it";
    I002 Error
        "bobot komponen berjumlah {sum}, seharusnya 100" ? "periksa `bobot` setiap komponen";
        "component weights add up to {sum}, expected 100" ? "check the `bobot` of each component";
    I003 Error
        "kode `{code}` ditulis dua kali" ? "beri setiap komponen, subkomponen, kriteria, skala dan pilihan kode sendiri";
        "code `{code}` is given twice" ? "give each component, sub-component, criterion, scale and choice a code of its own";
    I004 Error
        "skala `{scale}` tidak dikenal" ? "skala ditetapkan di bawah kunci `skala` pada berkas yang sama";
        "scale `{scale}` is unknown" ? "scales are defined under the key `skala` of the same file";
    I005 Error
        "nilai pilihan `{value}` di luar 0 sampai {most}" ? "tulis angka 0 sampai {most}, atau ganti `satuan` skala";
        "choice value `{value}` is outside 0 to {most}" ? "write a number from 0 to {most}, or change the `satuan` of the scale";
    I006 Error
        "`{code}` tidak mempunyai skala jawaban" ? "tulis `skala` pada `{code}` atau pada `metode`";
        "`{code}` has no answer scale" ? "give `skala` at `{code}` or at `metode`";
    I007 Error
        "daftar kriteria `{code}` tidak cocok dengan cara penilaiannya"
            ? "`rata_rata` dan `poin` memerlukan `kriteria`; `diketik` tidak mempunyai `kriteria`";
        "the criteria of `{code}` do not fit its method"
            ? "`rata_rata` and `poin` need `kriteria`; `diketik` has none";
    I008 Error
        "poin tertinggi kriteria di bawah `{code}` berjumlah {sum}, seharusnya sama dengan bobot {weight}"
            ? "periksa `poin` dan `poin_jawaban` kriteria di bawah `{code}`";
        "highest points of the criteria under `{code}` add up to {sum}, expected the weight {weight}"
            ? "check `poin` and `poin_jawaban` of the criteria under `{code}`";
    I009 Error
        "`poin` atau `poin_jawaban` kriteria `{code}` tidak cocok dengan cara penilaiannya"
            ? "di bawah cara `poin` tulis salah satu saja; di bawah cara lain jangan tulis keduanya";
        "`poin` or `poin_jawaban` of criterion `{code}` does not fit the method"
            ? "under the method `poin` give exactly one of them; under others give neither";
    I010 Error
        "`poin_jawaban` harus berisi angka 0 atau lebih, dan yang tertinggi lebih dari 0" ? "contoh: `a: 3`, `b: 2`, `c: 1`, `d: 0.5`, `e: 0`";
        "`poin_jawaban` needs numbers of 0 or more, the highest above 0" ? "example: `a: 3`, `b: 2`, `c: 1`, `d: 0.5`, `e: 0`";
    I011 Error
        "`desimal` harus bilangan bulat 0 sampai 6, bukan `{value}`" ? "contoh: `desimal: 2`";
        "`desimal` must be a whole number from 0 to 6, not `{value}`" ? "example: `desimal: 2`";
    I012 Error
        "kontrol harus mempunyai tepat satu pembanding" ? "tulis `tidak_melebihi` atau `tidak_melebihi_rata_rata`, salah satu";
        "a dependency check needs exactly one limit" ? "write `tidak_melebihi` or `tidak_melebihi_rata_rata`, one of them";
    I013 Error
        "rentang predikat tidak bersambung dari 0 sampai 100 (pada `{letter}`)"
            ? "urutkan dari tertinggi; `sampai` satu predikat sama dengan `di_atas` predikat di atasnya, yang terendah tanpa `di_atas`";
        "grade bands do not join from 0 to 100 (at `{letter}`)"
            ? "order from the highest; `sampai` of one equals `di_atas` of the one above, the lowest has no `di_atas`";
    I014 Error
        "kode `{code}` tidak ada dalam instrumen ini" ? "periksa kode di bawah `komponen` pada berkas yang sama";
        "code `{code}` is not in this instrument" ? "check the codes under `komponen` of the same file";
    I015 Error
        "contoh `{title}` tidak terpenuhi: {code} dihitung {found}, tertulis {expected}"
            ? "periksa hitungan contoh, atau kriteria, bobot dan pembulatan instrumen";
        "example `{title}` does not hold: {code} computes to {found}, written {expected}"
            ? "check the example's arithmetic, or the criteria, weights and rounding of the instrument";
    I017 Error
        "bobot atau poin `{value}` pada `{code}` harus lebih dari 0 dan paling banyak {decimals} desimal"
            ? "samakan dengan `pembulatan`: nilai yang tercetak tidak boleh melebihi bobotnya";
        "weight or points `{value}` at `{code}` must be above 0 with at most {decimals} decimals"
            ? "fit it to `pembulatan`: a printed value may not exceed its weight";
    I016 Error
        "id instrumen `{id}` sudah dipakai" ? "beri edisi ini id sendiri, misalnya dengan `@2` atau nama daerah";
        "instrument id `{id}` is already used" ? "give this edition an id of its own, for example with `@2` or the region's name";

    // ── S: signing and verifying ─────────────────────────────────────────────────────────────────────────────
    S001 Error
        "berkas kunci tidak dapat dibuka: sandinya salah, atau bukan PKCS#12 (.p12, .pfx)" ? "periksa huruf besar-kecil dan Caps Lock; sandi tidak dapat dipulihkan di sini, kunci baru diminta kepada penerbitnya";
        "the key file cannot be opened: another passphrase, or no PKCS#12 file (.p12, .pfx)" ? "check upper and lower case and Caps Lock; a passphrase cannot be recovered here, a new key comes from its issuer";
    S002 Error
        "jenis kunci ini tidak dipakai: hanya RSA mulai 2048 bit dan ECDSA P-256" ? "minta sertifikat dengan salah satu jenis kunci itu";
        "this kind of key is not used: only RSA from 2048 bits and ECDSA P-256 are" ? "ask for a certificate with one of these kinds of key";
    S003 Error
        "berkas kunci tidak memuat sertifikat milik kuncinya" ? "ekspor ulang kunci bersama sertifikat dan rantainya";
        "the key file holds no certificate that belongs to its key" ? "export the key again together with its certificate and chain";
    S004 Error
        "sandi kunci tidak diberikan: {reason}" ? "jalankan di terminal, atau beri sandi dengan `--sandi-env NAMA` atau `--sandi-fd NOMOR`; sandi tidak pernah ditulis pada baris perintah";
        "no passphrase for the key was given: {reason}" ? "run it in a terminal, or give the passphrase by `--sandi-env NAME` or `--sandi-fd NUMBER`; it is never typed on the command line";
    S005 Error
        "berkas ini tidak dapat ditandatangani: {finding}" ? "tanda tangani PDF yang terbit, misalnya yang diambil dengan `lhe archive get`";
        "this file cannot be signed: {finding}" ? "sign the PDF that was issued, for example one fetched by `lhe archive get`";
    S006 Error
        "stempel waktu tidak diperoleh dari {server}: {reason}" ? "periksa sambungan dan alamat server, atau tandatangani tanpa stempel waktu dengan `--tanpa-stempel-waktu`; tidak ada yang ditulis";
        "no time stamp came from {server}: {reason}" ? "check connection and address, or sign without a time stamp by `--tanpa-stempel-waktu`; nothing was written";
    S007 Error
        "hasil penandatanganan tidak lolos pemeriksaan dan tidak ditulis: {reason}" ? "laporkan galat ini beserta berkasnya";
        "what signing made does not verify and was not written: {reason}" ? "report this fault with the file";
    S008 Error
        "berkas ini draf, bukan laporan yang terbit" ? "terbitkan dahulu dengan `lhe issue`, lalu tandatangani PDF dari arsip";
        "this file is a draft and no issued report" ? "issue it by `lhe issue` first, then sign the PDF of the archive";
    S009 Error
        "berkas kepercayaan ini bukan sertifikat, daftar pencabutan (.crl), atau jawaban OCSP (.ocsp)" ? "perbaiki atau keluarkan berkas itu dari folder `kepercayaan`";
        "this file of trust is no certificate, revocation list (.crl) or OCSP response (.ocsp)" ? "mend it, or take it out of the folder `kepercayaan`";
    S010 Error
        "alamat server stempel waktu `{server}` tidak sah" ? "tulis alamat lengkap, misalnya `http://tsa.contoh.go.id/tsr`";
        "the address `{server}` of the time stamp server is not valid" ? "write a full address, such as `http://tsa.example.org/tsr`";
    S011 Warning
        "penanda tangan `{signer}` bukan nama pada blok tanda tangan `{expected}`" ? "pastikan kunci yang dipakai milik pejabat yang tercetak";
        "the signer `{signer}` is not the name in the signature block `{expected}`" ? "make sure that the key belongs to the official who is printed";

    // ── T: template ──────────────────────────────────────────────────────────────────────────────────────────
    T001 Error
        "templat tidak dapat dibaca: {reason}" ? "perbaiki tanda templat (kurung kurawal dan persen) pada baris itu";
        "template cannot be read: {reason}" ? "mend the template marks (braces and per cent signs) on that line";
    T002 Error
        "`{construct}` tidak boleh dipakai dalam templat"
            ? "pakai hanya `if`, `for`, `with`, `set`, `include`, dan bidang laporan yang dicetak apa adanya";
        "`{construct}` may not be used in a template"
            ? "use only `if`, `for`, `with`, `set`, `include`, and fields of the report printed as they are";
    T003 Error
        "templat tidak boleh menghitung atau membandingkan isi laporan: `{construct}`"
            ? "pakai bidang laporan yang sudah jadi, `|length`, `loop.first`, atau `.sama(\"…\")`";
        "a template may not calculate with or compare what the report says: `{construct}`"
            ? "use a ready field of the report, `|length`, `loop.first`, or `.sama(\"…\")`";
    T004 Error
        "bidang `{field}` tidak ada dalam laporan"
            ? "periksa ejaannya; bidang yang boleh tidak ada diperiksa dulu dengan `is defined`";
        "the report has no field `{field}`"
            ? "check its spelling; ask first with `is defined` for a field that may be absent";
    T005 Error
        "`{expression}` bukan teks laporan sehingga tidak dapat dicetak: {kind}"
            ? "cetak satu bidang laporan apa adanya; tulis teks tetap langsung dalam templat";
        "`{expression}` is not a text of the report and cannot be printed: {kind}"
            ? "print one field of the report as it is; write fixed text directly in the template";
    T006 Error
        "templat `{name}` tidak ditemukan" ? "periksa nama dalam `include` dan isi folder templat";
        "template `{name}` not found" ? "check the name in `include` and the template folder";
    T007 Error
        "templat bekerja terlalu lama atau terlalu dalam: {reason}"
            ? "periksa `for` yang bersarang dan `include` yang memanggil dirinya sendiri";
        "the template works too long or too deep: {reason}"
            ? "look for nested `for` and for an `include` that calls itself";
    T008 Error
        "hasil templat {bytes} bita, paling banyak {limit}" ? "periksa `for` yang bersarang";
        "the template makes {bytes} bytes, the limit is {limit}" ? "look for nested `for`";
    T009 Error
        "`{expression}` berdiri di tempat yang bukan isi: dalam kode, string, komentar, atau teks mentah Typst"
            ? "dalam kode tulis sebagai isi, `[…]`; untuk string tambahkan `.text` sesudahnya";
        "`{expression}` stands where no content can be: in Typst code, a string, a comment or raw text"
            ? "in code write it as content, `[…]`; for a string add `.text` after it";
    T010 Error
        "templat gagal: {reason}" ? "periksa baris itu dalam templat";
        "the template fails: {reason}" ? "check that line of the template";
    T011 Error
        "ukuran `{value}` pada `{field}` bukan angka dengan paling banyak satu titik"
            ? "laporkan galat ini beserta datanya: ukuran dibuat oleh program";
        "the length `{value}` at `{field}` is not digits with at most one point"
            ? "report this fault with its data: lengths are made by the program";
    T020 Error
        "teks ini tidak pernah tercetak, karena syaratnya sudah pasti: `{construct}`"
            ? "hapus bagian itu, atau tulis sebagai keterangan di antara kurung kurawal dan tagar";
        "this text can never be printed, because its condition is settled: `{construct}`"
            ? "remove that part, or make it a comment between a brace and a number sign";
    T021 Error
        "`for` hanya untuk daftar; `{expression}` adalah {kind}" ? "sebut bidang yang berupa daftar, seperti `komponen`";
        "`for` takes a list; `{expression}` is {kind}" ? "name a field that is a list, such as `komponen`";
    T022 Error
        "`{block}` memakai `{field}`, yang tidak ada di tempat ia disertakan"
            ? "beri dengan `with {field} = …` di sekeliling `include`, atau sertakan di dalam `for` yang menamainya";
        "`{block}` uses `{field}`, which does not exist where it is included"
            ? "give it by `with {field} = …` around the `include`, or include it inside the `for` that names it";
    T023 Error
        "`{expression}` memerlukan daftar, bukan {kind}" ? "`length`, `first`, dan `last` hanya untuk daftar; teks kosong diuji dengan `if`";
        "`{expression}` needs a list and not {kind}" ? "`length`, `first` and `last` take lists only; ask by `if` whether a text is empty";
    T024 Error
        "`{expression}`: `.sama()` hanya untuk teks, bukan {kind}" ? "ya atau tidak diuji langsung dengan `if`";
        "`{expression}`: `.sama()` takes a text and not {kind}" ? "a flag is asked by `if` alone";
    T025 Error
        "syarat `{expression}` selalu benar karena berupa {kind}" ? "sebut bidang di dalamnya yang berupa teks, daftar, atau ya/tidak";
        "the condition `{expression}` is always true because it is {kind}" ? "name a field of it that is a text, a list or a flag";
    T026 Error
        "tulisan Typst salah: {message}" ? "periksa kurung dan tanda di baris itu; kurung yang dibuka ditutup di cabang yang sama";
        "wrong Typst: {message}" ? "check brackets and marks on that line; close a bracket in the branch that opens it";
    T027 Error
        "templat ini tidak pernah mencetak `{field}`, yang wajib ada dalam laporan"
            ? "cetak bidang itu, atau sertakan lagi bagian yang mencetaknya";
        "this template never prints `{field}`, which every report must have"
            ? "print that field, or include the block again that prints it";
    T028 Error
        "templat ini tidak mencetak isi yang wajib ada: `{text}`"
            ? "periksa syarat di sekeliling bagian yang mencetaknya; lihat `lhe template lint`";
        "this template leaves out what must be printed: `{text}`"
            ? "check the conditions around the block that prints it; see `lhe template lint`";
    T030 Error
        "`{name}` sudah ada dalam proyek dan tidak ditimpa" ? "ubah yang ada, atau hapus dahulu untuk memulai dari yang bawaan";
        "`{name}` exists in the project and is not overwritten" ? "change that one, or remove it first to begin with the built-in one";
    T031 Error
        "tidak ada templat atau teks bernama `{name}`" ? "lihat namanya dengan `lhe template list`";
        "there is no template or text called `{name}`" ? "see the names with `lhe template list`";
    T032 Error
        "teks `{name}` tidak dapat ditambahkan di akhir berkas ini" ? "pindahkan `teks:` ke akhir berkas, dengan setiap teks pada barisnya sendiri di bawahnya, lalu ulangi";
        "the text `{name}` cannot be added at the end of this file" ? "move `teks:` to the end of the file, with each text on a line of its own below it, then try again";

    // ── P: PDF and layout ────────────────────────────────────────────────────────────────────────────────────
    P001 Error
        "Typst menolak: {message}" ? "periksa baris templat itu";
        "Typst refuses: {message}" ? "check that line of the template";
    P002 Error
        "Typst memperingatkan: {message}" ? "perbaiki templat sampai peringatan hilang";
        "Typst warns: {message}" ? "mend the template until the warning is gone";
    P003 Error
        "dokumen tidak memenuhi {standard}: {message}" ? "perbaiki bagian templat atau data yang disebut";
        "the document does not meet {standard}: {message}" ? "mend the part of the template or the data that is named";
    P004 Error
        "lampiran dalam PDF seharusnya {expected}, ternyata {found}"
            ? "hapus `pdf.attach` dari templat dan periksa komentar atau `show` yang menelan akhir dokumen";
        "the PDF should hold {expected} attachments and holds {found}"
            ? "remove `pdf.attach` from the template and look for a comment or `show` that swallows the end of the document";
    P005 Error
        "{standard} tidak mengizinkan lampiran" ? "pilih PDF/A-3a, atau susun tanpa lampiran";
        "{standard} permits no attachments" ? "choose PDF/A-3a, or build without attachments";
    P006 Error
        "pembuatan PDF dari `{template}` berhenti mendadak ({reason}): kehabisan memori atau mogok"
            ? "susun laporan ini sendirian; jika terulang, periksa pengulangan dan tabel dalam templat";
        "making the PDF from `{template}` stopped suddenly ({reason}): out of memory or a crash"
            ? "build this report alone; if it happens again, check loops and tables in the template";
    P007 Error
        "PDF dari `{template}` tidak selesai dalam {seconds} detik"
            ? "periksa pengulangan dalam templat, atau beri waktu lebih lama";
        "the PDF from `{template}` was not ready within {seconds} seconds"
            ? "check loops in the template, or allow more time";
    P008 Error
        "proses pembuat PDF tidak dapat dijalankan: {reason}" ? "periksa pemasangan program dan batas proses komputer ini";
        "the process that makes PDFs cannot be started: {reason}"
            ? "check the installation of the program and the process limit of this computer";
    P009 Error
        "galat dalam mesin PDF: {reason}" ? "laporkan galat ini beserta templat dan datanya";
        "fault inside the PDF engine: {reason}" ? "report this fault with its template and data";
    P010 Error
        "tanggal dokumen `{date}` tidak ada dalam kalender" ? "periksa tanggal surat";
        "the document date `{date}` is not in the calendar" ? "check the date of the letter";
    P011 Error
        "nama `{name}` tidak dapat dipakai untuk berkas dalam dokumen"
            ? "pakai huruf, angka, titik, tanda hubung, dan garis miring";
        "the name `{name}` cannot be used for a file in the document"
            ? "use letters, digits, points, hyphens and slashes";

    P020 Error
        "`{text}` keluar dari kertas pada halaman {page}"
            ? "isi yang terlalu lebar atau terlalu tinggi tidak akan tercetak: pendekkan, atau biarkan terbagi ke halaman berikutnya";
        "`{text}` lies outside the paper on page {page}"
            ? "what is too wide or too high is not printed: shorten it, or let it go on to the next page";
    P021 Error
        "`{text}` melewati batas {side} halaman {page}"
            ? "pendekkan kata atau teks itu, beri kolomnya tempat lebih lebar, atau biarkan bagiannya terbagi ke halaman berikutnya";
        "`{text}` reaches over the {side} margin of page {page}"
            ? "shorten the word or text, give its column more room, or let its part go on to the next page";
    P022 Error
        "`{text}` tercetak menimpa `{other}` pada halaman {page}"
            ? "beri jarak di antara keduanya; tabel atau bagan yang tidak boleh terpotong dan lebih tinggi daripada halaman harus dibagi";
        "`{text}` is printed on top of `{other}` on page {page}"
            ? "put space between them; a table or figure that may not break and is higher than the page must be divided";
    P023 Error
        "`{text}` terpotong pada halaman {page}"
            ? "kotak yang memuatnya terlalu kecil: perbesar kotak itu, atau hapus `clip` dari templat";
        "`{text}` is cut off on page {page}"
            ? "the box round it is too small: enlarge it, or remove `clip` from the template";
    P024 Error
        "garis melintang di atas `{text}` pada halaman {page}"
            ? "beri tempat lebih lebar untuk teks itu, pendekkan kata yang terlalu panjang untuk kolomnya, atau pindahkan garisnya";
        "a line runs through `{text}` on page {page}"
            ? "give the text more room, shorten a word that is too long for its column, or move the line";
    P025 Error
        "baris tabel terbagi ke dua halaman; `{text}` sudah di halaman {page}"
            ? "pakai `set table.cell(breakable: false)` supaya baris tetap utuh";
        "a table row is cut over two pages; `{text}` already stands on page {page}"
            ? "use `set table.cell(breakable: false)` to keep rows whole";
    P026 Error
        "judul `{text}` tertinggal sendiri di kaki halaman {page}"
            ? "pakai `block(sticky: true)` pada judul supaya melekat pada isi di bawahnya; judul tanpa isi dihapus";
        "the heading `{text}` is left alone at the foot of page {page}"
            ? "use `block(sticky: true)` for headings, so that they stay with what follows; remove a heading without text";
    P027 Error
        "`{text}` tertutup gambar atau bidang berwarna pada halaman {page}"
            ? "pindahkan gambar atau bidang itu, atau letakkan sebelum teksnya supaya berada di bawahnya";
        "`{text}` is covered by a picture or coloured shape on page {page}"
            ? "move the picture or shape, or put it before the text so that it lies below";
    P028 Error
        "`{text}` pada halaman {page} lebih kecil dari 5 poin"
            ? "pakai huruf yang lebih besar, atau pendekkan teks yang dikecilkan supaya muat";
        "`{text}` on page {page} is smaller than 5 points"
            ? "use a larger size, or shorten the text that was made small to fit";
    P029 Error
        "`{text}` ada dalam laporan tetapi tidak tercetak seluruhnya di halaman mana pun"
            ? "cetak isi itu di badan laporan; yang hanya untuk properti, jalur berkas, atau pengukuran ditulis dalam `ke-teks([…])`";
        "`{text}` is in the report but not printed in full on any page"
            ? "print it in the body; what is for properties, paths or measuring only goes into `ke-teks([…])`";
    P030 Error
        "`{text}` tercetak dua kali, yang kedua pada halaman {page}"
            ? "cetak setiap isi sekali; bila memang perlu di dua tempat, tulis tanda cetaknya dua kali dalam templat";
        "`{text}` is printed twice, the second time on page {page}"
            ? "print everything once; if it must stand in two places, write its print mark twice in the template";
    P031 Error
        "halaman {page} berukuran {size}, bukan ukuran kertas laporan ini"
            ? "hapus ukuran kertas dari templat; kertas dipilih dengan `keluaran.kertas` pada `lhe.yaml`";
        "page {page} measures {size}, which is no paper size of this report"
            ? "remove the page size from the template; paper is chosen by `keluaran.kertas` in `lhe.yaml`";
    P032 Error
        "halaman {page} kosong, sesudah `{text}`" ? "hapus pemisah halaman yang berlebih dari templat";
        "page {page} is empty, after `{text}`" ? "remove the page break that is too many from the template";
    P033 Error
        "warna `{text}` pada halaman {page} hampir sama dengan warna di bawahnya sehingga tidak terbaca"
            ? "pilih warna teks yang lebih berbeda dari warna latarnya";
        "the colour of `{text}` on page {page} is almost that of its ground, so it cannot be read"
            ? "choose a colour of text that differs more from its ground";
    P034 Error
        "halaman {page} draf ini tidak bertanda `{mark}`"
            ? "draf tanpa tanda dapat dikira sudah terbit: kembalikan `draf:` dan `tanda-draf` dalam templat atau gayanya";
        "page {page} of this draft does not show `{mark}`"
            ? "a draft without its mark could pass for an issued document: restore `draf:` and `tanda-draf` in the template or style";

    // ── D: evaluations and registers ─────────────────────────────────────────────────────────────────────────
    D101 Error
        "kode `{code}` tidak dikenal dalam instrumen `{instrument}`"
            ? "daftar kode: `lhe new` menulis semua kode instrumen; atau lihat berkas instrumennya";
        "code `{code}` is unknown in the instrument `{instrument}`"
            ? "for the list of codes let `lhe new` write them all, or see the instrument file";
    D102 Error
        "kode `{code}` ada dalam instrumen `{instrument}`, tetapi tidak dijawab pada tingkat ini"
            ? "periksa `tingkat` evaluasi: kriteria, subkomponen atau komponen, dan cara penilaian subkomponennya";
        "code `{code}` exists in the instrument `{instrument}` but is not answered at this level"
            ? "check the evaluation's `tingkat` (kriteria, subkomponen, komponen) and the method of its sub-component";
    D103 Error
        "jawaban `{answer}` untuk `{code}` tidak ada dalam skala `{scale}`";
        "answer `{answer}` for `{code}` is not in the scale `{scale}`";
    D104 Error
        "`{code}`: {missing} dari {all} jawaban belum diisi ({codes})" ? "tulis jawaban di belakang kodenya; untuk {example}";
        "`{code}`: {missing} of {all} answers are missing ({codes})" ? "write the answer after its code; for {example}";
    D105 Warning
        "`{code}`: {missing} dari {all} jawaban belum diisi dan dihitung nol ({codes})" ? "isi jawabannya bila memang sudah dinilai; untuk {example}";
        "`{code}`: {missing} of {all} answers are missing and count as zero ({codes})" ? "fill them in if they were judged; for {example}";
    D106 Error
        "`{code}` mempunyai lebih dari satu jawaban" ? "tulis salah satu saja: `jawaban`, `objek` atau `nilai`";
        "`{code}` has more than one answer" ? "write only one of `jawaban`, `objek` and `nilai`";
    D107 Error
        "`{code}` diisi dengan angka, bukan huruf" ? "tulis misalnya `nilai: 4.25`; untuk huruf periksa `tingkat` evaluasi";
        "`{code}` takes points, not letters" ? "write for example `nilai: 4.25`; for letters check the evaluation's `tingkat`";
    D108 Error
        "`objek` pada `{code}` kosong" ? "tulis sedikitnya satu objek dengan jawabannya, atau pakai `jawaban`";
        "`objek` at `{code}` is empty" ? "give at least one object with its answer, or use `jawaban`";
    D109 Error
        "`{code}` dijawab `tidak_berlaku` tanpa alasan" ? "tulis bentuk lengkap dengan `jawaban: tidak_berlaku` dan `alasan`";
        "`{code}` is answered `tidak_berlaku` without a reason" ? "use the full form with `jawaban: tidak_berlaku` and `alasan`";
    D110 Error
        "instrumen ini tidak mengenal `tidak_berlaku` (pada `{code}`)" ? "beri jawaban dari skala: {choices}";
        "this instrument knows no `tidak_berlaku` (at `{code}`)" ? "give an answer from the scale: {choices}";
    D111 Error
        "`{code}` dijawab dengan huruf atau kata dari skala, bukan `nilai`" ? "tulis `jawaban`, atau ubah `tingkat` evaluasi bila nilai diketik";
        "`{code}` takes a choice, not `nilai`" ? "write `jawaban`, or change the evaluation's `tingkat` if values are typed";
    D112 Error
        "nilai `{value}` untuk `{code}` di luar 0 sampai bobot {weight}" ? "periksa angka yang diketik; nilai tidak boleh melebihi bobot";
        "value `{value}` for `{code}` is outside 0 to the weight {weight}" ? "check the number; a value cannot exceed the weight";
    D113 Error
        "bukti merujuk dokumen `{id}` yang tidak ada di `dokumen`" ? "tambahkan dokumennya di bawah `dokumen`, atau perbaiki idnya";
        "evidence cites the document `{id}`, which is not under `dokumen`" ? "add it under `dokumen`, or mend the id";
    D114 Warning
        "penilaian mandiri belum lengkap: {given} dari {all} ({codes}); nilai mandiri tidak dihitung"
            ? "lengkapi `mandiri` pada kode yang disebut, atau hapus semuanya";
        "self-assessment is incomplete: {given} of {all} ({codes}); it is not scored"
            ? "complete `mandiri` at the codes named, or remove it everywhere";
    D115 Error
        "nilai yang diketik memerlukan `sumber_nilai`" ? "tulis berkas asalnya, misalnya `sumber_nilai:` lalu di bawahnya `berkas: LKE Dinas X.xlsx`";
        "typed values need `sumber_nilai`" ? "name the file they come from under `sumber_nilai`, as `berkas: LKE Dinas X.xlsx`";
    D116 Error
        "`tahun: {typed}` tidak sama dengan nama folder `{folder}`" ? "pindahkan berkas ke folder tahunnya, atau perbaiki `tahun`";
        "`tahun: {typed}` differs from the folder name `{folder}`" ? "move the file to the folder of its year, or mend `tahun`";
    D117 Error
        "`penilaian` tertulis di dua berkas" ? "simpan di satu tempat saja: berkas evaluasi atau berkas `.lke.yaml`";
        "`penilaian` stands in two files" ? "keep it in one place: the evaluation file or the `.lke.yaml`";
    D118 Error
        "evaluasi tidak mempunyai `penilaian`" ? "tulis jawaban di bawah `penilaian`, atau di berkas `.lke.yaml` di sebelahnya";
        "the evaluation has no `penilaian`" ? "write the answers under `penilaian`, or in a `.lke.yaml` beside it";
    D119 Error
        "id `{id}` dipakai dua kali" ? "beri setiap catatan dan rekomendasi id sendiri; id tidak pernah dipakai ulang";
        "id `{id}` is used twice" ? "give each finding and recommendation an id of its own; ids are never used again";
    D120 Error
        "catatan `{id}` tidak menyebut `pada`" ? "tulis komponen, subkomponen atau kriterianya, misalnya `pada: [1.b]`";
        "finding `{id}` does not say `pada`" ? "name its component, sub-component or criterion, for example `pada: [1.b]`";
    D121 Error
        "rekomendasi `{recommendation}` merujuk catatan `{id}` yang tidak ada" ? "perbaiki `atas`, atau tulis catatannya";
        "recommendation `{recommendation}` refers to the finding `{id}`, which does not exist" ? "mend `atas`, or write the finding";
    D122 Warning
        "catatan `{id}` tidak mempunyai rekomendasi" ? "tulis rekomendasi dengan `atas` yang menyebut id ini, bila memang diperlukan";
        "finding `{id}` has no recommendation" ? "write a recommendation whose `atas` names this id, if one is needed";
    D123 Error
        "rekomendasi `{id}` tidak menyebut `atas` maupun `pada`" ? "tulis id catatannya pada `atas`, atau kodenya pada `pada`";
        "recommendation `{id}` names neither `atas` nor `pada`" ? "name its finding in `atas`, or its code in `pada`";
    D124 Error
        "nilai `{value}` mempunyai lebih dari {decimals} desimal" ? "tulis nilai seperti tercetak; pembulatan hanya di tempat yang ditetapkan instrumen";
        "value `{value}` has more than {decimals} decimals" ? "write the value as printed; rounding happens only where the instrument says";
    D125 Error
        "semua kriteria `{code}` dijawab `tidak_berlaku`, sehingga nilainya tidak dapat dihitung" ? "jawab sedikitnya satu kriteria";
        "all criteria of `{code}` are `tidak_berlaku`, so it has no value" ? "answer at least one criterion";
    D126 Error
        "rupiah `{value}` ditulis dengan titik" ? "tulis angka rupiah tanpa titik dan tanpa `Rp`";
        "rupiah `{value}` are written with points" ? "write rupiah as plain digits, without points and without `Rp`";
    D130 Warning
        "jawaban `{answer}` untuk `{code}` melebihi `{limit}`: {text}" ? "periksa kedua jawaban; peringatan ini tidak mengubah nilai";
        "answer `{answer}` for `{code}` exceeds `{limit}`: {text}" ? "check both answers; this warning changes no score";
    D131 Warning
        "nilai {value} untuk `{code}` tidak dapat dihasilkan oleh huruf mana pun dalam skala" ? "cocokkan dengan lembar kerja asalnya";
        "value {value} for `{code}` cannot come from any letters of the scale" ? "compare it with the worksheet";
    D140 Error
        "OPD `{id}` tidak ada di `opd.yaml`" ? "daftarkan OPD itu di `opd.yaml`, atau perbaiki idnya";
        "office `{id}` is not in `opd.yaml`" ? "register it in `opd.yaml`, or mend the id";
    D141 Error
        "instrumen `{id}` tidak ditemukan" ? "pakai id instrumen bawaan, atau taruh berkas edisinya di folder `instrumen`";
        "instrument `{id}` was not found" ? "use the id of a built-in edition, or put the edition's file into the folder `instrumen`";
    D142 Error
        "tahun {year} tidak mempunyai `musim` di `lhe.yaml`" ? "tambahkan `{year}:` di bawah `musim`, paling sedikit dengan `instrumen`";
        "year {year} has no `musim` in `lhe.yaml`" ? "add `{year}:` under `musim`, at least with `instrumen`";
    D143 Error
        "peran penandatangan `{role}` tidak ada di `lhe.yaml`" ? "tambahkan di bawah `penandatangan`, atau perbaiki namanya";
        "the signatory role `{role}` is not in `lhe.yaml`" ? "add it under `penandatangan`, or mend the name";
    D144 Error
        "tidak ada pejabat `{role}` yang berlaku pada {date}, tanggal surat `{id}`" ? "periksa `sejak` dan `sampai` di bawah `penandatangan`";
        "no `{role}` holds office on {date}, the date of the letter `{id}`" ? "check `sejak` and `sampai` under `penandatangan`";
    D145 Error
        "OPD `{id}` tidak mempunyai `{key}` yang berlaku pada {date}" ? "tambahkan isian dengan `sejak` pada atau sebelum tanggal itu";
        "office `{id}` has no `{key}` valid on {date}" ? "add an entry whose `sejak` is on or before that date";
    D146 Error
        "OPD `{id}` dievaluasi untuk tahun {year}, padahal tidak ada pada tahun itu" ? "periksa `sejak` dan `berakhir` di `opd.yaml`";
        "office `{id}` is evaluated for {year} but did not exist in that year" ? "check `sejak` and `berakhir` in `opd.yaml`";
    D147 Error
        "nomor surat `{number}` dipakai dua kali" ? "beri setiap surat nomor sendiri";
        "letter number `{number}` is used twice" ? "give each letter a number of its own";
    D148 Error
        "`{stem}` di berkas surat tidak mempunyai evaluasi tahun {year}" ? "perbaiki namanya, atau hapus isian itu";
        "`{stem}` in the letter file has no evaluation for {year}" ? "mend the name, or remove the entry";
    D149 Warning
        "tanggal surat mendahului akhir pelaksanaan evaluasi" ? "periksa tanggal surat dan `pelaksanaan` musimnya";
        "the letter is dated before the fieldwork ended" ? "check the letter's date and the season's `pelaksanaan`";
    D150 Warning
        "total {total} tidak sama dengan jumlah komponennya {sum}; dicetak apa adanya dengan catatan kaki"
            ? "cocokkan dengan LHE yang terbit; bila memang terbit demikian, biarkan";
        "total {total} differs from the sum of its parts {sum}; printed as issued with a footnote"
            ? "compare with the issued LHE; if it was issued so, leave it";
    D151 Warning
        "untuk total {total} predikatnya {expected}, tertulis `{grade}` ({word}); dicetak apa adanya dengan catatan kaki"
            ? "cocokkan dengan LHE yang terbit; bila memang terbit demikian, biarkan";
        "for the total {total} the grade is {expected}, written `{grade}` ({word}); printed as issued with a footnote"
            ? "compare with the issued LHE; if it was issued so, leave it";
    D152 Error
        "kode komponen `{code}` tidak ada dalam instrumen `{instrument}`" ? "pakai kode komponen instrumen tahun itu";
        "component code `{code}` is not in the instrument `{instrument}`" ? "use the component codes of that year's instrument";
    D153 Error
        "tindak lanjut merujuk `{reference}`, tetapi evaluasi `{evaluation}` tidak ada"
            ? "bentuknya `tahun/berkas/id`, misalnya `2021/dinas-pendidikan/R3`; rekomendasi lama ditulis sebagai kalimat dengan `dari`";
        "follow-up refers to `{reference}`, but there is no evaluation `{evaluation}`"
            ? "the form is `year/file/id`, such as `2021/dinas-pendidikan/R3`; older recommendations are written as text with `dari`";
    D167 Error
        "tindak lanjut merujuk `{reference}`, tetapi rekomendasi itu tidak ada dalam evaluasi `{evaluation}`" ? "rekomendasi yang ada: {ids}";
        "follow-up refers to `{reference}`, but the evaluation `{evaluation}` has no such recommendation" ? "its recommendations: {ids}";
    D154 Warning
        "rekomendasi `{reference}` tahun lalu belum mempunyai tindak lanjut" ? "tambahkan di bawah `tindak_lanjut` satu butir dengan `rekomendasi: {reference}` dan `status` belum, proses, selesai atau tidak_dapat";
        "last year's recommendation `{reference}` has no follow-up" ? "add an item under `tindak_lanjut` with `rekomendasi: {reference}` and `status` belum, proses, selesai or tidak_dapat";
    D155 Warning
        "OPD `{id}` tidak dievaluasi untuk tahun {year} dan tidak disebut di `tidak_dievaluasi`"
            ? "buat evaluasinya dengan `lhe new {id} --tahun {year}`, atau tulis alasannya di `musim`";
        "office `{id}` is not evaluated for {year} and not named under `tidak_dievaluasi`"
            ? "make the evaluation with `lhe new {id} --tahun {year}`, or give the reason under `musim`";
    D156 Error
        "tingkat `{level}` tidak diizinkan proyek ini" ? "izinkan di `izinkan_tingkat` pada `lhe.yaml`, atau isi kriterianya";
        "the level `{level}` is not permitted in this project" ? "permit it in `izinkan_tingkat` of `lhe.yaml`, or answer the criteria";
    D157 Error
        "karakter {characters} tidak dapat dicetak" ? "hapus, atau ganti dengan kata";
        "{characters} cannot be printed: the fonts have no such character" ? "remove it, or use a word";
    D158 Error
        "garis bawah pada `{text}` tidak berpasangan" ? "tulis `_kata asing_` dengan dua garis bawah, atau hapus garis bawahnya";
        "the underscore at `{text}` has no partner" ? "write `_foreign words_` with two underscores, or remove the underscore";
    D159 Error
        "gambar `{path}` tidak dapat dipakai: {reason}" ? "pakai berkas .svg atau .png di dalam folder proyek, paling besar 2 MiB";
        "the picture `{path}` cannot be used: {reason}" ? "use an SVG or PNG file inside the project folder, at most 2 MiB";
    D160 Error
        "logo memerlukan `alt`" ? "tulis keterangan singkat gambar, misalnya `alt: Lambang Kabupaten X`";
        "the logo needs `alt`" ? "write a short text alternative, for example `alt: Lambang Kabupaten X`";
    D161 Error
        "id OPD `{id}` dipakai dua kali" ? "beri OPD ini id lain, atau hapus bila tertulis ganda";
        "office id `{id}` is used twice" ? "give this office another id, or remove it if it is written twice";
    D162 Error
        "`kop` tidak mempunyai `baris`" ? "tulis sedikitnya nama kantor, misalnya `baris: [INSPEKTORAT]`";
        "`kop` has no `baris`" ? "give at least the office's name, for example `baris: [INSPEKTORAT]`";
    D163 Error
        "nama berkas evaluasi hanya boleh huruf kecil a–z, angka dan `-`" ? "ganti nama menjadi `{suggestion}`";
        "an evaluation's file name may hold only lower-case a–z, digits and `-`" ? "rename it to `{suggestion}`";
    D165 Note
        "evaluasi `{id}`, yang dipakai laporan ini, masih mengandung galat" ? "perbaiki dahulu evaluasi itu";
        "the evaluation `{id}`, which this report uses, has errors" ? "mend that evaluation first";
    D166 Warning
        "riwayat ini juga ada sebagai evaluasi `{id}`; yang dipakai adalah evaluasinya" ? "`riwayat` hanya untuk tahun yang tidak dibuat dengan program ini; hapus isian ini";
        "this history also exists as the evaluation `{id}`, which is used instead" ? "`riwayat` is only for years that this program did not make; remove the entry";
    D169 Error
        "`{reference}` bukan rekomendasi tahun sebelumnya untuk OPD `{office}`"
            ? "rujuk evaluasi OPD ini sendiri, atau OPD yang digantikannya (lihat `penerus` di `opd.yaml`), dari tahun sebelumnya";
        "`{reference}` is not a recommendation of an earlier year to the office `{office}`"
            ? "refer to this office's own evaluation, or that of an office it took over (see `penerus` in `opd.yaml`), of an earlier year";
    D170 Error
        "OPD `{id}` mempunyai dua evaluasi reguler untuk tahun {year}" ? "hapus salah satu, atau beri `jenis: ulang` pada evaluasi ulang";
        "the office `{id}` has two regular evaluations for {year}" ? "remove one, or give the repeated one `jenis: ulang`";
    D240 Error
        "`{key}` bukan nomor revisi" ? "revisi bernomor 1, 2, dan seterusnya; yang terbit pertama kali adalah `nomor` dan `tanggal` sendiri";
        "`{key}` is not the number of a revision" ? "revisions are numbered 1, 2 and so on; the first issue has `nomor` and `tanggal` themselves";
    D241 Error
        "riwayat {year} untuk `{id}` menyebut {stated}, sedangkan LHE yang terbit (revisi {revision}) {issued}"
            ? "hapus entri riwayat itu: nilai tahun yang dibuat program ini diambil dari arsip";
        "the history of {year} says {stated} for `{id}`, but the issued LHE (revision {revision}) says {issued}"
            ? "remove that entry of the history: values of years that this program made are taken from the archive";
    D171 Error
        "`uraian` untuk `{code}` tidak akan tercetak" ? "tulis uraian pada kode komponen atau subkomponennya; dengan `tingkat: komponen` hanya pada komponen";
        "the `uraian` of `{code}` would not be printed" ? "write it at the code of the component or sub-component; with `tingkat: komponen` only at components";
    D172 Error
        "id OPD `{id}` hanya boleh huruf kecil a–z, angka dan `-`" ? "contoh: `dinas-pendidikan`";
        "the office id `{id}` may hold only lower-case a–z, digits and `-`" ? "example: `dinas-pendidikan`";
    D180 Warning
        "rekomendasi `{id}` tidak menyebut catatan yang mendasarinya" ? "tulis id catatannya pada `atas`; bila catatannya belum ada, tulis dahulu";
        "recommendation `{id}` names no finding that it rests on" ? "name its finding in `atas`; write the finding first if there is none";
    D181 Warning
        "rekomendasi {ids} tidak mempunyai tenggat, dan musim {year} juga tidak" ? "tulis `tenggat` pada musim {year} di `lhe.yaml`, atau pada rekomendasinya";
        "recommendations {ids} have no deadline, and neither has the season {year}" ? "write `tenggat` in the season {year} of `lhe.yaml`, or at the recommendation";
    D182 Warning
        "rekomendasi {ids} tidak ditujukan kepada siapa pun: tidak ada `kepada`, dan OPD `{office}` tidak mempunyai `kepala`" ? "isi `kepala` OPD itu di `opd.yaml`, atau `kepada` pada rekomendasinya";
        "recommendations {ids} are addressed to nobody: there is no `kepada`, and office `{office}` has no `kepala`" ? "fill in the office's `kepala` in `opd.yaml`, or `kepada` at the recommendation";
    D183 Warning
        "`{found}` dalam teks berbeda dari hasil evaluasi ini: {expected} untuk `{code}`" ? "samakan teks dengan hasilnya; bila yang dimaksud tahun lain, sebut tahunnya dalam kalimat itu";
        "`{found}` in the text differs from the result of this evaluation: {expected} for `{code}`" ? "bring the text in line with the result; if another year is meant, name the year in that sentence";
    D184 Warning
        "`{found}` dalam teks berbeda dari hasil evaluasi ini: {expected} untuk `{code}`" ? "samakan teks dengan hasilnya; bila yang dimaksud tahun lain, sebut tahunnya dalam kalimat itu";
        "`{found}` in the text differs from the result of this evaluation: {expected} for `{code}`" ? "bring the text in line with the result; if another year is meant, name the year in that sentence";
    D185 Warning
        "riwayat ini berbeda dari evaluasi `{id}` (tertulis ≠ dihitung): {differences}; yang dipakai adalah evaluasinya" ? "cocokkan keduanya dengan LHE yang terbit; bila evaluasinya benar, hapus isian ini";
        "this history differs from the evaluation `{id}` (typed ≠ computed): {differences}; the evaluation is used" ? "compare both with the issued LHE; if the evaluation is right, remove this entry";
    D186 Warning
        "nilai yang tercetak tidak sama dengan jumlah rinciannya (tercetak ≠ jumlah): {gaps}; dicetak dengan catatan di bawah tabel" ? "sebabnya `pembulatan` instrumen yang bukan pada subkomponen; periksa apakah peraturannya memang demikian";
        "printed values differ from the sum of their parts (printed ≠ sum): {gaps}; printed with a note below the table" ? "the cause is the instrument's `pembulatan`, which is not at the sub-component; check that the regulation says so";
    D187 Warning
        "teks evaluasi ini menyebut OPD lain, `{name}` (`{id}`)" ? "periksa apakah teks disalin dari evaluasi lain; kerja sama ditulis dengan kata depannya, misalnya `bersama {name}`";
        "a text of this evaluation names another office, `{name}` (`{id}`)" ? "check whether it was copied from another evaluation; working together is written with its preposition, such as `bersama {name}`";
    D188 Warning
        "teks evaluasi ini memuat indikator OPD `{id}`: `{name}`" ? "periksa apakah teks disalin dari evaluasi lain; indikator bersama ditulis juga di `gambaran` OPD ini";
        "a text of this evaluation holds an indicator of office `{id}`: `{name}`" ? "check whether it was copied from another evaluation; a shared indicator also stands in this office's `gambaran`";
    D189 Warning
        "teks ini sama dengan teks evaluasi `{id}`, dan menyebut `{name}`" ? "tulis ulang menurut keadaan OPD ini";
        "this text is the same as one of the evaluation `{id}`, and names `{name}`" ? "write it anew for this office";
    D190 Warning
        "berita acara konfirmasi sudah ada, tetapi catatan {ids} belum mempunyai tanggapan" ? "tulis `tanggapan` setiap catatan menurut berita acaranya";
        "the minutes of confirmation exist, but the findings {ids} have no response" ? "write the `tanggapan` of each finding as the minutes have it";
    D191 Error
        "aturan `{name}` tidak dikenal" ? "daftar aturan: `lhe check --aturan`";
        "the rule `{name}` is not known" ? "for the list of rules: `lhe check --aturan`";
    D192 Error
        "aturan `{name}` selalu `galat` dan tidak dapat dilonggarkan" ? "hapus isian ini; surat yang melanggar aturan itu tidak pernah dibuat";
        "the rule `{name}` is always `galat` and cannot be relaxed" ? "remove this entry; a letter that breaks the rule is never made";
    D193 Error
        "`kecuali` aturan `{name}` menyebut evaluasi `{id}`, yang tidak ada" ? "bentuknya `tahun/berkas`, misalnya `2022/dinas-pendidikan`";
        "`kecuali` of the rule `{name}` names the evaluation `{id}`, which does not exist" ? "the form is `year/file`, such as `2022/dinas-pendidikan`";
    D164 Error
        "berkas `.lke.yaml` tanpa evaluasi di sebelahnya" ? "buat berkas evaluasinya dengan nama yang sama, atau hapus berkas ini";
        "a `.lke.yaml` without its evaluation beside it" ? "make the evaluation file of the same name, or remove this file";
    D220 Error
        "tidak ada teks bernama `{name}`" ? "`lhe template list` menyebut semua teks yang dapat diganti";
        "there is no text named `{name}`" ? "`lhe template list` names every text that can be replaced";
    D221 Error
        "teks `{name}` menyebut isian `{value}`, padahal isian itu tidak ada" ? "pakai isian yang tersedia, atau hapus kurung kurawalnya";
        "the text `{name}` names the value `{value}`, which does not exist" ? "use a value that exists, or remove the braces";
    D222 Error
        "tanda `[[ ]]` atau kurung kurawal dalam teks `{name}` tidak berpasangan" ? "tutup setiap `[[` dengan `]]`, jangan bersarang; tutup setiap kurung kurawal sesudah nama isiannya";
        "`[[ ]]` or braces in the text `{name}` do not pair" ? "close each `[[` with `]]`, and do not nest them; close each brace behind the name of its value";
    D223 Error
        "nama `{name}` dicetak tanpa gelar karena jabatannya, tetapi `nama_tanpa_gelar` tidak ada" ? "tambahkan `nama_tanpa_gelar` pada penandatangan ini (Permendagri 1/2023 pasal 44)";
        "the name `{name}` is printed without titles in this office, but `nama_tanpa_gelar` is missing" ? "add `nama_tanpa_gelar` to this signatory (Permendagri 1/2023, article 44)";
    D224 Error
        "margin {value} mm tidak dapat dipakai; yang dapat: {least} sampai {most} mm" ? "ruang bawah memuat kaki halaman dan 15 mm untuk tanda tangan elektronik";
        "a margin of {value} mm cannot be used; possible are {least} to {most} mm" ? "the bottom holds the footer and 15 mm for the electronic signature";
    D225 Error
        "ikhtisar menunggu evaluasi `{id}`, yang masih bergalat" ? "perbaiki evaluasi itu dahulu; peringkat tanpanya akan salah";
        "the recap waits for the evaluation `{id}`, which still has errors" ? "mend that evaluation first; a ranking without it would be wrong";
    D226 Error
        "ada ikhtisar tahun {year}, tetapi tidak ada evaluasi tahun itu" ? "periksa nama berkas dan folder `evaluasi/{year}`";
        "there is a recap for {year} but no evaluation of that year" ? "check the file name and the folder `evaluasi/{year}`";
    D227 Error
        "nama `{id}` dipakai untuk dokumen ikhtisar, bukan untuk evaluasi" ? "beri berkas evaluasi nama lain";
        "the name `{id}` is that of the recap and cannot be an evaluation's" ? "give the evaluation file another name";
    D228 Warning
        "teks `{name}` tidak dicetak oleh templat mana pun" ? "hapus teks ini, atau cetak `teks.{name}` dalam templat yang dipakai";
        "no template prints the text `{name}`" ? "remove this text, or print `teks.{name}` in a template that is used";
    D229 Warning
        "tanggal surat ikhtisar mendahului surat LHE musimnya" ? "ikhtisar memuat hasil semua surat, jadi terbit sesudahnya; periksa kedua tanggal";
        "the recap is dated before a letter of its season" ? "the recap holds the results of all letters and comes after them; check both dates";
    D230 Error
        "`pelaksanaan` selesai pada {end}, sebelum mulai pada {start}" ? "periksa tahun dan bulan kedua tanggal";
        "`pelaksanaan` ends on {end}, before it starts on {start}" ? "check the year and the month of both dates";
    D231 Warning
        "`{key}` bertanggal {date}, sesudah tanggal suratnya" ? "konfirmasi mendahului surat; periksa kedua tanggal";
        "`{key}` is dated {date}, after the date of its letter" ? "the confirmation comes before the letter; check both dates";
    D232 Error
        "rupiah `{value}` tidak dapat dipakai; yang dapat: 0 sampai 999999999999999" ? "tulis seluruh angkanya dalam rupiah, bukan selisihnya";
        "rupiah `{value}` cannot be used; possible are 0 to 999999999999999" ? "write the whole amount in rupiah, not a difference";
    D233 Warning
        "`realisasi` {spent} melebihi `pagu` {budget}" ? "periksa kedua angka; pagu yang berubah ditulis sesudah perubahan";
        "`realisasi` {spent} exceeds `pagu` {budget}" ? "check both figures; a budget that was changed is written as it was after the change";
    D234 Warning
        "`pengantar` untuk `{id}` tidak dicetak karena LHE-nya berbentuk surat" ? "hapus `pengantar`, atau tulis `bentuk: bab` pada OPD, musim, atau `keluaran`";
        "the `pengantar` of `{id}` is not printed because its LHE is a letter" ? "remove `pengantar`, or write `bentuk: bab` at the office, the season or `keluaran`";
    D235 Error
        "`nama_tanpa_gelar` `{plain}` bukan bagian dari `nama` `{name}`" ? "tulis persis seperti dalam `nama`, tanpa gelar di depan dan di belakangnya";
        "`nama_tanpa_gelar` `{plain}` is not a part of `nama` `{name}`" ? "write it exactly as in `nama`, without the titles before and after";

    // ── K: corrections ───────────────────────────────────────────────────────────────────────────────────────
    K001 Error
        "`{what}`: `semula` berbunyi `{stated}`, padahal isinya sekarang `{present}`" ? "tulis isi yang sekarang di `semula`, atau periksa apakah koreksi ini masih berlaku";
        "`{what}`: `semula` says `{stated}`, but it is `{present}` now" ? "write what stands there now under `semula`, or see whether this correction still holds";
    K002 Error
        "tidak ada `{what}` yang dapat dikoreksi" ? "periksa kode, id, atau letaknya; untuk menambah isi baru, tulis `menjadi` tanpa `semula`";
        "there is no `{what}` to correct" ? "look at the code, id or path; to add something new, write `menjadi` without `semula`";
    K003 Error
        "`{what}` sudah berisi `{present}`" ? "tulis isi itu di `semula`";
        "`{what}` already holds `{present}`" ? "write that under `semula`";
    K004 Error
        "perubahan pada `{what}` tidak mengubah apa-apa" ? "tulis `semula` dan `menjadi` yang berbeda, atau salah satunya saja untuk menghapus atau menambah";
        "the change of `{what}` changes nothing" ? "write `semula` and `menjadi` that differ, or one of them to remove or to add";
    K005 Error
        "`{path}` tidak dapat dikoreksi dengan cara ini" ? "jawaban dikoreksi dengan `kode`, catatan dan rekomendasi dengan `id`, surat dengan `surat`; identitas evaluasi tidak dapat diganti";
        "`{path}` cannot be corrected in this way" ? "correct answers by `kode`, findings and recommendations by `id`, the letter by `surat`; what an evaluation is cannot change";
    K006 Error
        "id koreksi `{id}` dipakai dua kali" ? "beri id lain";
        "the id `{id}` is used by two corrections" ? "use another id";
    K007 Warning
        "koreksi `{id}` bertanggal lebih awal daripada koreksi di atasnya" ? "koreksi ditulis menurut urutan keputusannya; periksa tanggalnya";
        "correction `{id}` is dated before one above it" ? "corrections stand in the order of their decisions; look at the date";
    K008 Error
        "berkas `.koreksi.yaml` tanpa evaluasi di sebelahnya" ? "pindahkan berkas ini ke sebelah evaluasinya, dengan nama yang sama";
        "a `.koreksi.yaml` without its evaluation beside it" ? "move this file beside its evaluation, under the same name";
    K010 Error
        "koreksi `{id}` sudah terbit dalam revisi {revision} dari `{document}`, tetapi isinya berubah (terbit {expected}, sekarang {found})"
            ? "kembalikan isinya seperti saat terbit; keputusan baru ditulis sebagai koreksi baru";
        "correction `{id}` was issued in revision {revision} of `{document}`, but it has changed (issued {expected}, now {found})"
            ? "put it back as it was issued; a new decision is a new correction";
    K011 Error
        "koreksi `{id}` sudah terbit dalam revisi {revision} dari `{document}`, tetapi tidak ada lagi di berkas koreksi" ? "kembalikan koreksi itu; membatalkannya adalah koreksi baru";
        "correction `{id}` was issued in revision {revision} of `{document}`, but the ledger no longer has it" ? "put it back; taking it back is a new correction";
    K012 Error
        "koreksi `{id}` sudah terbit dalam revisi {revision} dari `{document}` sebagai koreksi ke-{expected}, sekarang ke-{found}" ? "kembalikan urutannya; koreksi baru ditulis di bawah yang sudah terbit";
        "correction `{id}` was issued in revision {revision} of `{document}` as entry {expected}, now it is entry {found}" ? "put the order back; new corrections stand below those that were issued";
    K013 Error
        "data `{id}` diubah sesudah terbit: {paths}" ? "kembalikan berkas itu seperti saat terbit dan catat perubahannya dengan `lhe correct`; yang terbit tetap tersimpan di arsip";
        "the data of `{id}` were edited after issue: {paths}" ? "put the file back as it was issued and record the change with `lhe correct`; what was issued stays in the archive";
    K014 Error
        "ralat `{id}` mengubah nilai: {changes}" ? "perubahan nilai adalah `jenis: penggantian`; bila proyek memutuskan lain, tulis `koreksi: {nilai: ralat}` di `lhe.yaml`";
        "the corrigendum `{id}` changes values: {changes}" ? "a change of values is `jenis: penggantian`; if the project decides otherwise, write `koreksi: {nilai: ralat}` in `lhe.yaml`";
    K015 Error
        "penggantian `{id}` memakai nomor `{number}`, yaitu nomor LHE yang digantikannya" ? "beri nomor sendiri di `revisi` pada berkas surat";
        "the replacement `{id}` uses the number `{number}` of the LHE that it replaces" ? "give it a number of its own under `revisi` in the letter file";
    K018 Error
        "revisi {revision} dari `{id}` ({kind}) belum mempunyai nomor surat sendiri" ? "tambahkan `revisi` {revision} dengan `nomor` dan `tanggal` pada entri suratnya di berkas `surat`";
        "revision {revision} of `{id}` ({kind}) has no letter number of its own yet" ? "add `revisi` {revision} with `nomor` and `tanggal` to its entry in the letter file";
    K019 Error
        "revisi {revision} dari `{id}` bertanggal {date}, lebih awal daripada LHE yang dibetulkan atau digantikannya, {old}" ? "beri tanggal yang benar di `revisi` pada berkas surat";
        "revision {revision} of `{id}` is dated {date}, before the LHE that it corrects or replaces, {old}" ? "give it the right date under `revisi` in the letter file";
    K020 Warning
        "revisi {revision} dari `{id}` bertanggal {date}, sedangkan koreksi `{correction}` diputuskan {decided}" ? "beri revisi itu tanggalnya sendiri di `revisi` pada berkas surat, atau periksa tanggal koreksinya";
        "revision {revision} of `{id}` is dated {date}, but correction `{correction}` was decided on {decided}" ? "give the revision a date of its own under `revisi` in the letter file, or look at the date of the correction";
    K016 Error
        "koreksi tidak dapat ditambahkan di akhir `{path}`" ? "pindahkan `koreksi:` ke akhir berkas sebagai daftar biasa (satu koreksi satu butir `- id: …`), atau tulis koreksinya sendiri";
        "no correction can be added at the end of `{path}`" ? "move `koreksi:` to the end of the file as a plain list (one item `- id: …` each), or write the correction yourself";
    K017 Error
        "`{path}` diubah proses lain selama koreksi disiapkan" ? "jalankan lagi; tidak ada yang ditulis";
        "`{path}` was changed by another process while the correction was prepared" ? "run again; nothing was written";
    // ── A: issuing and archive ───────────────────────────────────────────────────────────────────────────────
    A010 Error
        "ikhtisar `{id}` belum dapat diterbitkan: {ids} belum terbit atau datanya berubah sesudah terbit" ? "terbitkan dahulu semua LHE yang diperingkat; nilainya masih dapat berubah";
        "the recap `{id}` cannot be issued yet: {ids} not issued, or changed since" ? "issue every ranked LHE first; their values may still change";
    A001 Error
        "`{id}` sudah terbit dan tidak dibuat ulang, sedangkan {reason} berubah sesudah itu" ? "`lhe build {id} --revisi {revision}` membuat salinan yang terbit; perubahan dicatat dengan `lhe correct`";
        "`{id}` was issued and is not made again, but {reason} changed since" ? "`lhe build {id} --revisi {revision}` makes a copy of what was issued; record changes with `lhe correct`";
    A002 Warning
        "data `{id}` sudah tidak menghasilkan laporan yang terbit: {reason} berubah" ? "kembalikan datanya, atau catat perubahannya sebagai koreksi";
        "the data of `{id}` no longer gives the issued report: {reason} changed" ? "put the data back, or record the change as a correction";
    A003 Error
        "`{id}` belum mempunyai nomor surat" ? "isi `nomor` dan `tanggal`, tulis celah seperti `700.1.2.1/____/2023`, atau nyatakan `penomoran: tulis_tangan` atau `tag`";
        "`{id}` has no letter number yet" ? "fill in `nomor` and `tanggal`, write a gap such as `700.1.2.1/____/2023`, or declare `penomoran: tulis_tangan` or `tag`";
    A007 Error
        "`{id}` belum dapat terbit karena data yang dipakainya masih mengandung galat" ? "jalankan `lhe check` dan perbaiki yang disebut";
        "`{id}` cannot be issued yet: the data it uses has errors" ? "run `lhe check` and mend what it names";
    A008 Error
        "penandatangan `{id}` masih isian contoh (NIP nol semua)" ? "isi nama, pangkat dan NIP yang sebenarnya di `penandatangan` pada `lhe.yaml`";
        "the signatory of `{id}` is still the example (NIP of zeros)" ? "fill in the real name, rank and NIP under `penandatangan` in `lhe.yaml`";
    A009 Error
        "`arsip/{id}` bukan bagian arsip: susunan lama satu folder untuk satu laporan tidak dipakai lagi" ? "pindahkan ke luar `arsip` dan simpan; laporan yang terbit di sana tidak ikut diperiksa";
        "`arsip/{id}` is no part of the archive: the former layout of one folder per report is not used any more" ? "move it out of `arsip` and keep it; reports that were issued there are not looked at";
    A005 Error
        "surat `{id}` mempunyai nomor tetapi belum bertanggal" ? "isi `tanggal`, misalnya `tanggal: 2023-05-08`";
        "the letter of `{id}` has a number but no date" ? "fill in `tanggal`, for example `tanggal: 2023-05-08`";
    A006 Error
        "nomor surat `{number}` sudah dipakai LHE `{other}` yang terbit" ? "beri nomor lain";
        "letter number `{number}` is already used by the issued LHE `{other}`" ? "use another number";
    A020 Error
        "arsip sedang dipakai proses `lhe` lain" ? "tunggu sampai selesai, lalu jalankan lagi";
        "another `lhe` process is using the archive" ? "wait until it ends, then run again";
    A021 Note
        "{version} dari `{object}` diselesaikan: proses yang menyimpannya terputus" ? "tidak ada yang perlu dilakukan";
        "{version} of `{object}` was completed: the process that stored it was interrupted" ? "there is nothing to do";
    A022 Note
        "baris {line} catatan dilengkapi dari {version} `{object}`: proses yang menulisnya terputus" ? "tidak ada yang perlu dilakukan";
        "line {line} of the log was added from {version} of `{object}`: the process that wrote it was interrupted" ? "there is nothing to do";
    A023 Note
        "potongan baris di akhir catatan dihapus: tidak ada versi yang memuatnya" ? "tidak ada yang perlu dilakukan";
        "part of a line at the end of the log was removed: no version carries it" ? "there is nothing to do";
    A024 Note
        "sisa penyimpanan yang terputus dihapus; arsip tetap seperti sebelumnya" ? "ulangi perintah yang terputus";
        "what an interrupted deposit left was removed; the archive is as it was before" ? "repeat the command that was interrupted";
    A025 Error
        "baris {line} catatan arsip rusak atau tidak pada urutannya" ? "pulihkan `catatan.jsonl` dari cadangan; baris aslinya juga ada di `peristiwa.json` versinya";
        "line {line} of the archive's log is damaged or out of order" ? "restore `catatan.jsonl` from a backup; the true line is also in `peristiwa.json` of its version";
    A026 Error
        "baris {before} catatan arsip bukan lagi baris yang dirujuk baris {line}: seharusnya {expected}, ditemukan {found}"
            ? "pulihkan `catatan.jsonl` dari cadangan; baris aslinya juga ada di `peristiwa.json` versinya";
        "line {before} of the archive's log is no longer the one that line {line} refers to: expected {expected}, found {found}"
            ? "restore `catatan.jsonl` from a backup; the true line is also in `peristiwa.json` of its version";
    A027 Error
        "baris {line} catatan menyebut {version} dari `{object}`, tetapi versi itu tidak ada" ? "pulihkan folder versi itu dari cadangan";
        "line {line} of the log names {version} of `{object}`, but there is no such version" ? "restore that version's folder from a backup";
    A028 Error
        "`{path}` dari {version} `{object}` bukan baris catatannya: di catatan {expected}, ditemukan {found}"
            ? "pulihkan `catatan.jsonl` dan folder versi itu dari cadangan yang sama; `–` berarti tidak ada";
        "`{path}` of {version} of `{object}` is not its line of the log: in the log {expected}, found {found}"
            ? "restore `catatan.jsonl` and that version's folder from the same backup; `–` means there is none";
    A029 Error
        "inventaris {version} dari `{object}` tidak sah menurut OCFL pada `{at}`" ? "pulihkan berkas itu dari cadangan";
        "the inventory of {version} of `{object}` is not valid by OCFL at `{at}`" ? "restore that file from a backup";
    A030 Error
        "isi `{path}` pada {version} `{object}` berubah: seharusnya {expected}, ditemukan {found}" ? "pulihkan berkas itu dari cadangan";
        "the content of `{path}` in {version} of `{object}` has changed: expected {expected}, found {found}" ? "restore that file from a backup";
    A031 Error
        "`{path}` pada {version} `{object}` tidak ada; seharusnya {expected}" ? "pulihkan berkas itu dari cadangan";
        "`{path}` in {version} of `{object}` is missing; expected {expected}" ? "restore that file from a backup";
    A032 Error
        "`{path}` tidak dikenal arsip (`{object}`)" ? "pindahkan keluar dari folder `arsip`; hanya `lhe` yang menulis di sana";
        "`{path}` is not known to the archive (`{object}`)" ? "move it out of the folder `arsip`; only `lhe` writes there";
    A033 Error
        "isi {version} `{object}` bukan yang dicatat baris {line}: seharusnya {expected}, ditemukan {found}" ? "pulihkan folder objek itu dari cadangan";
        "the content of {version} of `{object}` is not what line {line} recorded: expected {expected}, found {found}" ? "restore that object's folder from a backup";
    A034 Warning
        "penyimpanan terputus (`{object}`, {version})" ? "perintah berikutnya yang menulis ke arsip akan menyelesaikan atau membersihkannya";
        "a deposit was interrupted (`{object}`, {version})" ? "the next command that writes to the archive completes it or clears it away";
    A035 Error
        "`{object}` tidak dapat disimpan di arsip: {part} `{value}` tidak dapat dipakai" ? "ubah isi yang disebut; arsip tidak berubah";
        "`{object}` cannot be put into the archive: {part} `{value}` cannot be used" ? "change what is named; the archive was not changed";
    A036 Error
        "tidak ada `{what}` di arsip" ? "periksa nama objek, nomor versi, dan nama berkas";
        "there is no `{what}` in the archive" ? "check object, version number and file name";
    A037 Error
        "`{path}` tidak ada atau bukan milik arsip `lhe`" ? "pulihkan berkas itu dari cadangan, atau pilih folder lain";
        "`{path}` is missing or not that of an archive of `lhe`" ? "restore that file from a backup, or choose another folder";
    A040 Warning
        "`{id}` terbit tanpa berita acara konfirmasi" ? "isi `konfirmasi` bila hasil evaluasi sudah dibahas dengan OPD";
        "`{id}` is issued without minutes of the confirmation" ? "fill in `konfirmasi` if the results were discussed with the office";
    A041 Warning
        "catatan {ids} pada `{id}` terbit tanpa tanggapan OPD" ? "isi `tanggapan` pada catatan itu bila OPD sudah menanggapinya";
        "findings {ids} of `{id}` are issued without the office's response" ? "fill in `tanggapan` of those findings if the office has responded";
    A042 Error
        "`{id}` tidak mempunyai revisi {revision} yang terbit" ? "`lhe status` menyebut revisi yang sudah terbit";
        "`{id}` has no issued revision {revision}" ? "`lhe status` names the issued revisions";
    A043 Error
        "`{id}` revisi {revision} sudah bernomor `{number}`" ? "nomor yang salah dibetulkan dengan ralat: koreksi `surat: nomor`";
        "revision {revision} of `{id}` already has the number `{number}`" ? "a wrong number is mended by a corrigendum: a correction of `surat: nomor`";
    A044 Error
        "`{id}` belum terbit, sehingga nomornya belum dapat dicatat" ? "isi `nomor` dan `tanggal` di berkas surat, lalu `lhe issue`";
        "`{id}` is not issued yet, so no number can be recorded" ? "fill in `nomor` and `tanggal` in the letter file, then `lhe issue`";
    A045 Error
        "baris {line} catatan arsip memuat peristiwa `{event}` yang tidak dapat dibaca program ini" ? "pakai versi `lhe` yang menulisnya, atau yang lebih baru";
        "line {line} of the archive's log holds an event `{event}` that this program cannot read" ? "use the version of `lhe` that wrote it, or a newer one";
    A047 Error
        "`{number}` bukan nomor surat yang lengkap" ? "sebut nomor sebagaimana tercantum pada surat, tanpa celah";
        "`{number}` is not a complete letter number" ? "give the number as it stands on the letter, without a gap";
    A048 Error
        "tanggal surat {date} lebih awal daripada akhir pelaksanaan evaluasi, {end}" ? "periksa tanggalnya";
        "the letter's date {date} is before the end of the fieldwork, {end}" ? "look at the date";
    A049 Warning
        "berkas evaluasi `{id}` yang sudah terbit tidak ada lagi di proyek" ? "kembalikan berkasnya dari cadangan; yang terbit tetap tersimpan di arsip dan disebut `lhe status`";
        "the evaluation file of the issued `{id}` is no longer in the project" ? "put the file back from a backup; what was issued stays in the archive and is told by `lhe status`";
    A050 Error
        "tidak diketahui laporan mana ini: isinya bukan berasal dari laporan yang terbit di sini" ? "periksa dahulu apakah surat ini terbit dari proyek ini; bila ya, sebut laporannya dengan `--untuk TAHUN/BERKAS`";
        "it is not known which report this is: it does not come from one that was issued here" ? "check first whether this letter was issued from this project; if so, name the report by `--untuk YEAR/FILE`";
    A051 Error
        "tanda tangan `{field}` tidak utuh: {finding}" ? "minta berkas asli dari penanda tangan; untuk tetap menyimpannya beri `--tetap-simpan --alasan`";
        "the signature `{field}` is not intact: {finding}" ? "ask the signer for the file as it was signed; to keep it all the same give `--tetap-simpan --alasan`";
    A052 Error
        "ditandatangani oleh `{found}`, bukan oleh `{expected}`" ? "periksa apakah berkas tertukar; untuk tetap menyimpannya beri `--tetap-simpan --alasan`";
        "signed by `{found}` and not by `{expected}`" ? "check whether files were mixed up; to keep it all the same give `--tetap-simpan --alasan`";
    A053 Error
        "berkas ini tidak bertanda tangan" ? "arsipkan PDF yang sudah ditandatangani; pindaian atau lampiran disimpan dengan `--sebagai`";
        "this file is not signed" ? "archive the PDF that was signed; scans and other papers are kept by `--sebagai`";
    A054 Error
        "isi berbeda dari laporan yang terbit, di luar bagian yang boleh berbeda: {differences}" ? "bandingkan dengan PDF yang terbit; untuk tetap menyimpannya beri `--tetap-simpan --alasan`";
        "the content differs from the issued report, outside of the parts that may differ: {differences}" ? "compare it with the PDF that was issued; to keep it all the same give `--tetap-simpan --alasan`";
    A055 Error
        "berkas diubah dengan cara yang tidak diizinkan: {finding}" ? "minta berkas asli; untuk tetap menyimpannya beri `--tetap-simpan --alasan`";
        "the file was changed in a way that is not permitted: {finding}" ? "ask for the file as it was; to keep it all the same give `--tetap-simpan --alasan`";
    A056 Error
        "laporan ini bernomor `{number}`, bukan `{given}`" ? "periksa nomor dan tanggalnya; nomor surat yang terbit tidak berubah";
        "this report has the number `{number}` and not `{given}`" ? "check number and date; the number of an issued letter does not change";
    A057 Error
        "penanda tangan tidak dipercaya: {finding}" ? "minta penanda tangan memakai sertifikat yang berlaku; bila penerbitnya yang belum dikenal, simpan sertifikat akarnya di folder `kepercayaan`; untuk tetap menyimpannya beri `--tetap-simpan --alasan`";
        "the signer is not trusted: {finding}" ? "ask the signer for a certificate that is valid; if only its issuer is not known, put its root into the folder `kepercayaan`; to keep it all the same give `--tetap-simpan --alasan`";
    A058 Warning
        "{finding}" ? "dicatat di arsip; tidak menghalangi penyimpanan";
        "{finding}" ? "noted in the archive; it does not stand in the way";
    A059 Note
        "berkas yang sama sudah ada di arsip: {path}";
        "the same file is in the archive already: {path}";
    A060 Error
        "tidak jelas untuk laporan mana `{role}` ini" ? "sebut laporannya dengan `--untuk TAHUN/BERKAS`";
        "it is not clear for which report this `{role}` is" ? "name the report by `--untuk YEAR/FILE`";
    A061 Error
        "berkas ini rusak: {finding}" ? "minta berkasnya sekali lagi; untuk tetap menyimpannya beri `--tetap-simpan --alasan`";
        "this file is broken: {finding}" ? "ask for the file again; to keep it all the same give `--tetap-simpan --alasan`";
    A062 Error
        "tidak ada `{name}` di arsip" ? "mungkin belum terbit: lihat `lhe status`; yang ada ditunjukkan `lhe archive list` dan `lhe archive show`";
        "there is no `{name}` in the archive" ? "perhaps it is not issued yet: see `lhe status`; what there is, `lhe archive list` and `lhe archive show` tell";
    A063 Warning
        "tetap disimpan dengan alasan: {reason}" ? "tercatat bersama temuannya di arsip";
        "kept all the same, with the reason: {reason}" ? "noted in the archive together with what was found";
    A064 Error
        "berkas ini draf, bukan laporan yang terbit" ? "arsipkan PDF yang terbit dan sudah ditandatangani";
        "this file is a draft and no issued report" ? "archive the PDF that was issued and signed";
    A065 Warning
        "tidak ada sertifikat akar di folder `kepercayaan`: kepercayaan penanda tangan tidak diperiksa" ? "minta sertifikat akar kepada penyelenggara sertifikat dan simpan di folder itu";
        "there is no root certificate in the folder `kepercayaan`: trust in the signer was not checked" ? "ask the certificate authority for its root and put it into that folder";
    A066 Error
        "tidak ada yang diekspor: arsip tidak memuat laporan yang dimaksud" ? "lihat isi arsip dengan `lhe archive list`";
        "nothing was exported: the archive holds no such report" ? "see what is in the archive by `lhe archive list`";
    A069 Error
        "berkas ini kosong" ? "minta berkasnya sekali lagi; server yang sibuk kadang mengirim berkas kosong";
        "this file is empty" ? "ask for the file again; a busy server sometimes sends an empty one";
    A070 Error
        "berkas ini bukan PDF" ? "sebut perannya dengan `--sebagai`, misalnya `--sebagai pindaian`, dan laporannya dengan `--untuk`";
        "this file is no PDF" ? "name its role by `--sebagai`, such as `--sebagai pindaian` (a scan), and its report by `--untuk`";
    A071 Error
        "arsip berubah sesudah berkas ini diperiksa" ? "periksa sekali lagi; tidak ada yang ditulis";
        "the archive changed after this file was judged" ? "judge it again; nothing was written";
    A068 Note
        "berkas ini menjadi berkas bertanda tangan revisi ini; yang sebelumnya tetap ada di arsip v{version}";
        "this file is now the signed file of this revision; the one before stays in the archive at v{version}";
    A067 Error
        "berkas ini {found}, bukan {expected}" ? "periksa `--untuk` dan `--revisi`, atau hilangkan: laporan yang benar sudah dikenali";
        "this file is {found} and not {expected}" ? "check `--untuk` and `--revisi`, or leave them out: the right report was recognized";
    A046 Warning
        "`{id}` yang terbit sudah usang: {reason}" ? "terbitkan revisinya: isi `revisi` {next} dengan nomor dan tanggalnya pada berkas surat, lalu `lhe issue {id}`";
        "the issued `{id}` is out of date: {reason}" ? "issue its revision: fill in `revisi` {next} with number and date in the letter file, then `lhe issue {id}`";
    A039 Warning
        "{version} dari `{object}` sudah tersimpan, tetapi catatannya belum lengkap: {reason}" ? "perintah berikutnya yang menulis ke arsip akan melengkapinya";
        "{version} of `{object}` is stored, but its record is not complete yet: {reason}" ? "the next command that writes to the archive completes it";
}

impl Code {
    /// The message with its arguments filled in.
    pub fn message(self, lang: Lang, args: &Args) -> String {
        args.fill(self.text(lang).message, lang)
    }

    /// The standing hint with its arguments filled in, if the code has one.
    pub fn hint(self, lang: Lang, args: &Args) -> Option<String> {
        let hint = self.text(lang).hint;
        (!hint.is_empty()).then(|| args.fill(hint, lang))
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn both_languages_name_the_same_values() {
        for code in Code::ALL {
            let (id, en) = (code.text(Lang::Id), code.text(Lang::En));
            assert_eq!(placeholders(id.message), placeholders(en.message), "{code}");
            assert_eq!(placeholders(id.hint), placeholders(en.hint), "{code}");
            assert_eq!(id.hint.is_empty(), en.hint.is_empty(), "{code}");
        }
    }
}
