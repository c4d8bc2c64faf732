"""The article of a content mill: its headline many times, stock paragraphs around the text, slots left in it.

The real article that started this project stands beside the checkout where there is one; the others are written here,
with other headlines and other stock, so that no rule may fit one text alone.
"""

import json
from pathlib import Path

import pytest

from presscheck import check_text

SEED = Path(__file__).parents[2] / "shared" / "seed" / "expected.jsonl"

HEADLINES = [
    "Cable Car Plan Stalls: Engineers Walk Out After Council's Late-Night Vote",
    "Why Nobody Wants The Old Stadium: A Town Counts The Cost",
    "Baker's Dozen No More: Supermarket Chain Cuts Loaf Sizes Across The North",
]

BODY = """\
The plan was to be finished before the summer, but three of the four firms have sent their people home. A spokeswoman
for the town said on Thursday that talks would go on.

According to {slot}, which saw the minutes of the meeting, two councillors left before the vote was taken. Neither of
them wished to speak to us.

Shop owners near the square fear a third year of dust. "We were told it would take [ten] months," said Ruth Adler, who
sells lamps there."""

STOCK = [
    (
        "Welcome to your number one destination for breaking stories, fresh updates and in-depth reports from all over "
        "the globe. Whether it's business, culture, science or sports, we keep you informed around the clock.",
        "Our editors work around the clock to make sure you never miss a story. From local politics to world events, "
        "our platform is designed to bring you accurate and timely news in one place.",
        "Thank you for visiting our site, your trusted source for the latest news and in-depth coverage on {headline}. "
        "We are committed to keeping you informed with accurate and timely information.",
        "If you have any questions, comments or suggestions, we would love to hear from you. Your feedback helps us to "
        "serve you better, so feel free to get in touch through our contact page.",
        "Don't forget to bookmark this site and check back often for the latest headlines. See you soon, and thank you "
        "for being part of our community!",
    ),
    (
        "Welcome to the ultimate hub for breaking news and trending stories. Stay ahead of the curve with real-time "
        "updates on politics, technology, entertainment and more.",
        "Join thousands of readers who rely on us for trusted, up-to-date content. Explore our curated articles and be "
        "part of the conversation today.",
        "Thanks for stopping by our website, your go-to source for news and analysis on {headline}. We strive to keep "
        "you informed with reliable information.",
        "Have questions, feedback or ideas? We'd love to hear from you! Reach out to us anytime through our contact page.",
        "Be sure to bookmark our page and come back regularly for more updates. Until next time, thank you for reading!",
    ),
]

SLOTS = ["[Name of Newspaper]", "[insert source and link to our earlier coverage if available]", "[News Agency]"]


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("stock", STOCK, ids=["first stock", "second stock"])
@pytest.mark.parametrize("slot", SLOTS)
def test_every_leftover_is_found_and_nothing_else(headline: str, stock: tuple[str, ...], slot: str) -> None:
    first, second, *rest = (paragraph.format(headline=headline) for paragraph in stock)
    other_case = headline.lower().capitalize()
    furniture = ["4 min read", "Table of Contents"]
    text = "\n\n".join(
        [
            headline,
            furniture[0],
            headline,
            first,
            second,
            furniture[1],
            other_case,
            BODY.format(slot=slot),
            headline,
            *rest,
        ]
    )
    repeats = [headline, other_case, headline, headline]  # the last one pasted into the thanks
    expected = sorted([*furniture, *repeats, slot, first, second, *rest])
    report = check_text(text)
    assert sorted(finding.text for finding in report.findings) == expected


@pytest.mark.skipif(not SEED.exists(), reason="the labelled article is not beside this checkout")
def test_the_real_article_is_found_whole_and_nothing_else() -> None:
    article = json.loads(SEED.read_text("utf-8"))
    found = [(finding.place.start, finding.place.end) for finding in check_text(article["text"]).findings]
    labelled = [(span["start"], span["end"]) for span in article["spans"]]
    assert [span for span in labelled if not any(a < span[1] and span[0] < b for a, b in found)] == []
    assert [(a, b) for a, b in found if not any(a < end and start < b for start, end in labelled)] == []
