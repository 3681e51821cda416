package io.github.concurrencylab.predict;

import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.stats.Estimate;
import java.util.Optional;

/**
 * What one model is predicted to take.
 *
 * @param model the model
 * @param processors on how many processors
 * @param seconds the time in seconds, its interval from the spread of what was measured alone; NaN
 *     if it is not predicted
 * @param refusal why it is not predicted; none if it is
 */
public record Predicted(
    ModelId model, int processors, Estimate seconds, Optional<String> refusal) {}
