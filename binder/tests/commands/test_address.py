"""The repository's address: one setting, and links made from it."""

import urllib.parse

import pytest
from conftest import BINDER, ROOT, copy_repository, lab
from lab_tools import address
from lab_tools.report import Problem

README = (ROOT / "README.md").read_text(encoding="utf-8")


def query(link):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(link).query))


def test_should_show_in_the_readme_just_the_links_of_the_setting():
    block = address.BLOCK.search(README)
    assert block[0] == block[1] + address.links(address.known()) + block[2]
    # And none of another repository's.
    assert README.count("mybinder.org/v2/") == (1 if address.known() else 0)


@pytest.mark.parametrize("published, where", [
    ("https://github.com/anna/lab", "/v2/gh/anna/lab/HEAD"),
    ("https://gitlab.com/a/b/lab", "/v2/gl/a%2Fb%2Flab/HEAD"),
    ("https://git.example.org/anna/lab", "/v2/git/https%3A%2F%2Fgit.example.org%2Fanna%2Flab/HEAD"),
])
def test_should_open_the_first_chapter_on_binder(published, where):
    link = address.on_binder(published)
    assert urllib.parse.urlsplit(link).path == where
    notebook = query(link)["urlpath"].removeprefix("lab/tree/")
    assert (ROOT / notebook).is_file()


def test_should_open_the_first_chapter_on_a_hub():
    asked = query(address.on_hub("https://github.com/anna/my-lab"))
    assert asked["repo"] == "https://github.com/anna/my-lab"
    assert (ROOT / asked["urlpath"].removeprefix("lab/tree/my-lab/")).is_file()


@pytest.mark.parametrize("wrong", ["anna/lab", "http://github.com/anna/lab", "https://github.com/anna", "https://x/<y>/z"])
def test_should_refuse_what_is_no_address(wrong):
    with pytest.raises(Problem, match="must be like https://github.com/OWNER/NAME, got"):
        address.checked(wrong)


def test_should_give_a_fork_its_own_links(tmp_path):
    copy = copy_repository(tmp_path / "fork")
    assert lab("address", "https://github.com/bert/fork.git", root=copy).returncode == 0
    readme = (copy / "README.md").read_text(encoding="utf-8")
    assert "](https://mybinder.org/v2/gh/bert/fork/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2F00-start.ipynb)" in readme
    assert "<repository.address>https://github.com/bert/fork</repository.address>" in (copy / "pom.xml").read_text()
    assert lab("address", "", root=copy).returncode == 0
    assert "mybinder.org/v2/" not in (copy / "README.md").read_text(encoding="utf-8")


def test_should_set_up_a_container_as_binder_does():
    """The development container is these files and no others: nothing is named twice."""
    text = (ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8")
    assert "binder/apt.txt" in text and "binder/lab setup" in text
    assert not any(package in text for package in (BINDER / "apt.txt").read_text().split())
