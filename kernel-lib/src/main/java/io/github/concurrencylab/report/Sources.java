package io.github.concurrencylab.report;

import io.github.concurrencylab.table.Columns;
import java.util.List;
import java.util.function.Function;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What to cite: the lab, the article that it re-tells, and where to read on. As the last value of a
 * cell it shows its table.
 *
 * @param sources a citation each
 */
public record Sources(List<Source> sources) implements Answer {
  /**
   * One source.
   *
   * @param about what it is the source of
   * @param citation author, title and date, as far as they are known
   * @param address where it is to be found; empty for the lab itself, which lies where it was
   *     copied from
   */
  public record Source(String about, String citation, String address) {}

  /**
   * All of them.
   *
   * @return the sources
   */
  public static Sources all() {
    return new Sources(
        List.of(
            new Source("this lab", "Concurrency Lab, version " + version() + ", Apache-2.0", ""),
            new Source(
                "the article",
                "GINK03, PythonのasyncioとThreadingでベンチを取ったらasyncioがThreadingに圧勝した"
                    + " (Python's asyncio and threading benchmarked: asyncio won by a wide margin),"
                    + " January 2020, in Japanese, with its code",
                "https://github.com/GINK03/python3-asyncio-example"),
            new Source(
                "the GIL",
                "Python documentation, Glossary: global interpreter lock",
                "https://docs.python.org/3/glossary.html#term-global-interpreter-lock"),
            new Source(
                "its hand-over",
                "Python documentation, sys.setswitchinterval",
                "https://docs.python.org/3/library/sys.html#sys.setswitchinterval"),
            new Source(
                "Python without it",
                "Sam Gross, PEP 703: Making the Global Interpreter Lock Optional in CPython, 2023",
                "https://peps.python.org/pep-0703/"),
            new Source(
                "asyncio",
                "Python documentation, asyncio: Asynchronous I/O",
                "https://docs.python.org/3/library/asyncio.html")));
  }

  private static String version() {
    String version = Sources.class.getPackage().getImplementationVersion();
    return version == null ? "0.1" : version.replace("-SNAPSHOT", "");
  }

  @Override
  public List<String> header() {
    return List.of();
  }

  /**
   * One row per source: what it is about, its citation, its address.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    return Table.create(
        "sources",
        column(Columns.ABOUT, Source::about),
        column(Columns.SOURCE, Source::citation),
        column(Columns.ADDRESS, Source::address));
  }

  private StringColumn column(String name, Function<Source, String> part) {
    return StringColumn.create(name, sources.stream().map(part).toList());
  }

  @Override
  public String toString() {
    return text();
  }
}
