package io.github.concurrencylab.measure;

import java.io.Console;
import java.util.function.Supplier;

/**
 * Who is told how a run goes on, where nobody says so at the call: the notebook's progress display,
 * a line on a terminal, or nobody.
 */
public final class RunListeners {
  private static volatile Supplier<RunListener> supplier = RunListeners::outsideNotebook;

  private RunListeners() {}

  /**
   * A listener for one run.
   *
   * @return a new one for each run
   */
  public static RunListener current() {
    return supplier.get();
  }

  /**
   * Chooses the listeners of all later runs.
   *
   * @param listeners makes one for each run
   */
  public static void use(Supplier<RunListener> listeners) {
    supplier = listeners;
  }

  /** Goes back to what holds outside a notebook. */
  public static void reset() {
    supplier = RunListeners::outsideNotebook;
  }

  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
  private static RunListener outsideNotebook() {
    Console console = System.console();
    return console != null && console.isTerminal() ? new TerminalLine() : new PlainOutput();
  }

  /** Nothing but what the tasks themselves print. */
  private static class PlainOutput implements RunListener {
    @Override
    public void update(RunProgress progress) {}

    @Override
    public void printed(String line) {
      System.out.println(line);
    }

    @Override
    public void ended(String summary) {}
  }

  /** One line of a terminal, written over and over. */
  private static final class TerminalLine extends PlainOutput {
    private static final String BACK_AND_CLEAR = "\r\033[K";

    @Override
    public void printed(String line) {
      System.err.print(BACK_AND_CLEAR);
      super.printed(line);
    }

    @Override
    public void update(RunProgress progress) {
      System.err.print(BACK_AND_CLEAR + progress.words());
    }

    @Override
    public void ended(String summary) {
      System.err.println(BACK_AND_CLEAR + summary);
    }
  }
}
