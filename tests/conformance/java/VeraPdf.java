// Validates PDF files with the veraPDF library: VeraPdf FLAVOUR FILE...
// Prints one JSON object per file and line, in the order asked; a file that cannot be read has an "error" instead of
// a verdict: judging is for the caller. Run by Validators.java.
import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public final class VeraPdf {
  private static final class Rule {
    final RuleId id;
    final String message;
    final String place;
    int count = 1;

    Rule(TestAssertion first) {
      id = first.getRuleId();
      message = first.getErrorMessage() == null ? first.getMessage() : first.getErrorMessage();
      place = first.getLocation() == null ? "" : first.getLocation().getContext();
    }

    String json() {
      return "{\"clause\":" + quoted(id.getClause()) + ",\"test\":" + id.getTestNumber() + ",\"count\":" + count
          + ",\"message\":" + quoted(message) + ",\"place\":" + quoted(place) + "}";
    }
  }

  public static void run(String[] arguments, PrintStream out) {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
    if (flavour == PDFAFlavour.NO_FLAVOUR) {
      throw new IllegalArgumentException("unknown flavour: " + arguments[0]);
    }
    VeraGreenfieldFoundryProvider.initialise();
    for (int i = 1; i < arguments.length; i++) {
      out.println(verdict(arguments[i], flavour));
    }
  }

  private static String verdict(String file, PDFAFlavour flavour) {
    String start = "{\"file\":" + quoted(file) + ",\"flavour\":" + quoted(flavour.getId());
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
      // -1 lifts the limit of failures kept a rule (its count would be cut short); then: keep no passed checks, put
      // the values into the messages, show no progress.
      PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, -1, false, true, false);
      ValidationResult result = validator.validate(parser);
      return start + ",\"compliant\":" + result.isCompliant() + ",\"assertions\":" + result.getTotalAssertions()
          + ",\"failures\":" + failures(result) + "}";
    } catch (Exception problem) {
      return start + ",\"error\":" + quoted(problem.toString()) + "}";
    }
  }

  private static String failures(ValidationResult result) {
    Map<RuleId, Rule> rules = new LinkedHashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() != TestAssertion.Status.FAILED) {
        continue;
      }
      Rule known = rules.get(assertion.getRuleId());
      if (known == null) {
        rules.put(assertion.getRuleId(), new Rule(assertion));
      } else {
        known.count++;
      }
    }
    List<Rule> sorted = new ArrayList<>(rules.values());
    sorted.sort((a, b) -> a.id.getClause().equals(b.id.getClause())
        ? Integer.compare(a.id.getTestNumber(), b.id.getTestNumber())
        : a.id.getClause().compareTo(b.id.getClause()));
    StringJoiner list = new StringJoiner(",", "[", "]");
    sorted.forEach(rule -> list.add(rule.json()));
    return list.toString();
  }

  private static String quoted(String text) {
    if (text == null) {
      return "\"\"";
    }
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
