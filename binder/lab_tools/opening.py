"""Opens JupyterLab at the first notebook."""

import os

from . import system
from .places import LAB, ROOT, START
from .report import replace, say


def open_lab(ready, extra):
    """Ends in JupyterLab; `extra` are its own arguments and win over ours."""
    page = f"/lab/tree/{START.relative_to(ROOT).as_posix()}" if START.is_file() else "/lab"
    argv = [
        ready.environment.python,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={ROOT}",
        f"--LabApp.default_url={page}",
        # No question about news and no look-up of packages: it works without a network.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        # Its own default is longer than its interval, and it warns of that.
        "--ServerApp.tornado_settings={'ws_ping_timeout': 30000}",
        # Only what matters: the address to open, warnings, errors.
        "--ServerApp.log_level=WARN",
        "--LabApp.log_level=WARN",
    ]
    if system.root():
        argv.append("--allow-root")
    say(f"JupyterLab: starting (Ctrl-C twice ends it; {LAB.relative_to(ROOT)} -h lists what else there is)")
    return replace([*argv, *extra], dict(os.environ))
