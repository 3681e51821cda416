"""What differs between Linux, macOS and Windows: all of it, so that each can be tested on any."""

import enum
import os
import sys
from pathlib import Path


class System(enum.Enum):
    """An operating system, and how things are called and kept there."""

    LINUX = "Linux"
    MAC = "macOS"
    WINDOWS = "Windows"

    @staticmethod
    def of(name, platform):
        """By Python's os.name and sys.platform; any other Unix does as Linux does."""
        if name == "nt":
            return System.WINDOWS
        return System.MAC if platform == "darwin" else System.LINUX

    @property
    def windows(self):
        return self is System.WINDOWS

    def program(self, name):
        """A compiled program's file."""
        return f"{name}.exe" if self.windows else name

    def script(self, name):
        """A shell script's file."""
        return f"{name}.cmd" if self.windows else name

    def python(self, prefix):
        """The interpreter of a virtual environment."""
        return Path(prefix) / ("Scripts/python.exe" if self.windows else "bin/python")

    @property
    def command(self):
        """How the user starts this program: Windows knows no `#!`, but has the launcher `py`."""
        return "py binder\\lab" if self.windows else "binder/lab"

    def cache(self, environ, home):
        """The user's directory for what can be fetched again."""
        if self.windows:
            return Path(environ.get("LOCALAPPDATA") or Path(home) / "AppData" / "Local")
        if self is System.MAC:
            return Path(home) / "Library" / "Caches"
        return Path(environ.get("XDG_CACHE_HOME") or Path(home) / ".cache")

    def jdks(self, environ, home):
        """Patterns of directories that hold JDKs, by the habits of installers."""
        home = Path(home)
        patterns = [
            home / ".sdkman/candidates/java/*",
            home / ".jdks/*",
            home / ".jdk/*",
            home / ".gradle/jdks/*",
            home / ".asdf/installs/java/*",
            home / ".local/share/mise/installs/java/*",
        ]
        if self.windows:
            roots = {environ.get(v) for v in ("ProgramFiles", "ProgramW6432", "LOCALAPPDATA")}
            makers = ("Java", "Eclipse Adoptium", "Programs/Eclipse Adoptium", "Microsoft", "Amazon Corretto", "Zulu")
            return patterns + [Path(r) / m / "*" for r in sorted(filter(None, roots)) for m in makers]
        if self is System.MAC:
            patterns += [Path("/Library/Java/JavaVirtualMachines/*"), home / "Library/Java/JavaVirtualMachines/*"]
            return patterns + [Path(p) / "opt/openjdk*" for p in ("/opt/homebrew", "/usr/local")]
        return patterns + [Path(p) for p in ("/usr/lib/jvm/*", "/usr/java/*", "/usr/local/*", "/opt/*", "/opt/java/*")]

    def jdk_home(self, unpacked):
        """The home in a JDK's archive: a bundle on macOS."""
        return Path(unpacked) / "Contents/Home" if self is System.MAC else Path(unpacked)

    @property
    def jdk_archive(self):
        return "jdk.zip" if self.windows else "jdk.tar.gz"

    def needs_utf8(self, codeset):
        """Whether a locale's letters, told by `codeset()`, are too few for Java to open a file of any name."""
        return self is System.LINUX and codeset().upper() != "UTF-8"

    def install(self, what, has=lambda program, *arguments: False):
        """How to install 'jdk', 'maven', 'chromium' or 'venv' here, or '' where no package is known.

        `has(program, argument...)` tells whether a program is there and, with arguments, succeeds.
        """
        if self.windows:
            name = {"jdk": "EclipseAdoptium.Temurin.25.JDK", "maven": "Apache.Maven", "chromium": "Google.Chrome"}
            return f"winget install {name[what]}" if what in name else ""
        if self is System.MAC:
            name = {"jdk": "openjdk@25", "maven": "maven", "chromium": "--cask chromium"}
            return f"brew install {name[what]}" if what in name else ""
        if has("apt-get"):
            minor = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
            name = {"jdk": "openjdk-25-jdk-headless", "venv": minor}.get(what, what)
            # Older releases have no JDK 25, and no Maven that is new enough.
            return f"sudo apt install {name}" if what != "jdk" or has("apt-cache", "show", name) else ""
        if has("dnf"):
            name = {"jdk": "java-25-openjdk-devel", "venv": "python3"}.get(what, what)
            return f"sudo dnf install {name}"
        return ""


HERE = System.of(os.name, sys.platform)


def try_lock(file, system=HERE):
    """Locks an open file against other processes, or raises OSError; the system frees it however we end."""
    if system.windows:
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def become(argv, env, otherwise, system=HERE):
    """Replaces this process, so that signals reach the other program; where there is no such call, `otherwise(...)`."""
    if system.windows:
        return otherwise(argv, env=env)
    sys.stdout.flush()
    os.execve(argv[0], argv, env)


def root(system=HERE):
    """Whether we may do all; nobody is `root` on Windows."""
    return not system.windows and os.geteuid() == 0
