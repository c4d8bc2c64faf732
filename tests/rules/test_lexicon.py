"""A vocabulary file is read strictly: what is wrong in one is said in one line, with file and line."""

from pathlib import Path

import pytest

from presscheck.rules.folder import builtin_folder
from presscheck.rules.lexicon import LANGUAGES, load_lexicon, read_lexicon
from presscheck.trouble import Trouble

RIGHT = """\
# words
language: xx

nouns: >
  name city
  firma

verbs: >
  insert

phrases:
  - name of
"""


def lexicon_file(folder: Path, text: str) -> Path:
    path = folder / "xx.yaml"
    path.write_text(text, "utf-8")
    return path


def error(folder: Path, text: str) -> str:
    with pytest.raises(Trouble) as caught:
        read_lexicon([lexicon_file(folder, text)])
    return str(caught.value)


def test_a_right_file_becomes_a_lexicon(tmp_path: Path) -> None:
    lexicon = read_lexicon([lexicon_file(tmp_path, RIGHT)])
    assert lexicon.nouns == {"name", "city", "firma"}
    assert lexicon.is_verb("insert")
    assert lexicon.phrases == ("name of",)
    assert not lexicon.is_noun("baufirma")


def test_nouns_may_end_longer_words_or_begin_them(tmp_path: Path) -> None:
    compounds = read_lexicon([lexicon_file(tmp_path, RIGHT + "joins: compounds\n")])
    suffixes = read_lexicon([lexicon_file(tmp_path, RIGHT + "joins: suffixes\n")])
    assert (compounds.is_noun("baufirma"), compounds.is_noun("firmada")) == (True, False)
    assert (suffixes.is_noun("baufirma"), suffixes.is_noun("firmada")) == (False, True)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("nouns:", "nuons:"), "rules/vocabulary/xx.yaml:4: unknown key 'nuons'; did you mean 'nouns'?"),
        (("phrases:", "frases:"), "rules/vocabulary/xx.yaml:11: unknown key 'frases'; did you mean 'phrases'?"),
        (("  - name of", "  - [a, b]"), "rules/vocabulary/xx.yaml:12: expected a text"),
        (("  insert", "  Insert"), "rules/vocabulary/xx.yaml:8: 'Insert' is not in lower case"),
        (("verbs: >\n  insert", "verbs: [insert]"), "rules/vocabulary/xx.yaml:8: expected a text"),
        (("verbs: >\n  insert", ""), "rules/vocabulary/xx.yaml:2: key 'verbs' is missing"),
        (("verbs: >\n  insert", "verbs:"), "rules/vocabulary/xx.yaml:8: expected a text"),
        (("phrases:\n  - name of", "phrases: []"), "rules/vocabulary/xx.yaml:11: the list is empty"),
        (
            ("phrases:", "joins: compound\nphrases:"),
            "rules/vocabulary/xx.yaml:11: unknown value 'compound'; did you mean 'compounds'?",
        ),
        (("language: xx", "language: xx\nlanguage: yy"), "rules/vocabulary/xx.yaml:3: key 'language' stands twice"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_what_was_meant(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    assert error(tmp_path, RIGHT.replace(*change)) == message


def test_a_file_that_is_no_yaml_or_no_text_is_named(tmp_path: Path) -> None:
    assert error(tmp_path, "language: xx\n nouns: a\n").startswith("rules/vocabulary/xx.yaml:2: not valid YAML")
    (tmp_path / "xx.yaml").write_bytes(b"language: \xff")
    with pytest.raises(Trouble, match=r"^rules/vocabulary/xx\.yaml: not valid UTF-8 at byte 10$"):
        read_lexicon([tmp_path / "xx.yaml"])


def test_the_built_in_words_hold_at_least_eight_languages() -> None:
    lexicon = load_lexicon()
    for noun in ("name", "nombre", "nom", "datum", "nome", "data", "naam", "tarih"):
        assert lexicon.is_noun(noun)


def test_every_language_is_known_by_the_files_of_its_name() -> None:
    stems = {path.stem.partition("-")[0] for path in (builtin_folder() / "vocabulary").glob("*.yaml")}
    assert stems == LANGUAGES


def test_some_languages_alone_make_a_smaller_lexicon() -> None:
    english = load_lexicon(("en",))
    assert english.is_noun("name")
    assert not english.is_noun("firmenname")
    assert load_lexicon(("de", "en")).is_noun("firmenname")
