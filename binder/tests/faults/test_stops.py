"""The stop button and every kind of loop and wait: idle within half a second, no thread of the cell's goes on."""

import time

import pytest
from leftovers import wait_until, wait_until_running

from .conftest import Lab, rests

MOST_SECONDS = 0.5

SPIN = "{ long k = 0; while (true) { k++; if (k < 0) return k; } }"
SWALLOWS = "{ long k = 0; while (true) { try { k += k % 3 + 1; if (k < 0) return k; } catch (Throwable t) { k = 0; } } }"
STREAM = "java.util.stream.LongStream"

# Each in a kernel that has run those before it. What a cell declares, the next one declares anew.
CASES = {
    "counted loop": "for (long i = 0; i < Long.MAX_VALUE; i++) if (i < 0) System.out.println(i);",
    "counted loop over int": "long s = 0; for (int r = 0; r < 2_000_000_000; r++) for (int i = 0; i < 1_000_000; i++) s += i ^ r;",
    "uncounted loop": "long k = 0; while (true) { k++; if (k < 0) break; }",
    "do-while loop": "long k = 0; do { k += 2; } while (k != 1);",
    "nested loops": "long k = 0; while (k >= 0) { for (int i = 0; i < 10; i++) for (int j = 0; j < 10; j++) k = (k + i * j) & 0xFFFF; }",
    "loop left by a label": "outer: while (true) { for (int i = 0; ; i++) { if (i > 100) continue outer; } }",
    "loop over a switch": "int state = 0; while (state < 2) { switch (state) { case 0 -> state = 1; default -> state = 0; } }",
    "recursion without end": "int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); } fibonacci(90)",
    "mutual recursion": (
        "int even(int n) { return n == 0 ? 0 : odd(n - 1) + odd(n - 1); }"
        " int odd(int n) { return n == 0 ? 1 : even(n - 1) + even(n - 1); } even(90)"
    ),
    "loop of a class's own method": (
        "class Counter { long n; long forever() { while (n >= 0) n = (n + 1) & 0xFFFF; return n; } } new Counter().forever()"
    ),
    "loop over a collection": "var ones = new ArrayList<>(List.of(1, 2, 3)); while (true) { for (int i : ones) ones.set(0, i); }",
    "catch-all": f"long swallow() {SWALLOWS} swallow()",
    "catch-all around sleep": "while (true) { try { Thread.sleep(10_000); } catch (Throwable t) { } }",
    "finally with a loop": "long k = 0; try { while (k >= 0) k = (k + 1) & 0xFF; } finally { while (k >= 0) k = (k + 1) & 0xFF; }",
    "stream without end": f"{STREAM}.iterate(1, x -> x + 1).filter(x -> x < 0).findFirst()",
    "parallel stream": f"{STREAM}.range(0, 1_000).parallel().map(i -> {SPIN}).sum()",
    "sleep": "Thread.sleep(1_000_000);",
    "park": "while (true) java.util.concurrent.locks.LockSupport.park();",
    "wait": "var lock = new Object(); synchronized (lock) { while (true) lock.wait(); }",
    "queue": "new LinkedBlockingQueue<Integer>().take()",
    "latch": "new CountDownLatch(1).await();",
    "lock held by another thread": (
        "var lock = new java.util.concurrent.locks.ReentrantLock();"
        f' Thread.ofPlatform().daemon().start(() -> {{ lock.lock(); try {{ long k = 0; while (k >= 0) k = (k + 1) & 0xFF; }}'
        " finally { lock.unlock(); } }); Thread.sleep(50); lock.lock(); lock.unlock();"
    ),
    "monitor held by another thread": (
        "var lock = new Object();"
        " Thread.ofPlatform().daemon().start(() -> { synchronized (lock) { while (true) { } } });"
        " Thread.sleep(50); synchronized (lock) { while (true) { } }"
    ),
    "I/O on a channel": "java.nio.channels.ServerSocketChannel.open().bind(new InetSocketAddress(0)).accept()",
    "I/O of a child process": 'new ProcessBuilder("sleep", "1000").start().waitFor()',
    "own threads": f"for (int i = 0; i < 3; i++) new Thread(() -> {SPIN.replace('return k', 'return')}).start(); Thread.sleep(1_000_000);",
    "own threads that sleep": (
        "for (int i = 0; i < 3; i++) new Thread(() -> { while (true) { try { Thread.sleep(300_000); } catch (Exception e) { } } })"
        ".start(); Thread.sleep(1_000_000);"
    ),
    "virtual threads": (
        f"for (int i = 0; i < 3; i++) Thread.startVirtualThread(() -> {SPIN.replace('return k', 'return')}); Thread.sleep(1_000_000);"
    ),
    "virtual threads that sleep": (
        "for (int i = 0; i < 100; i++) Thread.startVirtualThread(() -> { try { Thread.sleep(300_000); } catch (Exception e) { } });"
        " Thread.sleep(1_000_000);"
    ),
    "pool of one's own": f"var pool = Executors.newFixedThreadPool(2); pool.submit(() -> {SPIN}); pool.submit(() -> {SPIN}).get()",
    "pool that swallows": f"Executors.newCachedThreadPool().submit(() -> {SWALLOWS}).get()",
    "common pool": f"CompletableFuture.supplyAsync(() -> {SPIN}).join()",
    "fork/join pool": f"new ForkJoinPool(2).submit(() -> {SPIN}).join()",
    "timer": "new Timer(true).schedule(new TimerTask() { public void run() { while (true) { } } }, 0); Thread.sleep(1_000_000);",
    "several statements": "int a = 1;\nint b = 2;\nwhile (a < b) { a = (a + 1) % 2; }\nint c = 3;\nwhile (true) { }",
    "%%timeit": "%%timeit\nlong k = 0; while (k >= 0) k = (k + 1) & 0xFF;",
    "%timeit": "%timeit -r 10000 Math.sqrt(System.nanoTime())",
    "coverage": "coverage(10_000)",
    "sameDistribution": "sameDistribution(article().terms(10_000), 100_000)",
    "run in a future": f'CompletableFuture.supplyAsync(() -> run(tasks("spin", 2, i -> {SPIN}), threads(2))).join()',
    "verify that loops": f'run(tasks("quick", 2, i -> i).verify(all -> {{ while (true) {{ }} }}), blocking())',
}
MODELS = [
    "blocking()",
    "threads(2)",
    "eventLoop()",
    "eventLoop().createTasksFirst()",
    "processes(2)",
    "virtualThreads()",
    "forkJoin(2)",
    "parallelStream()",
    "gil(2)",
    "gil(2).everyTicks(100)",
]
CASES |= {f"own work under {model}": f'run(tasks("spin", 4, i -> {SPIN}), {model})' for model in MODELS}
CASES |= {
    f"own work that swallows under {model}": f'run(tasks("swallows", 4, i -> {SWALLOWS}), {model})'
    for model in ("blocking()", "threads(2)", "virtualThreads()", "forkJoin(2)", "parallelStream()", "eventLoop()", "gil(2)")
}
CASES["own work that waits for a monitor under gil(2)"] = (
    f'Object monitor = new Object(); run(tasks("waits", 4, i -> {{ synchronized (monitor) {SPIN} }}), gil(2))'
)


