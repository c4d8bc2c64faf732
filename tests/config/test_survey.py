"""What a project's files tell of it, so that nobody need be asked."""

from pathlib import Path

import pytest

from presscheck.config.survey import Survey, survey

POST = "---\ntitle: The bridge closes, part {0}\n---\n\n# The bridge closes, part {0}\n\nText.\n"


def project(folder: Path, *names: str) -> Survey:
    (folder / ".git").mkdir(exist_ok=True)
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(POST.format(number))
    return survey(str(folder))


@pytest.mark.parametrize(
    ("names", "folders"),
    [
        (["drafts/a.md"], ("drafts",)),
        (["_posts/a.md", "_drafts/b.md", "notes/c.md"], ("_drafts", "_posts")),
        (["notes/c.md", "letters/d.txt"], ("letters", "notes")),
        (["notes/c.md", "tests/d.txt", "themes/x/e.html"], ("notes",)),
        (["a.md", "notes/c.md"], ()),
        (["README.md", "requirements-dev.txt", "docs/a.md"], ("docs",)),
        (["LICENSE.txt", "CHANGELOG.md"], ()),
        ([], ()),
    ],
)
def test_where_the_drafts_are(tmp_path: Path, names: list[str], folders: tuple[str, ...]) -> None:
    assert project(tmp_path, *names).drafts == folders


def test_whether_posts_repeat_their_titles(tmp_path: Path) -> None:
    found = project(tmp_path, *(f"_posts/{number}.md" for number in range(7)), "elsewhere/a.md")
    assert (found.repeating, found.titled) == (7, 7)


def test_what_renders_them(tmp_path: Path) -> None:
    assert project(tmp_path, "_posts/a.md", "_config.yml").generators == ("jekyll",)


@pytest.mark.parametrize(
    ("sign", "content", "services"),
    [
        (".github/dependabot.yml", "", ("github",)),
        (".gitlab-ci.yml", "", ("gitlab",)),
        (".git/config", '[remote "origin"]\n\turl = git@github.com:quay/post.git\n', ("github",)),
        (".git/config", '[remote "origin"]\n\turl = https://gitlab.quay.example/post\n', ("gitlab",)),
        (".git/config", "[user]\n\tname = github\n", ()),
        ("a.md", "", ()),
    ],
)
def test_which_service_checks_it(tmp_path: Path, sign: str, content: str, services: tuple[str, ...]) -> None:
    path = tmp_path / sign
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    assert project(tmp_path).services == services
