#!/usr/bin/env bash
# Makes all test keys, certificates, CRLs and OCSP answers of this folder anew, with OpenSSL 3 alone: buat.sh [FOLDER]
# The keys of the CAs are thrown away, so a new certificate means making everything anew. Dates and serial numbers
# are fixed; only keys, signatures and the time of the OCSP answers differ from run to run.
# Exit 0 made · 1 something failed · 3 OpenSSL 3 cannot be had here (said loudly).
set -euo pipefail

(($# == 0)) || mkdir -p "$1"
out=$(cd "${1:-$(dirname "${BASH_SOURCE[0]}")}" && pwd)
pass=rahasia-uji
inspektur="Ir. Bonar Tigalingga, M.M."
sekda="Dr. Hj. Kartini Amalia, S.Sos., M.Si."
instansi="Kabupaten Rantau Harapan"

if [[ $(openssl version 2>/dev/null) != "OpenSSL 3."* ]]; then
    echo "################################################################" >&2
    echo "LEWATI/SKIPPED: the test keys cannot be made: OpenSSL 3 is not installed" >&2
    echo "################################################################" >&2
    exit 3
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/lhe-kunci.XXXXXX")
finish() {
    local status=$?
    ((status == 0)) || cat "$work/log" >&2
    rm -rf "$work"
}
trap finish EXIT
cd "$work"
umask 077
exec 3>&1 >log 2>&1
# `openssl ca` needs a small data base per CA; only it can set both dates.
for ca in akar perantara asing; do
    mkdir "$ca"
    : >"$ca/index"
    echo "unique_subject = no" >"$ca/index.attr"
done
cat >ca.cnf <<'CNF'
[ca]
default_ca = one
[one]
database = $ENV::CA/index
serial = $ENV::CA/serial
crlnumber = $ENV::CA/crlnumber
new_certs_dir = $ENV::CA
default_md = sha256
policy = any
preserve = yes
email_in_dn = no
[any]
countryName = optional
organizationName = optional
commonName = supplied
[req]
distinguished_name = empty
utf8 = yes
string_mask = utf8only
[empty]
[crl]
authorityKeyIdentifier = keyid
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[sub]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[useless]
basicConstraints = critical, CA:FALSE
keyUsage = critical, keyEncipherment
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CNF

key() { # name, kind
    case $2 in
        p256) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" ;;
        rsa*) openssl genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:${2#rsa}" -out "$1.key" ;;
    esac
}
# name, issuer, extensions, serial, notBefore, notAfter, organisation, CN
certificate() {
    local self=()
    CA=$2 openssl req -new -config ca.cnf -utf8 -key "$1.key" -out "$1.csr" -subj "/C=ID/O=$7/CN=$8"
    [[ $1 != "$2" ]] || self=(-selfsign)
    echo "$4" >"$2/serial"
    CA=$2 openssl ca -batch -notext -config ca.cnf -extensions "$3" "${self[@]}" -cert "$2.pem" -keyfile "$2.key" \
        -startdate "$5" -enddate "$6" -in "$1.csr" -out "$1.pem"
}
for row in "akar rsa2048" "perantara rsa2048" "asing p256" "tsa-rsa2048 rsa2048" "inspektur-rsa2048 rsa2048" \
    "inspektur-rsa3072 rsa3072" "inspektur-p256 p256" "sekda-rsa2048 rsa2048" "lain-rsa2048 rsa2048" \
    "dicabut-p256 p256" "kedaluwarsa-p256 p256" "tanpa-guna-p256 p256" "asing-p256 p256"; do
    read -r name kind <<<"$row"
    key "$name" "$kind"
done
start=20200101000000Z end=20600101000000Z
certificate akar akar root 1001 $start $end "Uji LHE" "Akar Uji LHE"
certificate perantara akar sub 1002 $start $end "Uji LHE" "Penerbit Uji LHE"
certificate tsa-rsa2048 akar tsa 1003 $start $end "Uji LHE" "Penanda Waktu Uji LHE"
certificate asing asing root 3001 $start $end "Uji LHE" "Akar Asing"
certificate asing-p256 asing signer 3002 $start $end "$instansi" "$inspektur"
certificate inspektur-rsa2048 perantara signer 2001 $start $end "$instansi" "$inspektur"
certificate inspektur-rsa3072 perantara signer 2002 $start $end "$instansi" "$inspektur"
certificate inspektur-p256 perantara signer 2003 $start $end "$instansi" "$inspektur"
certificate sekda-rsa2048 perantara signer 2004 $start $end "$instansi" "$sekda"
certificate lain-rsa2048 perantara signer 2005 $start $end "$instansi" "Orang Lain"
certificate dicabut-p256 perantara signer 2006 $start $end "$instansi" "$inspektur"
certificate kedaluwarsa-p256 perantara signer 2007 $start 20210101000000Z "$instansi" "$inspektur"
certificate tanpa-guna-p256 perantara useless 2008 $start $end "$instansi" "$inspektur"

# Serial 2006 was revoked on 2024-06-01, because its key was compromised.
awk -F'\t' -v OFS='\t' '$4 == "2006" { $1 = "R"; $3 = "240601000000Z,keyCompromise" } { print }' \
    perantara/index >index
mv index perantara/index
for ca in akar perantara; do
    echo 01 >$ca/crlnumber
    CA=$ca openssl ca -gencrl -config ca.cnf -crlexts crl -cert $ca.pem -keyfile $ca.key \
        -crl_lastupdate 20260101000000Z -crl_nextupdate 20590101000000Z -out $ca.crl.pem
done
mkdir keluar keluar/kepercayaan
cp akar.pem perantara.pem keluar/kepercayaan/
openssl crl -in akar.crl.pem -outform DER -out keluar/kepercayaan/akar.crl
openssl crl -in perantara.crl.pem -outform DER -out keluar/kepercayaan/penerbit.crl
# Signed by the issuer itself; without -ndays an answer names no nextUpdate.
for name in inspektur-p256 dicabut-p256; do
    openssl ocsp -index perantara/index -CA perantara.pem -rsigner perantara.pem -rkey perantara.key -rmd sha256 \
        -issuer perantara.pem -cert $name.pem -no_nonce -noverify -respout "keluar/kepercayaan/$name.ocsp"
done

cat perantara.pem akar.pem >rantai.pem
modern=(-keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256)
p12() { # name, file of its issuers
    openssl pkcs12 -export -inkey "$1.key" -in "$1.pem" -certfile "$2" -name "$1" -passout "pass:$pass" "${@:4}" \
        -out "keluar/$3.p12"
}
for name in inspektur-rsa2048 inspektur-rsa3072 inspektur-p256 sekda-rsa2048 lain-rsa2048 dicabut-p256 \
    kedaluwarsa-p256 tanpa-guna-p256; do
    p12 $name rantai.pem $name "${modern[@]}"
done
p12 asing-p256 asing.pem asing-p256 "${modern[@]}"
p12 tsa-rsa2048 akar.pem tsa-rsa2048 "${modern[@]}"
for name in inspektur-rsa2048 inspektur-p256; do
    p12 $name rantai.pem $name-lama -legacy
done

# The timestamp authority's key is DER without a passphrase; tests/validators/tsa.py makes PEM of it where it runs.
mkdir keluar/tsa
openssl pkcs8 -topk8 -nocrypt -in tsa-rsa2048.key -outform DER -out keluar/tsa/kunci.der
cp tsa-rsa2048.pem keluar/tsa/tsa.pem
cat akar.pem >keluar/tsa/rantai.pem
cat >keluar/tsa/tsa.cnf <<'CNF'
# For `openssl ts -reply`, run in a folder that holds kunci.pem, tsa.pem, rantai.pem and serial.
[tsa]
default_tsa = uji
[uji]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = kunci.pem
certs = rantai.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
CNF
umask 022
rm -rf "$out/kepercayaan" "$out/tsa"
rm -f "$out"/*.p12
cp -R keluar/. "$out/"
find "$out" -type f ! -name '*.sh' -exec chmod 644 {} +
find "$out" -type d -exec chmod 755 {} +
echo "buat.sh: $(find "$out" -type f | wc -l) files in $out" >&3
