//! The answers of `lhe verify` for scripts, in words that are the same in every language.

use serde_json::{Value, json};

use crate::cli::proof;
use crate::custody::{Conclusion, Examined, Origin};
use crate::diag::{Finding, Lang};
use crate::os::rfc3339;
use crate::signature::{Kind, Revocation, Signature, Trusted};

/// One record per file.
pub(super) fn record(name: &str, examined: &Examined, lang: Lang) -> Value {
    let verified = &examined.verified;
    let findings = |found: &[Finding]| findings(found, lang);
    let signatures: Vec<Value> = verified.signatures.iter().map(|signature| signed(signature, lang)).collect();
    json!({
        "schema": 1,
        "file": name,
        "hasil": match examined.conclusion() {
            Conclusion::Wrong(_) => "tidak_benar",
            Conclusion::Open(_) => "belum_pasti",
            Conclusion::Holds => "benar",
        },
        "rusak": verified.broken.as_ref().map(|found| finding(found, lang)),
        "ditolak": findings(&verified.active),
        "asal": origin(examined, lang),
        "tanda_tangan": signatures,
        "ujung_dicakup": !verified.open_end,
        "standar_hilang": findings(&verified.lost),
        "bukti": proof(examined, lang),
        "tercatat": examined.in_archive(),
        "pejabat_belum_menandatangani": examined.expected_signer,
        "diganti_oleh": examined.replaced_by.as_ref().map(|next| next.text(lang)),
        "draf": examined.draft,
    })
}

fn finding(found: &Finding, lang: Lang) -> Value {
    json!({ "kata": found.word.name(), "tentang": found.about.kept(), "teks": found.text(lang) })
}

fn findings(found: &[Finding], lang: Lang) -> Value {
    found.iter().map(|found| finding(found, lang)).collect()
}

fn origin(examined: &Examined, lang: Lang) -> Value {
    let of = examined.origin.of();
    let mut record = json!({
        "kelas": examined.origin.word(),
        "dokumen": of.map(|of| of.object.to_string()),
        "revisi": of.map(|of| of.revision),
        "jenis": of.map(|of| of.kind.word()),
    });
    match &examined.origin {
        Origin::Original { added: Some(added), .. } => record["perubahan_terlarang"] = findings(&added.forbidden, lang),
        Origin::Remade { by, differences, .. } => {
            record["dikenali_dari"] = by.word().into();
            record["perbedaan"] = differences
                .iter()
                .map(|d| {
                    json!({ "halaman": d.page, "bagian": d.declared, "terbit": d.ours, "berkas": d.theirs, "jenis": d.kind.word() })
                })
                .collect();
        }
        _ => {}
    }
    record
}

fn signed(signature: &Signature, lang: Lang) -> Value {
    let kind = match signature.kind {
        Kind::Signature => "tanda_tangan",
        Kind::Certification => "sertifikasi",
        Kind::DocumentStamp => "stempel_waktu_dokumen",
    };
    let stamp = signature.stamp.as_ref().map(|stamp| {
        json!({
            "waktu": stamp.time.map(rfc3339),
            "oleh": stamp.authority,
            "utuh": stamp.integrity.is_empty(),
            "temuan": findings(&stamp.integrity, lang),
            "kepercayaan": stamp.trust.as_ref().map(|trust| trusted(trust, lang)),
        })
    });
    json!({
        "kolom": signature.field,
        "jenis": kind,
        "bentuk": signature.format,
        "tingkat": signature.level(),
        "penanda_tangan": signature.signer,
        "algoritma": signature.algorithm,
        "waktu_pernyataan": signature.claimed.map(rfc3339),
        "alasan": signature.reason,
        "utuh": signature.integrity.is_empty(),
        "temuan": findings(&signature.integrity, lang),
        "kepercayaan": signature.trust.as_ref().map(|trust| trusted(trust, lang)),
        "stempel_waktu": stamp,
        "mencakup_bita": signature.covers,
        "mencakup_seluruhnya": signature.covers_all,
        "perubahan_diizinkan": findings(&signature.later.permitted, lang),
        "perubahan_terlarang": findings(&signature.later.forbidden, lang),
        "tampak": signature.visible.is_some(),
    })
}

fn trusted(trust: &Trusted, lang: Lang) -> Value {
    let (state, when) = match trust.revocation {
        Revocation::Good => ("baik", None),
        Revocation::Revoked(when) => ("dicabut", Some(rfc3339(when))),
        Revocation::Unknown => ("tidak_diketahui", None),
    };
    let answer = match trust.holds {
        Some(true) => "ya",
        Some(false) => "tidak",
        None => "tidak_diketahui",
    };
    json!({
        "jawaban": answer,
        "pada": rfc3339(trust.at),
        "jalur": trust.path,
        "pencabutan": state,
        "dicabut_pada": when,
        "temuan": findings(&trust.findings, lang),
    })
}

fn proof(examined: &Examined, lang: Lang) -> Value {
    match &examined.proof {
        None => Value::Null,
        Some(Err(found)) => json!({ "gagal": found.iter().map(|d| d.code.name()).collect::<Vec<_>>() }),
        Some(Ok(proof)) => json!({
            "dokumen": proof.id.to_string(),
            "data_ke_laporan": proof::json(&proof.data_give_report, lang),
            "laporan_ke_pdf": proof::json(&proof.report_gives_bytes, lang),
        }),
    }
}
