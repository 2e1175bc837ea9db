//! Composes the results of a letter: last year, components, findings, recommendations, follow-up.

use crate::evaluation::{Attitude, FollowUpStatus, Recommendation};
use crate::num::{Points, Weight, ratio};
use crate::score::ComponentScore;

use super::desk::percent;
use super::lhe::Composer;
use super::model::*;
use super::previous::Previous;
use super::subject::Reference;
use super::{figure, narrative};

impl Composer<'_> {
    pub(super) fn previous(&self, comparable: Option<&Previous<'_>>) -> TahunLalu {
        let s = self.s;
        let year = s.evaluation.id.year - 1;
        let dash = || Teks::tetap("–");
        let trend = comparable.filter(|p| p.consistent);
        let change = trend.map(|p| &s.sheet.total.0 - &p.exact_total);
        let (rose, fell) = change.as_ref().map_or((false, false), |c| (*c > ratio(0), *c < ratio(0)));
        let size = change.map(|c| if fell { -c } else { c });
        let other = s.previous.filter(|_| comparable.is_none());
        TahunLalu {
            ada: s.previous.is_some(),
            tahun: Teks::tetap(year.to_string()),
            total: s.previous.map_or_else(dash, |p| p.total.clone()),
            predikat: s.previous.map_or_else(dash, |p| p.letter.clone()),
            sebutan: s.previous.map(|p| p.word.clone()).unwrap_or_default(),
            ada_tren: trend.is_some(),
            naik: rose,
            turun: fell,
            selisih: size.map(|c| Teks::dari(s.sheet.number(&c), self.value_origin("total"))).unwrap_or_default(),
            komponen_lain: other.map(|p| self.other_components(p)).unwrap_or_default(),
            instrumen_lain: other.map(|p| Teks::tetap(&p.instrument.short_name)).unwrap_or_default(),
            ada_komponen_lain: other.is_some_and(|p| !p.values.is_empty()),
        }
    }

    fn other_components(&self, previous: &Previous<'_>) -> Vec<BarisLain> {
        previous
            .instrument
            .components
            .iter()
            .map(|component| BarisLain {
                nama: Teks::tetap(&component.name),
                bobot: Teks::tetap(self.s.sheet.number(&component.weight.0)),
                nilai: previous.value(&component.code),
            })
            .collect()
    }

    pub(super) fn table_notes(&self) -> Vec<Teks> {
        let s = self.s;
        let mut notes = s.previous_notes.to_vec();
        if let Some(previous) = s.previous.filter(|p| !p.consistent) {
            notes.push(Teks::dari(
                format!(
                    "Nilai tahun {} dicetak sebagaimana diterbitkan; rinciannya tidak seluruhnya bersesuaian dengan total atau predikatnya.",
                    previous.year
                ),
                previous.total.asal.clone().unwrap_or_default(),
            ));
        }
        if s.sheet.late_rounding && !s.sheet.printed_gaps().is_empty() {
            notes.push(Teks::tetap(
                "Nilai dibulatkan hanya pada tingkat yang ditetapkan instrumen, sehingga jumlah rincian yang tercetak berbeda pada angka terakhir.",
            ));
        }
        notes
    }

    pub(super) fn components(&mut self) -> Vec<KomponenLaporan> {
        let s = self.s;
        let mut list = Vec::new();
        for (index, component) in s.sheet.components.iter().enumerate() {
            let code = component.code.as_str();
            let uraian = self.description(code);
            let subkomponen = component
                .subcomponents()
                .filter_map(|sub| {
                    let uraian = self.description(&sub.code);
                    (!uraian.is_empty()).then(|| UraianSubkomponen {
                        nama: Teks::tetap(&sub.name),
                        bobot: Teks::dari(s.sheet.number(&sub.weight.0), self.weight_origin(&sub.code)),
                        nilai: Teks::dari(s.sheet.number(&sub.points.0), self.value_origin(&sub.code)),
                        uraian,
                    })
                })
                .collect();
            let rincian = self.parts(component);
            let catatan = self.findings(code);
            let rekomendasi = self.recommendations(code);
            list.push(KomponenLaporan {
                kode: Teks::tetap(code),
                huruf: Teks::tetap(letter(index)),
                nama: Teks::dari(&component.name, self.weight_origin(code)),
                bobot: Teks::dari(s.sheet.number(&component.weight.0), self.weight_origin(code)),
                nilai: Teks::dari(s.sheet.number(&component.points.0), self.value_origin(code)),
                persen: Teks::dari(percent(&component.points.0, &component.weight.0), self.value_origin(code)),
                kalimat: Vec::new(),
                rincian,
                ada_uraian: !uraian.is_empty(),
                uraian,
                subkomponen,
                ada_catatan: !catatan.is_empty(),
                catatan,
                ada_rekomendasi: !rekomendasi.is_empty(),
                rekomendasi,
                rujukan: Vec::new(),
            });
        }
        self.cross_references(&mut list);
        list
    }

    /// The groups and sub-components of one component.
    fn parts(&self, component: &ComponentScore) -> Vec<BarisRincian> {
        let s = self.s;
        let row = |code: &str, name: &str, weight: &Weight, points: &Points, kelompok| BarisRincian {
            kelompok,
            nomor: Teks::tetap(code.rsplit('.').next().unwrap_or(code)),
            nama: Teks::dari(name, self.weight_origin(code)),
            bobot: Teks::dari(s.sheet.number(&weight.0), self.weight_origin(code)),
            nilai: Teks::dari(s.sheet.number(&points.0), self.value_origin(code)),
            persen: Teks::dari(percent(&points.0, &weight.0), self.value_origin(code)),
        };
        let mut rows = Vec::new();
        for group in &component.groups {
            let head = group.head.as_ref();
            rows.extend(head.map(|(code, name, weight)| row(code, name, weight, &group.points, true)));
            rows.extend(group.subcomponents.iter().map(|s| row(&s.code, &s.name, &s.weight, &s.points, false)));
        }
        rows
    }

    /// Adds references: if a recommendation answers a finding of one component and is printed under another, the first
    /// component says where.
    fn cross_references(&self, list: &mut [KomponenLaporan]) {
        let codes: Vec<String> = list.iter().map(|k| k.kode.teks.clone()).collect();
        let mut printed = vec![0_usize; codes.len()];
        for recommendation in &self.s.evaluation.entry.recommendations {
            let Some(home) = self.component_of_recommendation(recommendation) else { continue };
            let Some(at) = codes.iter().position(|code| code == home) else { continue };
            printed[at] += 1;
            let answered = recommendation.findings.iter().filter_map(|f| self.component_of_finding(&f.value.0));
            let mut others: Vec<usize> = answered.filter_map(|c| codes.iter().position(|code| code == c)).collect();
            others.sort_unstable();
            others.dedup();
            for other in others.into_iter().filter(|other| *other != at) {
                let reference = Rujukan {
                    nomor: Teks::tetap(printed[at].to_string()),
                    huruf: list[at].huruf.clone(),
                    nama: list[at].nama.clone(),
                };
                list[other].rujukan.push(reference);
            }
        }
    }

    /// The component under which a recommendation is printed: that of its first finding, else of its first code.
    fn component_of_recommendation(&self, recommendation: &Recommendation) -> Option<&str> {
        let by_finding = recommendation.findings.first().and_then(|f| self.component_of_finding(&f.value.0));
        let by_code = || {
            let code = recommendation.about.first()?;
            self.s.instrument.component_of(&code.value.0).map(|c| c.code.as_str())
        };
        by_finding.or_else(by_code)
    }

    fn description(&mut self, code: &str) -> Narasi {
        let descriptions = &self.s.evaluation.entry.descriptions.0;
        let text = descriptions.iter().find(|(c, _)| c.value.0 == code).map(|(_, text)| text);
        self.desk.optional_prose(text)
    }

    /// The component under which a finding is printed: that of its first code.
    fn component_of_finding(&self, id: &str) -> Option<&str> {
        let findings = &self.s.evaluation.entry.findings;
        let first = findings.iter().find(|f| f.id.value.0 == id)?.about.value.first()?;
        self.s.instrument.component_of(&first.value.0).map(|c| c.code.as_str())
    }

    fn findings(&mut self, component: &str) -> Vec<CatatanLaporan> {
        let s = self.s;
        let mut list = Vec::new();
        for finding in &s.evaluation.entry.findings {
            if self.component_of_finding(&finding.id.value.0) != Some(component) {
                continue;
            }
            let response = finding.response.as_ref();
            let attitude = response.map(|r| {
                let word = match r.attitude.value {
                    Attitude::Accepts => "menerima",
                    Attitude::Partly => "menerima sebagian",
                    Attitude::Rejects => "menolak",
                };
                Teks::dari(word, (s.origin)(r.attitude.at))
            });
            list.push(CatatanLaporan {
                nomor: Teks::tetap((list.len() + 1).to_string()),
                uraian: self.desk.prose(&finding.text),
                ada_tanggapan: response.is_some(),
                sikap: attitude.unwrap_or_default(),
                tanggapan: self.desk.optional_prose(response.and_then(|r| r.text.as_ref())),
            });
        }
        list
    }

    fn recommendations(&mut self, component: &str) -> Vec<RekomendasiLaporan> {
        let s = self.s;
        let mut list = Vec::new();
        for recommendation in &s.evaluation.entry.recommendations {
            if self.component_of_recommendation(recommendation) != Some(component) {
                continue;
            }
            let addressee = recommendation.addressee.as_ref();
            let deadline = recommendation.deadline.as_ref();
            list.push(RekomendasiLaporan {
                nomor: Teks::tetap((list.len() + 1).to_string()),
                uraian: self.desk.prose(&recommendation.text),
                ada_kepada: addressee.is_some(),
                kepada: addressee.map(|a| self.named(a)).unwrap_or_default(),
                ada_tenggat: deadline.is_some(),
                tenggat: deadline.map(|d| self.desk.dated(d)).unwrap_or_default(),
            });
        }
        list
    }

    /// The number of last year's recommendations by status; a status that none has is left out.
    pub(super) fn follow_up_counts(&self) -> Vec<JumlahStatus> {
        let follow_ups = &self.s.evaluation.entry.follow_ups;
        let count = |wanted: FollowUpStatus| follow_ups.iter().filter(|f| f.value.status.value == wanted).count();
        let all = [FollowUpStatus::Done, FollowUpStatus::InProgress, FollowUpStatus::Open, FollowUpStatus::Impossible];
        let present = all.into_iter().map(|s| (s, count(s))).filter(|(_, count)| *count > 0);
        present
            .map(|(s, count)| JumlahStatus {
                status: Teks::tetap(status(s)),
                jumlah: Teks::tetap(figure::counted(count)),
            })
            .collect()
    }

    pub(super) fn follow_ups(&mut self) -> Vec<TindakLanjutLaporan> {
        let s = self.s;
        let mut list = Vec::new();
        for follow_up in &s.evaluation.entry.follow_ups {
            let follow_up = &follow_up.value;
            let reference = (s.reference)(follow_up.recommendation.value.0.trim());
            let rekomendasi = match &reference {
                // The text was printed before, so its marks are paired. If they are not, its own letter reports it.
                Some(Reference { text, .. }) => {
                    narrative::parse(&text.teks, text.asal.as_deref().unwrap_or_default()).unwrap_or_default()
                }
                None => self.desk.prose(&follow_up.recommendation),
            };
            let typed = follow_up.from.as_ref().map(|from| self.named(&from.letter));
            let letter = reference.map(|r| r.letter).filter(|letter| !letter.teks.is_empty()).or(typed);
            let status = status(follow_up.status.value);
            list.push(TindakLanjutLaporan {
                nomor: Teks::tetap((list.len() + 1).to_string()),
                rekomendasi,
                dari: letter.unwrap_or_default(),
                status: Teks::dari(status, (s.origin)(follow_up.status.at)),
                keterangan: self.desk.optional_prose(follow_up.remark.as_ref()),
            });
        }
        list
    }
}

fn status(status: FollowUpStatus) -> &'static str {
    match status {
        FollowUpStatus::Done => "Selesai",
        FollowUpStatus::InProgress => "Dalam proses",
        FollowUpStatus::Open => "Belum ditindaklanjuti",
        FollowUpStatus::Impossible => "Tidak dapat ditindaklanjuti",
    }
}

/// The heading letter of a component by its index: A, B, C, ….
pub(super) fn letter(index: usize) -> String {
    u8::try_from(index)
        .ok()
        .filter(|i| *i < 26)
        .map_or_else(|| (index + 1).to_string(), |i| char::from(b'A' + i).to_string())
}
