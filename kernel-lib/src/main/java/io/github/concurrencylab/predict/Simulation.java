package io.github.concurrencylab.predict;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A machine on paper: events in order of time, and processors that runnable threads share evenly,
 * as a fair scheduler lets them. Nothing is left to chance: events at the same time happen in the
 * order in which they were asked for.
 *
 * <p>All runnable threads advance equally fast, so a thread that needs so many processor seconds
 * ends when the seconds that each runnable thread has had since the start, a virtual clock, have
 * grown by as many: one queue in order of that clock is enough, and an event costs the logarithm of
 * their number. Source: A. K. Parekh and R. G. Gallager, "A generalized processor sharing approach
 * to flow control in integrated services networks" (1993), for that clock.
 */
final class Simulation {
  private static final Comparator<Event> IN_ORDER =
      Comparator.comparingDouble(Event::at).thenComparingLong(Event::order);

  private final Hardware hardware;
  private final int processors;
  private final PriorityQueue<Event> timers = new PriorityQueue<>(IN_ORDER);
  private final PriorityQueue<Event> runnable = new PriorityQueue<>(IN_ORDER);
  private double now;
  private double had;
  private long order;

  /** What happens then. */
  private record Event(double at, long order, Runnable then) {}

  Simulation(Hardware hardware, int processors) {
    this.hardware = hardware;
    this.processors = processors;
  }

  /** The time in seconds since the start. */
  double now() {
    return now;
  }

  int processors() {
    return processors;
  }

  /** A thread needs a processor for so many seconds, and then goes on. */
  void compute(double seconds, Runnable then) {
    runnable.add(new Event(had + seconds, order++, then));
  }

  /** So many seconds pass without a processor. */
  void pause(double seconds, Runnable then) {
    timers.add(new Event(now + seconds, order++, then));
  }

  /** Lets time pass until nothing is left to happen. */
  void run() {
    while (true) {
      Event timer = timers.peek();
      Event thread = runnable.peek();
      if (thread == null) {
        if (timer == null) {
          return;
        }
        now = timers.remove().at();
        timer.then().run();
        continue;
      }
      double rate = hardware.capacity(processors, runnable.size()) / runnable.size();
      double ends = now + (thread.at() - had) / rate;
      if (timer != null && timer.at() <= ends) {
        had += (timer.at() - now) * rate;
        now = timers.remove().at();
        timer.then().run();
      } else {
        had = runnable.remove().at();
        now = ends;
        thread.then().run();
      }
    }
  }
}
