"""Judges signed PDFs with pyHanko, for pyhanko.sh, which says what is demanded and with which options and exit status."""

import argparse
import asyncio
import io
import logging
import pathlib
import sys
import warnings

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext


class Trust:
    def __init__(self, folder):
        def certificates(path):
            return [x509.Certificate.load(der) for _, _, der in pem.unarmor(path.read_bytes(), multiple=True)]

        root = folder / "akar.pem"
        self.roots = certificates(root)
        self.others = [c for path in sorted(folder.glob("*.pem")) if path != root for c in certificates(path)]
        self.crls = [path.read_bytes() for path in sorted(folder.glob("*.crl"))]
        if not self.crls:
            raise OSError(f"no CRL in {folder}")

    def context(self):
        # A context remembers what it has seen: each signature gets its own.
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=self.others,
            crls=self.crls,
            # Not "hard-fail": that only asks of certificates that name an address of a CRL or a responder.
            revocation_mode="require",
            allow_fetching=False,
        )


async def complaints(signature, newest, trust, args):
    """(what is wrong with it, a line about it)"""
    wrong = []
    if signature.sig_object_type == "/DocTimeStamp":
        status = await async_validate_pdf_timestamp(signature, trust.context())
        name = "DocTimeStamp"
    else:
        status = await async_validate_pdf_signature(
            signature, signer_validation_context=trust.context(), ts_validation_context=trust.context()
        )
        name = signature.signer_cert.subject.native.get("common_name", "?")
        if not status.bottom_line:
            wrong.append("not VALID on the whole")
        stamp = status.timestamp_validity
        if stamp is not None and not (stamp.intact and stamp.valid and stamp.trusted):
            wrong.append("timestamp not sound")
        if args.timestamp and stamp is None:
            wrong.append("no timestamp")
    if not status.intact:
        wrong.append("not INTACT")
    if not status.valid:
        wrong.append("cryptographically invalid")
    if not status.trusted:
        reason = status.trust_problem_indic.name if status.trust_problem_indic else "no reason given"
        wrong.append(f"not TRUSTED ({reason})")
    level = status.modification_level  # pyHanko leaves docmdp_ok open for a DocTimeStamp
    if newest and status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        if not (args.later_dss and status.docmdp_ok is not False and level == ModificationLevel.LTA_UPDATES):
            wrong.append("the newest signature does not cover the entire file")
    if not newest:
        if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
            wrong.append("does not cover its revision")
        if status.docmdp_ok is False or level is None or level > ModificationLevel.FORM_FILLING:
            wrong.append(f"changed afterwards as is not permitted ({level.name if level else 'unknown'})")
    return wrong, f"{signature.field_name} | {name} | {status.summary()}"


async def judge(data, trust, args):
    """(whether the file passes, lines about it)"""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=True)
        signatures = reader.embedded_signatures
        if not reader.embedded_regular_signatures:
            return False, ["no signature"]
        newest = max(signatures, key=lambda s: s.signed_revision)
        passes, lines = True, []
        for signature in signatures:
            wrong, line = await complaints(signature, signature is newest, trust, args)
            lines.append(line + (" | " + "; ".join(wrong) if wrong else ""))
            passes = passes and not wrong
        if args.signatures is not None and len(reader.embedded_regular_signatures) != args.signatures:
            passes = False
            lines.append(f"{len(reader.embedded_regular_signatures)} signatures instead of {args.signatures}")
        return passes, lines
    except Exception as fault:  # any doubt is a refusal
        return False, [f"{type(fault).__name__}: {fault}"]


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--trust", type=pathlib.Path, required=True)
    parser.add_argument("--timestamp", action="store_true")
    parser.add_argument("--later-dss", action="store_true")
    parser.add_argument("--signatures", type=int)
    parser.add_argument("--expect-fail", action="store_true")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        trust = Trust(args.trust)
        contents = [(path, path.read_bytes()) for path in args.files]
    except OSError as fault:
        print(f"pyhanko.sh: {fault}", file=sys.stderr)
        return 2
    passed = []
    for path, data in contents:
        passes, lines = await judge(data, trust, args)
        print(("PASS " if passes else "FAIL ") + str(path))
        for line in lines:
            print("     " + line)
        if passes:
            passed.append((path, data))
    print(f"{len(passed)} passed, {len(contents) - len(passed)} failed")

    # The judge must be able to say no, and for the right reason: the second line of a PDF is a comment of no meaning.
    if passed:
        path, data = passed[0]
        place = data.index(b"\n") + 3
        flipped = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        for name, changed, reason in (("a flipped byte", flipped, "not INTACT"), ("an added tail", data + b"%x\n", "")):
            passes, lines = await judge(changed, trust, args)
            if passes or not any(reason in line for line in lines):
                print(f"pyhanko.sh: pyHanko does not refuse {name} in {path}: {lines}", file=sys.stderr)
                return 1
    if args.expect_fail:
        return 1 if passed else 0
    return 0 if len(passed) == len(contents) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
