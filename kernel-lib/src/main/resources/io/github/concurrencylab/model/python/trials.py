"""Python's side of the lab: runs workloads under Python's own models of concurrency.

The lab starts this file once for all trials of a model. It writes requests to standard input, one
JSON object a line, and reads messages, likewise, from standard output:

    request   {"model": ..., "workers": ..., "startMethod": ..., "kind": ..., "values": {...}}
    messages  hello, then for each request any number of progress, children if it has a pool of
              processes, one task for each task and finished; or failed, after which this process
              ends; and alive all the time, of this process and of each of its pool's

Times are nanoseconds of time.perf_counter_ns, since before the pool was made. When standard input
ends, whoever started this is gone, and this process ends with all its children.

Needs nothing but the standard library of Python 3.6 or newer, CPython's or PyPy's, with a global
lock or without. Older ones of version 3 get far enough to say how old they are. Jython, which is
Python 2, has a script of its own.
"""

import io
import json
import os
import random
import signal
import struct
import sys
import threading
import time
import types

if __name__ == "__main__":
    # Workers that load this file again begin sooner without what they do not need.
    import asyncio
    import concurrent.futures
    import concurrent.futures.process
    import multiprocessing
    import platform
    import queue
    import sysconfig

BLOCK = 32768  # terms between two looks at the clock: two or three milliseconds
REPORT_SECONDS = 0.1
ALIVE_SECONDS = 1  # between two signs of life: each takes the GIL for some microseconds
LONGEST_REQUEST = 1 << 20
LONGEST_ERROR = 500
LONGEST_CAUSE = 200  # of an error in a trace, which with all its lines must fit into a message
MOST_CAUSES = 5
MOST_FRAMES = 10  # of an error
LONGEST_TEXT = 4000  # of a result
TERMS_A_SECOND = 10000000  # that stand for a second of computing
END_SECONDS = 0.15  # for children to be gone after they were killed
PARENT_SECONDS = 0.1  # between two looks for the parent, where its end cannot be waited for


# What Python 3.6 and 3.7 lack.

if hasattr(time, "perf_counter_ns"):
    from time import perf_counter_ns, process_time_ns
else:

    def perf_counter_ns():
        return int(time.perf_counter() * 1e9)

    def process_time_ns():
        return int(time.process_time() * 1e9)


def run_loop(main):
    import asyncio

    if hasattr(asyncio, "run"):
        return asyncio.run(main)
    loop = asyncio.new_event_loop()
    try:
        asyncio.set_event_loop(loop)
        return loop.run_until_complete(main)
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def create_task(coroutine):
    return getattr(asyncio, "create_task", asyncio.ensure_future)(coroutine)


def thread_pool(workers, prefix, initializer):
    if sys.version_info >= (3, 7):
        return concurrent.futures.ThreadPoolExecutor(workers, prefix, initializer)
    thread = threading.local()

    def begin(function, task):
        if not hasattr(thread, "begun"):
            thread.begun = True
            initializer()
        return function(task)

    pool = concurrent.futures.ThreadPoolExecutor(workers, prefix)
    submit = pool.submit
    pool.submit = lambda function, task: submit(begin, function, task)
    return pool


def process_pool(workers, context, initializer, arguments):
    if sys.version_info >= (3, 7):
        return concurrent.futures.ProcessPoolExecutor(workers, context, initializer, arguments)
    make = context.Process

    def process(target, args):
        return make(target=begin_process, args=(initializer, arguments, target, args))

    context.Process = process
    concurrent.futures.process.multiprocessing = context
    concurrent.futures.process.SimpleQueue = context.SimpleQueue
    return concurrent.futures.ProcessPoolExecutor(workers)


def begin_process(initializer, arguments, target, args):
    initializer(*arguments)
    target(*args)


def kill(child):
    if hasattr(child, "kill"):
        child.kill()
    elif hasattr(signal, "SIGKILL"):
        os.kill(child.pid, signal.SIGKILL)
    else:
        child.terminate()


