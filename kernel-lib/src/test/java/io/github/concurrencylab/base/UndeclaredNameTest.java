package io.github.concurrencylab.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.model.child.RemoteThrowable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import jdk.jshell.spi.SPIResolutionException;
import org.junit.jupiter.api.Test;

class UndeclaredNameTest {
  private static Throwable thrownIn(String method) {
    SPIResolutionException thrown = new SPIResolutionException(1);
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("REPL.$JShell$1", method, "", 1)});
    return thrown;
  }

  @Test
  void should_name_the_method_and_the_remedy() {
    assertThat(UndeclaredName.explained("x", thrownIn("early")))
        .startsWith("early uses a name that no cell declares: import it");
    assertThat(UndeclaredName.explained("x", new CompletionException(thrownIn("early"))))
        .startsWith("early uses");
    assertThat(UndeclaredName.explained("x", thrownIn("<init>"))).startsWith("a class of a cell");
  }

  @Test
  void should_name_it_too_when_another_process_threw_it() throws IOException {
    Throwable thrown =
        RemoteThrowable.read(ByteBuffer.wrap(RemoteThrowable.bytes(thrownIn("early"))));

    assertThat(UndeclaredName.isBehind(thrown)).isTrue();
    assertThat(UndeclaredName.explained("x", thrown)).startsWith("early uses a name");
  }

  @Test
  void should_leave_what_is_something_else() {
    Throwable other = new IllegalStateException("see jdk.jshell.spi.SPIResolutionException");

    assertThat(UndeclaredName.explained("it broke", other)).isEqualTo("it broke");
    assertThat(UndeclaredName.isBehind(other)).isFalse();
    assertThat(UndeclaredName.isBehind(null)).isFalse();
  }
}
