// Validates PDF files with the veraPDF library: `java -cp … Verapdf.java 3a,ua1 FILE…`, one JVM for all files.
// One line per file and flavour, below it every failing rule once. Exit 0 all pass, 1 any failure.

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public final class Verapdf {
    private static final int REPORTED_FAILURES = 100_000;

    public static void main(String[] args) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String id : args[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                System.err.println("unknown flavour: " + id + " (try 3a, 2a, ua1)");
                System.exit(2);
            }
            flavours.add(flavour);
        }
        int passed = 0;
        int failed = 0;
        for (int i = 1; i < args.length; i++) {
            for (PDFAFlavour flavour : flavours) {
                if (check(new File(args[i]), flavour)) {
                    passed++;
                } else {
                    failed++;
                }
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }

    private static boolean check(File file, PDFAFlavour flavour) {
        ValidationResult result;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, REPORTED_FAILURES, false, false, false)) {
            result = validator.validate(parser);
        } catch (Exception fault) { // any doubt is a failure: a file that veraPDF cannot read did not pass
            System.out.println("FAIL " + flavour.getId() + " " + file + ": cannot be validated: " + fault.getMessage());
            return false;
        }
        // A run that made no check is no pass.
        boolean pass = result.isCompliant() && result.getTotalAssertions() > 0;
        System.out.println((pass ? "PASS " : "FAIL ") + flavour.getId() + " " + file
                + " (" + result.getTotalAssertions() + " checks)");
        if (!pass) {
            for (Map.Entry<String, String> rule : failingRules(result).entrySet()) {
                System.out.println("     " + rule.getKey() + " " + rule.getValue());
            }
        }
        return pass;
    }

    private static Map<String, String> failingRules(ValidationResult result) {
        Map<RuleId, Integer> counts = result.getFailedChecks();
        Map<String, String> rules = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() != TestAssertion.Status.FAILED) {
                continue;
            }
            RuleId id = assertion.getRuleId();
            rules.putIfAbsent(
                    id.getClause() + "-" + id.getTestNumber(),
                    "(" + counts.getOrDefault(id, 1) + "×) " + assertion.getMessage()
                            + " | first at " + assertion.getLocation().getContext());
        }
        return rules;
    }
}
