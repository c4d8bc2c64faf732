from presscheck import check_text
from presscheck.keep.identity import identity
from presscheck.model import Finding

SENTENCE = "The council met on Monday evening, and [Name of Mayor] said the bridge would stay open to buses."


def found(text: str, name: str = "draft.md") -> Finding:
    (finding,) = check_text(text, filename=name).findings
    return finding


def test_a_finding_keeps_its_identity_when_its_paragraph_moves() -> None:
    assert identity(found(SENTENCE)) == identity(found(f"# A headline\n\nAnother paragraph.\n\n{SENTENCE}\n"))


def test_it_keeps_it_when_the_file_is_renamed() -> None:
    assert identity(found(SENTENCE)) == identity(found(SENTENCE, "other.txt"))


def test_it_keeps_it_when_the_paragraph_is_wrapped_anew() -> None:
    wrapped = "The council met on\nMonday evening, and [Name\nof Mayor] said the\nbridge would stay open to buses."
    assert identity(found(SENTENCE)) == identity(found(wrapped))


def test_other_words_around_it_make_another() -> None:
    other = SENTENCE.replace("Monday evening", "Friday at noon")
    assert identity(found(SENTENCE)) != identity(found(other))


def test_another_slot_makes_another() -> None:
    assert identity(found(SENTENCE)) != identity(found(SENTENCE.replace("Mayor", "Bishop")))
