package io.github.concurrencylab.results.store;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.json.ResultsJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results in files that the user names: saved, loaded, or recorded elsewhere. */
public final class SavedResults {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,99}");
  private static final String EXTENSION = ".json";

  private SavedResults() {}

  /**
   * Writes results to a file, as a whole or not at all. A file that is there is replaced.
   *
   * @param results the results
   * @param path where to; {@code ~/} stands for the home directory
   * @throws IllegalArgumentException if it cannot be written
   */
  public static void save(Results results, String path) {
    SavedFile.write(path, checked(results));
  }

  /** What is saved can be loaded, or it is not saved. */
  private static byte[] checked(Results results) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ResultsJson.write(results, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    byte[] bytes = out.toByteArray();
    try {
      ResultsJson.read("results", new ByteArrayInputStream(bytes));
    } catch (IllegalArgumentException tooLarge) {
      throw Check.refusal("these results cannot be saved: " + tooLarge.getMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes;
  }

  /**
   * Reads results that were saved, or a file of the store. Figures of another machine get the
   * source {@link Source#LOADED}, so that they are not taken for this machine's.
   *
   * @param path the file; {@code ~/} stands for the home directory
   * @return the results
   * @throws IllegalArgumentException if there are none; the message is one line
   */
  public static Results load(String path) {
    Path file = SavedFile.path(path);
    Machine here = Machine.here();
    return from(
        read(file),
        m ->
            m.source().kind() == Source.Kind.HERE && !here.sameAs(m.machine())
                ? m.from(Source.LOADED)
                : m);
  }

  /**
   * Reads results that come with the notebooks: {@code recorded/<name>.json} in the working
   * directory, which is the notebook's own, or in {@code notebooks} below it.
   *
   * @param name letters, digits and dashes
   * @param working the working directory
   * @return the results, from the source {@link Source#RECORDED}
   * @throws IllegalArgumentException if there are none of that name
   */
  public static Results recorded(String name, Path working) {
    String remedy = "name one of recorded/, letters, digits and dashes";
    if (!PLAIN_NAME.matcher(Check.given("name", name, remedy)).matches()) {
      throw Check.refusal(
          "name must be letters, digits and dashes, got %s".formatted(Check.quoted(name)));
    }
    List<Path> folders =
        List.of(working.resolve("recorded"), working.resolve("notebooks").resolve("recorded"));
    for (Path folder : folders) {
      Path file = folder.resolve(name + EXTENSION);
      if (Files.isRegularFile(file)) {
        return from(read(file), m -> m.from(Source.RECORDED));
      }
    }
    String known =
        folders.stream()
            .flatMap(folder -> names(folder).stream())
            .limit(20)
            .collect(Collectors.joining(", "));
    throw Check.refusal(
        "name must be one of %s, got %s"
            .formatted(known.isEmpty() ? "recorded/, which has none" : known, Check.quoted(name)));
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(EXTENSION))
          .map(file -> file.substring(0, file.length() - EXTENSION.length()))
          .filter(file -> PLAIN_NAME.matcher(file).matches())
          .sorted()
          .toList();
    } catch (IOException | RuntimeException none) {
      return List.of();
    }
  }

  private static Results from(Results results, UnaryOperator<Measurement> source) {
    return new Results(results.measurements().stream().map(source).toList());
  }

  private static Results read(Path file) {
    byte[] bytes = bytes(file);
    String name = String.valueOf(file.getFileName());
    try {
      if (RunLines.isRun(bytes)) {
        return RunLines.read(Store.idOf(file), name, bytes).run().results();
      }
      return ResultsJson.read(name, new ByteArrayInputStream(bytes));
    } catch (IllegalArgumentException bad) {
      throw Check.atCall(bad);
    } catch (IOException failed) {
      throw refusal(file, "cannot be read: " + FileErrors.words(failed));
    }
  }

  /**
   * A file's bytes, not too many.
   *
   * @throws IllegalArgumentException if it cannot be read, or is too long
   */
  static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw refusal(file, "is a directory: name a file in it, results.json for example");
    }
    if (!Files.isRegularFile(file)) {
      throw refusal(file, "no such file; the working directory is " + Path.of("").toAbsolutePath());
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(ResultsJson.MOST_BYTES + 1);
      if (bytes.length > ResultsJson.MOST_BYTES) {
        throw refusal(file, "must have at most " + ResultsJson.MOST_MEGABYTES + " MB, has more");
      }
      return bytes;
    } catch (IOException failed) {
      throw refusal(file, "cannot be read: " + FileErrors.words(failed));
    }
  }

  private static IllegalArgumentException refusal(Path file, String why) {
    return Check.refusal(FileErrors.shown(file) + ": " + why);
  }
}
