"""Charts in a real browser: any system font, any width, both themes, paper, and the pointer."""

import pytest
from test_jupyterlab import PICTURES, corner

from lab_tools.kernel_client import Kernel

WORK = "article().terms(20_000)"
SETUP = f"var all = trials(5).run({WORK}, blocking(), threads(16), gil(2), eventLoop(), processes(2)).with(published())"
# Until they are steady would take longer, and what a chart looks like does not depend on it.
FEW = "trials(3).warmups(2)"
KINDS = {
    "bars": "all.bars()",
    "box": "all.boxPlot()",
    # Its picture takes half a second of work.
    "cpu": "trials(1).warmups(0).run(article().terms(20_000_000), blocking(), gil(2), processes(2)).cpuUsage()",
    "timeline": "all.timeline()",
    "scaling": f"{FEW}.scaling({WORK}, threads(4), 1, 2, 4).chart()",
    "cost": f"{FEW}.cost({WORK}, 1_000, 10_000, 100_000).chart()",
    "crossover": f"{FEW}.crossover(n -> {WORK}.tasks(n), blocking(), threads(2), 1, 10, 100).chart()",
    "memory": f"{FEW}.memory({WORK}, threads(4), virtualThreads()).chart()",
    "interaction": f"{FEW}.factorial(article().terms(5_000), List.of(NONE, SHARED), blocking(), threads(4), gil(2)).chart()",
    "profile": "profile(article(), gil(2), 1).chart()",
}
# Of unlike widths: the second is wider than the first, with which charts are laid out, the third narrower.
FONTS = ("DejaVu Sans", "DejaVu Sans Mono", "DejaVu Serif")
DARK = "rgb(22, 22, 22)"
PHONE, DESK, PAPER = 360, 1400, 680

OVERLAPS = """() => {
  const found = [], svg = document.querySelector("svg"), page = svg.viewBox.baseVal;
  const all = [...svg.querySelectorAll("text")].map(e => [e.textContent, e.getBBox(), parseFloat(getComputedStyle(e).fontSize)])
    // A font's box has room above the capitals and below the descenders.
    .map(([text, box, size]) => [text, {x: box.x + 1, end: box.x + box.width - 1,
      y: box.y + box.height / 2 - size * 0.4, bottom: box.y + box.height / 2 + size * 0.4}]);
  for (const [i, [text, box]] of all.entries()) {
    if (box.x < 0 || box.end > page.width || box.y < 0 || box.bottom > page.height) found.push(`${text} is cut`);
    for (const [other, o] of all.slice(0, i))
      if (box.x < o.end && o.x < box.end && box.y < o.bottom && o.y < box.bottom) found.push(`${text} on ${other}`);
  }
  return found;
}"""
FILLS = """() => {
  const fill = e => getComputedStyle(e).fill, svg = document.querySelector("svg");
  return {card: fill(svg.querySelector("rect")), title: fill(svg.querySelector("text")),
          font: getComputedStyle(svg.querySelector("text")).fontFamily};
}"""


@pytest.fixture(scope="module")
def charts(ready):
    """Each kind of chart as the kernel draws it."""
    drawn = {}
    with Kernel() as kernel:
        assert kernel.execute(SETUP).error is None
        for kind, code in KINDS.items():
            outcome = kernel.execute(code)
            assert outcome.error is None, (kind, outcome.error)
            drawn[kind] = outcome.text("image/svg+xml")
        drawn["report"] = kernel.execute("all").text("text/html")
    return drawn


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": DESK, "height": 900})
    yield page
    page.close()


def show(page, body, style=""):
    page.set_content(f"<!doctype html><style>body {{ margin: 0 }} {style}</style>{body}")


def picture(page, name):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"chart-{name}.png", full_page=True)


def test_should_have_three_fonts_of_unlike_widths_here(page):
    widths = page.evaluate("""fonts => fonts.map(font => {
      const pen = new OffscreenCanvas(9, 9).getContext("2d");
      pen.font = `100px "${font}"`;
      return pen.measureText("Mean time of 5 trials").width;
    })""", list(FONTS))
    assert len({round(width) for width in widths}) == len(FONTS)


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("kind", KINDS)
def test_should_have_no_two_texts_in_one_place_in_any_font(page, charts, kind, font):
    show(page, charts[kind], f".lab-chart {{ font-family: '{font}' !important }}")
    assert font in page.evaluate(FILLS)["font"]
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("kind", KINDS)
def test_should_scale_down_to_its_column_and_keep_its_shape(page, charts, kind):
    for width in (DESK, PAPER, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        show(page, charts[kind])
        box = page.locator("svg").bounding_box()
        seen = page.evaluate("(b => b.width / b.height)(document.querySelector('svg').viewBox.baseVal)")
        assert box["width"] == pytest.approx(min(width, 760), abs=1)
        assert box["width"] / box["height"] == pytest.approx(seen, rel=0.01)


@pytest.mark.parametrize("kind", KINDS)
def test_should_follow_the_page_s_theme_and_be_light_on_paper(page, charts, kind):
    show(page, charts[kind])
    assert page.evaluate(FILLS)["card"] == "rgb(255, 255, 255)"
    picture(page, f"{kind}-light")
    for dark in (":root { color-scheme: dark; background: #111 }", None):
        show(page, charts[kind] if dark else f'<div data-jp-theme-light="false">{charts[kind]}</div>', dark or "")
        fills = page.evaluate(FILLS)
        assert fills["card"] == DARK and fills["title"] == "rgb(204, 204, 204)"
    picture(page, f"{kind}-dark")
    page.emulate_media(media="print")
    assert page.evaluate(FILLS)["card"] == "rgb(255, 255, 255)"
    picture(page, f"{kind}-print")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_should_follow_the_theme_as_an_image_too(page, charts, theme):
    show(page, charts["report"], f":root {{ color-scheme: {theme} }}")
    page.wait_for_function("document.querySelector('img').complete")
    picture(page, f"report-{theme}")
    assert corner(page, page.locator("img").first) == ([255, 255, 255] if theme == "light" else [22, 22, 22])
    page.set_viewport_size({"width": PHONE, "height": 900})
    box = page.locator("img").first.bounding_box()
    assert box["width"] == PHONE and box["height"] < PHONE
    alt = page.locator("img").first.get_attribute("alt")
    assert "threads(16)" in alt and "95 %" in alt


def test_should_say_what_the_pointer_is_on_in_an_image(page, charts):
    """As JupyterLab shows a report: an image, whose own titles no browser shows."""
    show(page, charts["report"])
    page.wait_for_function("document.querySelector('img').complete")
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 3_000})  # a point below it is on nothing
        image = page.locator("img").bounding_box()
        spots = page.locator("img ~ span")
        assert spots.count() >= 2
        for spot in spots.all():
            box = spot.bounding_box()
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            assert image["x"] <= x <= image["x"] + image["width"] and image["y"] <= y <= image["y"] + image["height"]
            title = page.evaluate("([x, y]) => document.elementFromPoint(x, y).title", [x, y])
            assert title == spot.get_attribute("title") and "mean " in title


def test_should_say_what_the_pointer_is_on(page, charts):
    for kind, words in {"bars": "mean ", "box": "trial ", "timeline": "task ", "interaction": "threads(4)"}.items():
        show(page, charts[kind])
        titles = page.locator("svg title").all_text_contents()
        assert any(words in title for title in titles), kind
