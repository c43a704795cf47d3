"""Who follows which ladder: the business, clients, invoices, tags, and what is under way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.domain.proposal import ClientFacts, ItemFacts
from dunning_desktop.domain.standing import policy_of
from dunning_desktop.usecases.holding import Holding, holder
from dunning_desktop.usecases.ladders import Ladders, newest, offered, same
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.rows import LadderOwner


@dataclass(frozen=True, slots=True)
class UnderWay:
    """How many clients are being chased, and by how many of their open invoices."""

    clients: int = 0
    invoices: int = 0


@dataclass(frozen=True, slots=True)
class KnownLadder:
    """A ladder that is offered, with whoever has it as his own.

    ``older`` are its earlier versions, the latest first; ``behind`` counts the open invoices under
    way that still follow one of them and would be chased differently by the newest.
    """

    policy: DunningPolicy
    older: tuple[DunningPolicy, ...] = ()
    clients: int = 0
    invoices: int = 0
    tags: tuple[str, ...] = ()
    behind: int = 0


@dataclass(frozen=True, slots=True)
class KnownLadders:
    """What is offered by id, the business's own among them, and what was retired."""

    ladders: Mapping[int, KnownLadder]
    chosen: int
    retired: tuple[DunningPolicy, ...] = ()


@dataclass(frozen=True, slots=True)
class LadderCard:
    """A ladder to be changed. ``names`` are those of the others that are offered."""

    policy: DunningPolicy
    names: tuple[str, ...]
    currency: str
    under_way: UnderWay


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag, how many clients have it, and the ladder it brings them."""

    name: str
    clients: int
    policy_id: int | None = None


@dataclass(frozen=True, slots=True)
class Tags:
    """Every tag in the order of the alphabet, and all ladders of the book."""

    known: tuple[TagUse, ...]
    ladders: Ladders


def known_ladders(office: Office) -> KnownLadders:
    """What Settings shows of the ladders, in one go."""
    with office.read() as ledger:
        holding = holder(ledger)
        ladders = holding.ladders
        roots = dict.fromkeys(sorted(one.root for one in ladders.values()))
        latest = [newest(ladders, root) for root in roots]
        own, tags = ledger.parties.own_ladders(), ledger.parties.tag_ladders()
        behind = _behind(ledger, holding)
        chosen = holding.default
        shown = offered(ladders, chosen)
        return KnownLadders(
            ladders={
                key: KnownLadder(
                    policy,
                    older=_older(ladders, policy),
                    clients=own.get(key, (0, 0))[0],
                    invoices=own.get(key, (0, 0))[1],
                    tags=tuple(sorted((n for n, at in tags.items() if at == key), key=key_of)),
                    behind=behind.get(policy.root, 0),
                )
                for key, policy in shown.items()
            },
            chosen=chosen if chosen is not None and chosen in shown else next(iter(shown), 0),
            retired=tuple(one for one in latest if one.retired and one.id not in shown),
        )


def _older(ladders: Ladders, policy: DunningPolicy) -> tuple[DunningPolicy, ...]:
    found = (
        one
        for one in ladders.values()
        if one.root == policy.root and one.version < policy.version
    )
    return tuple(sorted(found, key=lambda one: -one.version))


def ladder_card(office: Office, policy_id: int) -> LadderCard:
    """A ladder with what its editor has to know. Raises ``NotFound``."""
    with office.read() as ledger:
        holding = holder(ledger)
        ladders = holding.ladders
        policy = ladders.get(policy_id)
        if policy is None:
            raise NotFound(kind="policy", key=policy_id)
        others = (one for one in offered(ladders).values() if one.root != policy.root)
        return LadderCard(
            policy=policy,
            names=tuple(one.name for one in others),
            currency=ledger.parties.business().currency,
            under_way=_count(
                one for one in _chased(ledger, holding) if one.policy.root == policy.root
            ),
        )


def led_by_the_business(office: Office) -> UnderWay:
    """Who is being chased by the business's ladder, having none of his own."""
    with office.read() as ledger:
        holding = holder(ledger)
        return _count(
            one for one in _chased(ledger, holding) if one.owner is LadderOwner.BUSINESS
        )


def holding_of(office: Office) -> Holding:
    """All ladders of the book, and whose each is."""
    with office.read() as ledger:
        return holder(ledger)


def tags(office: Office) -> Tags:
    """Every tag of the book with what it brings."""
    with office.read() as ledger:
        bring, have = ledger.parties.tag_ladders(), ledger.parties.tagged()
        ladders = ledger.parties.policies()
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    # Of several spellings the one that the most clients have is shown.
    for name, count in sorted(have.items(), key=lambda one: (-one[1], one[0])):
        names.setdefault(key_of(name), name)
        counts[key_of(name)] = counts.get(key_of(name), 0) + count
    for name in bring:
        names.setdefault(key_of(name), name)
    by_key = {key_of(name): policy_id for name, policy_id in bring.items()}
    known = (TagUse(names[key], counts.get(key, 0), by_key.get(key)) for key in sorted(names))
    return Tags(tuple(known), ladders)


@dataclass(frozen=True, slots=True)
class _Chased:
    """An open item that was reminded of, the version it follows, and whose ladder that is."""

    item: ItemFacts
    policy: DunningPolicy
    owner: LadderOwner


def _chased(ledger: Ledger, holding: Holding) -> Iterator[_Chased]:
    if not ledger.parties.under_way(list(holding.ladders)):
        return
    items = [one for one in ledger.chasing.items() if one.completed]
    clients = ledger.parties.clients({one.client_id for one in items})
    for item in items:
        client = clients[item.client_id]
        own = item.policy.id if item.policy else None
        owner, _, _ = holding.whose(client, own)
        facts = ClientFacts(client, holding.of(client), ladders=holding.ladders)
        yield _Chased(item, policy_of(facts, item), owner)


def _count(chased: Iterator[_Chased]) -> UnderWay:
    items = [one.item for one in chased]
    return UnderWay(
        len({one.client_id for one in items}), len({one.invoice_id for one in items})
    )


def _behind(ledger: Ledger, holding: Holding) -> Mapping[int, int]:
    """By the root of a ladder, how many invoices another version than the newest chases."""
    ladders = holding.ladders
    latest = {one.root: newest(ladders, one.root) for one in ladders.values()}
    older = {key for key, one in ladders.items() if not same(one, latest[one.root])}
    # It is a long way round for what nearly always is nothing.
    if not older or not ledger.parties.under_way(older):
        return {}
    found: dict[int, set[int]] = {}
    for one in _chased(ledger, holding):
        if one.policy.id in older:
            found.setdefault(one.policy.root, set()).add(one.item.invoice_id)
    return {root: len(invoices) for root, invoices in found.items()}
