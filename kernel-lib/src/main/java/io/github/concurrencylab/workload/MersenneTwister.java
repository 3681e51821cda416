package io.github.concurrencylab.workload;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/**
 * MT19937 as CPython has it: the same integer as seed gives the numbers of {@code
 * random.Random(seed).random()}, bit for bit.
 *
 * <p>Not thread-safe: each task has its own.
 *
 * <p>Sources: M. Matsumoto and T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed
 * uniform pseudo-random number generator", ACM TOMACS 8 (1998), with the authors' initialization by
 * array of 2002; how CPython makes a key of an integer, and a double of two outputs, is in its
 * {@code Modules/_randommodule.c}.
 */
public final class MersenneTwister implements RandomGenerator {
  private static final int N = 624;
  private static final int M = 397;
  private static final int UPPER_BIT = 0x80000000;
  private static final int MATRIX = 0x9908b0df;

  private final int[] state = new int[N];
  private int next = N;

  /**
   * Creates a generator seeded as {@code random.Random(seed)} does for an integer: the sign is
   * dropped, and the rest becomes the key as 32-bit digits, the lowest first.
   *
   * @param seed any integer
   */
  public MersenneTwister(BigInteger seed) {
    BigInteger rest = seed.abs();
    int[] key = new int[Math.max(1, (rest.bitLength() + 31) / 32)];
    for (int digit = 0; digit < key.length; digit++) {
      key[digit] = rest.shiftRight(32 * digit).intValue();
    }
    seed(key);
  }

  /** The authors' init_genrand with their constant seed. */
  private void seedConstant() {
    state[0] = 19650218;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** The authors' init_by_array. */
  private void seed(int[] key) {
    seedConstant();
    int i = 1;
    int j = 0;
    for (int k = Math.max(N, key.length); k > 0; k--) {
      state[i] = (state[i] ^ (state[i - 1] ^ (state[i - 1] >>> 30)) * 1664525) + key[j] + j;
      i = following(i);
      j = (j + 1) % key.length;
    }
    for (int k = N - 1; k > 0; k--) {
      state[i] = (state[i] ^ (state[i - 1] ^ (state[i - 1] >>> 30)) * 1566083941) - i;
      i = following(i);
    }
    state[0] = UPPER_BIT;
  }

  /** The index after i, where the last word is carried over to the first. */
  private int following(int i) {
    if (i + 1 < N) {
      return i + 1;
    }
    state[0] = state[N - 1];
    return 1;
  }

  /**
   * A double from 0 (included) to 1 (excluded), as {@code random()}.
   *
   * @return a multiple of 2<sup>-53</sup>
   */
  @Override
  public double nextDouble() {
    return next53Bits() * 0x1p-53;
  }

  /** The whole number u from 0 to 2^53 - 1 that {@link #nextDouble} divides by 2^53. */
  long next53Bits() {
    int high = nextInt() >>> 5;
    int low = nextInt() >>> 6;
    return ((long) high << 26) + low;
  }

  @Override
  public long nextLong() {
    return (long) nextInt() << 32 | Integer.toUnsignedLong(nextInt());
  }

  /**
   * The generator's own output, as {@code getrandbits(32)}.
   *
   * @return 32 random bits
   */
  @Override
  public int nextInt() {
    if (next == N) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < N - M; i++) {
      state[i] = state[i + M] ^ twisted(state[i], state[i + 1]);
    }
    for (int i = N - M; i < N - 1; i++) {
      state[i] = state[i + M - N] ^ twisted(state[i], state[i + 1]);
    }
    state[N - 1] = state[M - 1] ^ twisted(state[N - 1], state[0]);
    next = 0;
  }

  private static int twisted(int upper, int lower) {
    int y = (upper & UPPER_BIT) | (lower & ~UPPER_BIT);
    return (y >>> 1) ^ (-(y & 1) & MATRIX);
  }
}
