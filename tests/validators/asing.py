#!/usr/bin/env python3
"""Signs a PDF "elsewhere", with pyHanko, as a signing service or another program would, for tests of what comes back.

    tests/validators/pyhanko.sh --run tests/validators/asing.py --cara CARA --p12 FILE [--sandi rahasia-uji] IN.pdf OUT.pdf

CARA  terlihat       a visible widget with text and a picture that looks like a QR code, as an incremental update
      tak-terlihat   an invisible signature, as an incremental update
      cap            first makes the file anew with a footer and a number stamped into every page, then signs visibly:
                     the bytes of the original are gone
      dua            two invisible signatures, the second by --p12-kedua (default: the same key)
      dokmdp         a certification (DocMDP, permission --izin 1, 2 or 3; default 2)
Text is set in Courier that is not embedded, as such services do, and pyHanko adds no line end to an original that ends in
%%EOF without one: what comes out is no PDF/A any more.
--tsa URL adds a signature timestamp (B-T). Exit 0 written, 1 pyHanko refused, 2 usage, 3 pyHanko is not installed.
"""

import argparse
import io
import logging
import sys
import urllib.request

try:
    from asn1crypto import tsp
    from pyhanko.pdf_utils import generic, layout
    from pyhanko.pdf_utils.content import PdfResources, RawContent
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.text import TextBoxStyle
    from pyhanko.pdf_utils.writer import copy_into_new_writer
    from pyhanko.sign import fields, signers
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko.stamp import TextStamp, TextStampStyle
except ImportError as fault:
    print(f"LEWATI/SKIPPED: asing.py: pyHanko is not installed ({fault}); see pyhanko.sh --run", file=sys.stderr)
    sys.exit(3)

NOMOR = "000.1.2.3/0042/UJI"
KAKI = "Dokumen ini ditandatangani secara elektronik. Nomor " + NOMOR


class Stamper(TimeStamper):
    def __init__(self, url):
        super().__init__()
        self.url = url

    async def async_request_tsa_response(self, req):
        query = urllib.request.Request(self.url, req.dump(), {"Content-Type": "application/timestamp-query"})
        with urllib.request.urlopen(query, timeout=30) as answer:
            return tsp.TimeStampResp.load(answer.read())


def picture():
    """Looks like a QR code and says nothing: three finder patterns and a fixed noise, as an image of one bit."""
    side, state, rows = 25, 1, []
    for y in range(side):
        row = 0
        for x in range(side):
            dark = None
            for left, top in ((0, 0), (side - 7, 0), (0, side - 7)):
                if -1 <= x - left <= 7 and -1 <= y - top <= 7:
                    ring = max(abs(x - left - 3), abs(y - top - 3))
                    dark = ring in (0, 1, 3)
            if dark is None:
                state = (state * 1103515245 + 12345) % 2**31
                dark = state >> 20 & 1
            row = row << 1 | (0 if dark else 1)
        rows.append((row << 32 - side).to_bytes(4, "big"))
    name = generic.pdf_name
    image = generic.StreamObject(
        {
            name("/Type"): name("/XObject"),
            name("/Subtype"): name("/Image"),
            name("/Width"): generic.NumberObject(side),
            name("/Height"): generic.NumberObject(side),
            name("/BitsPerComponent"): generic.NumberObject(1),
            name("/ColorSpace"): name("/DeviceGray"),
        },
        stream_data=b"".join(rows),
    )
    return image


def visible_style(writer, signer_name):
    resources = PdfResources()
    resources.xobject[generic.pdf_name("/Kode")] = writer.add_object(picture())
    return TextStampStyle(
        border_width=1,
        background=RawContent(b"50 0 0 50 5 5 cm /Kode Do", resources, layout.BoxConstraints(60, 60)),
        background_opacity=1,
        background_layout=layout.SimpleBoxLayoutRule(
            layout.AxisAlignment.ALIGN_MIN, layout.AxisAlignment.ALIGN_MID, inner_content_scaling=layout.InnerScaling.NO_SCALING
        ),
        inner_content_layout=layout.SimpleBoxLayoutRule(
            layout.AxisAlignment.ALIGN_MIN,
            layout.AxisAlignment.ALIGN_MID,
            margins=layout.Margins(left=65, right=5),
        ),
        text_box_style=TextBoxStyle(font_size=7),
        stamp_text=f"Ditandatangani secara elektronik oleh\n{signer_name.replace('%', '%%')}\n%(ts)s",
    )


def sign(data, signer, args, *, visible=False, certify=False):
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    pages = int(writer.root["/Pages"]["/Count"])
    taken = {signature.field_name for signature in PdfFileReader(io.BytesIO(data)).embedded_signatures}
    field = next(name for number in range(1, len(taken) + 2) if (name := f"TandaTangan{number}") not in taken)
    spec = fields.SigFieldSpec(field)
    if visible:
        bottom = 60 + 75 * len(taken)
        spec = fields.SigFieldSpec(field, on_page=pages - 1, box=(300, bottom, 540, bottom + 70))
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        name=signer.subject_name,
        reason="Pengesahan dokumen",
        location="Indonesia",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=fields.MDPPerm(args.izin),
    )
    out = io.BytesIO()
    signers.PdfSigner(
        metadata,
        signer,
        timestamper=Stamper(args.tsa) if args.tsa else None,
        stamp_style=visible_style(writer, signer.subject_name) if visible else None,
        new_field_spec=spec,
    ).sign_pdf(writer, output=out)
    return out.getvalue()


def restamped(data):
    """All objects written anew, with new numbers, and a footer on every page: nothing of the original's bytes is left."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(data)))
    for page in range(int(writer.root["/Pages"]["/Count"])):
        style = TextStampStyle(border_width=0, text_box_style=TextBoxStyle(font_size=6), stamp_text=KAKI)
        TextStamp(writer, style).apply(page, 60, 20)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cara", required=True, choices=["terlihat", "tak-terlihat", "cap", "dua", "dokmdp"])
    parser.add_argument("--p12", required=True)
    parser.add_argument("--p12-kedua")
    parser.add_argument("--sandi", default="rahasia-uji")
    parser.add_argument("--tsa", metavar="URL")
    parser.add_argument("--izin", type=int, choices=[1, 2, 3], default=2)
    parser.add_argument("masuk")
    parser.add_argument("keluar")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)

    def signer_of(path):
        signer = signers.SimpleSigner.load_pkcs12(path, passphrase=args.sandi.encode())
        if signer is None:
            parser.error(f"{path} cannot be opened with this passphrase")
        return signer

    first = signer_of(args.p12)
    second = signer_of(args.p12_kedua or args.p12)
    with open(args.masuk, "rb") as file:
        data = file.read()
    try:
        if args.cara == "cap":
            data = sign(restamped(data), first, args, visible=True)
        elif args.cara == "dua":
            data = sign(data, first, args)
            data = sign(data, second, args)
        else:
            data = sign(data, first, args, visible=args.cara == "terlihat", certify=args.cara == "dokmdp")
    except Exception as fault:  # whatever stops pyHanko, nothing is written
        print(f"asing.py: {args.masuk}: {type(fault).__name__}: {fault}", file=sys.stderr)
        return 1
    with open(args.keluar, "wb") as file:
        file.write(data)
    print(f"asing.py: {args.cara}: {args.keluar}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
