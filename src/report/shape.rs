//! What each main template is given, for checks without data: an example in which everything is there, and one
//! in which everything that may be missing is missing.
//!
//! Both come from one struct literal, so the compiler refuses a field that was forgotten here.

use serde_json::{Map, Value};

use super::model::*;

/// How much of an example is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Lists have one element, flags are true, texts are not empty, what is optional is there.
    Full,
    /// Lists are empty where that can be, flags are false, texts are empty, nothing optional is there.
    Bare,
}

impl Fill {
    fn flag(self) -> bool {
        self == Self::Full
    }

    fn text(self) -> Teks {
        Teks::tetap(if self.flag() { "x" } else { "" })
    }

    fn list<T>(self, item: impl FnOnce() -> T) -> Vec<T> {
        if self.flag() { vec![item()] } else { Vec::new() }
    }
}

/// A main template: its name, what it is given, and what it must print.
struct Main {
    name: &'static str,
    example: fn(Fill) -> serde_json::Result<Value>,
    required: &'static [&'static str],
}

/// Every document kind has one main template, called `<kind>.typ.j2`.
const MAINS: &[Main] = &[Main {
    name: "lhe-surat.typ.j2",
    example: |fill| serde_json::to_value(laporan(fill)),
    required: &["/komponen/*/catatan/*/uraian", "/komponen/*/rekomendasi/*/uraian", "/hasil/total", "/hasil/predikat"],
}];

/// The main templates that the program knows.
pub fn mains() -> impl Iterator<Item = &'static str> {
    MAINS.iter().map(|main| main.name)
}

/// An example of what a main template is given; none for a template that is no main one.
///
/// The origin of each text is its own JSON pointer, with index 0 for the element of a list.
pub fn shape(main: &str, fill: Fill) -> Option<Value> {
    let known = MAINS.iter().find(|known| known.name == main)?;
    let mut value = (known.example)(fill).ok()?;
    point(&mut value, "");
    Some(value)
}

/// JSON pointers, with `*` for every element of a list, of the texts that a document of this kind may not leave
/// out. Every text below such a place counts.
pub fn required(kind: &str) -> &'static [&'static str] {
    let main = MAINS.iter().find(|main| main.name.strip_suffix(".typ.j2") == Some(kind));
    main.map_or(&[], |main| main.required)
}

/// Gives each text its own place as origin.
fn point(value: &mut Value, path: &str) {
    match value {
        Value::Object(map) if is_text(map) => drop(map.insert("asal".to_owned(), path.into())),
        Value::Object(map) => map.iter_mut().for_each(|(key, child)| point(child, &format!("{path}/{key}"))),
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(i, item)| point(item, &format!("{path}/{i}")));
        }
        _ => {}
    }
}

fn is_text(map: &Map<String, Value>) -> bool {
    map.get("teks").is_some_and(Value::is_string) && map.keys().all(|key| key == "teks" || key == "asal")
}

fn laporan(f: Fill) -> Laporan {
    Laporan {
        format: 1,
        dokumen: Dokumen {
            jenis: "lhe-surat".to_owned(),
            id: "2023/x".to_owned(),
            evaluasi: f.text(),
            judul: f.text(),
            pengarang: f.text(),
            draf: f.flag(),
            lebar: Ukuran { ukuran: "210".to_owned() },
            tinggi: Ukuran { ukuran: "330".to_owned() },
            kaki: f.text(),
        },
        instansi: Instansi { nama: f.text(), kepala: f.text(), sebutan_opd: f.text(), inspektorat: f.text() },
        kop: Kop {
            logo: f.flag().then(|| Gambar { berkas: f.text(), alt: f.text() }),
            ada_logo: f.flag(),
            baris: f.list(|| f.text()),
            kantor: f.text(),
            alamat: f.list(|| f.text()),
        },
        surat: Surat {
            nomor: f.text(),
            sifat: f.text(),
            lampiran: f.text(),
            tempat: f.text(),
            tanggal: f.text(),
            yth: f.text(),
            di: f.text(),
        },
        opd: OpdLaporan { nama: f.text(), berganti_nama: f.flag(), nama_lama: f.text() },
        tahun: f.text(),
        instrumen: InstrumenLaporan {
            sebutan: f.text(),
            dasar: f.text(),
            metode: narasi(f),
            jumlah_komponen: f.text(),
            skala: f.list(|| SkalaLaporan {
                judul: f.text(),
                baris: vec![BarisSkala { jawaban: f.text(), nilai: f.text(), arti: f.text() }],
            }),
            predikat: f.list(|| PredikatLaporan { huruf: f.text(), rentang: f.text(), sebutan: f.text() }),
        },
        musim: MusimLaporan {
            dasar_hukum: f.list(|| f.text()),
            ada_surat_tugas: f.flag(),
            surat_tugas_nomor: f.text(),
            surat_tugas_tanggal: f.text(),
            ada_pelaksanaan: f.flag(),
            pelaksanaan: f.text(),
        },
        hasil: Hasil { bobot: f.text(), total: f.text(), predikat: f.text(), sebutan: f.text(), berkurung: f.flag() },
        tahun_lalu: tahun_lalu(f),
        // An instrument has components, and so has its table.
        tabel: vec![BarisNilai {
            komponen: f.flag(),
            kelompok: f.flag(),
            nomor: f.text(),
            nama: f.text(),
            bobot: f.text(),
            nilai_lalu: f.text(),
            nilai: f.text(),
        }],
        komponen: vec![komponen(f)],
        ada_catatan: f.flag(),
        ada_rekomendasi: f.flag(),
        tindak_lanjut: f.list(|| TindakLanjutLaporan {
            nomor: f.text(),
            rekomendasi: narasi(f),
            dari: f.text(),
            status: f.text(),
            keterangan: narasi(f),
        }),
        keterangan_tabel: f.list(|| f.text()),
        penutup: Penutup { ada_tenggat: f.flag(), tenggat: f.text(), ada_saluran: f.flag(), saluran: f.text() },
        penandatangan: PenandatanganLaporan {
            rangkaian: f.list(|| f.text()),
            jabatan: f.text(),
            nama: f.text(),
            ada_pangkat: f.flag(),
            pangkat: f.text(),
            ada_nip: f.flag(),
            nip: f.text(),
        },
        tembusan: f.list(|| f.text()),
    }
}

