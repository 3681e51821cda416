"""The kernel in a Jupyter of the user's own: registered, packed, taken out again."""

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from conftest import BINDER, ROOT, lab
from lab_tools import kernelspec, registration, wheel
from lab_tools.kernel_client import Kernel
from lab_tools.places import KERNEL, LAB, Environment
from lab_tools.report import Problem


@pytest.fixture
def mine(tmp_path):
    """Where a user's own Jupyter looks."""
    return tmp_path / "data", {"JUPYTER_DATA_DIR": str(tmp_path / "data")}


def test_should_register_a_launcher_and_take_it_out_again(ready, mine):
    data, env = mine
    done = lab("kernel", "--user", env=env)
    assert done.returncode == 0, done.stderr
    spec = json.loads((data / "kernels" / KERNEL / "kernel.json").read_text())
    # Nothing in it that a build or a git pull replaces.
    assert spec["argv"] == [str(ready.environment.python), str(LAB), "_start", "{connection_file}"]
    assert "kernel --remove" in done.stdout
    done = lab("kernel", "--remove", env=env)
    assert done.returncode == 0 and not (data / "kernels" / KERNEL).exists()
    done = lab("kernel", "--remove", env=env)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert "no kernel of the lab is in" in done.stderr


def test_should_become_the_kernel_as_last_built(ready):
    launcher = [str(ready.environment.python), str(LAB), "_start", "{connection_file}"]
    with Kernel(command=lambda argv: launcher) as kernel:
        said = kernel.execute('ProcessHandle.current().pid() + " " + System.getProperty("java.class.path")')
        pid, path = said.text().split(" ", 1)
        assert int(pid) == kernel.pid
        assert path.split(os.pathsep)[:-1] == kernelspec.class_path(ready.environment)
        assert kernel.execute("published().bars()").text("image/svg+xml")


def test_should_say_so_if_it_is_not_built(tmp_path):
    with pytest.raises(Problem, match="the kernel is not built: run .* setup"):
        registration.start(Environment(tmp_path, own=True), "connection.json")


def test_should_not_put_a_launcher_in_the_place_of_what_it_launches(ready):
    with pytest.raises(Problem, match="is in .* already"):
        registration.register(ready, str(ready.environment.prefix))
    with pytest.raises(Problem, match="the lab's own kernel"):
        registration.remove(ready.environment, str(ready.environment.prefix))


def test_should_register_with_the_environment_of_the_python_that_runs_it(ready, tmp_path):
    venv.create(tmp_path / "theirs", with_pip=False)
    python = tmp_path / "theirs" / "bin" / "python"
    run = [str(python), str(LAB), "kernel", "--sys-prefix"]
    subprocess.run(run, check=True, capture_output=True, cwd=ROOT)
    folder = tmp_path / "theirs/share/jupyter/kernels" / KERNEL
    assert json.loads((folder / "kernel.json").read_text())["argv"][1] == str(LAB)
    subprocess.run([*run, "--remove"], check=True, capture_output=True, cwd=ROOT)
    assert not folder.exists()


DRAW = """
import sys
sys.path.insert(0, sys.argv[1])
from lab_tools.kernel_client import Kernel
with Kernel() as kernel:
    print(kernel.execute('System.getProperty("java.class.path")').text())
    chart = kernel.execute("published().bars()")
    print(chart.error, sorted(chart.outputs[0]["data"]))
"""


@pytest.mark.long
def test_should_install_from_a_package_and_draw(ready, tmp_path):
    assert lab("wheel", timeout=600).returncode == 0
    file = ROOT / "target" / f"concurrency_lab-{wheel.version()}-py3-none-any.whl"
    # Elsewhere, so that nothing of the repository is in reach.
    file = Path(shutil.copy(file, tmp_path))
    theirs = tmp_path / "theirs"
    subprocess.run([sys.executable, "-m", "venv", str(theirs)], check=True)
    python = theirs / "bin" / "python"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER_", "PYTHON"))}
    argv = [str(python), "-m", "pip", "install", "-q", str(file), "jupyter_client"]
    subprocess.run(argv, check=True, env=env, cwd=tmp_path)
    done = subprocess.run([str(python), "-c", DRAW, str(BINDER)], env=env, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    path, drawn = done.stdout.splitlines()[-2:]
    assert all(Path(p).is_relative_to(theirs) for p in path.split(os.pathsep)), path
    assert drawn.startswith("None ") and "image/svg+xml" in drawn
    # What it says where there is no JDK.
    none = {"PATH": "/nowhere", "HOME": str(tmp_path), "CONCURRENCY_LAB_JDK": str(tmp_path)}
    done = subprocess.run([str(python), "-m", "concurrency_lab", "c.json"], env=none, capture_output=True, text=True)
    assert done.returncode == 1 and "has no bin/java" in done.stderr
