"""Downloads one archive, whole or not at all."""

import hashlib
import http.client
import os
import shutil
import ssl
import tempfile
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from .report import live

TIMEOUT = 30  # seconds without a byte


class FetchError(Exception):
    """Why a download failed, in a few words."""


class _Hops(urllib.request.HTTPRedirectHandler):
    """Remembers every address on the way: a checksum lies beside one of them."""

    def __init__(self):
        self.addresses = []

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        self.addresses.append(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(address):
    hops = _Hops()
    request = urllib.request.Request(address, headers={"User-Agent": "concurrency-lab"})
    try:
        answer = urllib.request.build_opener(hops).open(request, timeout=TIMEOUT)
    except urllib.error.HTTPError as e:
        raise FetchError(f"{address} answered {e.code} {e.reason}") from e
    except urllib.error.URLError as e:
        reason = getattr(e.reason, "strerror", None) or e.reason
        if isinstance(e.reason, ssl.SSLError):
            reason = f"certificate not accepted, {e.reason.reason}"
        raise FetchError(f"{address} cannot be reached ({reason})") from e
    except (OSError, ValueError, http.client.HTTPException) as e:
        raise FetchError(f"{address} cannot be reached ({e})") from e
    return answer, [address, *hops.addresses]


def _read(answer, address, got):
    # Apart from what writing may raise: a full disk is no matter of the network.
    try:
        return answer.read(1 << 18)
    except (OSError, http.client.HTTPException) as e:
        raise FetchError(f"{address} broke off after {got:,} bytes ({e})") from e


def download(address, target, thing):
    """Writes the file, checks its length; returns (SHA-256, every address on the way)."""
    answer, addresses = _open(address)
    total, got, sha = int(answer.headers.get("Content-Length") or 0), 0, hashlib.sha256()
    try:
        with answer, open(target, "wb") as out:
            while block := _read(answer, address, got):
                out.write(block)
                sha.update(block)
                got += len(block)
                live(f"{thing}: {got >> 20} of {total >> 20} MB" if total else f"{thing}: {got >> 20} MB")
    finally:
        live("")
    if total and got != total:
        raise FetchError(f"{address} broke off after {got:,} of {total:,} bytes")
    return sha.hexdigest(), addresses


def text(address):
    """A small text such as a checksum, or '' where there is none."""
    try:
        with _open(address)[0] as answer:
            return answer.read(4096).decode("ascii", "replace")
    except (FetchError, OSError, http.client.HTTPException):
        return ""


@contextmanager
def workbench(parent):
    """A fresh directory beside the final place, so that the last step is one rename."""
    parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".part-", dir=parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def move_into_place(source, target):
    """Renames a finished directory; another process may have been quicker."""
    try:
        os.rename(source, target)
    except OSError:
        if not target.is_dir():
            raise
