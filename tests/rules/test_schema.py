import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from presscheck.rules.schema import choice, flag, listing, mapping, number, parse, text
from presscheck.trouble import Trouble

PAGE = mapping({"title": text, "size": number, "tags": listing(text), "kind": choice("red", "blue"), "on": flag})


def error(source: str) -> str:
    with pytest.raises(Trouble) as caught:
        PAGE(parse(source, "page.yaml"))
    return str(caught.value)


def test_a_right_file_becomes_plain_values() -> None:
    values = PAGE(parse("title: One\nsize: 2.5\ntags: [a, b]\nkind: red\non: true\n", "page.yaml"))
    assert values == {"title": "One", "size": 2.5, "tags": ("a", "b"), "kind": "red", "on": True}


def test_an_unknown_key_names_file_line_and_the_nearest_key() -> None:
    assert error("size: 1\ntitel: One\n") == "page.yaml:2: unknown key 'titel'; did you mean 'title'?"


def test_an_unknown_value_names_the_nearest_value() -> None:
    assert error("kind: blu\n") == "page.yaml:1: unknown value 'blu'; did you mean 'blue'?"


def test_a_missing_key_is_named() -> None:
    with pytest.raises(Trouble, match=r"^page.yaml:1: key 'title' is missing$"):
        mapping({"title": text}, required=["title"])(parse("{}", "page.yaml"))


def test_a_key_that_stands_twice_is_named_where_it_stands_again() -> None:
    assert error("title: a\ntitle: b\n") == "page.yaml:2: key 'title' stands twice"


def test_a_wrong_type_says_what_was_expected() -> None:
    assert error("title: [a]\n") == "page.yaml:1: expected a text"
    assert error("size: much\n") == "page.yaml:1: expected a number, not 'much'"
    assert error("on: maybe\n") == "page.yaml:1: expected true or false, not 'maybe'"
    assert error("- a\n") == "page.yaml:1: expected keys and values"


def test_an_empty_list_is_refused() -> None:
    assert error("tags: []\n") == "page.yaml:1: the list is empty"


def test_broken_yaml_names_the_line() -> None:
    assert error("title: a\n  size: 1\n").startswith("page.yaml:2: not valid YAML: ")


def test_an_empty_file_says_so() -> None:
    assert error("") == "page.yaml:1: the file is empty"


def test_a_tag_never_constructs_anything() -> None:
    assert error("title: !!python/object/apply:os.getcwd []\n") == "page.yaml:1: expected a text"
    assert error("title: !x y\n") == "page.yaml:1: unknown tag !x"


@given(st.text())
def test_any_text_ends_in_values_or_one_clear_line(source: str) -> None:
    said = ""
    try:
        PAGE(parse(source, "page.yaml"))
    except Trouble as trouble:
        said = str(trouble)
    assert said == "" or said.startswith("page.yaml:")
    assert "\n" not in said


@given(st.dictionaries(st.sampled_from(["title", "kind"]), st.sampled_from(["red", "blue"])))
def test_what_yaml_wrote_is_read_back(values: dict[str, str]) -> None:
    assert PAGE(parse(yaml.safe_dump(values), "page.yaml")) == values
