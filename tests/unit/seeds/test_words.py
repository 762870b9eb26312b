"""The words people use are complete, and mean what people mean by them."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from bot.replies.wording import wording
from bot.understanding.words import load_words
from store.catalogue import load_catalogue
from store.ingest.seeds import read_seeds
from store.models import Claim, Language, Scope

WORDS = load_words()
CATALOGUE = load_catalogue()
CLAIMS = [entry for entry in read_seeds().entries() if isinstance(entry, Claim)]
LANGUAGES: tuple[Language, ...] = ("en", "uk")
ASKED_IN = (*LANGUAGES, "ru")
"""Questions are understood in one language more than they are answered in."""

NAMING = ("metrics", "parties", "claimants", "speakers", "bodies", "scopes", "elsewhere", "cues")


def word_files(language: str) -> dict[str, dict[str, Any]]:
    """The parsed word files of a language, by name."""
    folder = resources.files("seeds") / "words" / language
    return {
        file.name: tomllib.loads(file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }


def phrases(language: str, category: str) -> Iterator[tuple[str, str]]:
    """Each (value, phrase) of a category, as written."""
    for words in word_files(language).values():
        table = words.get(category, {})
        for value, listed in table.items():
            for phrase in listed:
                yield value, phrase


def values(text: str, category: str) -> set[str]:
    """All that a text means in a category."""
    return {value for item in WORDS.read(text) for value in item.values(category)}


def spoken(phrase: str, endings: dict[str, list[str]]) -> str:
    """A phrase in the first form of its inflected words."""
    said = []
    for written in phrase.split():
        stem, _, inflection = written.partition("~")
        said.append(stem + (endings[inflection][0] if inflection else ""))
    return " ".join(said)


@pytest.mark.parametrize("language", ASKED_IN)
@pytest.mark.parametrize("category", ["metrics", "parties", "claimants"])
def test_every_catalogue_entry_has_words_and_every_word_an_entry(language: str, category: str) -> None:
    assert {value for value, _ in phrases(language, category)} == getattr(CATALOGUE, category).keys()


@pytest.mark.parametrize("language", ASKED_IN)
def test_no_phrase_means_two_metrics(language: str) -> None:
    meant = defaultdict(set)
    for value, phrase in phrases(language, "metrics"):
        meant[phrase].add(value)
    assert {phrase: found for phrase, found in meant.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", ASKED_IN)
def test_no_form_of_a_phrase_means_two_metrics(language: str) -> None:
    endings = {
        name: forms for words in word_files(language).values() for name, forms in words.get("endings", {}).items()
    }
    for _, phrase in phrases(language, "metrics"):
        assert len(values(spoken(phrase, endings), "metrics")) == 1, phrase


@pytest.mark.parametrize("language", ASKED_IN)
def test_what_the_catalogue_holds_is_never_refused(language: str) -> None:
    held = {phrase for _, phrase in phrases(language, "metrics")}
    assert held.isdisjoint(phrase for _, phrase in phrases(language, "elsewhere"))


@pytest.mark.parametrize("language", ASKED_IN)
def test_every_list_gives_a_phrase_once(language: str) -> None:
    for words in word_files(language).values():
        for category in words.keys() & set(NAMING):
            for value, listed in words[category].items():
                assert len(listed) == len(set(listed)), (category, value)


@pytest.mark.parametrize("language", ASKED_IN)
def test_files_of_a_language_agree_on_the_endings_they_share(language: str) -> None:
    shared: dict[str, list[str]] = {}
    for name, words in word_files(language).items():
        for inflection, forms in words.get("endings", {}).items():
            assert shared.setdefault(inflection, forms) == forms, (name, inflection)


@pytest.mark.parametrize("language", ASKED_IN)
def test_every_fate_can_be_named(language: str) -> None:
    assert {value for value, _ in phrases(language, "scopes")} == set(Scope) - {Scope.UNSPECIFIED}


def test_both_languages_have_the_same_cues() -> None:
    english, ukrainian = ({value for value, _ in phrases(language, "cues")} for language in LANGUAGES)
    assert english == ukrainian


def test_both_languages_refuse_for_the_same_reasons_and_say_each() -> None:
    english, ukrainian = ({value for value, _ in phrases(language, "elsewhere")} for language in LANGUAGES)
    assert english == ukrainian
    for language in LANGUAGES:
        for reason in english:
            assert wording(language).has(f"out-of-scope-{reason}"), (language, reason)


@pytest.mark.parametrize("language", ASKED_IN)
def test_everybody_whom_a_stored_claim_quotes_by_name_can_be_asked_for(language: str) -> None:
    named = {value for value, _ in phrases(language, "speakers")}
    quoted = {claim.speaker.casefold() for claim in CLAIMS if claim.speaker and "unnamed" not in claim.speaker}
    assert {speaker for speaker in quoted if not any(name in speaker for name in named)} == set()


@pytest.mark.parametrize("language", ASKED_IN)
def test_an_office_is_named_as_a_stored_claim_names_it(language: str) -> None:
    bodies = {claim.body.casefold() for claim in CLAIMS if claim.body}
    for value, _ in phrases(language, "bodies"):
        assert any(value in body for body in bodies), value


@pytest.mark.parametrize("language", ASKED_IN)
def test_a_speaker_is_also_the_claimant_that_the_speaker_speaks_for(language: str) -> None:
    claimants = {phrase for _, phrase in phrases(language, "claimants")}
    assert {phrase for _, phrase in phrases(language, "speakers")} <= claimants


METRICS = """
personnel: personnel | soldiers | troops | manpower | servicemen | casualties | 200 men | orcs | death toll
personnel: особовий склад | військових | солдатів | бійці | живої сили | окупантів | двохсотих | людей
tanks: tank | MBTs | main battle tank | танк | танками | танків | Tanks!
armoured_vehicles: AFVs | apc | IFV's | armored vehicles | armoured personnel carriers
armoured_vehicles: BMPs | BTR | ббм | бтр | бронемашин | бойових броньованих машин | armour
artillery: arty | howitzers | SPGs | guns | cannon | artillery systems | арта | гаубиць | артсистем | САУ | гармат
mlrs: MLRS | MRLS | rocket launchers | multiple launch rocket systems | grads | РСЗВ | градів | rocket artillery
air_defence: SAMs | AA | anti-aircraft systems | air defence | air-defense systems | surface-to-air missiles
air_defence: flak | ППО | засобів ППО | зенітних комплексів | anti aircraft guns
aircraft: planes | jets | aircraft | warplanes | літаків | літаки | винищувачів
helicopters: choppers | helis | helicopter | гелікоптерів | вертольотів | гвинтокрили
uavs: drones | UAVs | unmanned aerial vehicles | БпЛА | безпілотників | дронів
cruise_missiles: cruise missiles | missiles | крилаті ракети | ракет
warships: boats | ships | warship | ships and boats | кораблі й катери | катерів
submarines: subs | submarine | підводних човнів | підводні човни | субмарина
vehicles: trucks | lorries | fuel tanks | fuel tankers | vehicles and fuel tanks | cars
vehicles: вантажівок | автоцистерн | автотехніки
special_equipment: special equipment | спецтехніки | спеціальна техніка
ground_robots: UGVs | ground robots | unmanned ground vehicles | НРК | наземних дронів
"""

CLAIMANTS = """
ukraine: ukrainian mod | General Staff | the Ukrainian Ministry of Defence | Генштаб | Міноборони
ukraine: Генштабу ЗСУ | Zelensky | Зеленський
uk: UK | the UK's | British intelligence | Britain | gchq | u.k. | Docherty
uk: британська розвідка | британці | Велика Британія
us: USA | the Americans | Pentagon | CIA | U.S. | white house | США | американців | Пентагон | ЦРУ
nato: NATO | Stoltenberg | НАТО
russia: russian mod | Shoigu | міноборони рф
mediazona: Mediazona | BBC | Медіазона | Медіазони
oryx: Oryx | visually confirmed | Орікс
csis: CSIS
france: France | французи
economist: the economist
ualosses: UALosses
"""

CUES = """
compare: compare | vs | versus | compared with | side by side | порівняй | порівняно з | на відміну від
difference: how much more | difference between | на скільки більше | різниця
highest: record | worst | deadliest | most | найгірший | рекорд | найбільше
lowest: lowest | quietest | fewest | найменше | найменший
rank: top | ranking | рейтинг | топ
average: average | on average | avg | в середньому | середнє
per_day: per day | a day | daily | /day | на день | за добу
trend: trend | over time | month by month | динаміка | помісячно
latest: latest | most recent | останні дані | зараз
definition: what does it mean | what counts as | does it include | що означає | чи входять | що таке
sources: source? | where does it come from | who says so | how do you know | джерело | звідки
reliability: is it verified | how reliable | can i trust | це правда | перевірено
why_differ: why do they differ | чому різні
help: help | /help | how do i use this | what can you do | допомога | що ти вмієш
cumulative: in total | cumulative | overall | so far | загалом | усього
combined: together | combined | + | разом
losses: losses | lost | shot down | eliminated | втрати | втратили | збили | знищено
how_many: how many | number of | скільки | кількість
says: says | according to | estimate | за даними | заявляє
all_metrics: all equipment | everything | breakdown | вся техніка | усе
and: and | what about | а як щодо | ну а
changed: has it changed | corrected | змінилася
greeting: hello | привіт
thanks: thanks | дякую
"""

ELSEWHERE = """
other_equipment: anti-tank weapons | javelins | ATGMs | ammo | small arms | machine guns
other_equipment: протитанкових засобів | снарядів
equipment_type: T-90s | T72 | Su-34 | Ka-52 | Lancets | fpv drones | С-300 | Т-72 | ланцетів | ballistic missiles
stock: how many are left | in storage | remaining | залишилось | на озброєнні
production: were built | produced | виготовили | виробляють
price: cost | in dollars | how expensive | коштує | доларів
civilians: civilians | children | цивільних
other_war: chechnya | WW2 | afghanistan | gaza | чечня | афганістані
other_country: north korean | belarus | poland | кндр | білорусі
generals: generals | colonels | полковників
unit: wagner | paratroopers | вагнерівців | десантників
place: bakhmut | kursk | crimea | бахмуті | під авдіївкою
advance: territory | square kilometres | територій
launches: missiles launched | attacks | запустили
forecast: prediction | will lose | прогноз
"""


def spots(table: str) -> list[tuple[str, str]]:
    """The (phrase, value) pairs of a table of examples."""
    pairs = []
    for row in table.strip().splitlines():
        value, _, examples = row.partition(":")
        pairs += [(example.strip(), value) for example in examples.split(" | ")]
    return pairs


@pytest.mark.parametrize(("phrase", "metric"), spots(METRICS))
def test_a_metric_goes_by_what_people_call_it(phrase: str, metric: str) -> None:
    assert values(phrase, "metrics") == {metric}
    assert values(phrase, "elsewhere") == set()


@pytest.mark.parametrize(("phrase", "claimant"), spots(CLAIMANTS))
def test_a_claimant_goes_by_what_people_call_it(phrase: str, claimant: str) -> None:
    assert values(phrase, "claimants") == {claimant}


@pytest.mark.parametrize(("phrase", "cue"), spots(CUES))
def test_what_is_asked_goes_by_many_phrasings(phrase: str, cue: str) -> None:
    assert cue in values(phrase, "cues")


@pytest.mark.parametrize(("phrase", "reason"), spots(ELSEWHERE))
def test_what_the_catalogue_does_not_hold_is_recognised(phrase: str, reason: str) -> None:
    assert reason in values(phrase, "elsewhere")


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("russian", "russia"),
        ("Russia's", "russia"),
        ("enemy", "russia"),
        ("росії", "russia"),
        ("рф", "russia"),
        ("російських", "russia"),
        ("ворога", "russia"),
        ("ukrainian", "ukraine"),
        ("AFU", "ukraine"),
        ("України", "ukraine"),
        ("ЗСУ", "ukraine"),
        ("українських військових", "ukraine"),
        ("ukrainian military losses", "ukraine"),
        ("russian army losses", "russia"),
    ],
)
def test_a_side_goes_by_what_people_call_it(phrase: str, party: str) -> None:
    assert values(phrase, "parties") == {party}


@pytest.mark.parametrize("phrase", ["UK", "the uk's", "British", "британія", "U.K."])
def test_the_uk_is_never_ukraine(phrase: str) -> None:
    assert "ukraine" not in values(phrase, "parties") | values(phrase, "claimants")


@pytest.mark.parametrize("phrase", ["ukraine", "UA", "Україна", "ukrainians"])
def test_ukraine_is_never_the_uk(phrase: str) -> None:
    assert "uk" not in values(phrase, "claimants")


@pytest.mark.parametrize("phrase", ["tell us", "give us the numbers", "let us see", "show us", "all of us"])
def test_the_pronoun_is_not_the_united_states(phrase: str) -> None:
    assert values(phrase, "claimants") == set()


@pytest.mark.parametrize(
    "phrase",
    [
        "fuel tank",
        "fuel tanks",
        "think tank",
        "tank top",
        "fish tank",
        "gas tanks",
        "anti-tank",
        "tanker",
        "thanks",
        "thank",
    ],
)
def test_a_tank_of_another_kind_is_no_tank(phrase: str) -> None:
    assert "tanks" not in values(phrase, "metrics")


@pytest.mark.parametrize(
    "word",
    [
        "banks",
        "ranks",
        "frank",
        "trunks",
        "tracks",
        "plants",
        "plains",
        "shops",
        "chips",
        "larger",
        "reach",
        "drove",
        "throne",
        "clone",
        "mayor",
        "subject",
        "business",
        "county",
        "factor",
        "product",
        "people's",
        "governor",
        "prince",
        "charge",
        "mission",
        "culture",
        "friend",
        "position",
        "challenge",
        "protection",
        "банки",
        "ранок",
        "витрати",
        "голова",
        "ракурс",
        "картина",
        "робочий",
    ],
)
def test_an_everyday_word_is_not_corrected_to_a_name(word: str) -> None:
    (item,) = WORDS.read(word)
    assert item.corrections == ()
    assert item.values("metrics") | item.values("claimants") | item.values("parties") == frozenset()


@pytest.mark.parametrize(
    ("typed", "metric"),
    [
        ("tnaks", "tanks"),
        ("personel", "personnel"),
        ("artillary", "artillery"),
        ("helicoptors", "helicopters"),
        ("crusie missles", "cruise_missiles"),
        ("gruond robots", "ground_robots"),
        ("submarnes", "submarines"),
        ("артелерія", "artillery"),
        ("гелікоптерв", "helicopters"),
        ("безпілотнків", "uavs"),
    ],
)
def test_a_misspelt_name_is_read_and_the_correction_told(typed: str, metric: str) -> None:
    assert values(typed, "metrics") == {metric}
    assert any(item.corrections for item in WORDS.read(typed))


@pytest.mark.parametrize(
    ("typed", "category", "value"),
    [
        ("vtraty", "cues", "losses"),
        ("skilky", "cues", "how_many"),
        ("tankiv", "metrics", "tanks"),
        ("arta", "metrics", "artillery"),
        ("bezpilotnykiv", "metrics", "uavs"),
        ("rosii", "parties", "russia"),
        ("rosiia", "parties", "russia"),
        ("henshtab", "claimants", "ukraine"),
        ("genshtab", "claimants", "ukraine"),
        ("porivniai", "cues", "compare"),
    ],
)
def test_ukrainian_in_latin_letters_is_read(typed: str, category: str, value: str) -> None:
    assert value in values(typed, category)


def test_a_phrase_leaves_the_period_and_the_metric_beside_it_alone() -> None:
    for text in ("what does the uk say about total losses in may 2024", "most tanks lost in a month of 2023"):
        calendar = {value.partition(":")[0] for value in values(text, "calendar")}
        assert calendar & {"month", "unit"}, text
