#!/usr/bin/env python3
"""A timestamp authority (RFC 3161) on 127.0.0.1 for tests: answers by `openssl ts -reply` with the test keys.

    tests/validators/tsa.py [--port 0] [--mode MODE] [--delay 60] [--keys tests/kunci/tsa]

The first line of its output is the port; then it serves until it is killed. It misbehaves by MODE:
    ok              as it should
    garbage         200 with the right type and random bytes
    refuse          a well-formed answer of status "rejection"
    wrong-imprint   a sound token over another digest
    wrong-nonce     a sound token with another nonce (500 if the query has none)
    slow            ok, after --delay seconds
    http500         500 with a page of text
    empty           200 with the right type and no bytes
Exit 2 usage, 3 OpenSSL is not installed. Needs Python 3 and nothing else.
"""

import argparse
import http.server
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time

MODES = ["ok", "garbage", "refuse", "wrong-imprint", "wrong-nonce", "slow", "http500", "empty"]
LARGEST_QUERY = 64 * 1024
# SEQUENCE { SEQUENCE { INTEGER 2 (rejection), SEQUENCE { UTF8String }, BIT STRING { systemFailure } } }
WORDS = b"uji: ditolak"
REJECTION = (
    b"\x02\x01\x02" + bytes([0x30, len(WORDS) + 2, 0x0C, len(WORDS)]) + WORDS + b"\x03\x05\x06\x00\x00\x00\x40"
)
REJECTION = bytes([0x30, len(REJECTION)]) + REJECTION
REJECTION = bytes([0x30, len(REJECTION)]) + REJECTION


def elements(der, start, end):
    """(tag, start of the value, end) of each DER element in der[start:end]."""
    while start < end:
        tag, length, start = der[start], der[start + 1], start + 2
        if length & 0x80:
            octets = length & 0x7F
            length = int.from_bytes(der[start : start + octets], "big")
            start += octets
        yield tag, start, start + length
        start += length


def altered(query, mode):
    """The query with one bit of its imprint or nonce turned; None if it has no nonce."""
    (_, start, end), = elements(query, 0, len(query))
    _, imprint, *rest = elements(query, start, end)
    if mode == "wrong-imprint":
        _, digest = elements(query, imprint[1], imprint[2])
        place = digest[2] - 1
    else:
        nonces = [part for part in rest if part[0] == 0x02]
        if not nonces:
            return None
        place = nonces[0][2] - 1
    return query[:place] + bytes([query[place] ^ 1]) + query[place + 1 :]


class Tsa(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        mode = self.server.args.mode
        length = int(self.headers.get("Content-Length") or -1)
        if not 0 <= length <= LARGEST_QUERY:
            return self.answer(411 if length < 0 else 413, b"no", "text/plain")
        query = self.rfile.read(length)
        if self.headers.get("Content-Type") != "application/timestamp-query":
            return self.answer(415, b"no timestamp query", "text/plain")
        if mode == "http500":
            return self.answer(500, b"<html>kesalahan</html>", "text/html")
        if mode == "garbage":
            return self.answer(200, secrets.token_bytes(3000))
        if mode == "empty":
            return self.answer(200, b"")
        if mode == "refuse":
            return self.answer(200, REJECTION)
        if mode == "slow":
            time.sleep(self.server.args.delay)
        if mode in ("wrong-imprint", "wrong-nonce"):
            try:
                query = altered(query, mode)
            except (IndexError, ValueError):
                query = None
            if query is None:
                return self.answer(500, b"nothing to alter in this query", "text/plain")
        reply, fault = self.server.reply(query)
        if reply is None:
            return self.answer(500, fault, "text/plain")
        self.answer(200, reply)

    def answer(self, status, body, kind="application/timestamp-reply"):
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # the client did not wait
        self.close_connection = True

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def reply(self, query):
        # OpenSSL wants files. They are written anew per query, so that a killed server leaves nothing behind.
        with tempfile.TemporaryDirectory(prefix="lhe-tsa.") as folder:
            folder = pathlib.Path(folder)
            for name in ("tsa.cnf", "tsa.pem", "rantai.pem"):
                shutil.copy(pathlib.Path(self.args.keys) / name, folder / name)
            (folder / "kunci.pem").write_bytes(self.key)
            (folder / "serial").write_text("%016X\n" % (secrets.randbits(62) | 1 << 62))
            (folder / "query").write_bytes(query)
            run = subprocess.run(
                ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                check=False,
            )
            reply = folder / "reply"
            return (reply.read_bytes(), None) if run.returncode == 0 and reply.exists() else (None, run.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--mode", choices=MODES, default="ok")
    parser.add_argument("--delay", type=float, default=60)
    parser.add_argument("--keys", default=pathlib.Path(__file__).resolve().parent.parent / "kunci" / "tsa")
    args = parser.parse_args()
    if not shutil.which("openssl"):
        print("LEWATI/SKIPPED: tsa.py: OpenSSL is not installed", file=sys.stderr)
        return 3
    server = Server(("127.0.0.1", args.port), Tsa)
    server.args = args
    server.key = subprocess.run(
        ["openssl", "pkey", "-inform", "DER", "-in", os.fspath(pathlib.Path(args.keys) / "kunci.der")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
