package io.github.concurrencylab.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.predict.ClusterRule.Line;
import io.github.concurrencylab.predict.Costs.Turn;
import io.github.concurrencylab.predict.Costs.Worker;
import java.util.Arrays;
import java.util.Collections;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each model's rule against schedules worked out by hand. */
class RulesTest {
  private static final Offset<Double> EXACTLY = within(1e-9);

  private static Work computing(double... seconds) {
    return new Work(new double[seconds.length], seconds);
  }

  private static Work equal(int tasks, double waits, double computes) {
    double[] waiting = new double[tasks];
    double[] busy = new double[tasks];
    Arrays.fill(waiting, waits);
    Arrays.fill(busy, computes);
    return new Work(waiting, busy);
  }

  private static double time(Rule rule, int processors, Work work) {
    return time(rule, processors, work, Costs.NONE);
  }

  private static double time(Rule rule, int processors, Work work, Costs costs) {
    return rule.seconds(Hardware.ALIKE, processors, work, costs);
  }

  private static Costs each(double seconds) {
    return new Costs(0, Worker.NONE, seconds, 0, Turn.NONE);
  }

  // Blocking.

  @Test
  void should_take_the_sum_whatever_the_processors() {
    Work work = new Work(new double[] {1, 0, 2}, new double[] {0.5, 3, 0});

    assertThat(time(new PoolRule(1), 1, work)).isEqualTo(6.5, EXACTLY);
    assertThat(time(new PoolRule(1), 16, work)).isEqualTo(6.5, EXACTLY);
  }

  // Pools of threads and processes.

  @Test
  void should_run_rounds_of_tasks_if_each_worker_has_a_processor() {
    assertThat(time(new PoolRule(4), 4, equal(15, 0, 1))).isEqualTo(4, EXACTLY);
    assertThat(time(new PoolRule(4), 64, equal(15, 0, 1))).isEqualTo(4, EXACTLY);
  }

  @Test
  void should_share_processors_evenly_if_there_are_more_workers() {
    assertThat(time(new PoolRule(16), 2, equal(15, 0, 1))).isEqualTo(7.5, EXACTLY);
    assertThat(time(new PoolRule(16), 4, equal(15, 0, 1))).isEqualTo(3.75, EXACTLY);
  }

  @Test
  void should_give_the_next_task_to_whoever_is_free_first() {
    // One worker has 3; the other 1, 1 and then 2: it ends at 4.
    assertThat(time(new PoolRule(2), 2, computing(3, 1, 1, 2))).isEqualTo(4, EXACTLY);
  }

  @Test
  void should_free_a_processor_once_a_thread_ends() {
    // 1 and 3 on one processor: the short one ends at 2, the long one has had 1 and needs 2 more.
    assertThat(time(new PoolRule(2), 1, computing(1, 3))).isEqualTo(4, EXACTLY);
    // Three threads of 1, 1 and 4 on two processors: 2/3 each until 1.5; then 3 more alone.
    assertThat(time(new PoolRule(3), 2, computing(1, 1, 4))).isEqualTo(4.5, EXACTLY);
  }

  @Test
  void should_keep_a_worker_through_a_wait_and_let_its_processor_go() {
    // Two workers, one processor, tasks that wait 1 and compute 1. Both wait until 1, share the
    // processor until 3, wait until 4, share it until 6.
    assertThat(time(new PoolRule(2), 1, equal(4, 1, 1))).isEqualTo(6, EXACTLY);
    assertThat(time(new PoolRule(4), 4, equal(4, 1, 1))).isEqualTo(2, EXACTLY);
    assertThat(time(new PoolRule(10), 1, equal(100, 1, 0))).isEqualTo(10, EXACTLY);
  }

  @Test
  void should_start_all_processes_at_once_and_wait_for_all() {
    // 16 starts of 0.5 s on 4 processors take 2 s, on 64 half a second; then 15 tasks of 1 s.
    Costs start = new Costs(0, new Worker(0.5, 0), 0, 0, Turn.NONE);

    assertThat(time(new PoolRule(16), 4, equal(15, 0, 1), start)).isEqualTo(2 + 3.75, EXACTLY);
    assertThat(time(new PoolRule(16), 64, equal(15, 0, 1), start)).isEqualTo(0.5 + 1, EXACTLY);
  }

