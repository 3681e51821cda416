package io.github.concurrencylab.measure.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
  private static final Conditions CONDITIONS =
      new Conditions("25.0.3+9 (One Vendor)", "-Xmx1g", "2", "0123456789abcdef");
  private static final Machine ONE = with(CONDITIONS);

  private static Machine with(Conditions conditions) {
    return new Machine("Some Processor", 2, "Some System", "Java 25", conditions);
  }

  @Test
  void should_say_each_thing_that_is_unlike() {
    Machine other =
        new Machine(
            "Other Processor",
            4,
            "Other System",
            "Java 25",
            new Conditions("25.0.5+1 (Other Vendor)", "-Xint", "1", "fedcba9876543210"));

    assertThat(ONE.differences(other))
        .containsExactly(
            "processors Some Processor and Other Processor",
            "2 and 4 of them",
            "systems Some System and Other System",
            "Java 25.0.3+9 (One Vendor) and 25.0.5+1 (Other Vendor)",
            "flags -Xmx1g and -Xint",
            "the protocol's versions 2 and 1",
            "the code of the tasks, 0123456789ab and fedcba987654");
    assertThat(ONE.differences(ONE)).isEmpty();
  }

  @Test
  void should_say_nothing_of_what_an_older_file_does_not_tell() {
    assertThat(ONE.differences(with(Conditions.UNKNOWN))).isEmpty();
    assertThat(ONE.sameAs(with(Conditions.UNKNOWN))).isTrue();
  }

  @Test
  void should_be_another_place_by_another_java_flags_or_protocol_but_not_by_other_code() {
    assertThat(ONE.sameAs(with(new Conditions("26", "-Xmx1g", "2", "")))).isFalse();
    assertThat(ONE.sameAs(with(new Conditions("25.0.3+9 (One Vendor)", "-Xint", "2", ""))))
        .isFalse();
    assertThat(ONE.sameAs(with(new Conditions("25.0.3+9 (One Vendor)", "-Xmx1g", "1", ""))))
        .isFalse();
    assertThat(ONE.sameAs(ONE.running("other code"))).isTrue();
  }

  @Test
  void should_know_this_virtual_machine_exactly_and_give_no_paths_away() {
    Conditions here = Machine.here().conditions();

    assertThat(here.java())
        .isEqualTo(Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    assertThat(here.protocol()).isNotEmpty();
    assertThat(here.flags()).isNotEmpty().doesNotContain("/", "--enable-native-access");
    assertThat(Machine.here().sameAs(Machine.here())).isTrue();
  }
}
