"""The kernel as a notebook sees it: imports, rendering, progress, errors."""

import re
import subprocess
from pathlib import Path

import pytest
from lab_tools import kernelspec
from lab_tools.kernel_client import Kernel

SMALL = "article().terms(20_000)"


def test_should_import_everything_without_being_asked(kernel):
    outcome = kernel.execute("article()")
    assert outcome.error is None
    assert "15 tasks of" in outcome.text()


def test_should_import_everything_at_once(ready):
    """One by one they would take as long as the rest of the kernel's start."""
    with Kernel() as kernel:  # to which no other test has added an import
        assert_everything_is_imported_at_once(kernel)


def assert_everything_is_imported_at_once(kernel):
    shell = "((org.dflib.jjava.kernel.JavaKernel) org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel()).getJShell()"
    outcome = kernel.execute(f'{shell}.imports().filter(i -> i.source().contains("concurrencylab")).count()')
    assert outcome.error is None and outcome.text() == "1"
    own = kernel.execute('Pattern.compile("a") + BigInteger.TWO.toString() + new ArrayList<URI>() + Duration.ZERO')
    assert own.error is None and own.text() == "a2[]PT0S"


def test_should_install_twice_without_harm(kernel):
    again = kernel.execute(
        "new io.github.concurrencylab.notebook.LabExtension()"
        ".install(org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel())"
    )
    assert again.error is None
    assert kernel.execute("published()").error is None


def test_should_draw_a_report_as_table_and_chart(kernel):
    outcome = kernel.execute(f"run({SMALL}, blocking(), threads(2))")
    assert outcome.error is None
    everything = "".join(str(o["data"].get("text/html", "")) for o in outcome.outputs)
    assert "<table" in everything and "threads(2)" in everything
    assert "threads(2)" in outcome.text()


def test_should_draw_a_chart_as_svg_png_and_text(kernel):
    outcome = kernel.execute("published().bars()")
    data = outcome.outputs[-1]["data"]
    assert "<svg" in data["image/svg+xml"] and "seconds" in data["image/svg+xml"]
    assert data["image/png"].startswith("iVBOR")
    assert "threads(16)" in data["text/plain"]


def test_should_draw_a_table_as_html_and_text(kernel):
    data = kernel.execute("published().summary()").outputs[-1]["data"]
    assert "<table" in data["text/html"] and "eventLoop" in data["text/html"]
    assert "eventLoop" in data["text/plain"]


def test_should_update_the_progress_in_place(kernel):
    outcome = kernel.execute("trials(3).warmups(0).run(article().terms(20_000_000), blocking(), threads(2))")
    assert outcome.error is None
    assert outcome.updates >= 3
    shown = " ".join(str(o["data"].get("text/plain", "")) for o in outcome.outputs)
    assert re.search(r"6 (of 6 )?trials in", shown)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("threads(0)", "workers must be at least 1, got 0"),
        ("processes(-1)", "workers must be at least 1, got -1"),
        ("article().tasks(0)", "tasks must be at least 1, got 0"),
        ("article().terms(-5)", "terms must be at least 1, got -5"),
        ("article().skip(1.5)", "skip must be between 0 and 1, got 1.5"),
        ("article().random(null)", "random must be given, got null"),
        ("trials(0)", "trials must be at least 1, got 0"),
        ("run(article())", "models must be at least 1, got 0"),
        ("run(null, blocking())", "workload must be given, got null"),
        ('published().compare("nobody")', "nobody"),
    ],
)
def test_should_answer_bad_input_in_one_line(kernel, cell, words):
    error = kernel.execute(cell).error
    assert error is not None
    assert words in error["evalue"]
    assert "\n" not in error["evalue"].strip()
    assert not any("jdk.jshell" in line or "jdk.internal" in line for line in error["traceback"])


def test_should_keep_what_a_cell_holds_when_it_runs_twice(kernel):
    cell = f"var twice = run({SMALL}, blocking()); twice.summary()"
    assert kernel.execute(cell).error is None
    assert kernel.execute(cell).error is None
    assert kernel.execute("twice.summary()").error is None


