package io.github.concurrencylab.model.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.workload.OwnTasks;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Slow
class ClassClosureTest {
  private interface OnlyOfAField {}

  private enum Kind {
    EVEN,
    ODD
  }

  private record Pair(int x, Kind kind) {}

  private static final class Helper {
    private static List<OnlyOfAField> unused = List.of();

    private static Object pair(int i) {
      return unused.isEmpty() ? new Pair(i, i % 2 == 0 ? Kind.EVEN : Kind.ODD) : i;
    }
  }

  private static Set<String> names(Class<?>... types) {
    return Set.copyOf(List.of(types).stream().map(Class::getName).toList());
  }

  @Test
  @Lengthy
  void should_find_every_class_that_is_named_and_none_that_is_everywhere() throws IOException {
    Transfer transfer = Transfer.of("spark()", OwnTasks.of("pairs", 3, Helper::pair));
    Map<String, byte[]> found = new ClassClosure(transfer::code).of(names(Helper.class));
    assertThat(found.keySet())
        .containsAll(names(Pair.class, Kind.class, OnlyOfAField.class, Helper.class))
        .noneMatch(name -> name.startsWith("java."))
        .doesNotContain(OwnTasks.class.getName());
  }

  @Test
  @Lengthy
  void should_fail_if_the_classes_are_too_large() {
    byte[] helper = Objects.requireNonNull(ClassBytes.of(Helper.class));
    int enough = ObjectBytes.MOST_BYTES / helper.length + 1;
    Set<String> names = new HashSet<>();
    for (int i = 0; i < enough; i++) {
      names.add("C" + i);
    }
    ClassClosure same =
        new ClassClosure(name ->
            name.startsWith("C")
                ? TransferredClass.of(helper, new byte[0])
                : TransferredClass.NONE);
    assertThatThrownBy(() -> same.of(names))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("its classes must have at most 67,108,864 bytes together");
  }
}