  @Test
  void should_get_each_worker_ready_for_its_first_task_alone() {
    // Two workers with 1 s before their first tasks of 2 s, and two tasks each: 1 + 2 + 2.
    Costs costs = new Costs(0, new Worker(0, 1), 0, 0, Turn.NONE);

    assertThat(time(new PoolRule(2), 2, equal(4, 0, 2), costs)).isEqualTo(5, EXACTLY);
  }

  @Test
  void should_add_what_comes_before_between_and_after() {
    // Start 1; two tasks of 2 with 0.25 between them on each of two workers; 0.5 outside.
    Costs costs = new Costs(1, Worker.NONE, 0.25, 0.5, Turn.NONE);

    assertThat(time(new PoolRule(2), 2, equal(4, 0, 2), costs)).isEqualTo(5.75, EXACTLY);
  }

  // An event loop.

  @Test
  void should_compute_one_task_at_a_time_and_wait_for_all_at_once() {
    assertThat(time(new ReadyRule(1), 16, equal(15, 0, 1))).isEqualTo(15, EXACTLY);
    assertThat(time(new ReadyRule(1), 1, equal(100, 1, 0))).isEqualTo(1, EXACTLY);
    assertThat(time(new ReadyRule(1), 1, equal(4, 1, 0.5))).isEqualTo(3, EXACTLY);
  }

  @Test
  void should_run_what_is_ready_while_others_wait() {
    // Task 0 waits 1 and computes 1; task 1 computes 3 from the start: 3, then 1.
    Work work = new Work(new double[] {1, 0}, new double[] {1, 3});

    assertThat(time(new ReadyRule(1), 2, work)).isEqualTo(4, EXACTLY);
  }

  // Virtual threads.

  @Test
  void should_have_a_carrier_for_each_processor() {
    assertThat(time(new ReadyRule(0), 4, equal(15, 0, 1))).isEqualTo(4, EXACTLY);
    assertThat(time(new ReadyRule(0), 2, equal(15, 0, 1))).isEqualTo(8, EXACTLY);
  }

  @Test
  void should_let_the_carrier_go_while_a_task_waits() {
    assertThat(time(new ReadyRule(0), 2, equal(1_000, 1, 0))).isEqualTo(1, EXACTLY);
    assertThat(time(new ReadyRule(0), 2, equal(4, 1, 0.5))).isEqualTo(2, EXACTLY);
  }

  // Work stealing: fork/join and streams.

  @Test
  void should_steal_until_all_are_busy() {
    assertThat(time(StealingRule.forkJoin(4), 4, equal(16, 0, 1))).isEqualTo(4, EXACTLY);
    assertThat(time(StealingRule.forkJoin(2), 2, equal(1, 0, 1))).isEqualTo(1, EXACTLY);
    assertThat(time(StealingRule.forkJoin(3), 3, equal(3, 0, 1))).isEqualTo(1, EXACTLY);
  }

  @Test
  void should_take_the_left_half_first_and_steal_the_largest() {
    // 0 to 8: the first worker goes on with 0 and puts 1, 2-3 and 4-7 aside. The second steals
    // 4-7. With 1 s each but 10 s for task 3: the first runs 0, 1, 2 and 3 (ends at 13), the
    // second 4 to 7 (ends at 4) and finds 3 still put aside only if it comes before 3 began: at
    // 4 s, 3 began at 3.
    double[] seconds = {1, 1, 1, 10, 1, 1, 1, 1};

    assertThat(time(StealingRule.forkJoin(2), 2, computing(seconds))).isEqualTo(13, EXACTLY);
  }

  @Test
  void should_steal_a_single_task_that_is_left() {
    // The first runs 0 (5 s); the second steals 2-3, runs them in 2 s, then steals 1.
    assertThat(time(StealingRule.forkJoin(2), 2, computing(5, 1, 1, 1))).isEqualTo(5, EXACTLY);
  }

