/*
 * The article's workload as a plain C loop, to hold the Java loop against: the same generator
 * (SplitMix64 as java.util.SplittableRandom has it, split once a task), the same integer
 * threshold, the same sums. For each line of standard input it runs once and answers with a line:
 * nanoseconds and the sum over all tasks. If the line is a number above 1, so many threads take the
 * tasks one by one; they are started before the time begins.
 *
 * Usage: loop TASKS TERMS THRESHOLD SEED
 */
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
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

static int tasks, terms;
static uint64_t threshold;
static Random *randoms;
static int64_t *sums;
static atomic_int taken;
static pthread_barrier_t begin;

static void *worker(void *unused) {
  pthread_barrier_wait(&begin);
  int i;
  while ((i = atomic_fetch_add(&taken, 1)) < tasks) {
    sums[i] = task(randoms[i], terms, i + 1, threshold);
  }
  return unused;
}

/* Nanoseconds of so many threads, which leave the sums. */
static int64_t side_by_side(int threads) {
  pthread_t *started = malloc(threads * sizeof *started);
  atomic_store(&taken, 0);
  pthread_barrier_init(&begin, NULL, threads + 1);
  for (int i = 0; i < threads; i++) {
    if (pthread_create(&started[i], NULL, worker, NULL) != 0) {
      fprintf(stderr, "a thread could not be started\n");
      exit(1);
    }
  }
  int64_t start = now();
  pthread_barrier_wait(&begin);
  for (int i = 0; i < threads; i++) {
    pthread_join(started[i], NULL);
  }
  int64_t nanos = now() - start;
  pthread_barrier_destroy(&begin);
  free(started);
  return nanos;
}

/* Nanoseconds of a plain loop over the tasks. */
static int64_t one_by_one(void) {
  int64_t start = now();
  for (int i = 0; i < tasks; i++) {
    sums[i] = task(randoms[i], terms, i + 1, threshold);
  }
  return now() - start;
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: loop TASKS TERMS THRESHOLD SEED\n");
    return 2;
  }
  tasks = atoi(argv[1]), terms = atoi(argv[2]);
  threshold = strtoull(argv[3], NULL, 10);
  Random root = {strtoull(argv[4], NULL, 10), 0x9e3779b97f4a7c15ULL};
  randoms = malloc(tasks * sizeof *randoms);
  sums = malloc(tasks * sizeof *sums);
  for (int i = 0; i < tasks; i++) {
    randoms[i] = split(&root);
  }
  char line[100];
  while (fgets(line, sizeof line, stdin) != NULL) {
    int threads = atoi(line);
    int64_t nanos = threads > 1 ? side_by_side(threads) : one_by_one(), sum = 0;
    for (int i = 0; i < tasks; i++) {
      sum += sums[i];
    }
    printf("%" PRId64 " %" PRId64 "\n", nanos, sum);
    fflush(stdout);
  }
  return 0;
}
