"""README's examples: the Java lines in the real kernel, the commands against the command's help."""

import re

import pytest
from conftest import ROOT, lab
from lab_tools.kernel_client import Kernel

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def small_kernel(ready):
    with Kernel(env={"CONCURRENCY_LAB_SIZE": "small"}) as running:
        yield running


def java_lines():
    return [line for block in blocks("java") for line in block.splitlines() if line.strip()]


def shorter(code):
    """One cold trial for a run whose result no later line uses, few for one that is used, and a part of the terms."""
    code = re.sub(r"^(run|checkAdvice|scaling|cost|algorithms|factorial)\(", r"trials(1).warmups(0).\1(", code)
    code = re.sub(r"^(var \w+ = )run\(", r"\1trials(3).warmups(1).run(", code)
    code = code.replace("terms(1_000_000)", "terms(100_000)").replace("waiting(10_000,", "waiting(1_000,")
    return re.sub(r"article\(\)(?!\.terms)", "article().terms(20_000)", code)


def compiled(kernel, *lines):
    """A cell that the shell takes only if all of it compiles, and that runs nothing."""
    return kernel.execute("Callable<Object> readme = () -> {\n" + ";\n".join(lines) + ";\nreturn null; };")


def test_should_compile_every_java_line_of_the_readme(small_kernel):
    lines = [line.split("//")[0].strip() for line in java_lines()]
    assert len(lines) > 10
    outcome = compiled(small_kernel, *lines)
    assert outcome.error is None, outcome.error
    assert compiled(small_kernel, *lines, "run(article(), noSuchModel())").error


@pytest.mark.long
def test_should_run_every_java_line_of_the_readme(small_kernel):
    for line in java_lines():
        outcome = small_kernel.execute(shorter(line.split("//")[0].strip()))
        assert outcome.error is None, f"{line}: {outcome.error}"


def test_should_show_pictures_that_exist():
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert pictures
    assert [p for p in pictures if not (ROOT / p).is_file()] == []


def test_should_name_only_commands_that_there_are():
    named = {m for block in blocks("sh") for m in re.findall(r"^binder/lab (\w+)", block, re.MULTILINE)}
    assert named
    help_text = lab("-h").stdout
    assert [command for command in named if f"binder/lab {command}" not in help_text] == []
