//! The desk at which every document is composed: settings, sentences, the day that decides names, and the faults found.

use crate::diag::{Code, Diagnostic, Found, Note, Place};
use crate::num::{Number, Ratio, ratio};
use crate::register::{FormWord, MarginEntry, Numbering, PaperWord, Season, Settings, Signatory, SignatoryKind};
use crate::source::{Date, Name, PartialDate, Prose, Spanned, Token};

use super::model::*;
use super::wording::Wording;
use super::{narrative, words};

/// The gap in place of a number or date that is written by hand.
const GAP: &str = "……………………";

/// Margins of an upright page in millimetres, unless the project sets its own: left, right, top, bottom.
const UPRIGHT: [usize; 4] = [30, 20, 20, 28];

/// Margins of a landscape page, which the worksheet uses.
const LANDSCAPE: [usize; 4] = [20, 20, 20, 25];

/// Composes the parts that documents of every kind share.
pub(super) struct Desk<'a> {
    /// Turns a place into an origin, `file#/pointer`.
    pub(super) origin: &'a dyn Fn(Place) -> String,
    pub(super) settings: &'a Settings,
    pub(super) wording: &'a Wording,
    /// The date of the document, which decides names and signatories.
    pub(super) day: Date,
    pub(super) draft: bool,
    pub(super) found: Found,
}

