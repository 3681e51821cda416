"""How long CPython takes until a spawn pool of N processes is up, all of them, doing nothing.

For each line of standard input it makes one pool and answers with a line: nanoseconds.
Usage: spawn_pool.py N
"""

import multiprocessing
import sys
import time


def ready(barrier):
    barrier.wait()


def main():
    size = int(sys.argv[1])
    spawn = multiprocessing.get_context("spawn")
    for _ in sys.stdin:
        start = time.perf_counter_ns()
        barrier = spawn.Barrier(size + 1)
        with spawn.Pool(size, initializer=ready, initargs=(barrier,)):
            barrier.wait()
            print(time.perf_counter_ns() - start, flush=True)


if __name__ == "__main__":
    main()
