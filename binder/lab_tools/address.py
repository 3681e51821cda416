"""Where the repository is published: one setting, in the root pom, from which README's links are made."""

import re
import urllib.parse
import xml.etree.ElementTree as ET

from .places import ROOT, START
from .report import Problem, say
from .stamps import write_atomically

POM = ROOT / "pom.xml"
README = ROOT / "README.md"
SETTING = re.compile(r"<repository\.address\s*/>|<repository\.address>.*?</repository\.address>")
BLOCK = re.compile(r"(<!-- links: [^\n]* -->\n).*?(<!-- end of links -->\n)", re.S)


def known():
    """The address, or '' where none is set."""
    return (ET.parse(POM).findtext("{*}properties/{*}repository.address") or "").strip()


def checked(address):
    """The address as it is kept, without an end that says nothing."""
    plain = address.strip().removesuffix("/").removesuffix(".git")
    if not re.fullmatch(r"https://[\w.-]+/[\w.~-]+(/[\w.~-]+)+", plain):
        raise Problem(f"the address must be like https://github.com/OWNER/NAME, got {address!r}")
    return plain


def on_binder(address, notebook=None):
    """Binder's link that opens a notebook: the first chapter unless told otherwise."""
    host, _, path = address.removeprefix("https://").partition("/")
    if host == "github.com":
        where = f"gh/{path}"
    elif host == "gitlab.com":
        where = f"gl/{urllib.parse.quote(path, safe='')}"
    else:
        where = f"git/{urllib.parse.quote(address, safe='')}"
    return f"https://mybinder.org/v2/{where}/HEAD?urlpath={urllib.parse.quote(f'lab/tree/{notebook or _first()}', safe='')}"


def file(address, path):
    """The page that shows one of the repository's files; '' where nobody knows how its host names them."""
    host = address.removeprefix("https://").partition("/")[0]
    between = {"github.com": "blob", "gitlab.com": "-/blob"}.get(host)
    return f"{address}/{between}/HEAD/{urllib.parse.quote(path)}" if between else ""


def on_hub(address):
    """The path on a JupyterHub that has nbgitpuller: fetches the repository and opens the first chapter."""
    folder = address.rpartition("/")[2]
    asked = {"repo": address, "urlpath": f"lab/tree/{folder}/{_first()}"}
    return "/hub/user-redirect/git-pull?" + urllib.parse.urlencode(asked)


def _first():
    return START.relative_to(ROOT).as_posix()


def links(address):
    """README's lines; none where nobody knows the address."""
    if not address:
        return ""
    return (
        f"[![Binder](https://mybinder.org/badge_logo.svg)]({on_binder(address)})\n\n"
        f"On a JupyterHub with nbgitpuller, put its address before `{on_hub(address)}`.\n"
    )


def set_to(address):
    """Keeps the address and makes README's links anew."""
    address = checked(address) if address else ""
    pom, found = SETTING.subn(lambda _: _setting(address), POM.read_text(encoding="utf-8"))
    readme, blocks = BLOCK.subn(lambda m: m[1] + links(address) + m[2], README.read_text(encoding="utf-8"))
    if (found, blocks) != (1, 1):
        raise Problem(f"{POM} needs one <repository.address>, README.md one block of links: take them back from git")
    write_atomically(POM, pom)
    write_atomically(README, readme)
    say(on_binder(address) if address else "no address: README shows no links")
    return 0


def _setting(address):
    return f"<repository.address>{address}</repository.address>" if address else "<repository.address/>"
