package io.github.concurrencylab.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MemoryLimitTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void should_name_the_heap_its_limit_and_how_to_have_more() {
    long most = Runtime.getRuntime().maxMemory();
    String said = MemoryLimit.explained(new OutOfMemoryError("Java heap space"));
    assertThat(said)
        .startsWith("java.lang.OutOfMemoryError: Java heap space; the heap is ")
        .contains(most / MEGABYTE + " MB", "x = null", "CONCURRENCY_LAB_HEAP=");
    String gigabytes = said.replaceFirst(".*CONCURRENCY_LAB_HEAP=(\\d+)g binder/lab$", "$1");
    assertThat(Long.parseLong(gigabytes) << 30).isGreaterThanOrEqualTo(2 * most);
  }

  @Test
  void should_say_of_a_child_that_its_heap_is_a_share() {
    assertThat(MemoryLimit.explainedInChild(new OutOfMemoryError("Java heap space")))
        .contains("its share of the kernel's", "use fewer processes", "CONCURRENCY_LAB_HEAP");
  }

  @Test
  void should_not_speak_of_the_heap_where_something_else_was_too_little() {
    // The virtual machine's own words: no heap is large enough.
    OutOfMemoryError tooLong =
        catchThrowableOfType(OutOfMemoryError.class, () -> size(Integer.MAX_VALUE));
    assertThat(MemoryLimit.explained(tooLong))
        .contains("array size exceeds", "2147483645 elements")
        .doesNotContain("CONCURRENCY_LAB_HEAP");
    assertThat(MemoryLimit.explained(new OutOfMemoryError("unable to create native thread")))
        .contains("use fewer threads")
        .doesNotContain("CONCURRENCY_LAB_HEAP");
    assertThat(MemoryLimit.explained(new OutOfMemoryError("Metaspace")))
        .doesNotContain("CONCURRENCY_LAB_HEAP");
  }

  @Test
  void should_know_that_direct_buffers_are_limited_as_the_heap_is() {
    OutOfMemoryError direct =
        catchThrowableOfType(
            OutOfMemoryError.class,
            () -> {
              ByteBuffer[] all = new ByteBuffer[1 << 20];
              for (int i = 0; i < all.length; i++) {
                all[i] = ByteBuffer.allocateDirect(Integer.MAX_VALUE);
              }
            });
    assertThat(MemoryLimit.explained(direct))
        .contains("direct buffers may take as much as the heap", "CONCURRENCY_LAB_HEAP=");
  }

  private static int size(int length) {
    return new byte[length].length;
  }
}
