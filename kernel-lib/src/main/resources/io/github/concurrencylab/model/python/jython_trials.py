"""Jython's side of the lab: what trials.py is for Python 3, for the Python that has no global lock.

It speaks the same lines of JSON (trials.py says which), under the models that Jython has: a plain
loop and threads. Jython is Python 2.7, and so is this file.

Random numbers are Jython's, java.util.Random: random.random() draws from the one that all threads
share, random.Random(seed) has one of its own.
"""

import json
import Queue
import random
import sys
import threading
import time
import traceback

from java.io import BufferedReader, FileDescriptor, FileOutputStream, InputStreamReader
from java.lang import Runtime, System, Throwable
from java.lang.management import ManagementFactory

BLOCK = 32768  # terms between two looks at the clock
REPORT_SECONDS = 0.1
ALIVE_SECONDS = 1
LONGEST_ERROR = 500
LONGEST_TEXT = 4000  # of a result
TERMS_A_SECOND = 10000000  # that stand for a second of computing


# The work.


def work_of(kind, values):
    if kind == "waiting":
        return Waiting(values)
    if kind == "http-gets":
        return HttpGets(values)
    if kind == "own-tasks":
        return OwnTasks(values)
    return Work(kind, values)


class Waiting(object):
    """Each task waits, then computes."""

    def __init__(self, values):
        self.tasks = int(values["tasks"])
        seconds = float(values["millis"]) / 1000
        self.seconds = seconds * float(values["share"])
        self.terms = int((seconds - self.seconds) * TERMS_A_SECOND)

    def run(self, task, reached):
        if self.seconds:
            time.sleep(self.seconds)
        sum_all(1, self.terms, lambda units: None)
        reached(1)
        return task


class HttpGets(object):
    """Each task asks the lab's own web server, on this machine, for its index."""

    HOST = "127.0.0.1"

    def __init__(self, values):
        # Here, since it takes two seconds, and no other work needs it.
        from httplib import HTTPConnection

        self.connect = HTTPConnection
        self.tasks = int(values["tasks"])
        self.port = int(values["port"])
        self.nanos = int(round(float(values["millis"]) * 1e6))

    def run(self, task, reached):
        connection = self.connect(self.HOST, self.port)
        try:
            connection.request("GET", "/child/%d/%d" % (self.nanos, task))
            response = connection.getresponse()
            if response.status != 200:
                raise IOError("the server answered with status %d" % response.status)
            index = int(response.read())
        finally:
            connection.close()
        reached(1)
        return index


class OwnTasks(object):
    """What the user wrote: source that defines task(i)."""

    FILE = "<tasks>"

    def __init__(self, values):
        self.tasks = int(values["tasks"])
        self.source = values["python"]
        self.function = None

    def compiled(self):
        if self.function is None:
            names = {"__name__": "tasks"}
            exec(compile(self.source, self.FILE, "exec"), names)
            function = names.get("task")
            if not callable(function):
                raise TypeError("python source must define task(i)")
            self.function = function
        return self.function

    def run(self, task, reached):
        value = self.compiled()(task)
        reached(1)
        return portable(value)


def portable(value):
    """A whole number as it is, anything else as its text."""
    if type(value) in (int, long) and -(1 << 63) <= value < 1 << 63:
        return value
    text = repr(value)
    if len(text) > LONGEST_TEXT:
        import hashlib

        return "%s... sha256 %s" % (text[:100], hashlib.sha256(text).hexdigest())
    return text


class Work(object):
    """For x = 1 to tasks: the sum of i % x over range(terms), terms being skipped at random."""

    def __init__(self, kind, values):
        if kind != "modulo-sum":
            raise ValueError("workload must be modulo-sum, got " + kind)
        self.tasks = int(values["tasks"])
        self.terms = int(values["terms"])
        self.keep = 1 - float(values["skip"])
        self.seed = int(values["seed"])
        self.source = values["random"]
        # Gives the module's own generator the workload's seed.
        random.seed(self.seed)

    def run(self, task, reached):
        x = task + 1
        if self.source == "NONE":
            return sum_all(x, self.terms, reached)
        if self.source == "SHARED":
            return sum_kept(x, self.terms, self.keep, random.random, reached)
        if self.source == "PER_TASK":
            own = random.Random(seed_of(self.seed, x))
            return sum_kept(x, self.terms, self.keep, own.random, reached)
        raise ValueError("no such random source here: " + self.source)


def seed_of(seed, x):
    """java.util.Random takes 48 bits, and begins alike with seeds that are alike: so they are mixed."""
    mixed = (seed * 0x9E3779B97F4A7C15 + x * 0xBF58476D1CE4E5B9) & (1 << 64) - 1
    return (mixed ^ mixed >> 31) & (1 << 48) - 1


# The two loops are what is timed: those of trials.py, with the range that Python 2 calls xrange.


def sum_all(x, terms, reached):
    total = 0
    for first in xrange(0, terms, BLOCK):
        last = min(first + BLOCK, terms)
        for i in xrange(first, last):
            total += i % x
        reached(last - first)
    return total


def sum_kept(x, terms, keep, draw, reached):
    total = 0
    for first in xrange(0, terms, BLOCK):
        last = min(first + BLOCK, terms)
        for i in xrange(first, last):
            if draw() < keep:
                total += i % x
        reached(last - first)
    return total


# One trial. The clock runs from before the threads are made until all results are in.


