from pathlib import Path

import scaling
import speed


def test_text_has_the_size_and_the_paragraphs_that_are_asked_for() -> None:
    text = scaling.prose(20_000)
    assert abs(len(text) - 20_000) < 4_000
    assert text.count("\n\n") > 30
    assert "\n\n" not in scaling.prose(20_000, paragraph=40_000)


def test_sizes_end_at_a_share_of_the_greatest() -> None:
    assert list(scaling.sizes(0.1, 10, 100, 1_000)) == [10, 100]
    assert list(scaling.sizes(0.001, 10, 100, 1_000)) == [10]


def test_every_rule_with_words_gives_ripgrep_one() -> None:
    literals = speed.literals()
    assert len(literals) > 100
    assert len(set(literals)) == len(literals)


def test_what_is_here_is_compared(tmp_path: Path) -> None:
    names = [program.name for program in speed.programs(tmp_path / "literals.txt")]
    assert names[0] == "presscheck, one process"
    assert "cat" in names
