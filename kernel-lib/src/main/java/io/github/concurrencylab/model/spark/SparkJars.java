package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.base.UserCache;
import io.github.concurrencylab.model.ModelUnavailableException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Where Spark's jars are, and the jar with the class that is compiled against them.
 *
 * @param folder the folder with Spark's jars
 */
record SparkJars(Path folder) {
  /** The version that the lab was written for. */
  static final String VERSION = "4.2.0";

  private static final String SOURCE = "SparkEngine.java";

  /**
   * Finds the jars.
   *
   * @param model the model's name, for the message
   * @return the jars
   * @throws ModelUnavailableException if they are not there; the message says how to get them
   */
  static SparkJars find(String model) {
    return find(model, folder(System.getenv(), System.getProperty("os.name")));
  }

  static SparkJars find(String model, Path folder) {
    if (!Files.isRegularFile(folder.resolve("spark-core_2.13-" + VERSION + ".jar"))) {
      throw new ModelUnavailableException(
          "%s: Spark %s is not here yet (220 MB): run binder/lab spark once, then this cell again"
              .formatted(model, VERSION),
          null);
    }
    return new SparkJars(folder);
  }

  /** In the user's cache, as binder/lab has it. */
  static Path folder(Map<String, String> environment, String system) {
    return UserCache.folder("spark", VERSION, environment, system);
  }

  /** Spark's jars as a class path. */
  String classPath() {
    return folder.resolve("*").toString();
  }

  /** The lab's own classes. */
  static Path lab() {
    try {
      return new File(SparkJars.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the lab's jar has no file", e);
    }
  }

  /**
   * Compiles the class that is written against Spark, into a jar. What was compiled once is found
   * again, by the source's checksum and the Java version.
   *
   * @param model the model's name, for messages
   * @return the jar
   * @throws ModelUnavailableException if there is no compiler, or the cache cannot be written
   */
  Path engine(String model) {
    try {
      byte[] source = source();
      CRC32 sum = new CRC32();
      sum.update(source);
      Path kept = folder.resolveSibling("engines");
      Path jar =
          kept.resolve(
              String.format(
                  Locale.ROOT,
                  "engine-%08x-java%d.jar",
                  sum.getValue(),
                  Runtime.version().feature()));
      if (!Files.isRegularFile(jar)) {
        Files.createDirectories(kept);
        compile(source, jar);
      }
      return jar;
    } catch (IOException refused) {
      throw new ModelUnavailableException(
          "%s: its driver could not be made ready in %s: %s"
              .formatted(model, folder.getParent(), refused.getMessage()),
          refused);
    }
  }

  private static byte[] source() throws IOException {
    try (InputStream in = SparkJars.class.getResourceAsStream(SOURCE)) {
      return Objects.requireNonNull(in, SOURCE).readAllBytes();
    }
  }

  private void compile(byte[] source, Path jar) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException("this Java has no compiler; use a JDK");
    }
    Path work = Files.createTempDirectory(jar.getParent(), ".part-");
    try {
      Path file = Files.write(work.resolve(SOURCE), source);
      Path classes = Files.createDirectory(work.resolve("classes"));
      String jars;
      try (Stream<Path> all = Files.list(folder)) {
        jars =
            Stream.concat(Stream.of(lab()), all.filter(path -> path.toString().endsWith(".jar")))
                .map(Path::toString)
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
      }
      java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
      List<String> options =
          List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", jars, file.toString());
      if (compiler.run(null, said, said, options.toArray(String[]::new)) != 0) {
        throw new IOException(said.toString(StandardCharsets.UTF_8));
      }
      Path unfinished = work.resolve("engine.jar");
      pack(classes, unfinished);
      Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      remove(work);
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(
            new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  private static void remove(@Nullable Path folder) throws IOException {
    if (folder == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