  @Test
  void should_cut_a_stream_into_four_pieces_for_each_thread_of_the_pool() {
    // 5 processors: the pool has 4 threads, 64 tasks make 16 pieces of 4; the fifth thread is the
    // caller's. 16 pieces of 4 s on 5 workers: 4 rounds.
    assertThat(time(StealingRule.parallelStream(), 5, equal(64, 0, 1))).isEqualTo(16, EXACTLY);
    // The JDK's common pool has a thread even on one processor: two tasks that wait do so at
    // once.
    assertThat(time(StealingRule.parallelStream(), 1, equal(2, 1, 0))).isEqualTo(1, EXACTLY);
    // Two processors: a pool of one thread, 4 pieces of 16 on two workers.
    assertThat(time(StealingRule.parallelStream(), 2, equal(64, 0, 1))).isEqualTo(32, EXACTLY);
  }

  @Test
  void should_be_held_up_by_the_pieces_of_a_stream_whose_tasks_are_unequal() {
    // 16 tasks on two processors make pieces of 4: 0-3 and 8-11 first, then 4-7 and 12-15. All
    // long tasks lie in one piece.
    double[] seconds = new double[16];
    Arrays.fill(seconds, 0, 4, 4);

    assertThat(time(StealingRule.parallelStream(), 2, computing(seconds))).isEqualTo(16, EXACTLY);
    assertThat(time(StealingRule.forkJoin(2), 2, computing(seconds))).isEqualTo(8, EXACTLY);
  }

  // A global lock.

  @Test
  void should_compute_one_at_a_time_and_pay_for_each_hand_over() {
    // Two tasks of 1 s, 0.25 s a turn: A B A B A B A B, 7 hand-overs of 0.01 s.
    Costs costs = new Costs(0, Worker.NONE, 0, 0, new Turn(0.25, 0.01));

    assertThat(time(new LockRule(2), 16, equal(2, 0, 1), costs)).isEqualTo(2.07, EXACTLY);
  }

  @Test
  void should_not_hand_over_what_nobody_waits_for() {
    Costs costs = new Costs(0, Worker.NONE, 0, 0, new Turn(0.25, 0.01));

    assertThat(time(new LockRule(16), 2, equal(1, 0, 1), costs)).isEqualTo(1, EXACTLY);
    assertThat(time(new LockRule(1), 2, equal(3, 0, 1), costs)).isEqualTo(3, EXACTLY);
  }

  @Test
  void should_let_others_compute_while_a_task_waits() {
    assertThat(time(new LockRule(16), 2, equal(16, 1, 0))).isEqualTo(1, EXACTLY);
    // Both wait until 1, then one computes until 2 and the other until 3.
    assertThat(time(new LockRule(2), 2, equal(2, 1, 1))).isEqualTo(3, EXACTLY);
  }

  @Test
  void should_cost_as_much_if_many_turns_are_played_as_one() {
    // A million turns of 2 us and 1 us between them: half as long again, within a turn or two.
    Costs costs = new Costs(0, Worker.NONE, 0, 0, new Turn(2e-6, 1e-6));

    assertThat(time(new LockRule(2), 2, equal(2, 0, 1), costs)).isCloseTo(3, within(0.005));
  }

  // Spark.

  @Test
  void should_hand_out_one_task_after_another() {
    // The driver needs 0.1 s a task (one slot measured), tasks 0.05 s: never two at once.
    assertThat(time(new ClusterRule(0, 1, Line.NONE), 8, equal(10, 0, 0.05), each(0.1)))
        .isEqualTo(1.05, EXACTLY);
  }

  @Test
  void should_run_tasks_on_all_slots_if_the_driver_is_fast() {
    // Two slots were measured, 0.2 s from task to task, so the driver needs 0.1 s and each launch
    // 0.1 s. Four slots begin at 0.2, 0.3, 0.4 and 0.5, and again 1.2 later; the last ends at
    // 0.5 + 1.2 + 1.
    assertThat(time(new ClusterRule(0, 2, Line.NONE), 4, equal(8, 0, 1), each(0.2)))
        .isEqualTo(2.7, EXACTLY);
  }

  @Test
  void should_run_no_more_tasks_at_once_than_its_master_says() {
    // Two of local[2], on four processors as on two.
    assertThat(time(new ClusterRule(2, 1, Line.NONE), 4, equal(4, 0, 1))).isEqualTo(2, EXACTLY);
    assertThat(time(new ClusterRule(2, 1, Line.NONE), 1, equal(4, 0, 1))).isEqualTo(4, EXACTLY);
  }

