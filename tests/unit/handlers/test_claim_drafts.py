"""A claim that is being put together is read back from the message that shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.claim_drafts import Draft, draft_in, label
from bot.replies.reply import plain
from bot.replies.wording import LANGUAGES
from store.catalogue import load_catalogue
from store.ingest.claim_form import open_items
from store.models import Language

CATALOGUE = load_catalogue()
ITEMS = [item.name for item in open_items({}, CATALOGUE)]
BEGUN = {"party": "russia", "claimant": "uk", "metric": "personnel", "kind": "cumulative"}

answers = st.dictionaries(
    st.sampled_from(ITEMS),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40),
    max_size=len(ITEMS),
)


def shown(draft: Draft, language: Language) -> str:
    return plain(tuple(draft.lines(language)))


@pytest.mark.parametrize("language", LANGUAGES)
@given(answers=answers, asked=st.sampled_from([None, *ITEMS]))
def test_what_is_shown_is_what_is_read_back(language: Language, answers: dict[str, str], asked: str | None) -> None:
    draft = Draft(answers, asked)
    assert draft_in(shown(draft, language)) == draft


@pytest.mark.parametrize("text", ["", "May 2024?", "Whose losses: russia", "A new claimant\nLosses of what: tanks"])
def test_other_messages_hold_no_draft(text: str) -> None:
    assert draft_in(text) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_follows_the_question_is_no_part_of_the_draft(language: Language) -> None:
    draft = Draft(BEGUN, "number")
    assert draft_in(f"{shown(draft, language)}\nA help\n\n{label('party', language)}: ukraine") == draft


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_questions_are_put_alike(language: Language) -> None:
    assert len({label(name, language) for name in ITEMS}) == len(ITEMS)


def test_what_has_to_be_known_is_asked_for_in_order() -> None:
    draft, asked = Draft(), []
    right = {**BEGUN, "end": "2024-05-31", "number": "500,000", "qualifier": "about", "scope": "killed, wounded",
             "verified": "estimated", "stated_on": "2024-05-31", "publisher": "A paper", "title": "A headline",
             "url": "https://paper.example/1", "published": "2024-06-01"}  # fmt: skip
    while (draft := draft.asking(CATALOGUE)).asked is not None:
        asked.append(draft.asked)
        draft = draft.answered(right[draft.asked])
    assert asked == list(right)


def test_an_answer_is_one_line_whatever_was_typed() -> None:
    assert Draft(asked="title").answered("  Two\nlines ").answers == {"title": "Two lines"}


def test_a_note_in_one_language_asks_for_the_other() -> None:
    known = {**BEGUN, "end": "2024-05-31", "number": "1", "qualifier": "exact", "scope": "killed",
             "verified": "claimed", "stated_on": "2024-05-31", "publisher": "A", "title": "B",
             "url": "https://c.example", "published": "2024-06-01"}  # fmt: skip
    assert Draft(known).asking(CATALOGUE).asked is None
    assert Draft({**known, "note_en": "Rounded"}).asking(CATALOGUE).asked == "note_uk"


def test_an_answer_can_be_asked_for_once_more() -> None:
    again = Draft(BEGUN).without("metric")
    assert again.asked == "metric"
    assert "metric" not in again.answers
