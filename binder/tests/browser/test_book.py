"""The site of `binder/lab book` in a real browser: languages, themes, widths, search, paper."""

import os
import queue
import re
import subprocess
import threading

import pytest
from conftest import ROOT

from lab_tools import book, chapters, site

pytestmark = pytest.mark.long
PICTURES = ROOT / ".venv" / "log" / "browser"
LANGUAGES, THEMES = ("", "ja/"), ("light", "dark")
# The time of the processes too that are started; other tests that run meanwhile do not count.
KINDS = ("user", "system", "children_user", "children_system")
SECONDS, BYTES = 60, 1_500_000
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
# Words of too little contrast, by the formulas of WCAG 2: 4.5 is asked for, 3 for large letters. Charts have colours of
# their own.
CONTRAST = """() => {
  const parts = color => (color.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const color = parts(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) {
    const element = node.parentElement, style = getComputedStyle(element);
    if (!node.data.trim() || element.closest("svg, script, style, noscript")) continue;
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= getComputedStyle(e).opacity;
    const paper = behind(element), ink = parts(style.color).slice(0, 3);
    ink.forEach((v, i) => ink[i] = opacity * v + (1 - opacity) * paper[i]);
    const [a, b] = [light(ink), light(paper)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), size = parseFloat(style.fontSize);
    const large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
    if (ratio >= (large ? 3 : 4.5)) continue;
    found.add(`${ratio.toFixed(2)} ${element.tagName}.${element.className}: ${node.data.trim().slice(0, 40)}`);
  }
  return [...found];
}"""
WEIGHT = """performance.getEntries().map(entry => entry.decodedBodySize || 0).reduce((sum, bytes) => sum + bytes, 0)"""
WIDE = """() => [...document.querySelectorAll("article *")]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest("svg svg, svg *"))
  .map(e => `${e.tagName}.${e.getAttribute("class")}`)"""


@pytest.fixture(scope="module")
def seconds(ready):
    """The site as the command builds it, and the processor time that takes once its packages are there."""
    book.packages()
    before = os.times()
    book.build(ready)
    after = os.times()
    return sum(getattr(after, kind) - getattr(before, kind) for kind in KINDS)


@pytest.fixture(scope="module")
def address(seconds):
    """Where `--serve` shows it."""
    told = queue.Queue()
    threading.Thread(target=book.serve, args=(0, told.put), daemon=True).start()
    return told.get(timeout=10)


@pytest.fixture
def page(browser, address, request):
    """A page that takes down what goes wrong on it and what it asks for."""
    theme = getattr(request.node, "callspec", None) and request.node.callspec.params.get("theme")
    context = browser.new_context(viewport=DESK, color_scheme=theme or "light")
    page = context.new_page()
    page.wrong, page.asked = [], []
    page.on("console", lambda said: page.wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("response", lambda answer: page.asked.append(answer))
    yield page
    context.close()


def picture(page, name):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"book-{name}.png")


def test_should_build_within_a_minute_of_a_processor_once_set_up(seconds):
    assert seconds <= SECONDS


def test_should_have_no_broken_link_and_nothing_from_outside(seconds):
    assert site.faults(book.SITE) == []


def test_should_be_served_to_this_machine_alone(address):
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["index", "00-start", "08-what-java-adds"])
def test_should_be_readable(page, address, name, language, theme):
    page.goto(f"{address}{language}{name}.html")
    picture(page, f"{name}-{language.strip('/') or 'en'}-{theme}")
    assert page.locator("html").get_attribute("lang") == (language.strip("/") or "en")
    assert page.locator("article h1").count() == 1
    assert page.locator("article .book-chart svg").count() >= 1
    assert page.evaluate(CONTRAST) == []
    assert page.wrong == []
    assert [answer.url for answer in page.asked if not answer.url.startswith(address)] == []
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (theme == "light")


def test_should_keep_each_page_small_and_within_a_phone(page, address):
    page.set_viewport_size(PHONE)
    for name in ["index", *chapters.PAGES, *chapters.questions()]:
        for language in LANGUAGES:
            page.goto(f"{address}{language}{name}.html")
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], (language, name)
            assert page.evaluate(WEIGHT) <= BYTES, (language, name)
            if name == "00-start":
                picture(page, f"phone-{language.strip('/') or 'en'}")
    assert page.wrong == []