# Threads with code of cells on their stack; one that waits in a pool for more work has none.
GO_ON = (
    "Thread.getAllStackTraces().entrySet().stream().filter(e -> e.getKey() != Thread.currentThread()"
    ' && Arrays.stream(e.getValue()).anyMatch(f -> f.getClassName().startsWith("REPL.")))'
    ".map(e -> e.getKey().getName()).toList().toString()"
)


@pytest.fixture
def nothing_goes_on(lab, fault):
    """No thread runs code of the cell's, no process is left, and the kernel rests."""

    def check():
        fault.left += lab.processes()
        going_on = lab.value(GO_ON)
        fault.left += [] if going_on == "[]" else [going_on]
        assert fault.left == []
        wait_until(lambda: rests(lab.pid), "the kernel rests")

    return check


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        # Every third of them each time.
        pytest.param(kind, code, marks=[pytest.mark.fault(f"stop: {kind}"), *([pytest.mark.long] if number % 3 else [])])
        for number, (kind, code) in enumerate(CASES.items())
    ],
    ids=list(CASES),
)
def test_should_stop_every_kind_of_loop_and_wait(lab, fault, nothing_goes_on, kind, code):
    def attempt():
        begun = lab.folder / "begun"
        begun.unlink(missing_ok=True)
        cell = lab.submit(code if code.startswith("%") else f'new File("begun").createNewFile();\n{code}')
        if not code.startswith("%"):
            wait_until(begun.exists, "the cell has begun")
        time.sleep(0.7)
        pressed = time.monotonic()
        lab.interrupt()
        outcome = lab.result(cell, timeout=60)
        seconds = time.monotonic() - pressed
        assert outcome.error is not None
        return seconds

    fault.within(MOST_SECONDS, attempt)
    nothing_goes_on()
    assert lab.value("20 + 1 + 21") == "42"


