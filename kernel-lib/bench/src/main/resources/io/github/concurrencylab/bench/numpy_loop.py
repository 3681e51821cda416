"""The article's workload with NumPy, as its users write it: whole arrays, one block at a time.

For each line of standard input it runs once and answers with a line: nanoseconds and the sum.
Usage: numpy_loop.py TASKS TERMS KEEP SEED
"""

import sys
import time

import numpy

BLOCK = 1 << 16  # fits the second-level cache: larger blocks are slower


def task(terms, x, keep, random):
    total = 0
    for start in range(0, terms, BLOCK):
        i = numpy.arange(start, min(start + BLOCK, terms), dtype=numpy.int32)
        total += int((i % x)[random.random(i.size) < keep].sum(dtype=numpy.int64))
    return total


def main():
    tasks, terms, keep, seed = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    for _ in sys.stdin:
        start = time.perf_counter_ns()
        total = sum(task(terms, x, keep, numpy.random.default_rng([seed, x])) for x in range(1, tasks + 1))
        print(time.perf_counter_ns() - start, total, flush=True)


if __name__ == "__main__":
    main()
