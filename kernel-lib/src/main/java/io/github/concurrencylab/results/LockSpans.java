package io.github.concurrencylab.results;

import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spans of a global lock, by thread and in bounded number. */
public final class LockSpans {
  private LockSpans() {}

  /**
   * The spans of each thread.
   *
   * @param spans any spans
   * @return the threads in the order in which they appear, each with its spans in theirs
   */
  public static Map<String, List<LockSpan>> byWorker(List<LockSpan> spans) {
    Map<String, List<LockSpan>> byWorker = new LinkedHashMap<>();
    for (LockSpan span : spans) {
      byWorker.computeIfAbsent(span.worker(), worker -> new ArrayList<>()).add(span);
    }
    return byWorker;
  }

  /**
   * Fewer and longer spans: as many neighbours of a thread as are needed become one wait and one
   * hold. That keeps when they began and ended and how long the lock was held, and blurs the order
   * within.
   *
   * @param spans the spans, each thread's in order of time
   * @param most about how many there may be; each thread keeps two at least
   * @return the spans themselves if they are few enough
   */
  public static List<LockSpan> joined(List<LockSpan> spans, int most) {
    if (spans.size() <= most) {
      return spans;
    }
    Map<String, List<LockSpan>> byWorker = byWorker(spans);
    int room = Math.max(1, most - 2 * byWorker.size());
    int each = 2 * Math.ceilDiv(spans.size(), room);
    List<LockSpan> fewer = new ArrayList<>();
    for (List<LockSpan> own : byWorker.values()) {
      for (int from = 0; from < own.size(); from += each) {
        join(own.subList(from, Math.min(from + each, own.size())), fewer);
      }
    }
    return fewer;
  }

  private static void join(List<LockSpan> neighbours, List<LockSpan> into) {
    LockSpan first = neighbours.getFirst();
    long end = neighbours.getLast().endNanos();
    long held =
        neighbours.stream()
            .filter(span -> span.state() == State.HOLDING)
            .mapToLong(span -> span.endNanos() - span.startNanos())
            .sum();
    if (end - held > first.startNanos()) {
      into.add(new LockSpan(first.worker(), State.WAITING, first.startNanos(), end - held));
    }
    into.add(new LockSpan(first.worker(), State.HOLDING, end - held, end));
  }
}
