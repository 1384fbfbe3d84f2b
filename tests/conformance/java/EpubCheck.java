// Checks e-books with EPUBCheck: EpubCheck BOOK REPORT [BOOK REPORT]...
// Writes a JSON report for each; judging is for the caller. Run by Validators.java.
import com.adobe.epubcheck.tool.EpubChecker;
import java.io.PrintStream;

public final class EpubCheck {
  public static void run(String[] arguments, PrintStream out) {
    for (int i = 0; i < arguments.length; i += 2) {
      new EpubChecker().run(new String[] {arguments[i], "--json", arguments[i + 1], "--quiet"});
    }
  }
}