def parent_ended():
    """Returns a function that waits so many seconds for the parent's end and says if it came."""
    import multiprocessing.connection

    if hasattr(multiprocessing, "parent_process"):
        sentinel = [multiprocessing.parent_process().sentinel]
        return lambda seconds: bool(multiprocessing.connection.wait(sentinel, seconds))
    parent = os.getppid()

    def ended(seconds):
        until = time.monotonic() + seconds
        while os.getppid() == parent and time.monotonic() < until:
            time.sleep(PARENT_SECONDS)
        return os.getppid() != parent

    return ended


# The work.


def work_of(kind, values):
    if kind == "waiting":
        return Waiting(values)
    if kind == "http-gets":
        return HttpGets(values)
    if kind == "own-tasks":
        return OwnTasks(values)
    return Work(kind, values)


class Waiting:
    """Each task waits, then computes."""

    def __init__(self, values):
        self.tasks = int(values["tasks"])
        seconds = float(values["millis"]) / 1000
        self.seconds = seconds * float(values["share"])
        self.terms = int((seconds - self.seconds) * TERMS_A_SECOND)

    def seed_shared(self):
        pass

    def run(self, task, reached):
        if self.seconds:
            time.sleep(self.seconds)
        return self.compute(task, reached)

    async def run_async(self, task, reached):
        if self.seconds:
            await asyncio.sleep(self.seconds)
        return self.compute(task, reached)

    def compute(self, task, reached):
        sum_all(1, self.terms, lambda units: None)
        reached(1)
        return task


class HttpGets:
    """Each task asks the lab's own web server, on this machine, for its index."""

    HOST = "127.0.0.1"

    def __init__(self, values):
        self.tasks = int(values["tasks"])
        self.port = int(values["port"])
        self.nanos = round(float(values["millis"]) * 1e6)

    def seed_shared(self):
        pass

    def path(self, task):
        return "/child/%d/%d" % (self.nanos, task)

    def run(self, task, reached):
        import http.client  # not at the top: it takes longer to import than all the rest

        connection = http.client.HTTPConnection(self.HOST, self.port)
        try:
            connection.request("GET", self.path(task))
            response = connection.getresponse()
            return self.index(response.status, response.read(), reached)
        finally:
            connection.close()

    async def run_async(self, task, reached):
        reader, writer = await asyncio.open_connection(self.HOST, self.port)
        try:
            request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
            writer.write((request % (self.path(task), self.HOST)).encode())
            head, _, body = (await reader.read()).partition(b"\r\n\r\n")
            return self.index(int(head.split()[1]), body, reached)
        finally:
            writer.close()

    def index(self, status, body, reached):
        if status != 200:
            raise OSError("the server answered with status %d" % status)
        reached(1)
        return int(body)


class OwnTasks:
    """What the user wrote: source that defines task(i)."""

    FILE = "<tasks>"

    def __init__(self, values):
        self.tasks = int(values["tasks"])
        self.source = values["python"]
        self.function = None

    def __getstate__(self):
        return {"tasks": self.tasks, "source": self.source, "function": None}

    def seed_shared(self):
        pass

    def compiled(self):
        # Compiled where it runs: functions made from text cannot be sent to a process.
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
        if isinstance(value, types.CoroutineType):
            value = run_loop(value)
        reached(1)
        return portable(value)

    async def run_async(self, task, reached):
        value = self.compiled()(task)
        if isinstance(value, types.CoroutineType):
            value = await value
        reached(1)
        return portable(value)


def portable(value):
    """A whole number as it is, anything else as its text, the same for equal values."""
    if type(value) is int and -(1 << 63) <= value < 1 << 63:
        return value
    try:
        text = shown(value)
    except RecursionError:  # it holds itself, which repr knows how to write
        text = repr(value)
    if len(text) > LONGEST_TEXT:
        import hashlib

        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        return "%s... sha256 %s" % (text[:100], digest)
    return text


