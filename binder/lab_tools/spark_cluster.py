"""A standalone Spark cluster on this machine, of the programs that Spark brings: what a cluster is tried on."""

import os
import signal
import socket
import subprocess
import time
from contextlib import ExitStack

from .report import Problem

HOST = "127.0.0.1"
PATIENCE = 120  # seconds for a program to say that it is ready
# What Spark's own scripts open, by its list of 4.2 (JavaModuleOptions).
OPENED = ("lang", "lang.invoke", "lang.reflect", "io", "net", "nio", "util", "util.concurrent", "util.concurrent.atomic")
INTERNAL = ("sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar", "jdk.internal.ref")
DEPLOY = "org.apache.spark.deploy"


class Server:
    """One of Spark's own programs in a process group of its own, so that it can be killed whole."""

    def __init__(self, jdk, jars, folder, *command):
        home = folder / "home"
        if not home.exists():
            home.mkdir()
            (home / "jars").symlink_to(jars)
        opened = [f"java.base/java.{name}" for name in OPENED] + [f"java.base/{name}" for name in INTERNAL]
        self.log = folder / f"{len(list(folder.iterdir()))}.log"
        env = {
            **os.environ, "SPARK_HOME": str(home), "SPARK_SCALA_VERSION": "2.13", "SPARK_LOCAL_IP": HOST,
            "JAVA_HOME": str(jdk.home), "SPARK_NO_DAEMONIZE": "1",
        }
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [jdk.tool("java"), "-Xmx128m", "-Dspark.master.rest.enabled=false", f"-Djava.io.tmpdir={folder}",
                 *(f"--add-opens={name}=ALL-UNNAMED" for name in opened), "-cp", f"{jars}/*", *command],
                cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            )

    def wait_for(self, words):
        deadline = time.monotonic() + PATIENCE
        while words not in self.log.read_text(errors="replace"):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Problem(f"Spark's program is not ready: {self.log.read_text(errors='replace')}")
            time.sleep(0.1)

    def kill(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


class Cluster:
    """A master, and workers with a processor each; all end with it."""

    def __init__(self, jdk, jars, folder):
        self.jdk, self.jars, self.folder = jdk, jars, folder
        self.workers = []
        self._ends = ExitStack()
        with socket.socket() as free:
            free.bind((HOST, 0))
            port = free.getsockname()[1]
        self.address = f"spark://{HOST}:{port}"
        try:
            master = self._start(f"{DEPLOY}.master.Master", "--host", HOST, "--port", str(port), "--webui-port", "0")
            master.wait_for("I have been elected leader")
        except BaseException:
            self._ends.close()
            raise

    def _start(self, *command):
        server = Server(self.jdk, self.jars, self.folder, *command)
        self._ends.callback(server.kill)
        return server

    def add_worker(self):
        work = self.folder / f"work{len(self.workers) + 1}"
        worker = self._start(
            f"{DEPLOY}.worker.Worker", "--host", HOST, "--cores", "1", "--memory", "600m",
            "--webui-port", "0", "--work-dir", str(work), self.address,
        )
        worker.wait_for("Successfully registered with master")
        self.workers.append(worker)
        return worker

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._ends.close()
