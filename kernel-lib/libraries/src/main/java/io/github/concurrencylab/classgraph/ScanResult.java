package io.github.concurrencylab.classgraph;

import java.util.List;
import java.util.Map;

/** Tablesaw's own readers and writers. */
public final class ScanResult implements AutoCloseable {
  private static final String IO = "tech.tablesaw.io.";
  private static final Map<String, List<String>> CLASSES =
      Map.of(
          IO + "DataReader",
          List.of(IO + "csv.CsvReader", IO + "fixed.FixedWidthReader"),
          IO + "DataWriter",
          List.of(IO + "csv.CsvWriter", IO + "fixed.FixedWidthWriter"));

  ScanResult() {}

  /** The classes that implement one of Tablesaw's two interfaces; none for any other name. */
  public ClassInfoList getClassesImplementing(String name) {
    return new ClassInfoList(CLASSES.getOrDefault(name, List.of()));
  }

  @Override
  public void close() {}
}