def shown(value):
    """Its text as repr has it; sets and dicts in an order that does not depend on hashes, which differ by process."""
    kind = type(value)
    if kind in (set, frozenset) and value:
        inside = "{%s}" % ", ".join(sorted(map(shown, value)))
        return inside if kind is set else "frozenset(%s)" % inside
    if kind is dict:
        return "{%s}" % ", ".join(sorted("%s: %s" % (shown(k), shown(v)) for k, v in value.items()))
    if kind is list:
        return "[%s]" % ", ".join(map(shown, value))
    if kind is tuple:
        return "(%s%s)" % (", ".join(map(shown, value)), "," if len(value) == 1 else "")
    # In decimal, CPython writes no number of more than 4,300 digits.
    return "%#x" % value if kind is int and abs(value) >= 1 << 63 else repr(value)


class Work:
    """For x = 1 to tasks: the sum of i % x over range(terms), terms being skipped at random."""

    def __init__(self, kind, values):
        if kind != "modulo-sum":
            raise ValueError("workload must be modulo-sum, got " + kind)
        self.tasks = int(values["tasks"])
        self.terms = int(values["terms"])
        self.keep = 1 - float(values["skip"])
        self.seed = int(values["seed"])
        self.source = values["random"]

    def seed_shared(self):
        """Gives the module's own generator the workload's seed."""
        random.seed(self.seed)

    def run(self, task, reached):
        x = task + 1
        if self.source == "NONE":
            return sum_all(x, self.terms, reached)
        if self.source == "SHARED":
            return sum_kept(x, self.terms, self.keep, random.random, reached)
        if self.source in ("PER_TASK", "MERSENNE_TWISTER"):
            own = random.Random(x << 64 | self.seed & (1 << 64) - 1)
            return sum_kept(x, self.terms, self.keep, own.random, reached)
        raise ValueError("no such random source here: " + self.source)


# The two loops are what is timed. They are written as one would write them in a program: an
# ordinary for, an ordinary call for each term. The function that draws is a parameter, so that a
# shared generator and one of the task's own cost the same to call, and a difference between them
# is a difference between generators. Looking up random.random for each term would be some per cent
# slower, on 3.8 a third. The blocks cost nothing: by count of machine instructions the loop is
# within half a per cent of one without them.


def sum_all(x, terms, reached):
    total = 0
    for first in range(0, terms, BLOCK):
        last = min(first + BLOCK, terms)
        for i in range(first, last):
            total += i % x
        reached(last - first)
    return total


def sum_kept(x, terms, keep, draw, reached):
    total = 0
    for first in range(0, terms, BLOCK):
        last = min(first + BLOCK, terms)
        for i in range(first, last):
            if draw() < keep:
                total += i % x
        reached(last - first)
    return total


# One trial: the models. Each starts the clock before it makes its pool and stops it when all
# results are in, and has ended its pool when it returns.


class Trial:
    def __init__(self, request):
        self.work = work_of(request["kind"], request["values"])
        self.workers = request["workers"]
        self.start_method = request["startMethod"]
        self.start = self.end = self.ready = 0
        self.cpu_start = self.cpu_end = 0
        self.children_cpu = 0
        self.done = [0] * self.work.tasks  # a slot a task: no two threads write the same one
        self.next_report = time.monotonic() + REPORT_SECONDS

    def start_clock(self):
        self.cpu_start = process_time_ns()
        self.start = self.ready = perf_counter_ns()

    def worker_is_ready(self):
        self.ready = perf_counter_ns()

    def stop_clock(self):
        self.end = perf_counter_ns()
        self.cpu_end = process_time_ns()

    def run(self, task, worker):
        def reached(units):
            self.done[task] += units
            self.report()

        return timed(self.work, task, worker, reached)

    async def run_async(self, task, worker):
        """The same on an event loop: work that can wait lets others run meanwhile."""
        if not hasattr(self.work, "run_async"):
            return self.run(task, worker)

        def reached(units):
            self.done[task] += units
            self.report()

        start = perf_counter_ns()
        try:
            # Without contexts nobody knows which of the tasks of a thread it is that prints.
            with printing_as(None if isinstance(printing, OfThread) else task):
                total = await self.work.run_async(task, reached)
        except BaseException as error:
            raise TaskFailed(task, worker, describe(error), trace_of(error))
        return task, total, worker, start, perf_counter_ns()

    def report(self):
        # Ten times a second whoever comes by first says it for all: writing gives the GIL away,
        # and more often would be felt.
        now = time.monotonic()
        if now >= self.next_report:
            self.next_report = now + REPORT_SECONDS
            say("progress", units=sum(self.done))


