"""A configuration is read strictly: what is wrong is said with its file, its line and what was meant."""

from pathlib import Path

import pytest

from presscheck.config.read import read_layers
from presscheck.trouble import Trouble


def layers(folder: Path, text: str, name: str = "presscheck.toml") -> list[dict[str, list[object]]]:
    """Read a configuration and return its layers' plain values."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return [
        {key: [given.value for given in values] for key, values in layer.values.items()}
        for layer in read_layers(str(file))
    ]


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ('levl = "error"', "1: unknown key 'levl'; did you mean 'level'?"),
        ('fail_on = "error"', "1: unknown key 'fail_on'; did you mean 'fail-on'?"),
        ('\n\nlevel = "eror"', "3: level: unknown value 'eror'; did you mean 'error'?"),
        ("level = 2", "1: level: unknown value 2; known: error, warning, advice"),
        ('select = "chat"', "1: select: expected a list, as in ['chat']"),
        ('select = [\n "chat",\n 3]', "3: select: expected a text in quotes, not 3"),
        ('ignore = [\n\n ""]', "3: ignore: the text is empty"),
        ('across = "yes"', "1: across: expected true or false, not 'yes'"),
        ("across-min = 1", "1: across-min: expected a whole number, 2 or more, not 1"),
        ("across-min = true", "1: across-min: expected a whole number, 2 or more, not true"),
        ('[severity]\nPH101 = "fatal"', "2: severity: unknown value 'fatal'; known: advice, error, warning"),
        ('severity = "error"', "1: severity: expected keys and values, not 'error'"),
        ('select = ["chat"]\nignore = [\n"CHAT"]', "3: 'CHAT' is both selected and ignored"),
        ('[overrides]\nlevel = "error"', "1: expected tables, each under a line [[overrides]]"),
        ('[[overrides]]\nlevel = "error"', "1: key 'paths' is missing: say which files the override is for"),
        ('[[overrides]]\npaths = ["a/"]\nlvl = "x"', "3: unknown key 'lvl'; did you mean 'level'?"),
        ("[[overrides]]\npaths = []", "2: paths: the list is empty"),
        (
            '[[overrides]]\npaths = ["a/"]\nexclude = ["b/"]',
            "3: exclude: 'exclude' is for the whole run and cannot stand in an override",
        ),
        ('exclude = ["../other/"]', "1: exclude: '../other/' leads out of the folder that its patterns start from"),
        ('exclude = ["# no"]', "1: exclude: '# no' fits no file"),
        ("level = error", "1: not valid TOML: Invalid value"),
        ('level = "error', "1: not valid TOML: Illegal character '\\n'"),
        ('level = "error"\nlevel = "error"', "2: not valid TOML: Cannot overwrite a value"),
        ('extend = "nowhere.toml"', "1: extend: nowhere.toml: no such file"),
        ('extend = "."', "1: extend: .: cannot be read: is a directory"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, trouble: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Trouble) as raised:
        layers(tmp_path, text + "\n")
    assert str(raised.value) == f"presscheck.toml:{trouble}"


def test_a_table_in_a_projects_file_reads_like_a_file_of_our_own(tmp_path: Path) -> None:
    assert layers(tmp_path, '[tool.presscheck]\nlevel = "error"\n', "pyproject.toml") == [{"level": ["error"]}]
    with pytest.raises(Trouble, match=r"pyproject.toml:4: unknown key 'lvel'"):
        layers(tmp_path, "[tool.other]\nlvel = 1\n[tool.presscheck]\nlvel = 1\n", "pyproject.toml")


def test_what_is_extended_comes_first_and_overrides_last(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "base.toml").write_text(
        'level = "advice"\n[[overrides]]\npaths = ["a/"]\nselect = ["PH"]\n'
    )
    text = 'extend = "house/base.toml"\nlevel = "error"\n[[overrides]]\npaths = ["b/"]\nselect = ["CH"]\n'
    first, second, third, fourth = layers(tmp_path, text)
    assert (first, second) == ({"level": ["advice"]}, {"select": ["PH"]})
    assert (third["level"], fourth) == (["error"], {"select": ["CH"]})


def test_a_path_starts_from_the_file_that_says_it(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "base.toml").write_text('rules = ["our-rules"]\n')
    first, second = layers(tmp_path, 'extend = "house/base.toml"\nrules = ["mine"]\n')
    assert first["rules"] == [str(tmp_path / "house" / "our-rules")]
    assert second["rules"] == [str(tmp_path / "mine")]


def test_configurations_that_extend_each_other_are_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.toml").write_text('extend = "presscheck.toml"\n')
    with pytest.raises(Trouble) as raised:
        layers(tmp_path, 'extend = "b.toml"\n')
    assert str(raised.value) == "b.toml:1: extend goes in a circle: presscheck.toml → b.toml → presscheck.toml"


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    assert layers(tmp_path, '\ufefflevel = "error"\r\nignore = ["chat"]\r\n') == [
        {"level": ["error"], "ignore": ["chat"]}
    ]


def test_bytes_that_are_not_utf_8_are_one_error(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_bytes(b'level = "\xff"\n')
    with pytest.raises(Trouble, match=r"presscheck.toml: not valid UTF-8 at byte 9"):
        read_layers(str(tmp_path / "presscheck.toml"))
