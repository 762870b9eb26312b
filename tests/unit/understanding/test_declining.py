"""What asks for less, or for something else, than is reported is declined; what only sounds like it is answered."""

from datetime import date

import pytest

from bot.understanding.question import Elsewhere, NotAQuestion, Question
from bot.understanding.reading import read_question

NOW = date(2024, 6, 15)


def declined(text: str) -> Elsewhere:
    read = read_question(text, now=NOW)
    assert isinstance(read, Elsewhere), read
    return read


class TestLessThanIsReported:
    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("female soldiers lost in may 2024", "female"),
            ("how many elite troops were lost in 2023", "elite"),
            ("tanks lost in the forest in 2023", "forest"),
            ("losses near the border in may 2024", "border"),
            ("aircraft losses by accident in 2024", "accident"),
            ("скільки молодих солдатів втратила росія у травні 2024", "молодих"),
        ],
    )
    def test_is_declined_and_the_word_is_named(self, text: str, word: str) -> None:
        read = declined(text)
        assert (read.reason, read.words) == ("detail", (word,))

    @pytest.mark.parametrize(
        "text",
        [
            "how many tanks rolled across red square on 9 may 2024",
            "how many soldiers were photographed in february 2024",
            "how many of the casualties in may 2024 were under 25",
        ],
    )
    def test_what_was_done_besides_is_declined(self, text: str) -> None:
        assert declined(text).reason == "detail"

    @pytest.mark.parametrize(
        "text",
        [
            "tanks lost on wednesdays in may 2024",
            "losses at night in May 2024",
            "personnel lost between midnight and 6 am on 5 feb 2024",
            "втрати по понеділках у 2023",
            "losses in 2023 without december",
            "2023 tanks, leaving out may",
        ],
    )
    def test_days_and_hours_that_do_not_follow_each_other_are_declined(self, text: str) -> None:
        assert declined(text).reason == "habit"

    @pytest.mark.parametrize(
        "text",
        [
            "soldiers killed by drones in may 2024",
            "tanks destroyed by russian artillery in may 2024",
            "how many tanks did drones destroy in may 2024",
            "tanks lost to drones in 2023",
        ],
    )
    def test_what_struck_is_not_known(self, text: str) -> None:
        assert declined(text).reason == "cause"


class TestWhatOnlySoundsLikeIt:
    @pytest.mark.parametrize(
        "text",
        [
            "what did november 2023 look like in terms of tanks",
            "display tank losses for may 2024",
            "tanks and drones destroyed by ukraine in may 2024",
            "which month cost russia the most tanks",
            "what did october 2022 cost russia in helicopters",
            "hello from Brazil, how many trucks russia lost in may 2024?",
            "Shaheds and other drones in april 2024",
            "i think tanks were around 300 in april 2024, what was it really",
            "howmany tanks went in march 2024",
        ],
    )
    def test_is_answered(self, text: str) -> None:
        assert isinstance(read_question(text, now=NOW), Question)


class TestWhatCouldNotBeRead:
    @pytest.mark.parametrize(
        "text",
        [
            "losses since russia took kyiv",
            "losses since the batle of avdivka",
            "deadliest yxzr for soldiers",
            "tanks last mo",
        ],
    )
    def test_hides_no_other_question(self, text: str) -> None:
        assert isinstance(read_question(text, now=NOW), NotAQuestion | Elsewhere)

    @pytest.mark.parametrize("text", ["tonks may 2024", "dmg in may 2024", "whta did russia lose in may 2024"])
    def test_slang_and_swapped_letters_are_no_hindrance(self, text: str) -> None:
        assert isinstance(read_question(text, now=NOW), Question)


@pytest.mark.parametrize(
    "text", ["months with losses between 20000 and 30000", "did Russia lose between 30000 and 40000 in May 2024?"]
)
def test_amounts_that_losses_lie_between_are_not_taken_for_one(text: str) -> None:
    read = read_question(text, now=NOW)
    assert isinstance(read, NotAQuestion)
    assert len(read.unread) == 2


def test_soldiers_of_another_country_are_of_another_country() -> None:
    read = read_question("how many american soldiers have died in ukraine", now=NOW)
    assert isinstance(read, Elsewhere)
    assert read.reason == "other_country"