def timed(work, task, worker, reached):
    """Runs a task and returns its index, result, worker, start and end."""
    start = perf_counter_ns()
    try:
        with printing_as(task):
            total = work.run(task, reached)
    except BaseException as error:  # SystemExit too: the source may be anyone's
        raise TaskFailed(task, worker, describe(error), trace_of(error))
    return task, total, worker, start, perf_counter_ns()


# What tasks print.

LONGEST_LINE = 4096
LABELLED = "\x1etask %d\x1f%s\n"


class OfThread(threading.local):
    """In place of a context's variable, which Python 3.6 lacks."""

    value = None

    def get(self, default):
        return self.value

    def set(self, value):
        before, self.value = self.value, value
        return before

    def reset(self, before):
        self.value = before


try:
    import contextvars

    printing = contextvars.ContextVar("printing")
except ImportError:
    printing = OfThread()


class printing_as:
    """A context in which what is printed is a task's."""

    def __init__(self, task):
        self.task = task

    def __enter__(self):
        self.before = printing.set(self.task)

    def __exit__(self, *error):
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, Labelled):
                stream.end(self.task)
        printing.reset(self.before)


class Labelled(io.TextIOWrapper):
    """Standard output or error: whole lines, at once, each with the task that has printed it.

    Tasks on several threads, or on one event loop, print at the same time: what each has begun is
    kept apart until its line ends.
    """

    def __init__(self, descriptor):
        raw = open(descriptor, "wb", 0, closefd=False)
        super().__init__(raw, "utf-8", "backslashreplace", newline="\n", write_through=True)
        self.begun = {}
        self.own_lock = threading.RLock()

    def write(self, text):
        task = printing.get(None)
        if task is None:
            return super().write(text)
        with self.own_lock:
            *lines, rest = (self.begun.pop(task, "") + text).split("\n")
            *pieces, rest = cut(rest) or [""]
            if rest:
                self.begun[task] = rest
            for line in lines + pieces:
                super().write(LABELLED % (task + 1, line[:LONGEST_LINE]))
        return len(text)

    def end(self, task):
        """A task has ended, and with it its last line."""
        with self.own_lock:
            rest = self.begun.pop(task, "")
            if rest:
                super().write(LABELLED % (task + 1, rest))


def cut(text):
    return [text[at:at + LONGEST_LINE] for at in range(0, len(text), LONGEST_LINE)]


def label_output():
    sys.stdout = sys.__stdout__ = Labelled(1)
    sys.stderr = sys.__stderr__ = Labelled(2)


class TaskFailed(Exception):
    """Its arguments are the task's index, its worker, what happened and its trace."""


def blocking(trial):
    trial.start_clock()
    records = [trial.run(task, "main") for task in range(trial.work.tasks)]
    trial.stop_clock()
    return records


def threads(trial):
    def run(task):
        number = int(threading.current_thread().name.rpartition("_")[2]) + 1
        return trial.run(task, "thread-%d" % number)

    trial.start_clock()
    # Not in a with statement: after a failure it would wait for all other tasks.
    pool = thread_pool(trial.workers, "thread", trial.worker_is_ready)
    records = results([pool.submit(run, task) for task in range(trial.work.tasks)])
    trial.stop_clock()
    pool.shutdown()
    return records


def results(futures):
    """Waits for all results, or for the first failure."""
    done, _ = concurrent.futures.wait(futures, return_when=concurrent.futures.FIRST_EXCEPTION)
    if len(done) < len(futures):
        raise next(future.exception() for future in done if future.exception())
    return [future.result() for future in futures]


