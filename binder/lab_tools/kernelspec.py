"""What tells Jupyter about our kernel, and JupyterLab how to behave."""

import hashlib
import json
import os
from pathlib import Path

from . import heap
from .places import KERNEL
from .report import Problem
from .stamps import write_atomically


# JupyterLab shows a drawing as an image, which takes a theme from the page alone: and a dark page does not say that it is.
DARK_CHARTS = '[data-jp-theme-light="false"] .jp-OutputArea img[src^="data:image/svg"] { color-scheme: dark; }\n'
LOGGING = "handlers=java.util.logging.ConsoleHandler\n.level=WARNING\n"


def check_path(environment):
    """Refuses, early and in words, the few paths that Java's class path cannot hold."""
    for character in os.pathsep + "*?":
        if character in str(environment.prefix):
            raise Problem(
                f"the path {environment.prefix} holds a '{character}', which Java's class path cannot: "
                "move or rename the folder"
            )


def cache(environment, jars):
    """The ahead-of-time cache for kernels with these jars, beside the lab's own."""
    names = "\n".join(map(str, [*jars, environment.jjava]))
    return jars[0].with_name(f"kernel-{hashlib.sha256(names.encode()).hexdigest()[:16]}.aot")


def check_heap():
    """Refuses, early and in words, a heap that no kernel would start with."""
    try:
        heap.chosen(os.environ)
    except ValueError as e:
        raise Problem(str(e)) from None


def command(jdk, jars, jjava, logging, aot=None):
    """The kernel's command line but for its heap and the connection file: one JVM."""
    # Classes and profiles of an earlier run; a cache that does not fit is passed over in silence.
    caches = [f"-XX:AOTCache={aot}", "-Xlog:aot*=off"] if aot else []
    return [
        str(jdk.tool("java")),
        *caches,
        # JJava reaches into JShell to interrupt and to print.
        "--add-opens",
        "jdk.jshell/jdk.jshell=ALL-UNNAMED",
        # The stop button ends a cell's virtual threads too, which only this lists.
        "--add-exports",
        "java.base/jdk.internal.vm=ALL-UNNAMED",
        # It puts a map of ours into the kernel's class loader, in a final field.
        *(["--enable-final-field-mutation=ALL-UNNAMED"] if jdk.feature >= 26 else []),
        # Reading the processors' load goes through native code; without this a warning is printed.
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.awt.headless=true",
        # Whatever it may grow to, it starts small.
        "-Xms64m",
        f"-Djava.util.logging.config.file={logging}",
        "-cp",
        # Ours first: the kernel asks the extensions in the order of the class path.
        os.pathsep.join(map(str, [*jars, jjava])),
        "org.dflib.jjava.distro.JJava",
    ]


def starter(environment):
    """What comes before the virtual machine: the heap is chosen when a kernel starts, not when it is set up."""
    return [str(environment.python), "-IS", str(Path(heap.__file__).resolve())]


STARTER = 3  # words


def spec(argv):
    """What Jupyter is told of a kernel that is started by these words and the connection file."""
    return {
        "argv": [*argv, "{connection_file}"],
        "display_name": "Java (Concurrency Lab)",
        "language": "java",
        "interrupt_mode": "message",
    }


def kernel(environment, jdk, jars):
    """The lab's own kernelspec, with our jars before the cells' eyes."""
    machine = command(jdk, jars, environment.jjava, _logging(environment), cache(environment, jars))
    return spec([*starter(environment), *machine])


def virtual_machine(spec):
    """The words of an installed kernelspec that start Java."""
    return spec["argv"][STARTER:]


def _logging(environment):
    return environment.kernelspec.parent / "logging.properties"


def install(environment, jdk, jars):
    # JJava tells the terminal of each of its threads; only warnings are worth that.
    write_atomically(_logging(environment), LOGGING)
    write_atomically(environment.kernelspec, text(kernel(environment, jdk, jars)))
    # JJava's own kernel runs whatever bare `java` is: with two Java kernels to choose from,
    # one would fail on many machines. Its jar stays, ours needs it.
    (environment.jjava.parent / "kernel.json").unlink(missing_ok=True)
    custom = environment.prefix / "share" / KERNEL / "custom"
    write_atomically(custom / "custom.css", DARK_CHARTS)
    _configure(environment.prefix / "etc" / "jupyter" / "jupyter_server_config.json", custom)
    # Nobody is asked about news, and nothing is looked for on the network.
    write_atomically(
        environment.prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json",
        text({"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}),
    )


def _configure(file, custom):
    """However the server is started, on Binder not by us: new notebooks are Java's, and charts follow the theme."""
    try:
        settings = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        settings = {}
    settings.setdefault("MultiKernelManager", {})["default_kernel_name"] = KERNEL
    settings.setdefault("ServerApp", {})["static_custom_path"] = [str(custom)]
    settings.setdefault("LabApp", {})["custom_css"] = True
    write_atomically(file, text(settings))


def present(environment):
    """The kernelspec as installed, when every file it names is there; else None."""
    try:
        spec = json.loads(environment.kernelspec.read_text(encoding="utf-8"))
        before, machine = spec["argv"][:STARTER], virtual_machine(spec)
        files = [before[0], before[-1], machine[0], *machine[machine.index("-cp") + 1].split(os.pathsep)]
    except (OSError, ValueError, KeyError, IndexError):
        return None
    return spec if all(os.path.isfile(f) for f in files) else None


def class_path(environment):
    """The jars that the installed kernel runs with, JJava's own excepted."""
    spec = present(environment)
    return spec["argv"][spec["argv"].index("-cp") + 1].split(os.pathsep)[:-1] if spec else []


def text(value):
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
