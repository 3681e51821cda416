"""Sphinx's settings for the site of `binder/lab book`, which copies this folder and calls Sphinx there."""

import os
from pathlib import Path

HERE = Path(__file__).parent
JAPANESE = tags.has("ja")  # noqa: F821: Sphinx puts the name here
ADDRESS = os.environ["CONCURRENCY_LAB_BOOK_ADDRESS"]
# The Japanese pages lie one folder below the English ones; the API and the notebooks are there once.
TOP = "../" if JAPANESE else ""

project = "Concurrency Lab"
html_title = project
version = release = os.environ["CONCURRENCY_LAB_BOOK_VERSION"]
language = "ja" if JAPANESE else "en"
locale_dirs = ["locale"]
gettext_compact = False
gettext_location = False
exclude_patterns = ["locale", "_templates"]

extensions = ["myst_nb", "sphinx_copybutton", "sphinx_design"]
nb_execution_mode = "off"
# Outputs are in no language; this only keeps it from looking for another kind of them.
nb_mime_priority_overrides = [("gettext", "text/html", 0)]
# Its scripts for widgets come from other hosts; no chapter has a widget.
nb_ipywidgets_js = {}
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
myst_url_schemes = {"https": None, "http": None, "top": {"url": TOP + "{{path}}"}}
copybutton_selector = "div.cell_input pre, div.highlight:not(.output *) > pre"
copybutton_exclude = ".linenos, .gp"

html_theme = "furo"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_css_files = ["book.css"]
html_js_files = [("book.js", {"defer": "defer"})]
html_copy_source = html_show_sourcelink = html_show_copyright = False
html_use_index = False
html_favicon = "_static/icon.svg"
html_theme_options = {
    "top_of_page_buttons": [],
    # Darker and lighter than the theme's own: small text has a contrast of 4.5 at least.
    "light_css_variables": {
        "color-brand-primary": "#00588a",
        "color-brand-content": "#00588a",
        "color-brand-visited": "#6d3f7c",
        "color-foreground-muted": "#5a5c63",
        "color-foreground-secondary": "#55575e",
    },
    "dark_css_variables": {
        "color-brand-primary": "#7cc4f0",
        "color-brand-content": "#7cc4f0",
        "color-brand-visited": "#c9a2d8",
        "color-foreground-muted": "#a0a4ab",
        "color-foreground-secondary": "#a8acb3",
    },
}
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/api.html",
        "sidebar/scroll-end.html",
    ]
}


def _page(app, page, template, context, doctree):
    """What the templates ask of a page."""
    from lab_tools import address

    notebook = f"notebooks/{page}.ipynb"
    chapter = (HERE / f"{page}.ipynb").is_file()
    context.update(
        top=TOP,
        japanese=JAPANESE,
        translated=(HERE / "locale" / "ja" / "LC_MESSAGES" / f"{page}.po").is_file(),
        notebook=notebook if chapter else "",
        published=address.file(ADDRESS, notebook) if chapter else "",
        on_binder=address.on_binder(ADDRESS, notebook) if chapter and ADDRESS else "",
        repository=ADDRESS,
    )


def setup(app):
    app.connect("html-page-context", _page)
