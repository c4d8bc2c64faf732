"""What an article is about is told by words, which the project's own files list."""

from pathlib import Path

import pytest

from presscheck.rules.topics import load_words, read_words
from presscheck.trouble import Trouble


def test_every_subject_has_words_in_every_language() -> None:
    words = load_words()
    assert words.alone("chatbots") == {"chatbots"}
    assert words.pairs["language models"] == {"chatbots"}
    assert words.alone("platzhaltern") == {"placeholders"}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("language: en\nchatbot: bots", "unknown key 'chatbot'; did you mean 'chatbots'?"),
        ("language: en\nchatbots: Bots", "'Bots' is not in lower case"),
        ("language: en\nchatbots: ab*", "begins too many words"),
        ("language: en\nchatbots: language_model*", "a * stands at the end of a single word"),
        ("chatbots: bots", "key 'language' is missing"),
    ],
)
def test_a_wrong_word_list_is_an_error_that_names_its_line(tmp_path: Path, text: str, error: str) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text(text)
    with pytest.raises(Trouble, match=r"^rules/topic/xx\.yaml:\d+: ") as trouble:
        read_words([path])
    assert error in str(trouble.value)
