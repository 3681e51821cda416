"""The article's workload with Numba: the plain loop compiled, its tasks run in parallel.

For each line of standard input it runs once and answers with a line: nanoseconds and the sum.
Usage: numba_loop.py TASKS TERMS KEEP SEED
"""

import random
import sys
import time

import numba
import numpy


@numba.njit(parallel=True)
def sums(tasks, terms, keep, seed):
    result = numpy.zeros(tasks, numpy.int64)
    for task in numba.prange(tasks):
        x = task + 1
        random.seed(seed + x)
        total = 0
        for i in range(terms):
            if random.random() < keep:
                total += i % x
        result[task] = total
    return result


def main():
    tasks, terms, keep, seed = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    sums(tasks, 1, keep, seed)  # compiling is not part of the time
    for _ in sys.stdin:
        start = time.perf_counter_ns()
        total = int(sums(tasks, terms, keep, seed).sum())
        print(time.perf_counter_ns() - start, total, flush=True)


if __name__ == "__main__":
    main()