fn narasi(f: Fill) -> Narasi {
    f.list(|| Alinea { butir: f.flag(), potongan: vec![Potongan { teks: f.text(), miring: f.flag() }] })
}

fn tahun_lalu(f: Fill) -> TahunLalu {
    TahunLalu {
        ada: f.flag(),
        tahun: f.text(),
        total: f.text(),
        predikat: f.text(),
        sebutan: f.text(),
        ada_tren: f.flag(),
        naik: f.flag(),
        turun: f.flag(),
        selisih: f.text(),
        komponen_lain: f.list(|| BarisLain { nama: f.text(), bobot: f.text(), nilai: f.text() }),
        instrumen_lain: f.text(),
        ada_komponen_lain: f.flag(),
    }
}

fn komponen(f: Fill) -> KomponenLaporan {
    KomponenLaporan {
        kode: f.text(),
        huruf: f.text(),
        nama: f.text(),
        bobot: f.text(),
        nilai: f.text(),
        uraian: narasi(f),
        ada_uraian: f.flag(),
        subkomponen: f.list(|| UraianSubkomponen {
            nama: f.text(),
            bobot: f.text(),
            nilai: f.text(),
            uraian: narasi(f),
        }),
        catatan: f.list(|| CatatanLaporan {
            nomor: f.text(),
            uraian: narasi(f),
            ada_tanggapan: f.flag(),
            sikap: f.text(),
            tanggapan: narasi(f),
        }),
        ada_catatan: f.flag(),
        rekomendasi: f.list(|| RekomendasiLaporan {
            nomor: f.text(),
            uraian: narasi(f),
            ada_kepada: f.flag(),
            kepada: f.text(),
            ada_tenggat: f.flag(),
            tenggat: f.text(),
        }),
        ada_rekomendasi: f.flag(),
        rujukan: f.list(|| Rujukan { nomor: f.text(), huruf: f.text(), nama: f.text() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_example_leaves_nothing_out_and_a_bare_one_has_the_same_top() {
        let full = shape("lhe-surat.typ.j2", Fill::Full).expect("known");
        let empty = |v: &Value| v.as_array().is_some_and(Vec::is_empty);
        let mut open = vec![&full];
        while let Some(value) = open.pop() {
            assert!(!value.is_null() && !empty(value), "{full:#}");
            open.extend(value.as_array().into_iter().flatten());
            open.extend(value.as_object().into_iter().flat_map(Map::values));
        }
        let bare = shape("lhe-surat.typ.j2", Fill::Bare).expect("known");
        let keys = |v: &Value| v.as_object().expect("a map").keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&full), keys(&bare));
        assert!(bare.pointer("/kop/logo").is_none() && full.pointer("/kop/logo").is_some());
        assert_eq!(full.pointer("/komponen/0/nama/asal").expect("an origin"), "/komponen/0/nama");
        assert!(shape("bagian/kop.typ.j2", Fill::Full).is_none());
    }

    #[test]
    fn what_is_required_exists_in_the_shape() {
        for main in MAINS {
            let shape = shape(main.name, Fill::Full).expect("known");
            for path in main.required {
                assert!(shape.pointer(&path.replace('*', "0")).is_some(), "{} {path}", main.name);
            }
        }
        assert!(required("lhe-surat").contains(&"/hasil/total"));
        assert!(required("ikhtisar").is_empty());
    }
}
