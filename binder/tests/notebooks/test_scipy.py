"""The committed reference values are what SciPy says: the Java tests rest on them."""

import json
import math

import pytest
import scipy_reference

TOLERANCE = 1e-11  # versions of SciPy may round differently


def flat(value, path=""):
    """All leaves of nested values, each with where it stands."""
    if isinstance(value, (dict, list)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return {k: v for key, inner in items for k, v in flat(inner, f"{path}/{key}").items()}
    return {path: value}


@pytest.fixture(scope="module")
def committed():
    return flat(json.loads(scipy_reference.REFERENCE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def made():
    return flat(scipy_reference.make())


def test_should_say_which_scipy_made_it(committed):
    assert all(part.isdigit() for part in committed["/scipy"].split("."))


def test_should_be_made_again_by_scipy(committed, made):
    assert made.keys() == committed.keys()
    different = {
        path: (value, committed[path])
        for path, value in made.items()
        if path != "/scipy" and not same(value, committed[path])
    }
    assert different == {}


def same(a, b):
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=1e-13)
    return a == b
