package io.github.concurrencylab.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.concurrencylab.Slow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryLimitTest {
  private static final long MEGABYTE = 1 << 20;
  private static final int HEAP_MEGABYTES = 64;

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

  @Slow
  @Test
  void should_know_that_direct_buffers_are_limited_as_the_heap_is()
      throws IOException, InterruptedException {
    // Fills all that there may be: so in a virtual machine of its own, with a small heap.
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-cp",
                System.getProperty("java.class.path"),
                TakesDirectBuffers.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).isZero();
    assertThat(said)
        .startsWith(HEAP_MEGABYTES + " ")
        .contains("direct buffers may take as much as the heap", "CONCURRENCY_LAB_HEAP=");
  }

  /** Says how many megabytes of direct buffers it got, and how the refusal of more is explained. */
  static final class TakesDirectBuffers {
    public static void main(String[] arguments) {
      List<ByteBuffer> all = new ArrayList<>();
      OutOfMemoryError refused =
          catchThrowableOfType(
              OutOfMemoryError.class,
              () -> {
                while (all.size() < 2 * HEAP_MEGABYTES) {
                  all.add(ByteBuffer.allocateDirect((int) MEGABYTE));
                }
              });
      System.out.print(all.size() + " " + MemoryLimit.explained(refused));
    }
  }

  private static int size(int length) {
    return new byte[length].length;
  }
}
