"""`lossbot claim add`: one claim into the store, asked for piece by piece or given by flags."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import click

from bot.replies.claims import claim_in_words
from bot.replies.reply import plain, terminal
from bot.replies.wording import Wording, wording
from store.catalogue import Catalogue, load_catalogue
from store.ingest.claim_form import FormError, Item, checked, filled_in, missing, open_items
from store.ingest.contents import Gathered
from store.ingest.files import Imported, take_in
from store.models import Language
from store.opening import default_location, open_store
from store.ports import Origin

CLAIM: Final = "claim"
"""The name of the origin of claims that were typed in."""


def add_claim(
    given: Mapping[str, str | None], location: str | None, *, language: Language, sure: bool, accept_held: bool
) -> None:
    """Store one claim, once it is whole and the person is sure.

    Args:
        given: what flags say, by the names of the cells of a claim.
        location: where the store is.
        language: of the questions, and of the claim in words.
        sure: whether to ask for nothing, neither for what is missing nor whether to store it.
        accept_held: store it even if the gate holds it back.

    Raises:
        click.UsageError: something is missing or is not what it has to be; nothing has been stored.
    """
    form = _Form(load_catalogue(), wording(language))
    at = datetime.now(UTC)
    try:
        cells = dict(checked({name: text for name, text in given.items() if text}, form.catalogue))
        asks = sys.stdin.isatty() and not sure
        if not asks:
            form.require_all(cells)
        # Opened first: nobody should type all this to learn that the bot has the store.
        with open_store(location or default_location(), at=at) as store:
            if asks:
                form.ask_for_the_rest(cells)
            claim = filled_in(cells, form.catalogue)
            show = terminal if sys.stdout.isatty() else plain
            click.echo(show(claim_in_words(claim, form.catalogue, language)))
            if not sure:
                click.confirm(form.say("claim-confirm"), abort=True)
            origin = Origin(name=CLAIM, detail="lossbot claim add", at=at)
            imported = take_in(Gathered((claim,)), store.figures, origin=origin, accept_held=accept_held)
    except FormError as error:
        raise click.UsageError(f"{form.problem(error)}.") from error
    form.say_what_became_of_it(imported)


@dataclass(frozen=True, slots=True)
class _Form:
    """The questions, in one language."""

    catalogue: Catalogue
    say: Wording

    def require_all(self, cells: Mapping[str, str]) -> None:
        if absent := missing(cells, self.catalogue):
            flags = ", ".join(map(_flags, absent))
            raise click.UsageError(f"{self.say('claim-problem-missing', said=flags)}.")

    def ask_for_the_rest(self, cells: dict[str, str]) -> None:
        click.echo(self.say("claim-begin"))
        answered: set[str] = set()
        while item := next((one for one in open_items(cells, self.catalogue) if one.name not in answered), None):
            cells.update(self._ask(item))
            answered.add(item.name)

    def problem(self, error: FormError) -> str:
        return self.say(f"claim-problem-{error.problem}", said=error.said, choices=", ".join(error.choices))

    def say_what_became_of_it(self, imported: Imported) -> None:
        changes = imported.changes
        for held in imported.review.held:
            click.echo(f"Held back ({held.finding.check}). With --accept-held it is stored all the same.")
        for message, keys in (
            ("claim-stored", changes.added),
            ("claim-replaced", changes.revised),
            ("claim-known", changes.unchanged),
        ):
            if keys:
                click.echo(self.say(message))

    def _ask(self, item: Item) -> Mapping[str, str]:
        message = f"claim-{item.name.replace('_', '-')}"
        question = self.say(message)
        if item.choices:
            click.echo(self.say("claim-choices", question=question, choices=", ".join(item.choices)))
        while True:
            text: str = click.prompt(question, default=item.usual, show_default=bool(item.usual))
            if text.strip() == "?":
                click.echo(f"    {self.say(f'{message}-help')}")
                for choice in item.choices:
                    click.echo(f"    {choice}{self._definition(item.name, choice)}")
            elif not text.strip():
                return {}
            else:
                try:
                    return item.read(text)
                except FormError as error:
                    click.echo(f"    {self.problem(error)}.")

    def _definition(self, item: str, name: str) -> str:
        catalogue = self.catalogue
        definitions = {
            "party": {entry.id: entry.definition for entry in catalogue.parties.values()},
            "claimant": {entry.id: entry.definition for entry in catalogue.claimants.values()},
            "metric": {entry.id: entry.definition for entry in catalogue.metrics.values()},
        }
        found = definitions.get(item, {}).get(name)
        return "" if found is None else f": {found.in_language(self.say.language)}"


def _flags(item: str) -> str:
    return "--value (or --low and --high)" if item == "number" else f"--{item.replace('_', '-')}"
