package io.github.concurrencylab.model.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that nobody could watch is found again by what started it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems show other commands")
@Fault
class LaunchFaultsTest {
  private static List<String> command(String argument) {
    return new ArrayList<>(List.of("/bin/bash", "-c", "sleep 60; exit", "name", argument));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 4_000, 4_040, 4_060, 5_000, 20_000})
  void should_know_its_process_however_long_the_command(int length) throws IOException {
    for (String letter : List.of("x", "ü", "€", "\uD83D\uDE00")) {
      List<String> command = command(letter.repeat(length));
      Process process = new ProcessBuilder(command).start();
      try {
        assertThat(Launch.runs(process.info(), command)).isTrue();
        command.set(2, "sleep 61; exit");
        assertThat(Launch.runs(process.info(), command)).isFalse();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
