package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.findings.TypicalTrial;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.plot.style.Scale;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose trial a panel shows.
 *
 * @param series the model's trials, of which it shows a {@linkplain TypicalTrial typical} one
 * @param name the model's name, with its source if need be
 * @param unit what the chart shows times in
 * @param panels how many panels the chart has
 */
public record Subject(Series series, String name, SiTime unit, int panels) {
  /** The trial to show; none if none was measured. */
  Optional<Trial.Measured> trial() {
    return TypicalTrial.trial(series);
  }

  /** Which trial it is, or why there is none. */
  String which() {
    return trial()
        .map(trial ->
            String.format(Locale.ROOT, "trial %,d, %s", trial.number(), time(trial.seconds())))
        .orElseGet(
            () -> series.failure().map(why -> "not measured: " + why).orElse("not measured"));
  }

  /** A time as it is shown. */
  String time(double seconds) {
    return Scale.label(unit, seconds);
  }
}
