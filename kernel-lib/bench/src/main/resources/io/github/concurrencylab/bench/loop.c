/*
 * The article's workload as a plain C loop, to hold the Java loop against: the same generator
 * (SplitMix64 as java.util.SplittableRandom has it, split once a task), the same integer
 * threshold, the same sums. For each line of standard input it runs once and answers with a line:
 * nanoseconds and the sum over all tasks.
 *
 * Usage: loop TASKS TERMS THRESHOLD SEED
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct { uint64_t seed, gamma; } Random;

static inline uint64_t mix64(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

static uint64_t mix_gamma(uint64_t z) {
  z = (z ^ (z >> 33)) * 0xff51afd7ed558ccdULL;
  z = (z ^ (z >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  z = (z ^ (z >> 33)) | 1;
  return __builtin_popcountll(z ^ (z >> 1)) < 24 ? z ^ 0xaaaaaaaaaaaaaaaaULL : z;
}

static inline uint64_t next(Random *r) { return mix64(r->seed += r->gamma); }

static Random split(Random *r) {
  Random child;
  child.seed = next(r);
  child.gamma = mix_gamma(r->seed += r->gamma);
  return child;
}

static __attribute__((noinline)) int64_t task(Random r, int terms, int x, uint64_t threshold) {
  int64_t sum = 0;
  for (int i = 0; i < terms; i++) {
    if ((next(&r) >> 11) < threshold) {
      sum += i % x;
    }
  }
  return sum;
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: loop TASKS TERMS THRESHOLD SEED\n");
    return 2;
  }
  int tasks = atoi(argv[1]), terms = atoi(argv[2]);
  uint64_t threshold = strtoull(argv[3], NULL, 10), seed = strtoull(argv[4], NULL, 10);
  char line[100];
  while (fgets(line, sizeof line, stdin) != NULL) {
    int64_t start = now(), sum = 0;
    Random root = {seed, 0x9e3779b97f4a7c15ULL};
    for (int x = 1; x <= tasks; x++) {
      sum += task(split(&root), terms, x, threshold);
    }
    printf("%" PRId64 " %" PRId64 "\n", now() - start, sum);
    fflush(stdout);
  }
  return 0;
}
