"""Every key and item of a TOML file is found on its own line."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.config.places import lines_of
from presscheck.config.shape import At

EXAMPLE = """\
# a comment = "no key"
select = [
  "chat", # ] not the end
  'it, "really" is',  "three",
]
level = "er\\"ror"  # level = 2
text = '''
level = "no key"
'''
"quoted key" = 2025-11-25
dotted.inside . "deep.er" = {one = 1, two = [ {three = 3} ]}

[severity]
PH101 = "advice"
"a.b" = -1.5e3

[[overrides]]
paths = ["a/", "b/"]

  [overrides.severity]
  CH = "error"

[[overrides]]
paths = [\"\"\"c/\"\"\"]
severity.CH = "warning"
"""


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (("select",), 2),
        (("select", 0), 3),
        (("select", 1), 4),
        (("select", 2), 4),
        (("level",), 6),
        (("text",), 7),
        (("quoted key",), 10),
        (("dotted", "inside", "deep.er"), 11),
        (("dotted", "inside", "deep.er", "two", 0, "three"), 11),
        (("severity",), 13),
        (("severity", "PH101"), 14),
        (("severity", "a.b"), 15),
        (("overrides", 0), 17),
        (("overrides", 0, "paths", 1), 18),
        (("overrides", 0, "severity", "CH"), 21),
        (("overrides", 1), 23),
        (("overrides", 1, "paths", 0), 24),
        (("overrides", 1, "severity", "CH"), 25),
    ],
)
def test_a_key_is_on_its_line(at: At, line: int) -> None:
    assert lines_of(EXAMPLE)[at] == line


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)
SCALARS = st.one_of(
    WORDS.map(lambda word: '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'),
    WORDS.filter(lambda word: "'" not in word).map(lambda word: f"'{word}'"),
    WORDS.filter(lambda word: "'" not in word).map(lambda word: f"'''\n{word}\n'{word}'''"),
    WORDS.map(lambda word: '"""' + word.replace("\\", "\\\\").replace('"', '\\"') + '\n""x"""'),
    st.sampled_from(["true", "-3", "1_000.5", "inf", "1979-05-27 07:32:00Z", "07:32:00", "[]", "{}"]),
)
KEYS = st.sampled_from(["level", "a-b", "1", '"x.y"', "'z'", '"\\u00e9"'])
GAPS = st.sampled_from([" ", "\n", " # ] } , [x]\n", "\n\n  "])


@st.composite
def values(draw: st.DrawFn, depth: int = 0) -> str:
    if depth > 2 or draw(st.booleans()):
        return draw(SCALARS)
    items = draw(st.lists(values(depth + 1), min_size=1, max_size=3))
    if draw(st.booleans()):
        return "[" + "".join(f"{draw(GAPS)}{item}{draw(GAPS)}," for item in items) + "]"
    return "{" + ", ".join(f"k{number} = {item}" for number, item in enumerate(items)) + "}"


@st.composite
def documents(draw: st.DrawFn) -> str:
    keys = draw(st.lists(KEYS, unique=True, max_size=5))
    lines = [f"{key} = {draw(values())}{draw(GAPS)}" for key in keys]
    lines += [
        f'[[many]] # {number}\nname = {draw(values())}\n[many.sub."d.e"]\nx = {draw(values())}'
        for number in range(draw(st.integers(0, 3)))
    ]
    lines += [f"[table.{key}]\ny.{key} = {draw(values())}" for key in draw(st.lists(KEYS, unique=True, max_size=3))]
    return draw(GAPS) + "\n".join(lines) + draw(GAPS)


def paths_in(value: Any, at: At = ()) -> Iterator[At]:
    match value:
        case dict():
            for key, each in value.items():
                yield (*at, key)
                yield from paths_in(each, (*at, key))
        case list():
            for number, each in enumerate(value):
                yield (*at, number)
                yield from paths_in(each, (*at, number))


@given(documents())
def test_what_has_a_line_is_what_a_toml_parser_reads(text: str) -> None:
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # an inline table over several lines, which TOML 1.0 does not know
        return
    assert set(lines_of(text)) == set(paths_in(read))


@given(st.lists(st.tuples(st.from_regex(r"[a-z]{1,8}", fullmatch=True), values()), unique_by=lambda pair: pair[0]))
def test_each_key_stands_on_the_line_it_is_said_to(pairs: list[tuple[str, str]]) -> None:
    text, expected = "", {}
    for key, value in pairs:
        expected[key] = text.count("\n") + 1
        text += f"{key} = {value}\n"
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = lines_of(text)
    assert {key: lines[(key,)] for key in expected} == expected
