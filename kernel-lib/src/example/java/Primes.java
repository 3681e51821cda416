import static io.github.concurrencylab.Lab.*;

import java.util.stream.IntStream;

/** Counts primes under three models, prints how they compare, and keeps all figures. */
public final class Primes {
  static double countBelow(int limit) {
    return IntStream.range(2, limit)
        .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).allMatch(d -> n % d != 0))
        .count();
  }

  public static void main(String[] arguments) {
    var work = tasks("primes", 8, i -> countBelow(20_000 + i));
    var results = trials(3).run(work, blocking(), threads(2), virtualThreads());
    System.out.println(results.compare());
    results.save("primes.json");
  }
}
