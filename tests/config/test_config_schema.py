"""Editors are told of a configuration what its reader knows: the schema refuses and accepts what it does."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import config_schema
from presscheck.config.keys import KEYS, keys_of_override
from presscheck.config.read import read_layers
from presscheck.config.schema import schema
from presscheck.trouble import Trouble

SCHEMA = schema()
VALUES = st.one_of(
    st.sampled_from(["auto", "none", "error", "never", "allow", "hugo", "en", "ci", "", " ", "warn", "base.toml"]),
    st.integers(0, 4),
    st.booleans(),
    st.just(1.5),
    st.lists(st.sampled_from(["en", "de", "PH101", "drafts/", "", 3]), max_size=2),
    st.dictionaries(
        st.sampled_from(["PH101", "chat"]), st.sampled_from(["error", "advice", "fatal", 1]), max_size=2
    ),
)


def tables(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    """Tables with some of these keys, and now and then one that nobody knows."""
    known = st.sampled_from([*names, "levl"])
    return st.dictionaries(known, VALUES, max_size=3)


CONFIGURATIONS = st.one_of(
    tables(*(name for name in KEYS if name != "extend")),
    st.lists(tables("paths", *keys_of_override(), "exclude"), max_size=2).map(lambda each: {"overrides": each}),
)


def toml(values: dict[str, Any]) -> str:
    """A configuration's text; JSON's own notation serves for all but tables."""

    def told(value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{json.dumps(key)} = {told(each)}" for key, each in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(told, value)) + "]"
        return json.dumps(value)

    return "".join(f"{json.dumps(key)} = {told(value)}\n" for key, value in values.items())


def is_read(folder: Path, values: dict[str, Any]) -> bool:
    file = folder / "presscheck.toml"
    file.write_text(toml(values), encoding="utf-8")
    try:
        read_layers(str(file))
    except Trouble as trouble:
        # What needs more than a look at each value: a schema cannot say it.
        return "both selected and ignored" in str(trouble)
    return True


@given(CONFIGURATIONS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_schema_accepts_what_the_reader_does(tmp_path: Path, values: dict[str, Any]) -> None:
    assert Draft202012Validator(SCHEMA).is_valid(values) == is_read(tmp_path, values)


@pytest.mark.parametrize("name", KEYS)
def test_every_key_takes_what_holds_without_it(name: str) -> None:
    key = KEYS[name]
    if key.default is not None:
        assert key.shape.check(key.default, ()) == ((key.default, ()),)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_in_the_documentation_is_that_of_today() -> None:
    assert config_schema.SCHEMA.read_text(encoding="utf-8") == config_schema.content(), "run `make docs`"
