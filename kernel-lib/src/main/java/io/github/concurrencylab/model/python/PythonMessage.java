package io.github.concurrencylab.model.python;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.workload.WorkloadData;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an interpreter says, one JSON object a line. */
sealed interface PythonMessage {
  /** It is up. */
  record Hello(PythonInfo info) implements PythonMessage {}

  /** The processes of its pool. */
  record Children(List<Long> pids) implements PythonMessage {}

  /** So much of the trial is done. */
  record Progressed(long units) implements PythonMessage {}

  /** One of its processes lives: itself, or a worker of its pool with its task, -1 if none. */
  record Alive(long pid, String worker, int task) implements PythonMessage {}

  /** A task's result, and when and where it ran. */
  record Done(Object result, Span span) implements PythonMessage {}

  /** The trial is over and its pool has ended. */
  record Finished(long nanos, long poolStartNanos, long cpuNanos) implements PythonMessage {}

  /**
   * A task failed, or, if it is -1, the trial did; the interpreter ends. Of the error and its
   * causes there is a line each, and after it one for each frame of the user's: a tab, the number
   * of the line, a blank and the function.
   */
  record Failed(int task, String worker, String error, List<String> trace)
      implements PythonMessage {}

  /** The longest line. */
  int MOST_BYTES = 1 << 16;

  /** Reads and writes lines: flat objects, no long names, nothing but data. */
  JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MOST_BYTES)
                          .maxNestingDepth(2)
                          .maxNameLength(50)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * The request for one trial.
   *
   * @param form the model
   * @param workers its workers
   * @param startMethod how processes are made; null for the interpreter's default
   * @param data the workload
   * @return a line, its end included
   */
  static byte[] request(
      ExecutorKind form, int workers, @Nullable String startMethod, WorkloadData data) {
    ObjectNode request = JSON.createObjectNode();
    request.put("model", form.key());
    request.put("workers", workers);
    request.put("startMethod", startMethod);
    request.put("kind", data.kind());
    ObjectNode values = request.putObject("values");
    data.values().forEach(values::put);
    return (request + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the next message.
   *
   * @param in the pipe
   * @return the message, or null if the pipe ended before one began
   * @throws IOException if the pipe ended within a message, or what came is no message of ours
   */
  static @Nullable PythonMessage read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    while ((next = in.read()) != '\n') {
      if (next < 0) {
        if (line.size() == 0) {
          return null;
        }
        throw new EOFException("output ended within a message: " + quoted(line));
      }
      if (line.size() == MOST_BYTES) {
        throw new IOException(
            String.format(Locale.ROOT, "message must have at most %,d bytes", MOST_BYTES));
      }
      line.write(next);
    }
    try {
      return parse(JSON.readTree(line.toByteArray()));
    } catch (IOException notOurs) {
      throw new IOException("no message of ours: " + quoted(line), notOurs);
    }
  }

  private static String quoted(ByteArrayOutputStream line) {
    return Check.quoted(line.toString(StandardCharsets.UTF_8));
  }

  private static PythonMessage parse(JsonNode node) throws IOException {
    return switch (text(node, "say")) {
      case "hello" ->
          new Hello(
              new PythonInfo(
                  new PythonBuild(
                      text(node, "implementation"),
                      text(node, "version"),
                      lock(text(node, "lock")),
                      field(node, "jit").booleanValue()),
                  field(node, "switchInterval").doubleValue(),
                  text(node, "startMethod"),
                  integer(node, "processors")));
      case "children" ->
          new Children(field(node, "pids").valueStream().map(JsonNode::longValue).toList());
      case "alive" -> new Alive(number(node, "pid"), text(node, "worker"), integer(node, "task"));
      case "progress" -> new Progressed(number(node, "units"));
      case "task" ->
          new Done(
              result(node),
              new Span(
                  integer(node, "task"),
                  text(node, "worker"),
                  number(node, "start"),
                  number(node, "end")));
      case "finished" ->
          new Finished(number(node, "nanos"), number(node, "poolStart"), number(node, "cpu"));
      case "failed" ->
          new Failed(
              integer(node, "task"),
              text(node, "worker"),
              text(node, "error"),
              node.path("trace").valueStream().map(JsonNode::asText).toList());
      case String unknown -> throw new IOException("unknown kind " + Check.quoted(unknown));
    };
  }

  private static PythonBuild.Lock lock(String state) throws IOException {
    return switch (state) {
      case "on" -> PythonBuild.Lock.ON;
      case "off" -> PythonBuild.Lock.OFF;
      case "none" -> PythonBuild.Lock.NONE;
      default -> throw new IOException("lock must be on, off or none");
    };
  }

  private static JsonNode field(JsonNode node, String name) throws IOException {
    JsonNode field = node.get(name);
    if (field == null) {
      throw new IOException("lacks " + name);
    }
    return field;
  }

  /** A whole number, or the text of anything else. */
  private static Object result(JsonNode node) throws IOException {
    JsonNode field = field(node, "result");
    return field.isTextual() ? field.textValue() : (Object) number(node, "result");
  }

  private static String text(JsonNode node, String name) throws IOException {
    JsonNode field = field(node, name);
    if (!field.isTextual()) {
      throw new IOException(name + " must be a text");
    }
    return field.textValue();
  }

  private static long number(JsonNode node, String name) throws IOException {
    JsonNode field = field(node, name);
    if (!field.isIntegralNumber() || !field.canConvertToLong()) {
      throw new IOException(name + " must be a whole number");
    }
    return field.longValue();
  }

  private static int integer(JsonNode node, String name) throws IOException {
    long number = number(node, name);
    if (number != (int) number) {
      throw new IOException(name + " is out of range");
    }
    return (int) number;
  }
}
