// Checks HTML files with the Nu HTML checker: NuChecker FILE...
// Prints one JSON object per file, each followed by a line that holds nothing but "--"; judging is for the caller.
// Run by Validators.java.
import java.io.PrintStream;
import java.nio.file.Path;
import nu.validator.client.EmbeddedValidator;

public final class NuChecker {
  public static void run(String[] arguments, PrintStream out) throws Exception {
    for (String file : arguments) {
      EmbeddedValidator validator = new EmbeddedValidator();
      validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
      validator.setForceHTML(true); // a file is read as HTML whatever its name ends with
      out.println(validator.validate(Path.of(file)));
      out.println("--");
    }
  }
}
