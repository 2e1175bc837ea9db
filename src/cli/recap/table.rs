//! The recap as tables for other programs. Numbers are numbers; text never becomes a formula.

use serde_json::{Value, json};

use crate::report::{BarisPeringkat, Ikhtisar, Teks};
use crate::spreadsheet::{self, Cell, LineEnd};

fn text(teks: &Teks) -> Cell {
    Cell::Text(teks.teks.clone())
}

/// The number in a text; empty for a dash.
fn number(teks: &Teks) -> Cell {
    teks.number().map_or(Cell::Empty, |number| Cell::Number(number.text.clone()))
}

/// A table with a head.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// Ranking with the component columns of each instrument; components of other instruments stay empty.
fn ranking(recap: &Ikhtisar) -> Table {
    let mut head: Vec<String> = ["kelompok", "peringkat", "id", "opd", "instrumen"].map(str::to_owned).to_vec();
    let tables: Vec<_> = recap.kelompok.iter().flat_map(|group| &group.rekap).collect();
    let several = tables.len() > 1;
    for table in &tables {
        head.extend(table.kolom.iter().map(|k| {
            let weight = format!("{} (bobot {})", k.nama.teks, k.bobot.teks);
            if several { format!("{}: {weight}", table.sebutan.teks) } else { weight }
        }));
    }
    let rest = ["nilai", "predikat", "sebutan", "nilai_tahun_lalu", "predikat_tahun_lalu", "perubahan"];
    head.extend(rest.map(str::to_owned));
    let mut rows = Vec::new();
    for (index, group) in recap.kelompok.iter().enumerate() {
        for place in &group.peringkat {
            let of = |row: &&BarisPeringkat| row.id == place.id;
            let own = tables.iter().find_map(|t| Some((t.sebutan.teks.as_str(), t.baris.iter().find(of)?)));
            let mut row = vec![Cell::Number((index + 1).to_string()), number(&place.peringkat)];
            row.extend([Cell::Text(place.id.clone()), text(&place.opd)]);
            row.push(Cell::Text(own.map(|(name, _)| name.to_owned()).unwrap_or_default()));
            for table in &tables {
                let mine = table.baris.iter().find(of);
                row.extend(table.kolom.iter().enumerate().map(|(index, _)| match mine {
                    Some(mine) => mine.komponen.get(index).map_or(Cell::Empty, number),
                    None => Cell::Empty,
                }));
            }
            row.extend([number(&place.total), text(&place.predikat), text(&place.sebutan), number(&place.lalu)]);
            row.push(if place.predikat_lalu.teks == "–" { Cell::Empty } else { text(&place.predikat_lalu) });
            row.push(number(&place.perubahan));
            rows.push(row);
        }
    }
    Table { name: "Peringkat", head, rows }
}

/// All tables of a recap.
pub(super) fn tables(recap: &Ikhtisar) -> Vec<Table> {
    let table = |name, head: &[&str], rows| Table { name, head: head.iter().map(|h| (*h).to_owned()).collect(), rows };
    let groups = || recap.kelompok.iter();
    let spread = groups().flat_map(|g| {
        g.sebaran
            .iter()
            .map(|b| vec![text(&g.judul), text(&b.huruf), text(&b.sebutan), number(&b.jumlah), number(&b.persen)])
    });
    let averages = groups().flat_map(|g| &g.rekap).flat_map(|t| {
        let row = |k: &crate::report::KolomKomponen| {
            vec![text(&t.sebutan), text(&k.nama), number(&k.bobot), number(&k.rata_rata), number(&k.persen)]
        };
        t.kolom.iter().map(row)
    });
    let clusters = recap.klaster.iter().map(|k| {
        vec![text(&k.nama), number(&k.jumlah), number(&k.rata_rata), number(&k.tertinggi), number(&k.terendah)]
    });
    let findings = recap.temuan.iter().map(|t| vec![text(&t.kode), text(&t.kriteria), text(&t.komponen), text(&t.opd)]);
    let skipped = recap.tidak_dievaluasi.iter().map(|t| {
        let reason: Vec<&str> = t.alasan.iter().flat_map(|a| &a.potongan).map(|p| p.teks.teks.as_str()).collect();
        vec![text(&t.opd), Cell::Text(reason.concat())]
    });
    vec![
        ranking(recap),
        table("Sebaran", &["instrumen", "predikat", "sebutan", "jumlah", "persen"], spread.collect()),
        table("Komponen", &["instrumen", "komponen", "bobot", "rata_rata", "persen"], averages.collect()),
        table("Klaster", &["klaster", "jumlah", "rata_rata", "tertinggi", "terendah"], clusters.collect()),
        table("Temuan", &["kode", "kriteria", "komponen", "opd"], findings.collect()),
        table("Tidak dievaluasi", &["opd", "alasan"], skipped.collect()),
    ]
}

/// The ranking as CSV: with a decimal point, and with an apostrophe before text that a spreadsheet would compute.
pub(super) fn csv(recap: &Ikhtisar) -> std::io::Result<Vec<u8>> {
    let table = ranking(recap);
    spreadsheet::csv(LineEnd::Lf, &table.head, table.rows)
}

/// The ranking as one JSON object.
pub(super) fn json(recap: &Ikhtisar, year: i32) -> Value {
    let plain = |teks: &Teks| teks.number().map_or(Value::Null, |number| Value::from(number.text.as_str()));
    let row = |r: &BarisPeringkat| {
        json!({
            "id": r.id, "peringkat": plain(&r.peringkat), "opd": r.opd.teks, "total": plain(&r.total),
            "komponen": r.komponen.iter().map(plain).collect::<Vec<_>>(),
            "predikat": r.predikat.teks, "total_lalu": plain(&r.lalu), "perubahan": plain(&r.perubahan),
        })
    };
    let groups: Vec<Value> = recap
        .kelompok
        .iter()
        .map(|g| {
            json!({
                "instrumen": g.judul.teks, "rata_rata": plain(&g.rata_rata),
                "peringkat": g.peringkat.iter().map(row).collect::<Vec<_>>(),
                "sebaran": g.sebaran.iter().map(|b| json!({"predikat": b.huruf.teks, "jumlah": plain(&b.jumlah)}))
                    .collect::<Vec<_>>(),
            })
        })
        .collect();
    let skipped: Vec<&str> = recap.tidak_dievaluasi.iter().map(|t| t.opd.teks.as_str()).collect();
    let findings: Vec<Value> = recap.temuan.iter().map(|t| json!({ "kode": t.kode.teks, "opd": t.opd.teks })).collect();
    json!({ "schema": 1, "tahun": year, "kelompok": groups, "temuan": findings, "tidak_dievaluasi": skipped })
}
