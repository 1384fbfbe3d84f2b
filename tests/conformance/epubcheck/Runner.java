// Checks e-books with EPUBCheck, all in one process: java -cp epubcheck.jar Runner.java BOOK REPORT [BOOK REPORT]...
// Writes a JSON report for each; judging is for the caller.
import com.adobe.epubcheck.tool.EpubChecker;

public final class Runner {
  public static void main(String[] arguments) {
    for (int i = 0; i < arguments.length; i += 2) {
      new EpubChecker().run(new String[] {arguments[i], "--json", arguments[i + 1], "--quiet"});
    }
  }
}
