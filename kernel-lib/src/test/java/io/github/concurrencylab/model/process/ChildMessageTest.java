package io.github.concurrencylab.model.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.model.child.Frames;
import io.github.concurrencylab.workload.WorkloadData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChildMessageTest {
  private static final ChildMessage WORK =
      new ChildMessage.Work(new WorkloadData("kind", Map.of("a", "1", "ä", "日本")));

  @Provide
  Arbitrary<ChildMessage> frames() {
    var ints = Arbitraries.integers();
    var longs = Arbitraries.longs();
    var text = Arbitraries.strings().ofMaxLength(200);
    return Arbitraries.oneOf(
        Arbitraries.of(new ChildMessage.Ready(), new ChildMessage.Beat()),
        ints.map(ChildMessage.Run::new),
        longs.map(ChildMessage.Progressed::new),
        longs.flatMap(nanos -> longs.map(result -> new ChildMessage.Done(7, nanos, result))),
        text.map(error -> new ChildMessage.Failed(3, error, ByteBuffer.wrap(new byte[] {1}))),
        Arbitraries.maps(text, text)
            .ofMaxSize(20)
            .map(values -> new ChildMessage.Work(new WorkloadData("kind", values))));
  }

  private static byte[] bytes(ChildMessage... frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ChildMessage frame : frames) {
      out.writeBytes(Frames.bytes(frame));
    }
    return out.toByteArray();
  }

  @Property(tries = 300)
  void should_come_out_as_it_went_in(@ForAll("frames") ChildMessage frame) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes(frame, WORK));
    assertThat(ChildMessage.read(in)).isEqualTo(frame);
    assertThat(ChildMessage.read(in)).isEqualTo(WORK);
    assertThat(ChildMessage.read(in)).isNull();
  }

  @Property(tries = 300)
  void should_fail_if_the_pipe_ends_within_a_frame(
      @ForAll("frames") ChildMessage frame, @ForAll @IntRange(min = 0, max = 10_000) int cut)
      throws IOException {
    byte[] whole = bytes(frame);
    int length = 1 + cut % (whole.length - 1);
    assertThatThrownBy(() -> ChildMessage.read(new ByteArrayInputStream(whole, 0, length)))
        .isInstanceOf(EOFException.class);
  }

  @Property(tries = 500)
  void should_fail_with_an_io_error_whatever_comes(@ForAll byte[] rubbish) {
    byte[] framed =
        ByteBuffer.allocate(8 + rubbish.length)
            .putInt(Frames.MARK)
            .putInt(rubbish.length)
            .put(rubbish)
            .array();
    for (byte[] bytes : new byte[][] {rubbish, framed}) {
      try {
        // Rubbish may by chance be a frame; anything but a frame or an IOException is a fault.
        var ignored = ChildMessage.read(new ByteArrayInputStream(bytes));
      } catch (IOException expected) {
        assertThat(expected).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, Frames.MOST_BYTES + 1})
  void should_fail_before_it_allocates_if_a_frame_is_oversize(int size) {
    byte[] bytes = ByteBuffer.allocate(8).putInt(Frames.MARK).putInt(size).array();
    assertThatThrownBy(() -> ChildMessage.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessage("frame must have 1 to %,d bytes, got %,d".formatted(Frames.MOST_BYTES, size));
  }

  @Test
  void should_say_with_what_a_stranger_began() {
    byte[] warning = "OpenJDK warning".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> ChildMessage.read(new ByteArrayInputStream(warning)))
        .isInstanceOf(IOException.class)
        .hasMessage("no frame of ours: began with 0x4f70656e");
  }

  static Stream<byte[]> malformed() {
    return Stream.of(
        new byte[] {'?'},
        new byte[] {'R', 0, 0},
        new byte[] {'W', 0, 1, 'k', 0x7f, 0, 0, 0},
        new byte[] {'W', 0, 1, 'k', -1, -1, -1, -1},
        new byte[] {'W', 0, 1, 'k', 0, 0, 0, 1, 0, 9, 'x'},
        new byte[] {'f', 0, 0, 0, 0, 0, 1, -1});
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void should_fail_if_the_payload_is_malformed(byte[] payload) {
    byte[] bytes =
        ByteBuffer.allocate(8 + payload.length)
            .putInt(Frames.MARK)
            .putInt(payload.length)
            .put(payload)
            .array();
    assertThatThrownBy(() -> ChildMessage.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(IOException.class);
  }
}
