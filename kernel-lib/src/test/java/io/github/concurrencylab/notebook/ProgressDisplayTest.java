package io.github.concurrencylab.notebook;

import static io.github.concurrencylab.Figures.HOSTILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.RunProgress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private final Page page = new Page();
  private final AtomicLong clock = new AtomicLong();
  private final ProgressDisplay display = new ProgressDisplay(new Displays(page), clock::get);

  /** Keeps what is shown, as a page does. */
  private static final class Page extends DisplayStream {
    private final BlockingQueue<DisplayData> shown = new LinkedBlockingQueue<>();
    private final BlockingQueue<DisplayData> changed = new LinkedBlockingQueue<>();
    private volatile boolean attached = true;

    @Override
    public boolean isAttached() {
      return attached;
    }

    @Override
    public void display(DisplayData data) {
      shown.add(data);
    }

    @Override
    public void updateDisplay(DisplayData data) {
      changed.add(data);
    }
  }

  private void pass(long millis) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static RunProgress progress(String model) {
    return new RunProgress(
        RunProgress.Phase.MEASURING, model, new RunProgress.Count(6, 20), 0.25, 41.2);
  }

  @Test
  void should_leave_no_trace_of_a_run_that_is_over_at_once() {
    display.update(progress("threads(16)"));
    display.ended("some work: 5 trials in 0.2 s");

    assertThat(page.shown).isEmpty();
    assertThat(page.changed).isEmpty();
  }

  @Test
  void should_change_one_output_in_place() {
    pass(600);
    display.update(progress("threads(16)"));
    display.update(progress("too soon after the last"));
    pass(300);
    display.update(progress("blocking"));
    display.ended("some work: 20 trials in 41 s");

    assertThat(page.shown).hasSize(1);
    assertThat(page.shown.element().getData(MIMEType.TEXT_PLAIN))
        .isEqualTo("[########......................] threads(16): trial 7 of 20, about 40 s left");
    assertThat(page.changed)
        .extracting(data -> data.getData(MIMEType.TEXT_PLAIN))
        .containsExactly(
            "[########......................] blocking: trial 7 of 20, about 40 s left",
            "some work: 20 trials in 41 s");
    assertThat(page.changed)
        .extracting(DisplayData::getDisplayId)
        .containsOnly(page.shown.element().getDisplayId());
    assertThat(List.copyOf(page.changed).getLast().getData(MIMEType.TEXT_HTML))
        .isEqualTo("<small>some work: 20 trials in 41 s</small>");
  }

  @Test
  void should_escape_a_model_s_name() {
    pass(600);
    display.update(progress(HOSTILE));

    assertThat(page.shown.element().getData(MIMEType.TEXT_HTML).toString())
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "color");
    assertThat(page.shown.element().getData(MIMEType.TEXT_PLAIN).toString())
        .doesNotContain("\n", "\t", "\u0000", "\u001b", "\u202e");
  }

  @Test
  void should_show_the_end_later_if_nobody_listens() throws InterruptedException {
    pass(600);
    display.update(progress("threads(16)"));
    page.attached = false;
    display.ended("stopped: 6 of 20 trials are kept, resume(...) goes on");
    assertThat(page.changed.poll(200, TimeUnit.MILLISECONDS)).isNull();

    page.attached = true;

    DisplayData last = page.changed.poll(10, TimeUnit.SECONDS);
    assertThat(last).isNotNull();
    assertThat(last.getData(MIMEType.TEXT_PLAIN))
        .isEqualTo("stopped: 6 of 20 trials are kept, resume(...) goes on");
  }
}