@pytest.mark.fault("stop: a thread of an earlier cell goes on")
def test_should_spare_what_ran_before_the_cell_and_end_it_at_rest(lab, nothing_goes_on):
    lab.value(
        "var ticks = new java.util.concurrent.atomic.AtomicLong();"
        " Thread.ofPlatform().daemon().start(() -> { while (true) { ticks.incrementAndGet();"
        " try { Thread.sleep(5); } catch (InterruptedException told) { return; } } });"
        " 0"
    )
    cell = lab.submit("while (true) { }")
    time.sleep(0.7)
    lab.interrupt()
    assert lab.result(cell).error is not None
    assert lab.value("long t0 = ticks.get(); Thread.sleep(200); ticks.get() > t0") == "true"
    lab.interrupt()
    time.sleep(1)  # it is to be taken while no cell runs
    nothing_goes_on()
    assert lab.value("long t1 = ticks.get(); Thread.sleep(200); ticks.get() == t1") == "true"


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("try (var socket = new ServerSocket(0)) { socket.accept(); } return i;", "accept"),
        ("return BigInteger.valueOf(7).pow(200_000_000).bitLength();", "BigInteger"),
    ],
    ids=["native code", "a library's loop"],
)
@pytest.mark.long
@pytest.mark.fault("stop: what cannot be stopped keeps nobody waiting")
def test_should_let_the_lock_go_and_name_the_thread(ready, tmp_path, fault, code, where):
    with Lab(tmp_path / "lab") as lab:
        cell = lab.submit(f'run(tasks("stubborn", 1, i -> {{ {code} }}), blocking())')
        wait_until_running(lab)
        time.sleep(2)  # in the task, which the lab itself cannot end
        pressed = time.monotonic()
        lab.interrupt()
        assert lab.result(cell).error is not None
        fault.idle = time.monotonic() - pressed
        text = lab.value('trials(1).warmups(0).run(tasks("next", 2, i -> i), blocking())', timeout=20)
        assert "stopped, but still running: thread jjava-exec-" in text
        assert where in text
        assert "restart the kernel to end it" in text
        assert "another measurement" not in text


@pytest.mark.fault("stop: full speed afterwards")
def test_should_run_at_full_speed_again(lab):
    loop = (
        "long sum = 0; long speed() { long t = System.nanoTime(), s = 0;"
        " for (int i = 0; i < 300_000_000; i++) s += i ^ s >> 3; sum += s; return System.nanoTime() - t; }"
    )
    best = "java.util.stream.LongStream.range(0, 6).map(i -> speed()).min().getAsLong()"
    before = int(lab.value(f"{loop} {best}"))
    cell = lab.submit("while (true) speed();")
    time.sleep(0.7)
    lab.interrupt()
    assert lab.result(cell).error is not None
    assert int(lab.value(best)) < 2 * before
