"""Libraries that cells bring along, beside those of the kernel."""

import subprocess
import time

import pytest

NETTY = "io.netty:netty-common:4.2.13.Final"
CLASSGRAPH = "io.github.classgraph:classgraph:4.8.184"

LIBRARY = {
    "Shape": "package shapes; public interface Shape {}",
    "Circle": "package shapes; public final class Circle implements Shape {}",
    "Shapes": """
        package shapes;

        import io.github.classgraph.ClassGraph;
        import java.util.List;

        public final class Shapes {
          public static List<String> known() {
            try (var found = new ClassGraph().enableClassInfo().acceptPackages("shapes").scan()) {
              return found.getClassesImplementing(Shape.class).getNames();
            }
          }
        }
        """,
}


def _build(jdk, folder, class_path):
    """The library as a jar."""
    for name, text in LIBRARY.items():
        (folder / f"{name}.java").write_text(text, encoding="utf-8")
    sources = [folder / f"{name}.java" for name in LIBRARY]
    classes, jar = folder / "classes", folder / "shapes.jar"
    subprocess.run([jdk.tool("javac"), "-proc:none", "-cp", class_path, "-d", classes, *sources], check=True)
    subprocess.run([jdk.tool("jar"), "--create", "--file", jar, "-C", classes, "."], check=True)
    return jar


@pytest.mark.long
def test_should_run_a_library_that_looks_for_classes_with_classgraph(ready, fresh_kernel, tmp_path):
    """Tablesaw, which is the kernel's, asks for it too, and there is only one class of that name to have."""
    assert fresh_kernel.execute("published().summary()").error is None

    assert fresh_kernel.execute(f"%maven {CLASSGRAPH}").error is None
    location = "io.github.classgraph.ClassGraph.class.getProtectionDomain().getCodeSource().getLocation()"
    real = fresh_kernel.execute(f"java.nio.file.Path.of({location}.toURI())")
    assert real.error is None and real.text().endswith("classgraph-4.8.184.jar")
    jar = _build(ready.jdk, tmp_path, real.text())
    assert fresh_kernel.execute(f"%classpath {jar}").error is None
    known = fresh_kernel.execute("shapes.Shapes.known()")
    assert known.error is None and known.text() == "[shapes.Circle]"

    file = tmp_path / "figures.csv"
    file.write_text("model,seconds\nblocking,1.5\n", encoding="utf-8")
    read = fresh_kernel.execute(f'tech.tablesaw.api.Table.read().csv("{file.as_posix()}").rowCount()')
    assert read.error is None and read.text() == "1"


@pytest.mark.long
def test_should_run_tasks_in_a_pool_of_a_library(fresh_kernel):
    """Netty's event executors, under which Vert.x and others run: they take no thread factory of ours."""
    assert fresh_kernel.execute(f"%maven {NETTY}").error is None
    cell = """
    import io.netty.util.concurrent.DefaultEventExecutorGroup;
    var netty = executor("netty", n -> new DefaultEventExecutorGroup(n));
    """
    assert fresh_kernel.execute(cell).error is None
    outcome = fresh_kernel.execute('var r = run(tasks("squares", 8, i -> i * i), blocking(), netty.withWorkers(2)); r')
    assert outcome.error is None, outcome.error
    assert "netty" in outcome.text() and "not measured" not in outcome.text()
    lanes = fresh_kernel.execute("r.timeline(netty.withWorkers(2))")
    assert lanes.error is None, lanes.error
    assert "defaultEvent" in lanes.text()
    scaled = fresh_kernel.execute('scaling(tasks("squares", 8, i -> i * i), netty, 1, 2)')
    assert scaled.error is None, scaled.error
    failed = fresh_kernel.execute('run(tasks("failing", 2, i -> 1 / (i - i)), netty.withWorkers(2))')
    assert "task " in failed.error["evalue"] and "/ by zero" in failed.error["evalue"]

    endless = fresh_kernel.submit('run(tasks("endless", 2, i -> { while (true) { } }), netty.withWorkers(2))')
    fresh_kernel.wait_until_busy(endless)
    time.sleep(1)
    fresh_kernel.interrupt()
    stopped = fresh_kernel.result(endless, 30)
    assert stopped.error is not None
    threads = 'Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("defaultEvent")).count()'
    for _ in range(50):
        left = fresh_kernel.execute(threads).text()
        if left == "0":
            break
        time.sleep(0.1)
    assert left == "0"
