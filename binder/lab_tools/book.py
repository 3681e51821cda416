"""The book as a site: Sphinx with MyST-NB reads the notebooks as they are committed, in two languages."""

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import threading
import webbrowser
from concurrent.futures import ThreadPoolExecutor

from . import address, chapters, maven, site, steps, wheel
from .places import BINDER, NOTEBOOKS, ROOT, shown
from .report import Problem, call, logged, say, working
from .stamps import Stamps, digest, lock, write_atomically

REQUIREMENTS = BINDER / "requirements-book.txt"
FOLDER = ROOT / "target" / "book"
SITE = FOLDER / "site"
SOURCE = FOLDER / "source"
TEMPLATES = FOLDER / "gettext"
CATALOGUES = chapters.TEXTS / "locale"
JAVADOC = ROOT / "kernel-lib" / "target" / "reports" / "apidocs"
PORT = 8642


def packages():
    """The environment that Sphinx lives in."""
    return steps.apart(ROOT / ".venv" / "book", REQUIREMENTS, "Python packages that make the book")


def build(ready):
    """Builds the whole site anew; a warning is a failure."""
    environment = packages()
    with lock(environment), working("book", "building", f"built in {shown(SITE)}"):
        chapters.stage(SOURCE)
        shutil.rmtree(SITE, ignore_errors=True)
        with ThreadPoolExecutor() as pool:
            parts = [pool.submit(_html, environment), pool.submit(_javadoc, ready)]
            for part in parts:
                part.result()
        _api()
        (SITE / "notebooks").mkdir()
        for name in chapters.questions():
            shutil.copy(NOTEBOOKS / f"{name}.ipynb", SITE / "notebooks")
        # Some hosts leave out folders that begin with an underscore, unless this file is there.
        (SITE / ".nojekyll").touch()
    return environment


def _html(environment):
    _sphinx(environment, "html", SITE)
    _sphinx(environment, "html", SITE / "ja", "-t", "ja")


def _sphinx(environment, builder, target, *more):
    """One run of Sphinx; whatever it warns of ends it."""
    log = environment.log(f"sphinx-{target.name}")
    told = {"CONCURRENCY_LAB_BOOK_ADDRESS": address.known(), "CONCURRENCY_LAB_BOOK_VERSION": wheel.version()}
    code, output = logged(
        log,
        [environment.python, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder, *more,
         "-d", FOLDER / f"doctrees-{target.name}", SOURCE, target],
        cwd=ROOT, env={**os.environ, **told, "PYTHONPATH": str(BINDER)},
    )
    if code:
        lines = [line for line in output.splitlines() if "WARNING" in line or "ERROR" in line] or output.splitlines()
        raise Problem(
            f"Sphinx failed, whole log in {shown(log)}:\n" + "\n".join("  " + line[:300] for line in lines[-10:])
            + "\n  mend the text named there and run it again"
        )


def _javadoc(ready):
    """The API's pages, unless they were made from these sources."""
    stamps = Stamps(ready.environment)
    inputs = digest(ready.jdk.version, ROOT / "pom.xml", ROOT / "kernel-lib" / "src" / "main")
    if stamps.fresh("javadoc", inputs) and (JAVADOC / "index.html").is_file():
        return
    shutil.rmtree(JAVADOC, ignore_errors=True)
    maven.run(ready.environment, ready.jdk, "javadoc", "-q", "-Prelease", "-pl", "kernel-lib", "javadoc:javadoc-no-fork")
    stamps.done("javadoc", inputs)


def _api():
    # Files that Maven leaves beside the pages, for itself.
    shutil.copytree(JAVADOC, SITE / site.API, ignore=shutil.ignore_patterns("options", "packages", "javadoc.*", "argfile"))
    # Maven asks for no fonts, and the style sheet for their list all the same.
    style = SITE / site.API / "resource-files" / "stylesheet.css"
    text = style.read_text(encoding="utf-8").replace("@import url('fonts/dejavu.css');", "")
    write_atomically(style, text)


def check(ready):
    """Builds the site and lists what is wrong with it, and what its Japanese edition lacks."""
    environment = build(ready)
    templates(environment)
    code = call([environment.python, BINDER / "book" / "catalogues.py", "list", TEMPLATES, CATALOGUES])
    found = site.faults(SITE)
    for fault in found:
        say(fault)
    say(f"links inside the site: {'all lead somewhere' if not found else f'{len(found)} faults'}")
    return code or (1 if found else 0)


def translate(ready):
    """Brings the Japanese catalogues up to the text: new paragraphs empty, changed ones marked as fuzzy."""
    environment = packages()
    chapters.stage(SOURCE)
    templates(environment)
    return call([environment.python, BINDER / "book" / "catalogues.py", "update", TEMPLATES, CATALOGUES])


def templates(environment):
    """All paragraphs of the book, as gettext's templates."""
    shutil.rmtree(TEMPLATES, ignore_errors=True)
    _sphinx(environment, "gettext", TEMPLATES)


def serve(port=PORT, opens=webbrowser.open):
    """Shows the site on this machine alone until Ctrl-C."""
    handler = functools.partial(_Quiet, directory=str(SITE))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as e:
        raise Problem(f"port {port} is taken ({e.strerror}): name another one, --port {port + 1}") from e
    with server:
        where = f"http://127.0.0.1:{server.server_port}/"
        say(f"book: {where} (Ctrl-C ends it)")
        threading.Thread(target=opens, args=(where,), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass
