"""One chat's updates keep their order; other chats do not wait for them."""

import asyncio

from telegram import Update

from bot.handlers.order import ChatOrder
from tests.fake_telegram.people import ANN, OLENA, Chat, Message, User


def update(number: int, person: User) -> Update:
    message = Message(number, Chat(person.id), person, 1_790_000_000, {"text": "?"})
    made = Update.de_json({"update_id": number, "message": message.json()}, None)
    assert made is not None
    return made


def query(number: int, person: User) -> Update:
    content = {"id": str(number), "from": person.json(), "query": "", "offset": ""}
    made = Update.de_json({"update_id": number, "inline_query": content}, None)
    assert made is not None
    return made


class Journal:
    """Handles updates that each wait for a gate, and notes what starts and ends."""

    def __init__(self, order: ChatOrder) -> None:
        self.order = order
        self.noted: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}

    def submit(self, name: str, for_update: object) -> asyncio.Task[None]:
        self.gates[name] = asyncio.Event()
        return asyncio.create_task(self.order.process_update(for_update, self._handle(name)))

    async def _handle(self, name: str) -> None:
        self.noted.append(f"{name} starts")
        await self.gates[name].wait()
        self.noted.append(f"{name} ends")


async def settle() -> None:
    """Let every task run as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_the_second_update_of_a_chat_waits_for_the_first() -> None:
    journal = Journal(ChatOrder())
    tasks = [journal.submit("first", update(1, ANN)), journal.submit("second", update(2, ANN))]
    journal.gates["second"].set()
    await settle()
    assert journal.noted == ["first starts"]
    journal.gates["first"].set()
    await asyncio.gather(*tasks)
    assert journal.noted == ["first starts", "first ends", "second starts", "second ends"]


async def test_another_chat_is_not_kept_waiting() -> None:
    journal = Journal(ChatOrder())
    slow = journal.submit("slow", update(1, ANN))
    journal.submit("waiting", update(2, ANN))
    quick = journal.submit("quick", update(3, OLENA))
    journal.gates["quick"].set()
    await quick
    assert journal.noted == ["slow starts", "quick starts", "quick ends"]
    for gate in journal.gates.values():
        gate.set()
    await slow


async def test_a_chat_with_many_waiting_updates_takes_only_one_of_the_places() -> None:
    journal = Journal(ChatOrder(side_by_side=2))
    crowd = [journal.submit(f"crowd {number}", update(number, ANN)) for number in range(10)]
    quick = journal.submit("quick", update(99, OLENA))
    journal.gates["quick"].set()
    await quick
    assert journal.noted == ["crowd 0 starts", "quick starts", "quick ends"]
    for gate in journal.gates.values():
        gate.set()
    await asyncio.gather(*crowd)


async def test_no_more_chats_are_served_at_once_than_there_are_places() -> None:
    journal = Journal(ChatOrder(side_by_side=2))
    people = [User(number, "Somebody") for number in (1, 2, 3)]
    tasks = [journal.submit(str(person.id), update(person.id, person)) for person in people]
    await settle()
    assert journal.noted == ["1 starts", "2 starts"]
    for gate in journal.gates.values():
        gate.set()
    await asyncio.gather(*tasks)


async def test_an_error_in_one_update_does_not_block_its_chat() -> None:
    order = ChatOrder()

    async def fail() -> None:
        raise RuntimeError

    failing = asyncio.create_task(order.process_update(update(1, ANN), fail()))
    journal = Journal(order)
    following = journal.submit("following", update(2, ANN))
    journal.gates["following"].set()
    await following
    assert isinstance((await asyncio.gather(failing, return_exceptions=True))[0], RuntimeError)


async def test_what_somebody_types_inline_does_not_wait_for_their_private_chat() -> None:
    journal = Journal(ChatOrder())
    slow = journal.submit("chat", update(1, ANN))
    typed = journal.submit("inline", query(2, ANN))
    journal.gates["inline"].set()
    await typed
    journal.gates["chat"].set()
    await slow
    assert journal.noted == ["chat starts", "inline starts", "inline ends", "chat ends"]
