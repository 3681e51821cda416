package io.github.concurrencylab.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A program outside the lab that does its work once for each line it is sent. */
final class Peer implements AutoCloseable {
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  Peer(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    in = process.outputWriter();
    out = process.inputReader();
  }

  /** Has it work once; the numbers of its answer. */
  long[] once() {
    return once("go");
  }

  /** The same, for one that does several things: which. */
  long[] once(String what) {
    try {
      in.write(what + "\n");
      in.flush();
      String answer = out.readLine();
      if (answer == null) {
        throw new IllegalStateException(process.info().command().orElse("peer") + " has ended");
      }
      return java.util.Arrays.stream(answer.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
