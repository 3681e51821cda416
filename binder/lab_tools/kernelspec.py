"""What tells Jupyter about our kernel, and JupyterLab how to behave."""

import hashlib
import json
import os
import re

from .report import Problem
from .stamps import write_atomically


HEAP = "512m"


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


def kernel(environment, jdk, jars):
    """The kernelspec: one JVM, started directly, with our jars before the cells' eyes."""
    return {
        "argv": [
            str(jdk.tool("java")),
            # Classes and profiles of an earlier run; a cache that does not fit is passed over in silence.
            f"-XX:AOTCache={cache(environment, jars)}",
            "-Xlog:aot*=off",
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
            f"-Djava.util.logging.config.file={_logging(environment)}",
            "-cp",
            # Ours first: the kernel asks the extensions in the order of the class path.
            os.pathsep.join(map(str, [*jars, environment.jjava])),
            "org.dflib.jjava.distro.JJava",
            "{connection_file}",
        ],
        "display_name": "Java (Concurrency Lab)",
        "language": "java",
        "interrupt_mode": "message",
    }


def _logging(environment):
    return environment.kernelspec.parent / "logging.properties"


def install(environment, jdk, jars):
    # JJava tells the terminal of each of its threads; only warnings are worth that.
    write_atomically(_logging(environment), "handlers=java.util.logging.ConsoleHandler\n.level=WARNING\n")
    write_atomically(environment.kernelspec, _json(kernel(environment, jdk, jars)))
    # JJava's own kernel runs whatever bare `java` is: with two Java kernels to choose from,
    # one would fail on many machines. Its jar stays, ours needs it.
    (environment.jjava.parent / "kernel.json").unlink(missing_ok=True)
    # Nobody is asked about news, and nothing is looked for on the network.
    write_atomically(
        environment.prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json",
        _json({"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}),
    )


def present(environment):
    """The kernelspec as installed, when every file it names is there; else None."""
    try:
        spec = json.loads(environment.kernelspec.read_text(encoding="utf-8"))
        argv = spec["argv"]
        files = [argv[0], *argv[argv.index("-cp") + 1].split(os.pathsep)]
    except (OSError, ValueError, KeyError, IndexError):
        return None
    return spec if all(os.path.isfile(f) for f in files) and f"-Xmx{heap()}" in argv else None


def class_path(environment):
    """The jars that the installed kernel runs with, JJava's own excepted."""
    spec = present(environment)
    return spec["argv"][spec["argv"].index("-cp") + 1].split(os.pathsep)[:-1] if spec else []


def _json(value):
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