class Trial(object):
    def __init__(self, request):
        self.work = work_of(request["kind"], request["values"])
        self.workers = request["workers"]
        self.start = self.end = self.ready = 0
        self.cpu_start = self.cpu_end = 0
        self.done = [0] * self.work.tasks  # a slot a task: no two threads write the same one
        self.next_report = time.time() + REPORT_SECONDS

    def start_clock(self):
        self.cpu_start = cpu_nanos()
        self.start = self.ready = System.nanoTime()

    def worker_is_ready(self):
        self.ready = System.nanoTime()

    def stop_clock(self):
        self.end = System.nanoTime()
        self.cpu_end = cpu_nanos()

    def run(self, task, worker):
        def reached(units):
            self.done[task] += units
            self.report()

        start = System.nanoTime()
        try:
            total = self.work.run(task, reached)
        except (Exception, SystemExit, KeyboardInterrupt, Throwable):
            raise TaskFailed(task, worker, describe(*sys.exc_info()))
        return task, total, worker, start, System.nanoTime()

    def report(self):
        now = time.time()
        if now >= self.next_report:
            self.next_report = now + REPORT_SECONDS
            say("progress", units=sum(self.done))


class TaskFailed(Exception):
    """Its arguments are the task's index, its worker and what happened."""


def blocking(trial):
    trial.start_clock()
    records = [trial.run(task, "main") for task in range(trial.work.tasks)]
    trial.stop_clock()
    return records


def threads(trial):
    """A pool of threads that take the next task as they come free: Python 2 has none of its own."""
    tasks = Queue.Queue()
    records = Queue.Queue()
    for task in range(trial.work.tasks):
        tasks.put(task)

    def run(worker):
        trial.worker_is_ready()
        try:
            while True:
                records.put(trial.run(tasks.get_nowait(), worker))
        except Queue.Empty:
            pass
        except TaskFailed, failed:
            records.put(failed)

    trial.start_clock()
    # No more than there are tasks, as the pools of Python 3 do.
    pool = [
        threading.Thread(target=run, args=("thread-%d" % (number + 1),))
        for number in range(min(trial.workers, trial.work.tasks))
    ]
    for thread in pool:
        thread.start()
    results = [done(records.get()) for _ in range(trial.work.tasks)]
    trial.stop_clock()
    for thread in pool:
        thread.join()
    return results


def done(record):
    if isinstance(record, TaskFailed):
        raise record
    return record


MODELS = {"blocking": blocking, "threads": threads}


# The conversation.

out = FileOutputStream(FileDescriptor.out)
out_lock = threading.Lock()


def say(kind, **fields):
    line = (json.dumps(dict(fields, say=kind)) + "\n").encode("ascii")
    with out_lock:
        out.write(line)


def describe(kind, error, step):
    line = None
    for file, number, _, _ in traceback.extract_tb(step):
        if file == OwnTasks.FILE:
            line = number
    if isinstance(error, SyntaxError) and error.filename == OwnTasks.FILE:
        line = error.lineno
        error = error.msg
    name = getattr(kind, "__name__", str(kind))
    where = "" if line is None else " (line %d)" % line
    return " ".join(("%s: %s" % (name, error)).split())[: LONGEST_ERROR - len(where)] + where


def fail(kind, error, step):
    """Says what failed and ends: no other task is waited for."""
    if isinstance(error, TaskFailed):
        task, worker, how = error.args
    else:
        task, worker, how = -1, "", describe(kind, error, step)
    say("failed", task=task, worker=worker, error=how, trace=[])
    end(1)


def end(status):
    """Ends this process at once, whatever its threads do."""
    try:
        if "temporary" in sys.argv[1:]:
            import os

            os.remove(sys.argv[0])
            os.rmdir(os.path.dirname(sys.argv[0]))
    except OSError:
        pass  # whoever made it has removed it
    finally:
        Runtime.getRuntime().halt(status)


def listen(requests):
    """Reads requests until the end of input, then ends everything, whatever runs just now."""
    try:
        source = BufferedReader(InputStreamReader(System.in, "UTF-8"))
        line = source.readLine()
        while line is not None:
            requests.put(line)
            line = source.readLine()
    finally:
        end(0)


def pid():
    return ManagementFactory.getRuntimeMXBean().getPid()


def pulse():
    """Says now and then that this process lives, however long its tasks say nothing."""
    while True:
        time.sleep(ALIVE_SECONDS)
        say("alive", pid=pid(), worker="", task=-1)


def cpu_nanos():
    return ManagementFactory.getOperatingSystemMXBean().getProcessCpuTime()


def hello():
    say(
        "hello",
        implementation="Jython",
        version="%d.%d.%d" % sys.version_info[:3],
        lock="none",
        jit=True,
        switchInterval=0,
        startMethod="",
        processors=Runtime.getRuntime().availableProcessors(),
    )


def answer(request):
    trial = Trial(request)
    records = MODELS[request["model"]](trial)
    for task, total, at, start, stop in records:
        say(
            "task",
            task=task,
            result=total,
            worker=at,
            start=start - trial.start,
            end=stop - trial.start,
        )
    say(
        "finished",
        nanos=trial.end - trial.start,
        poolStart=min(trial.ready, trial.end) - trial.start,
        cpu=trial.cpu_end - trial.cpu_start,
    )


def daemon(target, *arguments):
    thread = threading.Thread(target=target, args=arguments)
    thread.setDaemon(True)
    thread.start()


def main():
    # The pipes are ours alone: what anything else prints goes to standard error.
    System.setOut(System.err)
    sys.stdout = sys.stderr
    requests = Queue.Queue()
    daemon(listen, requests)
    hello()
    daemon(pulse)
    while True:
        request = requests.get()
        try:
            answer(json.loads(request))
        except (Exception, Throwable):
            fail(*sys.exc_info())


if __name__ == "__main__":
    main()
