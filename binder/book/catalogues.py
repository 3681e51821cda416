"""The Japanese catalogues against the text; run by `binder/lab book` in Sphinx's environment, which has Babel."""

import sys
from pathlib import Path

from babel.messages.pofile import read_po
from sphinx_intl.basic import update


def _read(file):
    with open(file, "rb") as stream:
        return read_po(stream)


def _pages(templates):
    # The theme's own words are no page; ja/LC_MESSAGES/sphinx.po has those that Sphinx lacks.
    return [file for file in sorted(templates.glob("*.pot")) if file.stem != "sphinx"]


def _needed(catalogue):
    return [message for message in catalogue if message.id]


def list_gaps(templates, catalogues):
    """Prints each paragraph of a translated page that is shown in English, and the pages that have no translation."""
    without = []
    for template in _pages(templates):
        file = catalogues / "ja" / "LC_MESSAGES" / f"{template.stem}.po"
        if not file.is_file():
            without.append(template.stem)
            continue
        translated, needed = _read(file), _needed(_read(template))
        gaps = 0
        for message in needed:
            there = translated.get(message.id)
            if there is None or not there.string or there.fuzzy:
                gaps += 1
                why = "changed" if there is not None and there.fuzzy else "not translated"
                print(f"{template.stem}: {why}: {' '.join(message.id.split())[:120]}")
        print(f"{template.stem}: {len(needed) - gaps} of {len(needed)} paragraphs in Japanese")
    print(f"in English only: {', '.join(without) or 'none'}")


def main(command, templates, catalogues):
    if command == "list":
        list_gaps(Path(templates), Path(catalogues))
    else:
        there = {file.stem for file in Path(catalogues, "ja", "LC_MESSAGES").glob("*.po")}
        pages = [template for template in _pages(Path(templates)) if template.stem in there]
        # A page becomes a translated one by an empty catalogue of its name.
        for template in set(Path(templates).glob("*.pot")) - set(pages):
            template.unlink()
        update(catalogues, templates, ("ja",), line_width=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