def event_loop(trial):
    async def run(task):
        return await trial.run_async(task, "loop")

    async def main():
        trial.worker_is_ready()
        records = await asyncio.gather(*[run(task) for task in range(trial.work.tasks)])
        trial.stop_clock()
        return records

    trial.start_clock()
    return run_loop(main())


def tasks_first(trial):
    async def run(task):
        return await trial.run_async(task, "loop")

    async def main():
        trial.worker_is_ready()
        tasks = [create_task(run(task)) for task in range(trial.work.tasks)]
        records = [await task for task in tasks]
        trial.stop_clock()
        return records

    trial.start_clock()
    return run_loop(main())


def processes(trial):
    relay = Relay(trial, "process", *multiprocessing.Pipe(False))
    context = keeping(relay.children, multiprocessing.get_context(trial.start_method))
    trial.start_clock()
    pool = process_pool(trial.workers, context, become_process, (trial.work, relay.writer))
    try:
        futures = [pool.submit(run_in_process, task) for task in range(trial.work.tasks)]
        say("children", pids=[child.pid for child in relay.children])
        records = results(futures)
    except Exception as error:
        raise relay.explained(error)
    trial.stop_clock()
    pool.shutdown()
    return relay.close(records)


def interpreters(trial):
    source, target = os.pipe()
    relay = Relay(trial, "interpreter", Pipe(source), Pipe(target))
    trial.start_clock()
    pool = concurrent.futures.InterpreterPoolExecutor(
        trial.workers, "interpreter", become_interpreter, (trial.work, target)
    )
    try:
        futures = [pool.submit(run_in_interpreter, task) for task in range(trial.work.tasks)]
        records = results(futures)
    except InTask as error:
        raise relay.explained(TaskFailed(*error.args))
    trial.stop_clock()
    pool.shutdown()
    return relay.close(records)


MODELS = {
    "blocking": blocking,
    "threads": threads,
    "eventLoop": event_loop,
    "tasksFirst": tasks_first,
    "processes": processes,
    "interpreters": interpreters,
}


# The workers of a pool of processes or interpreters, and what they tell their parent: that they are
# ready, and how far they have come, and live. A note is shorter than what a pipe takes in one piece,
# so that workers need no lock between them.

NOTE = struct.Struct("!cqqq")
READY, PROGRESS, ALIVE, END = b"r", b"p", b"a", b"e"

worker = None


class Worker:
    def __init__(self, work, pipe, number):
        self.work = work
        self.pipe = pipe
        self.number = number
        self.lock = threading.Lock()
        self.units = 0
        self.task = -1
        self.next_report = time.monotonic() + REPORT_SECONDS

    def note(self, kind, first, second):
        with self.lock:
            self.pipe.send_bytes(NOTE.pack(kind, self.number, first, second))

    def run(self, task):
        def reached(units):
            self.units += units
            now = time.monotonic()
            if now >= self.next_report:
                self.note(PROGRESS, task, self.units)
                self.units = 0
                self.next_report = now + REPORT_SECONDS

        self.task = task
        try:
            return timed(self.work, task, self.number, reached)
        finally:
            self.task = -1


def become_process(work, pipe):
    global worker
    label_output()
    # A forked child's generator was seeded anew by the random module, a spawned one's never was
    # seeded: so that "shared" means a copy of the parent's under every start method, it is set.
    work.seed_shared()
    worker = Worker(work, pipe, os.getpid())
    threading.Thread(target=end_with_parent, daemon=True).start()
    worker.note(READY, perf_counter_ns(), process_time_ns())


def end_with_parent():
    """Says now and then that this worker lives, until its parent does no more."""
    ended = parent_ended()
    try:
        while not ended(ALIVE_SECONDS):
            worker.note(ALIVE, worker.task, 0)
    finally:
        os._exit(1)


def run_in_process(task):
    return worker.run(task) + (process_time_ns(),)


