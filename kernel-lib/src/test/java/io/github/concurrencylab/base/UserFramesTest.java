package io.github.concurrencylab.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.example.UsersCode;
import org.junit.jupiter.api.Test;

class UserFramesTest {
  private static List<String> methods(Throwable thrown) {
    return List.of(UserFrames.of(thrown)).stream().map(StackTraceElement::getMethodName).toList();
  }

  /** What a call throws on a thread of its own, whose stack has nobody else's frames. */
  private static Throwable thrown(Callable<?> call) {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    var _ =
        Thread.ofPlatform()
            .start(() -> {
              try {
                thrown.completeExceptionally(new AssertionError("returned " + call.call()));
              } catch (Throwable expected) {
                thrown.complete(expected);
              }
            });
    return thrown.join();
  }

  @Test
  void should_leave_the_users_own_frames() {
    Throwable failure = thrown(() -> UsersCode.failing(1));
    assertThat(methods(failure)).containsExactly("failing");
    assertThat(methods(Objects.requireNonNull(failure.getCause())))
        .containsExactly("reciprocal", "failing");
  }

  @Test
  void should_leave_what_was_called_where_there_is_no_code_of_the_users() {
    assertThat(methods(thrown(() -> Integer.parseInt("one")))).last().isEqualTo("parseInt");
  }

  @Test
  void should_be_short_for_an_endless_recursion() {
    assertThat(methods(thrown(() -> UsersCode.endless(0))))
        .hasSizeBetween(1, 5)
        .containsOnly("endless");
  }

  @Test
  void should_end_for_a_ring_of_causes() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    var ignored = first.initCause(second);
    UserFrames.keepIn(second);
    assertThat(first.getStackTrace())
        .noneMatch(frame -> frame.getClassName().startsWith("io.github.concurrencylab."));
  }

  @Test
  void should_tell_who_threw() {
    assertThat(UserFrames.threw(thrown(() -> UsersCode.interrupted(1)))).isTrue();
    assertThat(UserFrames.threw(thrown(() -> Integer.parseInt("one")))).isFalse();
    assertThat(UserFrames.threw(new InterruptedException())).isFalse(); // by the lab itself
  }
}
