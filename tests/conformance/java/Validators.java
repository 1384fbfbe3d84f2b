// Keeps the Java validators in one process: java Validators.java FOLDER
// NAME.java in the folder has a class of that name with a method `static void run(String[] arguments, PrintStream out)`.
// It is compiled when it is first asked for, and gets a class loader of its own, for the validators bundle libraries
// of different versions.
//
// A request is a line on standard input: NAME, CLASSPATH and the arguments, with tabs between them. The answer is a
// line "ok LENGTH" or "failed LENGTH" and that many bytes: what the validator wrote to `out`, or why it could not run.
// The process ends with its standard input.
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

public final class Validators {
  private static final Map<String, Method> METHODS = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    OutputStream answers = System.out;
    System.setOut(System.err); // what a library prints on its own account is no part of an answer
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String request = requests.readLine(); request != null; request = requests.readLine()) {
      String[] words = request.split("\t", -1);
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      String result = "ok";
      try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
        Method method = method(arguments[0], words[0], words[1]);
        Thread.currentThread().setContextClassLoader(method.getDeclaringClass().getClassLoader());
        method.invoke(null, Arrays.copyOfRange(words, 2, words.length), out);
      } catch (Throwable problem) {
        result = "failed";
        said.reset();
        said.writeBytes(trace(problem).getBytes(StandardCharsets.UTF_8));
      }
      answers.write((result + " " + said.size() + "\n").getBytes(StandardCharsets.UTF_8));
      said.writeTo(answers);
      answers.flush();
    }
  }

  private static String trace(Throwable problem) {
    boolean wrapped = problem instanceof InvocationTargetException && problem.getCause() != null;
    StringWriter text = new StringWriter();
    (wrapped ? problem.getCause() : problem).printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static Method method(String folder, String name, String classpath) throws Exception {
    if (!METHODS.containsKey(name)) {
      METHODS.put(name, compiled(name, Path.of(folder, name + ".java").toString(), classpath));
    }
    return METHODS.get(name);
  }

  private static Method compiled(String name, String source, String classpath) throws Exception {
    Path folder = Files.createTempDirectory("validators");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int code = compiler.run(null, complaints, complaints, "-proc:none", "-nowarn", "-encoding", "UTF-8", "-cp", classpath,
        "-d", folder.toString(), source);
    if (code != 0) {
      throw new IllegalStateException(complaints.toString(StandardCharsets.UTF_8));
    }
    List<URL> places = new ArrayList<>();
    places.add(folder.toUri().toURL());
    for (String jar : classpath.split(File.pathSeparator)) {
      places.add(Path.of(jar).toUri().toURL());
    }
    ClassLoader loader = new URLClassLoader(places.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    Method method = loader.loadClass(name).getMethod("run", String[].class, PrintStream.class);
    for (File file : folder.toFile().listFiles()) { // loaded with those nested in it; nothing is left behind
      loader.loadClass(file.getName().replace(".class", ""));
      file.delete();
    }
    folder.toFile().delete();
    return method;
  }
}