# What stands for TaskFailed between interpreters, which only know exceptions of Python's own.
InTask = RuntimeError


def become_interpreter(work, target):
    global worker
    label_output()
    work.seed_shared()
    worker = Worker(work, Pipe(target), threading.get_ident())
    worker.note(READY, perf_counter_ns(), 0)


def run_in_interpreter(task):
    """Its processor time is its process's, which asks the clock itself."""
    try:
        return worker.run(task) + (0,)
    except TaskFailed as failed:
        raise InTask(*failed.args) from None


class Pipe:
    """One end of a pipe inside a process, with the methods of multiprocessing's connections."""

    def __init__(self, end):
        self.end = end

    def send_bytes(self, note):
        os.write(self.end, note)

    def recv_bytes(self, size):
        return os.read(self.end, size)

    def close(self):
        os.close(self.end)


def keeping(children, context):
    """The same context, but the processes it makes are kept: active_children() forgets the dead."""

    def process(*args, **keywords):
        child = context.Process(*args, **keywords)
        children.append(child)
        return child

    own = type(context)()
    own.Process = process
    return own


class Relay:
    """The parent's end of the workers' pipe, with a thread that reads it."""

    def __init__(self, trial, kind, reader, writer):
        self.trial = trial
        self.kind = kind
        self.reader = reader
        self.writer = writer
        self.children = []
        self.names = {}
        self.cpu = {}
        self.running = {}
        self.units = 0
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        trial = self.trial
        while True:
            kind, pid, first, second = NOTE.unpack(self.reader.recv_bytes(NOTE.size))
            if kind == READY:
                self.names[pid] = "%s-%d" % (self.kind, len(self.names) + 1)
                self.cpu[pid] = second
                trial.ready = max(trial.ready, first)
            elif kind == PROGRESS:
                self.running[pid] = first
                trial.done[first] += second
                trial.report()
            elif kind == ALIVE:
                say("alive", pid=pid, worker=self.names.get(pid, ""), task=first)
            else:
                return

    def close(self, records):
        """Takes what is left in the pipe, and gives pids their names."""
        self.writer.send_bytes(NOTE.pack(END, 0, 0, 0))
        self.thread.join()
        self.reader.close()
        self.writer.close()
        named = []
        for task, total, pid, start, end, cpu in records:
            self.cpu[pid] = max(cpu, self.cpu[pid])
            named.append((task, total, self.names[pid], start, end))
        self.trial.children_cpu = sum(self.cpu.values())
        return named

    def explained(self, error):
        """The same error with the name of the worker that threw it or died."""
        if isinstance(error, TaskFailed):
            task, pid, how, trace = error.args
            return TaskFailed(task, self.names.get(pid, "a new " + self.kind), how, trace)
        if isinstance(error, concurrent.futures.process.BrokenProcessPool):
            return self.death()
        return error

    def death(self):
        """Which worker died, and how: the pool ends all others with SIGTERM."""
        patience = time.monotonic() + END_SECONDS
        while time.monotonic() < patience:
            for child in self.children:
                status = child.exitcode
                if status not in (None, 0, -signal.SIGTERM):
                    how = "exit status %d" % status
                    if status < 0:
                        how = "killed by signal %d" % -status
                    name = self.names.get(child.pid, "a new process")
                    return TaskFailed(self.running.get(child.pid, -1), name, "it ended, " + how, [])
            time.sleep(0.005)
        return TaskFailed(-1, "a process", "it ended abruptly", [])


# The conversation.

out = -1
out_lock = threading.Lock()


def say(kind, **fields):
    line = json.dumps(dict(fields, say=kind)).encode("ascii") + b"\n"
    with out_lock:
        while line:
            line = line[os.write(out, line):]


def describe(error):
    line = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == OwnTasks.FILE:
            line = step.tb_lineno
        step = step.tb_next
    if isinstance(error, SyntaxError) and error.filename == OwnTasks.FILE:
        line = error.lineno
        error = type(error)(error.msg)
    where = "" if line is None else " (line %d)" % line
    return described(error)[: LONGEST_ERROR - len(where)] + where


