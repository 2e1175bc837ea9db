// Validates signed PDFs with the EU's Digital Signature Service, for dss.sh: `java -cp … Dss.java TRUST LEVEL EXPECT FILE…`,
// one JVM for all. TRUST is a folder with akar.pem and *.crl, LEVEL is B, T, LT, LTA or "any", EXPECT is pass or fail. One
// line per signature, below it what DSS holds against it. Exit 0 all as expected, 1 not, 2 usage. Nothing is fetched.

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.simplereport.jaxb.XmlTimestamp;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

public final class Dss {
    /** Warnings that a certificate names no address of its issuer, or of a CRL or responder. */
    private static final Set<String> OFFLINE = Set.of("BBB_XCV_AIA_PRES_ANS", "BBB_XCV_REVOC_PRES_ANS");

    private final CommonTrustedCertificateSource roots = new CommonTrustedCertificateSource();
    private final DSSDocument[] crls;
    private final String level;

    private Dss(Path trust, String level) throws IOException {
        this.level = level;
        roots.addCertificate(DSSUtils.loadCertificate(trust.resolve("akar.pem").toFile()));
        try (Stream<Path> files = Files.list(trust)) {
            crls = files.filter(file -> file.toString().endsWith(".crl")).sorted()
                    .map(file -> new FileDocument(file.toFile())).toArray(DSSDocument[]::new);
        }
        if (crls.length == 0) {
            throw new IOException("no CRL in " + trust);
        }
    }

    public static void main(String[] args) throws IOException {
        // No logger is on the class path, and none is missed.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        List<File> files = new ArrayList<>();
        for (String name : Arrays.asList(args).subList(3, args.length)) {
            File file = new File(name);
            if (!file.canRead()) {
                System.err.println("dss.sh: cannot read " + file);
                System.exit(2);
            }
            files.add(file);
        }
        Dss judge = null;
        try {
            judge = new Dss(Path.of(args[0]), args[1]);
        } catch (Exception fault) {
            System.err.println("dss.sh: no trust in " + args[0] + ": " + fault.getMessage());
            System.exit(2);
        }
        int passed = 0;
        byte[] sound = null;
        for (File file : files) {
            byte[] bytes = Files.readAllBytes(file.toPath());
            List<String> lines = new ArrayList<>();
            boolean pass = judge.passes(bytes, lines);
            System.out.println((pass ? "PASS " : "FAIL ") + file);
            lines.forEach(line -> System.out.println("     " + line));
            if (pass) {
                passed++;
                sound = sound == null ? bytes : sound;
            }
        }
        System.out.println(passed + " passed, " + (files.size() - passed) + " failed");
        if (sound != null && !judge.saysNo(sound)) {
            System.err.println("dss.sh: DSS does not refuse a flipped byte");
            System.exit(1);
        }
        System.exit(passed == (args[2].equals("fail") ? 0 : files.size()) ? 0 : 1);
    }

    /** A judge that never says no is none. The second line of a PDF is a comment of no meaning, and signed. */
    private boolean saysNo(byte[] sound) {
        byte[] flipped = sound.clone();
        int place = 0;
        while (flipped[place] != '\n') {
            place++;
        }
        flipped[place + 3] ^= 1;
        List<String> lines = new ArrayList<>();
        return !passes(flipped, lines) && lines.stream().anyMatch(line -> line.contains("HASH_FAILURE"));
    }

    private boolean passes(byte[] bytes, List<String> lines) {
        try {
            DSSDocument document = new InMemoryDocument(bytes);
            CommonCertificateVerifier verifier = new CommonCertificateVerifier();
            verifier.setTrustedCertSources(roots);
            verifier.setAIASource(null);
            verifier.setOcspSource(null);
            verifier.setCrlSource(new ExternalResourcesCRLSource(crls));
            SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(document);
            validator.setCertificateVerifier(verifier);
            validator.setLocale(Locale.ENGLISH);
            Reports reports = validator.validateDocument();
            SimpleReport report = reports.getSimpleReport();
            DiagnosticData data = reports.getDiagnosticData();
            boolean pass = report.getSignaturesCount() > 0;
            if (!pass) {
                lines.add("no signature");
            }
            for (SignatureWrapper signature : data.getSignatures()) {
                pass &= passes(report, signature, lines);
            }
            return pass;
        } catch (Exception fault) { // any doubt is a refusal
            lines.add("cannot be validated: " + fault);
            return false;
        }
    }

    private boolean passes(SimpleReport report, SignatureWrapper signature, List<String> lines) {
        String id = signature.getId();
        SignatureLevel found = signature.getSignatureFormat();
        Indication indication = report.getIndication(id);
        boolean levelFits = level.equals("any") ? found.name().startsWith("PAdES_BASELINE_")
                : found.name().equals("PAdES_BASELINE_" + level);
        boolean undefined = !signature.getPdfUndefinedChanges().isEmpty();
        boolean pass = indication == Indication.TOTAL_PASSED && signature.isSignatureIntact() && signature.isSignatureValid()
                && levelFits && !undefined;
        String line = String.join(" | ", String.join("+", signature.getSignatureFieldNames()), report.getSignedBy(id),
                found.toString(), indication.toString());
        if (report.getSubIndication(id) != null) {
            line += "/" + report.getSubIndication(id);
        }
        if (!signature.isSignatureIntact() || !signature.isSignatureValid()) {
            line += " | not intact";
        }
        if (!levelFits) {
            line += " | not the level " + level;
        }
        if (undefined) {
            line += " | changed afterwards";
        }
        lines.add(line);
        for (Message error : report.getAdESValidationErrors(id)) {
            lines.add("  error: " + error.getKey() + " " + error.getValue());
        }
        // Its policy only warns of a wrong key usage or of a broken timestamp; here that is a refusal.
        for (Message warning : report.getAdESValidationWarnings(id)) {
            if (!OFFLINE.contains(warning.getKey())) {
                lines.add("  warning: " + warning.getKey() + " " + warning.getValue());
                pass = false;
            }
        }
        for (XmlTimestamp timestamp : report.getSignatureTimestamps(id)) {
            lines.add("  timestamp: " + timestamp.getProducedBy() + " | " + timestamp.getIndication());
            pass &= timestamp.getIndication() == Indication.PASSED;
        }
        return pass;
    }
}
