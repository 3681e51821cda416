"""How large the kernel's heap is, and who says so."""

import os
import subprocess

import pytest
from conftest import soon

from lab_tools import heap, kernelspec
from lab_tools.kernel_client import Kernel
from lab_tools.report import Problem

JAVA = ["java", "-Xms64m", "-cp", "jars", "Main"]
HEAP = "Runtime.getRuntime().maxMemory() >> 20"


def test_should_leave_the_heap_to_java_unless_told_otherwise():
    assert heap.with_heap(JAVA, {}) == JAVA
    assert heap.with_heap(JAVA, {"CONCURRENCY_LAB_SIZE": "full", heap.VARIABLE: ""}) == JAVA


def test_should_take_what_the_variable_says():
    for environ in {heap.VARIABLE: "2g"}, {heap.VARIABLE: "2g", "CONCURRENCY_LAB_SIZE": "small"}:
        assert heap.with_heap(JAVA, environ) == ["java", "-Xms64m", "-Xmx2g", "-cp", "jars", "Main"]


def test_should_take_little_at_the_small_size():
    assert "-Xmx512m" in heap.with_heap(JAVA, {"CONCURRENCY_LAB_SIZE": " Small "})


def test_should_leave_a_command_line_that_chooses_itself():
    own = ["java", "-Xmx128m", *JAVA[1:]]
    assert heap.with_heap(own, {heap.VARIABLE: "2g"}) == own


@pytest.mark.parametrize("wrong", ["lots", "2", "0g", "-1g", "1.5g", "2 g", "g", "²g", "2t"])
def test_should_refuse_a_heap_that_java_would_not_take(monkeypatch, capsys, wrong):
    monkeypatch.setenv(heap.VARIABLE, wrong)
    with pytest.raises(Problem, match="CONCURRENCY_LAB_HEAP must be a number with m or g behind it"):
        kernelspec.check_heap()
    assert heap.main(JAVA) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1 and repr(wrong) in said


@pytest.mark.parametrize("wished", soon(["128m", "700m", "3g", "20g"], "700m"))
def test_should_be_read_when_a_kernel_starts_and_fit_the_cache(ready, wished):
    with Kernel(env={heap.VARIABLE: wished, "CONCURRENCY_LAB_SIZE": None}) as kernel:
        expected = int(wished[:-1]) << (10 if wished.endswith("g") else 0)
        assert int(kernel.execute(HEAP).text()) == expected
        # Only a virtual machine that has mapped its cache holds it open.
        with open(f"/proc/{kernel.pid}/maps", encoding="utf-8") as maps:
            assert ".aot" in maps.read()


@pytest.mark.long
def test_should_be_a_quarter_of_what_there_is(ready):
    # Asked of Java itself, which knows a container's limit from the machine's memory.
    java = ready.jdk.tool("java")
    told = subprocess.run([java, "-XX:+PrintFlagsFinal", "-version"], capture_output=True, encoding="utf-8", check=True)
    flag = next(line for line in told.stdout.splitlines() if " MaxHeapSize " in line)
    usual = int(flag.split("=")[1].split()[0]) >> 20
    free = {heap.VARIABLE: None, "CONCURRENCY_LAB_SIZE": None}
    with Kernel(env=free) as kernel:
        here = int(kernel.execute(HEAP).text())
        assert here == usual
        pages = kernel.execute(
            "((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory"
            ".getOperatingSystemMXBean()).getTotalMemorySize() >> 20"
        )
        # Beyond 32 GB pointers would be twice as long.
        assert abs(here - min(int(pages.text()) / 4, 32 << 10)) <= 0.05 * here
    with Kernel(env={**free, "CONCURRENCY_LAB_SIZE": "small"}) as kernel:
        assert int(kernel.execute(HEAP).text()) == 512


def test_should_name_the_limit_and_the_variable_where_memory_ends(ready):
    with Kernel(env={heap.VARIABLE: "128m"}) as kernel:
        plain = kernel.execute("var much = new long[100_000_000];")
        assert "OutOfMemoryError" in plain.error["evalue"]
        assert plain.stderr.startswith("no memory was left for 'var much = new long[100_000_000];'")
        for model in "threads(2)", "processes(2)":
            task = kernel.execute(f'trials(1).warmups(0).run(tasks("much", 2, i -> new long[100_000_000].length), {model})')
            said = "\n".join(task.error["traceback"])
            assert "task 1 of 2 (much)" in said or "task 2 of 2 (much)" in said
            limit = "the heap of a child is 6" if model == "processes(2)" else "the heap is 128 MB"
            assert limit in said and "CONCURRENCY_LAB_HEAP" in said, said
        assert "the heap is 128 MB" in plain.stderr and "CONCURRENCY_LAB_HEAP=1g" in plain.stderr


@pytest.mark.skipif(os.name == "nt", reason="there the kernel is a child of its starter")
def test_should_start_one_process(ready):
    with Kernel(env={heap.VARIABLE: "600m"}) as kernel:
        assert kernel.execute("ProcessHandle.current().pid()").text() == str(kernel.pid)


def test_should_name_the_proxies_without_their_password():
    argv = heap.with_proxies(JAVA, {"HTTPS_PROXY": "http://anna:secret@proxy:3128", "NO_PROXY": "corp"})
    assert argv[:2] == JAVA[:2] and argv[-3:] == JAVA[-3:]
    assert {"-Dhttps.proxyHost=proxy", "-Dhttps.proxyPort=3128"} < set(argv)
    assert "secret" not in " ".join(argv) and "anna" not in " ".join(argv)
    assert heap.with_proxies(JAVA, {"NO_PROXY": "corp"}) == heap.with_proxies(JAVA, {}) == JAVA
