"""Looks through a built site without a browser: links, what comes from outside, headings, words for pictures."""

import re
import urllib.parse
from html.parser import HTMLParser

# The API's pages are Javadoc's own; only what they load from outside matters here.
API = "api"
LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "use": "href"}
CSS_LOAD = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')\s]+)""")
# A <link> that says something and loads nothing.
SAID = {"next", "prev", "alternate", "canonical", "author", "index", "search"}


class Page(HTMLParser):
    """One page: the names in it, its links, what it loads, its headings, its pictures without words."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loads, self.levels, self.mute = set(), [], [], [], []
        self.twice = set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if name := has.get("id"):
            (self.twice if name in self.ids else self.ids).add(name)
        if tag == "a" and has.get("name"):
            self.ids.add(has["name"])
        if tag == "a" and has.get("href"):
            self.links.append(has["href"])
        if tag in LOADED and has.get(LOADED[tag]) and not (tag == "link" and SAID & set((has.get("rel") or "").split())):
            self.loads.append(has[LOADED[tag]])
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "img" and not has.get("alt"):
            self.mute.append(has.get("src"))
        if tag == "svg" and has.get("role") == "img" and not has.get("aria-label"):
            self.mute.append("svg")


def faults(site):
    """A line for each fault of a site."""
    pages = {file: Page(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}
    found = []
    for file, page in pages.items():
        name = file.relative_to(site).as_posix()
        found += [f"{name}: loads {load} from outside" for load in page.loads if _outside(load)]
        if name.startswith(f"{API}/"):
            continue
        found += [f"{name}: {load} is not there" for load in page.loads if not _outside(load) and not _there(file, load)]
        found += [f"{name}: the link {link} leads nowhere" for link in page.links if not _leads(file, link, pages)]
        found += [f"{name}: a heading h{b} follows an h{a}" for a, b in zip(page.levels, page.levels[1:]) if b > a + 1]
        found += [f"{name}: {page.levels.count(1)} headings h1 instead of one"] * (page.levels.count(1) != 1)
        found += [f"{name}: the picture {picture} has no words" for picture in page.mute]
        found += [f"{name}: two elements are called {twice}" for twice in sorted(page.twice)]
    for file in sorted(site.rglob("*.css")):
        name = file.relative_to(site).as_posix()
        loads = CSS_LOAD.findall(file.read_text(encoding="utf-8"))
        found += [f"{name}: loads {load} from outside" for load in loads if _outside(load)]
        found += [f"{name}: {load} is not there" for load in loads if not _outside(load) and not _there(file, load)]
    return found


def _outside(link):
    return re.match(r"(?:https?:)?//", link) is not None


def _file(page, link):
    path = urllib.parse.unquote(urllib.parse.urlsplit(link).path)
    return (page.parent / path).resolve() if path else page


def _there(page, link):
    return link.startswith("data:") or _file(page, link).is_file()


def _leads(page, link, pages):
    if re.match(r"[a-z]+:", link) or _outside(link) or link == "#":
        return True
    file, anchor = _file(page, link), urllib.parse.unquote(urllib.parse.urlsplit(link).fragment)
    if not file.is_file():
        return False
    return not anchor or file not in pages or anchor in pages[file].ids