  @Test
  void should_send_one_task_after_another_over_the_driver_s_line() {
    // Out 0.2 s, back 0.1 s, and nothing to do in between: the line is the limit, and the last
    // result needs 0.1 s more.
    assertThat(time(new ClusterRule(0, 1, new Line(0.2, 0.1)), 8, equal(10, 0, 0)))
        .isEqualTo(2.1, EXACTLY);
    // One slot waits for each task, and for each result to be away.
    assertThat(time(new ClusterRule(0, 1, new Line(0.2, 0.1)), 1, equal(10, 0, 0)))
        .isEqualTo(3, EXACTLY);
    // While the line is busy the driver hands out the next: 0.3 s each, then 0.2 s for the last.
    assertThat(time(new ClusterRule(0, 1, new Line(0.2, 0)), 8, equal(4, 0, 0), each(0.3)))
        .isEqualTo(4 * 0.3 + 0.2, EXACTLY);
  }

  // Processors.

  @Test
  void should_gain_less_from_the_second_thread_of_a_core() {
    Hardware smt = Hardware.ALIKE.smt(0.25, "a test");
    // Four hardware threads are two cores, which do 2.5 at once.
    assertThat(new PoolRule(4).seconds(smt, 4, equal(4, 0, 1), Costs.NONE))
        .isEqualTo(4 / 2.5, EXACTLY);
    assertThat(new PoolRule(2).seconds(smt, 4, equal(2, 0, 1), Costs.NONE)).isEqualTo(1, EXACTLY);
  }

  @Test
  void should_be_slower_the_more_cores_are_busy() {
    Hardware clock = Hardware.ALIKE.clock(0.5, "a test");
    // One of three cores at full clock, two at 0.75, three at 0.5.
    assertThat(new PoolRule(1).seconds(clock, 3, equal(1, 0, 1), Costs.NONE)).isEqualTo(1, EXACTLY);
    assertThat(new PoolRule(2).seconds(clock, 3, equal(2, 0, 1), Costs.NONE))
        .isEqualTo(1 / 0.75, EXACTLY);
    assertThat(new PoolRule(3).seconds(clock, 3, equal(3, 0, 1), Costs.NONE)).isEqualTo(2, EXACTLY);
  }

  @Test
  void should_give_the_same_bits_each_time() {
    double[] seconds = new double[200];
    Arrays.setAll(seconds, i -> 0.1 + 0.01 * (i * 7919 % 100));
    Work work = computing(seconds);
    for (Rule rule :
        new Rule[] {
          new PoolRule(7), new ReadyRule(0), StealingRule.forkJoin(7), new LockRule(7),
        }) {
      double first =
          time(
              rule,
              3,
              work,
              new Costs(0, new Worker(0.01, 0.002), 0.001, 0, new Turn(0.005, 1e-5)));

      assertThat(Collections.nCopies(5, 0))
          .allSatisfy(_ ->
              assertThat(
                      time(
                          rule,
                          3,
                          work,
                          new Costs(0, new Worker(0.01, 0.002), 0.001, 0, new Turn(0.005, 1e-5))))
                  .isEqualTo(first));
    }
  }

  @Test
  void should_never_be_faster_than_the_work_shared_out_or_the_longest_task() {
    double[] seconds = new double[50];
    Arrays.setAll(seconds, i -> 0.5 + i * 37 % 11);
    Work work = computing(seconds);
    double longest = Arrays.stream(seconds).max().orElseThrow();
    for (int processors : new int[] {1, 2, 3, 8, 64}) {
      for (Rule rule : new Rule[] {new PoolRule(8), new ReadyRule(0), StealingRule.forkJoin(8)}) {
        double least = Math.max(longest, work.computed() / processors);
        // Graham's bound for any schedule that leaves no worker idle while a task waits.
        int workers = rule instanceof ReadyRule ? processors : Math.min(8, processors);
        double most = work.computed() / workers + longest;

        assertThat(time(rule, processors, work)).isBetween(least - 1e-9, most + 1e-9);
      }
    }
  }
}
