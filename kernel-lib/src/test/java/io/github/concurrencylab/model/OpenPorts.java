package io.github.concurrencylab.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The ports that processes listen on, as Linux tells them. */
public final class OpenPorts {
  private static final String LISTENING = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /** IPv4's loopback, alone and within IPv6, and IPv6's own, as the kernel writes them. */
  private static final List<String> LOOPBACK =
      List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  private OpenPorts() {}

  /** Those of this process and all that it started, as hexadecimal address and port. */
  public static Set<String> ofAll() {
    Set<String> all = new HashSet<>(of(ProcessHandle.current()));
    ProcessHandle.current().descendants().forEach(process -> all.addAll(of(process)));
    return all;
  }

  private static Set<String> of(ProcessHandle process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    Set<String> sockets = new HashSet<>();
    Set<String> listening = new HashSet<>();
    try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
      files.forEach(file -> sockets.add(target(file)));
      for (String table : List.of("tcp", "tcp6")) {
        for (String line : Files.readAllLines(proc.resolve("net").resolve(table))) {
          String[] fields = line.strip().split(" +", -1);
          if (fields[STATE].equals(LISTENING)
              && sockets.contains("socket:[" + fields[INODE] + "]")) {
            listening.add(fields[LOCAL]);
          }
        }
      }
    } catch (IOException | java.io.UncheckedIOException gone) {
      // It has ended meanwhile.
    }
    return listening;
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  /** Whether only this machine can reach it. */
  public static boolean isLoopback(String address) {
    return LOOPBACK.contains(address.replaceAll(":.*", ""));
  }
}