def described(error):
    return " ".join(("%s: %s" % (type(error).__name__, error)).split())[:LONGEST_ERROR]


def trace_of(error):
    """A line for the error and each of its causes, and after it one for each frame of the user's."""
    lines = []
    for _ in range(MOST_CAUSES):
        if error is None:
            break
        lines.append(described(error)[:LONGEST_CAUSE])
        frames = []
        step = error.__traceback__
        while step is not None:
            if step.tb_frame.f_code.co_filename == OwnTasks.FILE:
                frames.append("\t%d %s" % (step.tb_lineno, step.tb_frame.f_code.co_name[:50]))
            step = step.tb_next
        lines += frames[:-MOST_FRAMES - 1:-1]  # the innermost first
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return lines


def fail(error):
    """Says what failed and ends: no other task is waited for."""
    if not isinstance(error, TaskFailed):
        error = TaskFailed(-1, "", describe(error), trace_of(error))
    task, at, how, trace = error.args
    say("failed", task=task, worker=str(at), error=how, trace=trace)
    end(1)


def end(status):
    """Ends this process and its children, at once."""
    try:
        if "temporary" in sys.argv[1:]:
            os.remove(__file__)
            os.rmdir(os.path.dirname(__file__))
    except OSError:
        pass  # whoever made it has removed it
    try:
        children = multiprocessing.active_children()
        for child in children:
            kill(child)
        patience = time.monotonic() + END_SECONDS
        for child in children:
            child.join(max(0, patience - time.monotonic()))
    finally:
        os._exit(status)


def listen(source, requests):
    """Reads requests until the end of input, then ends everything, whatever runs just now."""
    try:
        rest = b""
        while len(rest) <= LONGEST_REQUEST:
            more = os.read(source, 65536)
            if not more:
                break
            *lines, rest = (rest + more).split(b"\n")
            for line in lines:
                requests.put(line)
    finally:
        end(0)


def pulse():
    """Says now and then that this process lives, however long its tasks say nothing."""
    while True:
        time.sleep(ALIVE_SECONDS)
        say("alive", pid=os.getpid(), worker="", task=-1)


def hello():
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:
        processors = os.cpu_count() or 1
    say(
        "hello",
        implementation=platform.python_implementation(),
        version=version(),
        lock=lock(),
        jit=compiles(),
        switchInterval=sys.getswitchinterval(),
        startMethod=multiprocessing.get_start_method(),
        processors=processors,
    )


def version():
    """As such builds are called: with a t, the lock can be off."""
    info = sys.version_info
    number = "%d.%d.%d" % info[:3] + ("" if info[3] == "final" else info[3])
    return number + ("t" if sysconfig.get_config_var("Py_GIL_DISABLED") else "")


def lock():
    """Whether the global lock is on now: a build that can do without may have it on all the same."""
    return "on" if getattr(sys, "_is_gil_enabled", lambda: True)() else "off"


def compiles():
    """Whether there is a compiler at work while programs run."""
    jit = getattr(sys, "_jit", None)
    return platform.python_implementation() == "PyPy" or jit is not None and jit.is_enabled()


def answer(request):
    trial = Trial(request)
    trial.work.seed_shared()
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
        cpu=trial.cpu_end - trial.cpu_start + trial.children_cpu,
    )


def main():
    global out
    # The pipes are ours alone: what anything else prints goes to standard error.
    source, out = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    try:
        os.setsid()  # a terminal's Ctrl-C is meant for others
    except (AttributeError, OSError):
        pass
    label_output()
    requests = queue.Queue()
    threading.Thread(target=listen, args=(source, requests), daemon=True).start()
    hello()
    threading.Thread(target=pulse, daemon=True).start()
    while True:
        request = requests.get()
        try:
            answer(json.loads(request.decode("utf-8")))
        except Exception as error:
            fail(error)


if __name__ == "__main__":
    main()
