"""What the catalogue's entries, numbers and questions are called in a reply."""

from dataclasses import dataclass

from bot.answering.outcome import Figure
from bot.answering.suggestions import DEFAULT_CLAIMANT, DEFAULT_PARTY
from bot.replies import formats
from bot.replies.wording import Wording
from bot.understanding.question import MAJOR_METRIC, Intent, Question, When
from store.catalogue import Catalogue
from store.models import WAR_START, Kind, Period, Qualifier, Scope
from store.series import DAY, Grain

NOUN_PLACEHOLDER = 5
"""Any number that takes the plural, for a noun beside a range."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of things in one language."""

    catalogue: Catalogue
    say: Wording

    def metric(self, metric: str) -> str:
        """A metric as a heading: "Tanks"."""
        return self.catalogue.metrics[metric].name.in_language(self.say.language)

    def metric_within(self, metric: str) -> str:
        """A metric inside a sentence: "tanks", "UAVs"."""
        name = self.metric(metric)
        acronym = name[:2].isupper()
        return name if acronym else name[:1].lower() + name[1:]

    def party(self, party: str) -> str:
        """Whose losses: "Russia"."""
        return self.catalogue.parties[party].name.in_language(self.say.language)

    def party_genitive(self, party: str) -> str:
        """In "losses of …"."""
        return self.catalogue.parties[party].genitive.in_language(self.say.language)

    def claimant(self, claimant: str) -> str:
        """Who says so, in a sentence."""
        return self.catalogue.claimants[claimant].name.in_language(self.say.language)

    def claimant_short(self, claimant: str) -> str:
        """Who says so, in a list."""
        return self.catalogue.claimants[claimant].short.in_language(self.say.language)

    def noun(self, figure: Figure) -> str:
        """The thing counted, in the form its number asks for."""
        counted = self.catalogue.metrics[figure.metric].counted.in_language(self.say.language)
        value = figure.value if figure.value is not None else figure.high
        if value is None or figure.qualifier is not Qualifier.EXACT:
            value = value or NOUN_PLACEHOLDER
        return counted.form(formats.plural(formats.shown(value), self.say.language))

    def number(self, figure: Figure) -> str:
        """A figure's number with its hedge, or its range."""
        language = self.say.language
        if figure.value is None:
            low, high = formats.number(figure.low or 0, language), formats.number(figure.high or 0, language)
            ranged = self.say("number-range", low=low, high=high)
            if figure.qualifier is Qualifier.EXACT:
                return ranged
            return self.say(f"number-{figure.qualifier}", value=ranged)
        value = self.say(f"number-{figure.qualifier}", value=formats.number(figure.value, language))
        if figure.low is None or figure.high is None:
            return value
        low, high = formats.number(figure.low, language), formats.number(figure.high, language)
        return self.say("number-with-range", value=value, low=low, high=high)

    def scopes(self, scopes: tuple[Scope, ...]) -> str:
        """A definition in short: "killed, wounded and missing"."""
        return formats.listed([self.say(f"scope-{scope}") for scope in scopes], self.say.language)

    def what(self, question: Question) -> str:
        """What a question is about, inside a sentence: "tanks lost by Russia in May 2024"."""
        return self._asked(question)

    def question(self, question: Question) -> str:
        """A question in full, such that lossbot reads it back as what it stands for."""
        text = self._asked(question)
        default = question.claimants == (DEFAULT_CLAIMANT,) and question.party == DEFAULT_PARTY
        if question.claimants and not default and question.intent is not Intent.DEFINITION:
            text = self.say("ask-according", question=text, claimant=self.claimant(question.claimants[0]))
        return text[:1].upper() + text[1:]

    def _asked(self, question: Question) -> str:
        say = self.say
        metric = self.metric_within(question.metrics[0] if question.metrics else MAJOR_METRIC)
        party_id = question.party or DEFAULT_PARTY
        named = {"metric": metric, "party": self.party(party_id), "party-genitive": self.party_genitive(party_id)}
        when = question.whens[0] if question.whens else None
        match question.intent:
            case Intent.RECORD | Intent.RANK:
                grain = question.grain or Grain.MONTH
                named |= {"grain": say(f"grain-{grain}"), "grains": say(f"grains-{grain}")}
                which = "rank" if question.intent is Intent.RANK else "record"
                extreme = "" if which == "rank" else "-lowest" if question.lowest else "-highest"
                asked = say(f"ask-{which}{extreme}", count=str(question.count or 3), **named)
            case Intent.TREND:
                asked = say("ask-trend", units=say(f"by-{question.grain or Grain.MONTH}"), **named)
            case Intent.COMPARE if len(question.whens) > 1 and question.whens[1].period:
                asked = self._figure_asked(question.kind, when, named)
                return say("ask-compared", question=asked, other=formats.name(question.whens[1].period, say))
            case Intent.LATEST:
                return say("ask-latest", **named)
            case Intent.DEFINITION:
                return say("ask-definition", **named)
            case Intent.SOURCES:
                return say("ask-sources")
            case Intent.HELP:
                return say("ask-help")
            case _:
                return self._figure_asked(question.kind, when, named)
        period = when.period if when else None
        return say("ask-within", question=asked, during=formats.during(period, say)) if period else asked

    def _figure_asked(self, kind: Kind | None, when: When | None, named: dict[str, str]) -> str:
        say = self.say
        average = kind is Kind.DAILY_AVERAGE
        if when is None:
            return say("ask-average-all" if average else "ask-total", **named)
        if when.end is None:
            return say("ask-since", start=formats.day(when.start or WAR_START, say.language), **named)
        if when.moment or when.start is None or kind is Kind.CUMULATIVE:
            month = Grain.MONTH.around(when.end)
            if not when.as_published and month.end == when.end:
                return say("ask-total-end", month=formats.month_of(when.end, say.language), **named)
            # The state at the end of a day is what the report of the next day says.
            on = when.end if when.as_published else when.end + DAY
            return say("ask-total-on", end=formats.day(on, say.language), **named)
        period = Period(when.start, when.end)
        return say("ask-average" if average else "ask-figure", during=formats.during(period, say), **named)
