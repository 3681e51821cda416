"""The bare command: JupyterLab with our kernel, and nothing left when it ends."""

import json
import socket
import subprocess
import time
import urllib.request

from conftest import LAB, ROOT


def test_should_serve_jupyterlab_with_our_kernel(ready):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    argv = [*LAB, "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token=secret"]
    start = time.monotonic()
    process = subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def ask(path):
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": "token secret"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read().decode(), answer.url

    try:
        while True:
            assert process.poll() is None and time.monotonic() - start < 60, process.communicate()[0]
            try:
                specs = json.loads(ask("/api/kernelspecs")[0])
                break
            except OSError:
                time.sleep(0.1)
        assert specs["default"] == "concurrency-lab"
        assert specs["kernelspecs"]["concurrency-lab"]["spec"]["language"] == "java"
        assert json.loads(ask("/api/contents/binder?content=0")[0])["type"] == "directory"
        page, address = ask("/")
        assert "JupyterLab" in page and address.endswith("/lab/tree/notebooks/00-start.ipynb")
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_should_offer_java_first_however_the_server_is_started(ready):
    argv = [ready.environment.python, "-m", "jupyterlab", "--show-config-json"]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["MultiKernelManager"]["default_kernel_name"] == "concurrency-lab"
