"""Binder's own files, as Binder's own tool understands them."""

import re
import subprocess
import sys

import pytest
from conftest import BINDER, copy_repository


@pytest.fixture(scope="module")
def dockerfile(ready, tmp_path_factory):
    """The Dockerfile that repo2docker makes of the repository; needs no Docker."""
    copy = copy_repository(tmp_path_factory.mktemp("binder") / "repository")
    user = ["--user-id", "1000", "--user-name", "jovyan"]
    argv = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", *user, str(copy)]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_should_install_the_system_packages(dockerfile):
    assert re.search(r"apt-get install .*maven openjdk-25-jdk-headless", dockerfile)


def test_should_install_the_pinned_requirements_on_a_python_that_fits(dockerfile):
    assert 'pip install --no-cache-dir -r "binder/requirements.txt"' in dockerfile
    minor = int(re.fullmatch(r"python-3\.(\d+)", (BINDER / "runtime.txt").read_text().strip())[1])
    assert minor >= 10 and f"conda environment for python=3.{minor}\n" in dockerfile


def test_should_set_up_as_the_ordinary_user_and_start_with_the_small_size(dockerfile):
    user, build = dockerfile.rfind("USER ${NB_USER}"), dockerfile.find("RUN ./binder/postBuild")
    assert -1 < user < build
    assert 'ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"' in dockerfile


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt", "requirements-book.txt"])
def test_should_pin_every_requirement_with_hashes_and_name_no_index(name):
    text = (BINDER / name).read_text(encoding="utf-8")
    assert "://" not in text and "--index-url" not in text
    named = r"[\w.-]+(?:\[[\w,-]+\])?"  # with its extras, if it has any
    pins = re.findall(rf"^{named}(\S*).*\\$", text, re.M)
    assert len(pins) > 20 and all(p.startswith("==") for p in pins)
    blocks = re.split(rf"^(?={named}==)", text, flags=re.M)[1:]
    assert len(blocks) == len(pins) and all("--hash=sha256:" in b for b in blocks)
