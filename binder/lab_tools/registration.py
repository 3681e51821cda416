"""The kernel in a Jupyter of the user's own, by a launcher that outlives every build."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import kernelspec, steps
from .places import KERNEL, LAB
from .report import Problem, replace, say
from .stamps import Stamps, write_atomically

# Jupyter's own rules of where things go; they live in the environment, not in the Python that runs this script.
_DATA = "from jupyter_core.paths import jupyter_data_dir; print(jupyter_data_dir())"
_INSTALL = """
import sys
from jupyter_client.kernelspec import KernelSpecManager
folder, name, prefix = sys.argv[1:]
options = {"prefix": prefix} if prefix else {"user": True}
print(KernelSpecManager().install_kernel_spec(folder, name, **options))
"""


def register(ready, prefix):
    """For the user, or for the environment at a prefix."""
    environment = ready.environment
    if prefix and os.path.realpath(prefix) == os.path.realpath(environment.prefix):
        raise Problem(f"the kernel is in {prefix} already, which is the lab's own: run this with another Python, or --user")
    # Not the JDK and the jars of today, which the next build replaces: whoever knows those of then.
    spec = kernelspec.spec([str(environment.python), str(LAB), "_start"])
    with tempfile.TemporaryDirectory() as folder:
        write_atomically(Path(folder) / "kernel.json", kernelspec.text(spec))
        where = _inside(environment, _INSTALL, folder, KERNEL, prefix or "")
    say(f"{spec['display_name']} is in {where}; take it out again: binder/lab kernel --remove")
    return 0


def remove(environment, prefix):
    if prefix:
        where = Path(prefix) / "share" / "jupyter"
    else:
        where = Path(_inside(environment, _DATA))
    where = where / "kernels" / KERNEL
    if not where.is_dir():
        raise Problem(f"no kernel of the lab is in {where}: binder/lab kernel -h tells where else it may be")
    if os.path.realpath(where) == os.path.realpath(environment.kernelspec.parent):
        raise Problem(f"{where} is the lab's own kernel: remove {environment.prefix} as a whole, or name --user")
    shutil.rmtree(where)
    say(f"removed {where}")
    return 0


def _inside(environment, code, *arguments):
    if not environment.python.exists():
        raise Problem("this needs the lab's environment: run binder/lab setup")
    done = subprocess.run([str(environment.python), "-c", code, *arguments], capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        raise Problem(f"Jupyter refuses ({last}): choose another place, binder/lab kernel --user or --sys-prefix")
    return done.stdout.strip().splitlines()[-1]


def start(environment, connection_file):
    """What Jupyter calls: this process becomes the kernel as last built."""
    spec = kernelspec.present(environment)
    if not spec:
        raise Problem(f"the kernel is not built: run {LAB} setup")
    from . import java

    if steps.todo(environment, Stamps(environment), java.find()):
        print(f"binder/lab: this kernel is older than its sources: run {LAB} setup", file=sys.stderr, flush=True)
    return replace([connection_file if a == "{connection_file}" else a for a in spec["argv"]], dict(os.environ))