def test_should_start_without_a_word_if_the_cache_does_not_fit(ready, tmp_path):
    def said(argv):
        argv = [a for a in argv if a != "{connection_file}"]
        done = subprocess.run([*argv[: argv.index("-cp")], "-version"], capture_output=True, encoding="utf-8")
        assert done.returncode == 0
        # Whether the JDK's own archive is in use may differ; a warning may not come.
        return (done.stdout + done.stderr).replace(", sharing)", ")")

    argv = kernelspec.virtual_machine(kernelspec.present(ready.environment))
    option = next(a for a in argv if a.startswith("-XX:AOTCache="))
    assert Path(option.partition("=")[2]).is_file()
    spoilt = tmp_path / "spoilt.aot"
    spoilt.write_bytes(b"no cache")
    for other in (spoilt, tmp_path / "absent.aot"):
        with_other = [f"-XX:AOTCache={other}" if a == option else a for a in argv]
        assert said(with_other) == said([a for a in argv if a != option])


def test_should_run_from_the_cache(fresh_kernel):
    # Only a virtual machine that has mapped its cache holds it open.
    assert ".aot" in Path(f"/proc/{fresh_kernel.pid}/maps").read_text()


def _profiles(argv):
    """The profiles in the cache that a command line names, as its virtual machine lists them, a line each."""
    telling = ["-XX:+UnlockDiagnosticVMOptions", "-XX:+AOTPrintTrainingInfo"]
    options = [a for a in argv[1:-2] if not a.startswith("-Xlog")]
    done = subprocess.run([argv[0], *telling, *options, "-version"], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    head, found, rest = done.stdout.partition("Archived TrainingData Dictionary\n")
    assert found, "the virtual machine did not open its cache: " + done.stdout + done.stderr
    return [line for line in rest.splitlines() if re.match(r"\s*\d+: ", line)]


def test_should_hold_no_profile_in_the_caches(ready, tmp_path):
    """A profile of the training session would decide how measured code is compiled."""
    kernel = kernelspec.virtual_machine(kernelspec.present(ready.environment))
    assert _profiles(kernel) == []
    jars = kernelspec.class_path(ready.environment)
    cache = Path(jars[0]).with_name("concurrency-lab-child.aot")
    child = [kernel[0], f"-XX:AOTCache={cache}", "-Xmx32m", "-XX:+UseSerialGC", "-cp", jars[0], "Main", ""]
    assert cache.is_file() and _profiles(child) == []

    # That it would see one: what the same JDK trains without the option.
    trained = tmp_path / "trained.aot"
    source = tmp_path / "Hot.java"
    source.write_text("class Hot { public static void main(String[] a) { for (int i = 0; i < 1_000_000; i++) Integer.toString(i); } }")
    subprocess.run([ready.jdk.tool("javac"), "-d", tmp_path, source], check=True)
    jar = tmp_path / "hot.jar"
    subprocess.run([ready.jdk.tool("jar"), "cf", jar, "-C", tmp_path, "Hot.class"], check=True)
    hot = [kernel[0], "-cp", str(jar)]
    subprocess.run([hot[0], f"-XX:AOTCacheOutput={trained}", *hot[1:], "Hot"], check=True, capture_output=True)
    assert any("java/lang/Integer" in line for line in _profiles([hot[0], f"-XX:AOTCache={trained}", *hot[1:], "Hot", ""]))


def test_should_end_when_told_to_even_beside_a_stopped_cell_that_goes_on(fresh_kernel):
    assert fresh_kernel.execute("1 + 1").text() == "2"
    endless = fresh_kernel.submit("while (true) {}")
    fresh_kernel.wait_until_busy(endless)
    fresh_kernel.interrupt()
    assert fresh_kernel.result(endless).error is not None
    fresh_kernel.manager.request_shutdown()
    # By itself: Jupyter's own end to its patience, a signal, is not sent here.
    assert fresh_kernel.wait(30) == 0


def test_should_read_a_table_from_a_file(kernel, tmp_path):
    file = tmp_path / "figures.csv"
    file.write_text("model,seconds\nblocking,29.5\nthreads,31.25\n")
    outcome = kernel.execute(f'Table.read().csv("{file}")')
    assert outcome.error is None
    assert "31.25" in outcome.text()
