package io.github.concurrencylab.model.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Fault;
import io.github.concurrencylab.workload.OwnTasks;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that are made to do harm where they are read. */
@Timeout(120)
@Fault
class ResultFaultsTest {
  private final Transfer transfer = Transfer.of("processes(2)", OwnTasks.of("own", 1, i -> i));

  /** Sets in sets, each twice in the next: their hash codes take for ever. */
  private static Set<Object> bomb(int levels) {
    Set<Object> root = new HashSet<>();
    Set<Object> one = root;
    Set<Object> two = new HashSet<>();
    for (int i = 0; i < levels; i++) {
      Set<Object> next = new HashSet<>();
      Set<Object> other = new HashSet<>();
      next.add("not equal to the other");
      one.add(next);
      one.add(other);
      two.add(next);
      two.add(other);
      one = next;
      two = other;
    }
    return root;
  }

  @Test
  void should_survive_sets_that_hold_each_other() throws IOException {
    byte[] bytes = ObjectBytes.write(bomb(100));
    assertThat(bytes).hasSizeLessThan(20_000);
    assertThatThrownBy(() -> transfer.result(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("its result is no value: ")
        .hasMessageContaining("its collections hold each other too often");
  }

  @Test
  void should_survive_lists_that_hold_each_other() throws IOException {
    List<Object> inner = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      inner = new ArrayList<>(List.of(inner, inner));
    }
    byte[] bytes = ObjectBytes.write(inner);
    assertThatThrownBy(() -> transfer.result(bytes))
        .hasMessageContaining("its collections hold each other too often");
  }

  @Test
  void should_survive_too_deep_a_nest() throws IOException {
    Object nest = "";
    for (int i = 0; i < 600; i++) {
      nest = new Object[] {nest};
    }
    byte[] bytes = ObjectBytes.write(nest);
    assertThatThrownBy(() -> transfer.result(bytes)).hasMessageStartingWith("its result is no");
  }

  /** An array that says it is long, in a stream that is short. */
  private static byte[] longArray(String type, int length, int copies) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
    out.writeShort(ObjectStreamConstants.STREAM_VERSION);
    for (int i = 0; i < copies; i++) {
      out.writeByte(ObjectStreamConstants.TC_ARRAY);
      out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
      out.writeUTF(type);
      out.writeLong(java.io.ObjectStreamClass.lookup(Object[].class).getSerialVersionUID());
      out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
      out.writeShort(0);
      out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
      out.writeByte(ObjectStreamConstants.TC_NULL);
      out.writeInt(length);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void should_survive_arrays_that_are_longer_than_all_their_bytes(int copies) throws IOException {
    byte[] bytes = longArray("[Ljava.lang.Object;", Integer.MAX_VALUE, copies);
    assertThatThrownBy(() -> transfer.result(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("REJECTED");
  }

  @Test
  void should_survive_arrays_that_are_too_long_together() throws IOException {
    byte[] one = longArray("[Ljava.lang.Object;", 1_000, 100);
    assertThat(one.length).isGreaterThan(1_000); // so that it is no single array's length
    assertThatThrownBy(() -> transfer.result(one))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("REJECTED");
  }

  static Stream<Object> honest() {
    Map<Integer, Set<String>> many = new LinkedHashMap<>();
    IntStream.range(0, 20_000).forEach(i -> many.put(i, new HashSet<>(Set.of("a" + i, "b"))));
    List<Integer> shared = IntStream.range(0, 1_000).boxed().toList();
    return Stream.of(
        many,
        IntStream.range(0, 1_000_000).boxed().toList(),
        IntStream.range(0, 1_000).mapToObj(i -> shared).toList(),
        Map.of(List.of(1, 2), Set.of(List.of(3))),
        new HashMap<>(Map.of(Set.of(Set.of(Set.of())), "x")),
        new double[100_000]);
  }

  @ParameterizedTest
  @MethodSource("honest")
  void should_let_honest_results_pass(Object honest) throws IOException {
    assertThat(transfer.result(ObjectBytes.write(honest))).isEqualTo(honest);
  }
}