@pytest.mark.parametrize("language, word, chapter", [
    ("", "Amdahl", "08-what-java-adds"),
    ("ja/", "イベントループ", "01-threads-and-event-loops"),
])
def test_should_find_the_chapter_of_a_word(page, address, language, word, chapter):
    page.goto(f"{address}{language}index.html")
    page.locator(".sidebar-search").fill(word)
    page.keyboard.press("Enter")
    page.locator(f"#search-results a[href*='{chapter}.html']").first.wait_for(timeout=10_000)
    picture(page, f"search-{language.strip('/') or 'en'}")


def test_should_lead_from_one_language_to_the_other(page, address):
    page.goto(f"{address}03-threading.html")
    page.locator(".book-language").click()
    page.wait_for_url(f"{address}ja/03-threading.html")
    page.locator(".book-language").click()
    page.wait_for_url(f"{address}03-threading.html")


def test_should_fold_solutions_and_unfold_them_on_paper(page, address):
    page.goto(f"{address}00-start.html")
    solution = page.locator("details.sd-dropdown")
    code = solution.locator("pre").first
    assert solution.count() >= 1 and not code.is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert code.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not code.is_visible()


def test_should_copy_a_cell(page, address):
    page.goto(f"{address}00-start.html")
    assert page.locator(".cell_input button.copybtn").count() == page.locator(".cell_input").count()
    assert page.locator(".cell_output button.copybtn").count() == 0


def test_should_cut_nothing_off_on_paper(page, address):
    # The width of A4 between the margins, at 96 dots an inch.
    page.set_viewport_size({"width": 680, "height": 1000})
    page.emulate_media(media="print")
    for name in ["index", *chapters.PAGES, *chapters.questions()]:
        page.goto(f"{address}{name}.html")
        assert page.evaluate(WIDE) == [], name
    assert page.locator(".sidebar-drawer").is_hidden()
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.goto(f"{address}00-start.html")
    page.pdf(path=PICTURES / "book-00-start.pdf", format="A4", prefer_css_page_size=True)


def test_should_offer_the_notebook_of_each_chapter_and_no_link_without_an_address(page, address):
    from lab_tools import address as published

    for name in chapters.questions():
        page.goto(f"{address}{name}.html")
        links = [link.get_attribute("href") for link in page.locator(".book-bar a").all()]
        assert f"notebooks/{name}.ipynb" in links
        assert len([link for link in links if link.startswith("https:")]) == (2 if published.known() else 0)


def test_should_show_a_changed_paragraph_in_english_and_list_it(ready, tmp_path):
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    catalogues, templates = tmp_path / "locale" / "ja" / "LC_MESSAGES", tmp_path / "gettext"
    catalogues.mkdir(parents=True)
    templates.mkdir()
    files = {
        catalogues / "page.po": 'msgid "Old words."\nmsgstr "古い言葉。"\n\nmsgid "Kept."\nmsgstr "そのまま。"\n',
        templates / "page.pot": 'msgid "Old words!"\nmsgstr ""\n\nmsgid "Kept."\nmsgstr ""\n',
        templates / "other.pot": 'msgid "Other."\nmsgstr ""\n',
    }
    for file, text in files.items():
        file.write_text(head + text, encoding="utf-8")
    script = chapters.TEXTS / "catalogues.py"

    def told(command):
        argv = [book.packages().python, script, command, templates, catalogues.parents[1]]
        return subprocess.run(argv, capture_output=True, encoding="utf-8", check=True).stdout

    listed = told("list")
    assert "page: not translated: Old words!" in listed and "page: 1 of 2 paragraphs in Japanese" in listed
    assert "in English only: other" in listed
    told("update")
    # What was said of the old words is offered to the translator, and not shown to a reader.
    assert "#, fuzzy" in (catalogues / "page.po").read_text(encoding="utf-8")
    assert not (catalogues / "other.po").exists()
    assert "page: changed: Old words!" in told("list")
