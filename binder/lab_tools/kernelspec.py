"""What tells Jupyter about our kernel, and JupyterLab how to behave."""

import hashlib
import json
import os
import re

from .places import KERNEL
from .report import Problem
from .stamps import write_atomically


HEAP = "512m"


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


def heap():
    """The kernel's largest heap, as `java -Xmx` takes it."""
    wished = os.environ.get("CONCURRENCY_LAB_HEAP", HEAP)
    if not re.fullmatch(r"[1-9][0-9]*[mMgG]", wished):
        raise Problem(f"CONCURRENCY_LAB_HEAP must be a number with m or g behind it, like {HEAP}, got {wished!r}")
    return wished


def command(jdk, jars, jjava, logging, aot=None):
    """The kernel's command line but for the connection file: one JVM, started directly."""
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
        # Small enough for a container of 2 GB with child JVMs beside it; starts small, too.
        f"-Xmx{heap()}",
        "-Xms64m",
        f"-Djava.util.logging.config.file={logging}",
        "-cp",
        # Ours first: the kernel asks the extensions in the order of the class path.
        os.pathsep.join(map(str, [*jars, jjava])),
        "org.dflib.jjava.distro.JJava",
    ]


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
    return spec(command(jdk, jars, environment.jjava, _logging(environment), cache(environment, jars)))


def _logging(environment):
    return environment.kernelspec.parent / "logging.properties"


def install(environment, jdk, jars):
    # JJava tells the terminal of each of its threads; only warnings are worth that.
    write_atomically(_logging(environment), LOGGING)
    write_atomically(environment.kernelspec, text(kernel(environment, jdk, jars)))
    # JJava's own kernel runs whatever bare `java` is: with two Java kernels to choose from,
    # one would fail on many machines. Its jar stays, ours needs it.
    (environment.jjava.parent / "kernel.json").unlink(missing_ok=True)
    _make_default(environment.prefix / "etc" / "jupyter" / "jupyter_server_config.json")
    # Nobody is asked about news, and nothing is looked for on the network.
    write_atomically(
        environment.prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json",
        text({"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}),
    )


def _make_default(file):
    """New notebooks are Java's, however the server is started: on Binder it is not by us."""
    try:
        settings = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        settings = {}
    settings.setdefault("MultiKernelManager", {})["default_kernel_name"] = KERNEL
    write_atomically(file, text(settings))


def present(environment):
    """The kernelspec as installed, when every file it names is there and it has the heap wished; else None."""
    spec = installed(environment)
    return spec if spec and f"-Xmx{heap()}" in spec["argv"] else None


def installed(environment):
    """The kernelspec as installed, when every file it names is there; else None."""
    try:
        spec = json.loads(environment.kernelspec.read_text(encoding="utf-8"))
        argv = spec["argv"]
        files = [argv[0], *argv[argv.index("-cp") + 1].split(os.pathsep)]
    except (OSError, ValueError, KeyError, IndexError):
        return None
    return spec if all(os.path.isfile(f) for f in files) else None


def class_path(environment):
    """The jars that the installed kernel runs with, JJava's own excepted."""
    spec = present(environment)
    return spec["argv"][spec["argv"].index("-cp") + 1].split(os.pathsep)[:-1] if spec else []


def text(value):
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
