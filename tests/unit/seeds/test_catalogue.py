"""The catalogue that lossbot brings along says all that a reply needs, in both languages."""

from datetime import date

import pytest

from store.catalogue import load_catalogue
from store.models import Claimant, Metric, Provider

CATALOGUE = load_catalogue()

CONTRACT = [
    "personnel",
    "tanks",
    "armoured_vehicles",
    "artillery",
    "mlrs",
    "air_defence",
    "aircraft",
    "helicopters",
    "uavs",
    "cruise_missiles",
    "warships",
    "submarines",
    "vehicles",
    "special_equipment",
    "ground_robots",
]


def test_every_metric_of_the_contract_is_in_the_catalogue_and_personnel_comes_first() -> None:
    assert list(CATALOGUE.metrics)[: len(CONTRACT)] == CONTRACT


def test_only_oryx_counts_all_equipment_in_one_sum_so_no_daily_report_gives_it() -> None:
    assert [metric.id for metric in CATALOGUE.metrics.values() if metric.reported_since is None] == ["equipment_total"]


@pytest.mark.parametrize(
    ("metric", "since"),
    [
        ("personnel", date(2022, 2, 25)),
        ("special_equipment", date(2022, 3, 16)),
        ("cruise_missiles", date(2022, 5, 1)),
        ("vehicles", date(2022, 5, 1)),
        ("submarines", date(2023, 9, 14)),
        ("ground_robots", date(2026, 5, 3)),
    ],
)
def test_a_metric_knows_the_date_of_the_first_report_that_has_it(metric: str, since: date) -> None:
    assert CATALOGUE.metrics[metric].reported_since == since


@pytest.mark.parametrize("metric", CATALOGUE.metrics.values(), ids=str)
def test_a_ukrainian_noun_has_a_form_for_every_number(metric: Metric) -> None:
    noun = metric.counted.uk
    assert noun.few, "after 2, 3, 4"
    assert noun.many, "after 5 and more"
    assert metric.counted.en.other


@pytest.mark.parametrize(
    "entry",
    [*CATALOGUE.metrics.values(), *CATALOGUE.parties.values(), *CATALOGUE.claimants.values()],
    ids=lambda entry: entry.id,
)
def test_a_definition_is_two_sentences_at_most(entry: Metric | Claimant) -> None:
    for text in (entry.definition.en, entry.definition.uk):
        assert text.endswith(".")
        assert text.count(". ") <= 1, text


def test_ukraine_alone_publishes_daily_reports() -> None:
    assert [claimant.id for claimant in CATALOGUE.claimants.values() if claimant.daily_reports] == ["ukraine"]


def test_the_ministrys_own_page_goes_before_the_data_sets() -> None:
    ranked = sorted(CATALOGUE.providers.values(), key=lambda provider: provider.rank)
    assert [provider.id for provider in ranked] == ["ministry", "orc_losses", "petroivaniuk"]


@pytest.mark.parametrize("provider", ["orc_losses", "petroivaniuk"])
def test_a_public_data_set_names_its_licence(provider: str) -> None:
    entry: Provider = CATALOGUE.providers[provider]
    assert entry.licence == "MIT"
    assert entry.url.startswith("https://github.com/")