impl Desk<'_> {
    pub(super) fn named(&self, name: &Spanned<Name>) -> Teks {
        Teks::dari(&name.value.0, (self.origin)(name.at))
    }

    pub(super) fn optional(&self, name: Option<&Spanned<Name>>) -> Teks {
        name.map(|n| self.named(n)).unwrap_or_default()
    }

    pub(super) fn dated(&self, date: &Spanned<Date>) -> Teks {
        Teks::dari(words::date(date.value), (self.origin)(date.at))
    }

    pub(super) fn narrative(&mut self, at: Place, text: &str) -> Narasi {
        narrative::parse(text, &(self.origin)(at)).unwrap_or_else(|unpaired| {
            self.found.push(Diagnostic::new(Code::D158).at(at).arg("text", unpaired.0));
            Vec::new()
        })
    }

    pub(super) fn prose(&mut self, text: &Spanned<Prose>) -> Narasi {
        self.narrative(text.at, &text.value.0)
    }

    pub(super) fn optional_prose(&mut self, text: Option<&Spanned<Prose>>) -> Narasi {
        text.map(|t| self.prose(t)).unwrap_or_default()
    }

    // ── the page ─────────────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn page(&self) -> Halaman {
        let output = self.settings.output.as_ref();
        let (width, height) = match output.and_then(|o| o.paper) {
            Some(PaperWord::F4) => (215, 330),
            Some(PaperWord::A4) | None => (210, 297),
        };
        let own = output.and_then(|o| o.margins.as_ref());
        let side = |pick: fn(&MarginEntry) -> &Option<Spanned<Number>>, standing: usize| {
            let typed = own.and_then(|m| pick(m).as_ref());
            typed.map_or_else(|| Ukuran::whole(standing), |n| n.value.clone().into())
        };
        let [left, right, top, bottom] = UPRIGHT;
        let [kiri, kanan, atas, bawah] = LANDSCAPE.map(Ukuran::whole);
        Halaman {
            lebar: Ukuran::whole(width),
            tinggi: Ukuran::whole(height),
            margin: Margin {
                kiri: side(|m| &m.left, left),
                kanan: side(|m| &m.right, right),
                atas: side(|m| &m.top, top),
                bawah: side(|m| &m.bottom, bottom),
            },
            mendatar: Margin { kiri, kanan, atas, bawah },
        }
    }

    /// The parts of a page that prepare electronic signing. `number` is the number of the document.
    pub(super) fn signing(&self, number: &Teks, footer: Teks) -> Tte {
        let signing = self.settings.signing.as_ref();
        let wanted = |flag: Option<crate::source::YesNo>| flag.is_some_and(|f| f.0);
        let ada_kaki = wanted(signing.and_then(|s| s.footer));
        let placeholder = signing.and_then(|s| s.placeholder.as_ref());
        Tte {
            ada_kaki,
            kaki: if ada_kaki { footer } else { Teks::default() },
            ada_penanda: placeholder.is_some(),
            penanda: self.optional(placeholder),
            ada_qr: wanted(signing.and_then(|s| s.qr)),
            alt_qr: Teks::tetap(format!("Kode QR berisi nomor dokumen {} dan sidik bundelnya", number.teks)),
        }
    }

    pub(super) fn government(&self) -> Instansi {
        let government = &self.settings.government;
        let word = government.opd_word.as_ref();
        Instansi {
            nama: self.named(&government.name),
            kepala: self.named(&government.head),
            sebutan_opd: word.map_or_else(|| Teks::tetap("Perangkat Daerah"), |w| self.named(w)),
            inspektorat: self.named(&self.settings.inspectorate.name),
        }
    }

    /// The letterhead for the role that signs.
    pub(super) fn letterhead(&self, role: &str) -> Kop {
        let kop = &self.settings.letterhead;
        let other = self.settings.other_letterheads.0.iter().find(|(r, _)| r.value.0 == role).map(|(_, kop)| kop);
        let (lines, address) = other.map_or((&kop.lines, &kop.address), |o| (&o.lines, &o.address));
        let mut lines: Vec<Teks> = lines.value.iter().map(|line| self.named(line)).collect();
        let office = lines.pop().unwrap_or_default();
        let logo = kop.logo.as_ref().map(|logo| Gambar {
            berkas: Teks::dari(format!("/{}", logo.value.0), (self.origin)(logo.at)),
            alt: self.optional(kop.alt.as_ref()),
        });
        Kop {
            ada_logo: logo.is_some(),
            logo,
            baris: lines,
            kantor: office,
            alamat: address.iter().map(|line| self.named(line)).collect(),
        }
    }

    /// Number and date of a document, or the gaps or placeholders that stand for them.
    pub(super) fn number_and_date(
        &self,
        numbering: Numbering,
        number: Option<&Spanned<Name>>,
        date: Option<&Spanned<PartialDate>>,
    ) -> (Teks, Teks) {
        let tag = numbering == Numbering::Tag;
        let number = match number {
            Some(number) => self.named(number),
            None => Teks::tetap(if tag { "${nomor_naskah}" } else { GAP }),
        };
        let date = match date {
            Some(date) => Teks::dari(words::partial_date(date.value), (self.origin)(date.at)),
            None => Teks::tetap(if tag { "${tanggal_naskah}" } else { GAP }),
        };
        (number, date)
    }

    pub(super) fn or_dash(&self, text: Option<&Spanned<Name>>) -> Teks {
        text.map_or_else(|| Teks::tetap("-"), |t| self.named(t))
    }

    pub(super) fn place(&self) -> Teks {
        self.optional(self.settings.inspectorate.place.as_ref())
    }

    pub(super) fn season(&self, season: &Season) -> MusimLaporan {
        let assignment = season.assignment.as_ref();
        let fieldwork = season.fieldwork.as_ref().map(|f| {
            let text = format!("{} sampai dengan tanggal {}", words::date(f.start.value), words::date(f.end.value));
            Teks::dari(text, (self.origin)(f.start.at))
        });
        MusimLaporan {
            dasar_hukum: season.legal_basis.iter().map(|line| self.named(line)).collect(),
            ada_surat_tugas: assignment.is_some(),
            surat_tugas_nomor: assignment.map(|a| self.named(&a.number)).unwrap_or_default(),
            surat_tugas_tanggal: assignment.map(|a| self.dated(&a.date)).unwrap_or_default(),
            ada_pelaksanaan: fieldwork.is_some(),
            pelaksanaan: fieldwork.unwrap_or_default(),
            tim: season
                .team
                .iter()
                .map(|member| AnggotaTim { peran: self.named(&member.role), nama: self.named(&member.name) })
                .collect(),
        }
    }

    /// The address for reports of follow-up: the project's channel, else the inspectorate.
    pub(super) fn channel(&self) -> Teks {
        match self.own_channel() {
            Some(channel) => Teks::with_origin(format!("melalui {}", channel.teks), channel.asal),
            None => {
                let name = &self.settings.inspectorate.name;
                Teks::dari(format!("kepada {}", name.value.0), (self.origin)(name.at))
            }
        }
    }

    /// The project's channel on one line, if it names one.
    pub(super) fn own_channel(&self) -> Option<Teks> {
        let channel = self.settings.defaults.channel.as_ref()?;
        let line = channel.value.0.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        Some(Teks::dari(line, (self.origin)(channel.at)))
    }

    // ── who signs ────────────────────────────────────────────────────────────────────────────────────────────

    /// The signature block of a role on the day of the document `id`.
    pub(super) fn signatory(&mut self, role: &Spanned<Token>, id: &str) -> Option<PenandatanganLaporan> {
        self.signatory_on(role, self.day, id)
    }

    /// The signature block of a role on a day.
    pub(super) fn signatory_on(&mut self, role: &Spanned<Token>, day: Date, id: &str) -> Option<PenandatanganLaporan> {
        // An unknown role is reported when the registers are checked.
        let known = self.settings.role(&role.value.0)?;
        let Some(signatory) = self.settings.signatory(&role.value.0, day) else {
            let date = words::told(day);
            let fault = Diagnostic::new(Code::D144).at(role.at).arg("role", &role.value.0).arg("date", date);
            let fault = fault.arg("id", id);
            self.found.push(match known.first() {
                Some(first) => fault.related(first.value.since.at, Note::DefinedHere),
                None => fault,
            });
            return None;
        };
        self.signature_block(&signatory.value)
    }

    /// The lines of the block, by the kind of office held (Permendagri 1/2023, article 44). Letters and reports name
    /// officials with titles, rank and NIP. The head of a region has no rank and NIP. An official who acts for a head
    /// of region or for the Sekda is named without titles, rank and NIP.
    fn signature_block(&mut self, signatory: &Signatory) -> Option<PenandatanganLaporan> {
        let position = &signatory.position;
        let jabatan = match &signatory.capacity {
            Some(capacity) => format!("{} {}", capacity.value.0, position.value.0),
            None => position.value.0.clone(),
        };
        let kind = signatory.kind.unwrap_or_default();
        let acting = signatory.capacity.is_some();
        let (titles, rank_and_nip) = match kind {
            SignatoryKind::Official => (true, true),
            SignatoryKind::RegionalSecretary => (!acting, !acting),
            SignatoryKind::HeadOfRegion => (!acting, false),
        };
        let name = match (titles, &signatory.plain_name) {
            (true, _) => &signatory.name,
            (false, Some(plain)) => plain,
            (false, None) => {
                self.found.push(Diagnostic::new(Code::D223).at(signatory.name.at).arg("name", &signatory.name.value.0));
                return None;
            }
        };
        let rank = signatory.rank.as_ref().filter(|_| rank_and_nip);
        let pangkat = rank.map(|rank| {
            let grade = signatory.rank_grade.as_ref().map(|g| format!(" ({})", g.value.0)).unwrap_or_default();
            Teks::dari(format!("{}{grade}", rank.value.0), (self.origin)(rank.at))
        });
        let nip = signatory.nip.as_ref().filter(|_| rank_and_nip);
        let nip = nip.map(|n| Teks::dari(format!("NIP {}", n.value.0), (self.origin)(n.at)));
        Some(PenandatanganLaporan {
            rangkaian: signatory.chain.iter().map(|line| self.named(line)).collect(),
            jabatan: Teks::dari(jabatan, (self.origin)(position.at)),
            nama: self.named(name),
            ada_pangkat: pangkat.is_some(),
            pangkat: pangkat.unwrap_or_default(),
            ada_nip: nip.is_some(),
            nip: nip.unwrap_or_default(),
        })
    }
}

/// The kind of an LHE or recap, by its form.
pub(super) fn kind(form: FormWord, letter: &'static str, chapters: &'static str) -> &'static str {
    match form {
        FormWord::Letter => letter,
        FormWord::Chapters => chapters,
    }
}

/// A share in percent with two decimals, for a printed text or for the length of a bar; 0 if the whole is empty.
pub(super) fn percent(part: &Ratio, whole: &Ratio) -> Number {
    let zero = ratio(0);
    let share = if *whole == zero { zero } else { part / whole * ratio(100) };
    Number::rounded(&share, 2)
}

/// The plain text of a paragraph, for places that print one line.
pub(super) fn line(narrative: &Narasi) -> Teks {
    let text: String = narrative.iter().flat_map(|a| &a.potongan).map(|p| p.teks.teks.as_str()).collect();
    let origin = narrative.first().and_then(|a| a.potongan.first()).and_then(|p| p.teks.asal.clone());
    Teks::with_origin(text, origin)
}
