package io.github.concurrencylab.results.json;

import io.github.concurrencylab.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Figures that were published elsewhere, and come with the lab. */
public final class Published {
  /** The source of the article's figures. */
  public static final String ARTICLE = "article";

  private static final String RESOURCE = "article.json";

  private Published() {}

  /**
   * The article's figures: five runs each of threading, asyncio, multiprocessing and blocking under
   * CPython 3.7.4, named as the models here that are their counterparts. Only wall times are known.
   *
   * @return the figures, with the machine they were measured on
   */
  public static Results article() {
    return Holder.RESULTS;
  }

  /** Read when first asked for. */
  private static final class Holder {
    static final Results RESULTS = read();

    private static Results read() {
      try (InputStream in = Published.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("the lab's jar lacks " + RESOURCE);
        }
        return ResultsJson.read(RESOURCE, in);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
