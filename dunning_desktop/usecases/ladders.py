"""Ladders: which are offered, and what changes one; every change of a ladder is a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import InvalidField, NotFound
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched

Ladders = Mapping[int, DunningPolicy]
HOLDS = frozenset({Touched.BUSINESS, Touched.REMINDERS})
CHANGES = HOLDS | {Touched.CLIENTS, Touched.INVOICES}


def policies(office: Office) -> Ladders:
    """Every version of every ladder by its id."""
    with office.read() as ledger:
        return ledger.parties.policies()


def offered(ladders: Ladders, besides: int | None = None) -> Ladders:
    """The newest version of each ladder that is not retired, in the order in which they came.

    ``besides`` is one that somebody has: it is offered to him even when it is retired.
    """
    roots = dict.fromkeys(one.root for one in sorted(ladders.values(), key=lambda one: one.root))
    latest = (newest(ladders, root) for root in roots)
    found = {one.id: one for one in latest if not one.retired or one.id == besides}
    theirs = ladders.get(besides or 0)
    return found if theirs is None else {**found, theirs.id: theirs}


def newest(ladders: Ladders, root: int) -> DunningPolicy:
    """The version of a ladder that holds from now on."""
    versions = (one for one in ladders.values() if one.root == root)
    return max(versions, key=lambda one: (one.version, one.id))


def same(one: DunningPolicy, other: DunningPolicy) -> bool:
    """Whether two versions say the same, whatever their numbers."""
    return _substance(one) == _substance(other)


def _substance(policy: DunningPolicy) -> DunningPolicy:
    levels = [replace(one, id=0, minimum=_in_order(one.minimum)) for one in policy.levels]
    return replace(
        _unsaved(policy), root=0, levels=tuple(levels), minimum=_in_order(policy.minimum)
    )


def _in_order(sums: tuple[Money, ...]) -> tuple[Money, ...]:
    return tuple(sorted((one for one in sums if one.minor), key=lambda one: one.currency))


def _unsaved(policy: DunningPolicy) -> DunningPolicy:
    """As the first version of a ladder that is not in the book yet."""
    levels = tuple(replace(one, id=0) for one in policy.levels)
    return replace(policy, levels=levels, id=0, version=1, takes_over=False, retired=False)


# What changes them


def choose_ladder(office: Office, policy_id: int) -> Outcome[int | None]:
    """Let another ladder hold where a client or an invoice has none of its own; the one before.

    Items under way go on where they stand. Raises ``NotFound``.
    """
    with office.write() as ledger:
        latest = _latest(ledger, policy_id)
        known = ledger.parties.business()
        ledger.parties.save_business(replace(known, policy_id=latest.id))
        ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=office.clock.now(), policy=latest.id)
    return Outcome(known.policy_id, HOLDS)


def save_ladder(office: Office, policy: DunningPolicy, *, move: bool) -> Outcome[int]:
    """Add a ladder (id 0), or a new version of one; the id of what holds now.

    Whoever had an older version has the new one. Items under way keep the one they were reminded
    by, unless ``move`` is given. What says the same makes no version. Raises ``InvalidField``
    (``name``: ``empty`` or ``taken``) and ``NotFound``.
    """
    wanted = replace(policy, name=" ".join(policy.name.split()))
    with office.write() as ledger:
        ladders = ledger.parties.policies()
        root = _known(ledger, wanted.id).root if wanted.id else 0
        _check_name(ladders, wanted.name, root)
        if not root:
            return Outcome(_insert(ledger, office, replace(_unsaved(wanted), root=0)), HOLDS)
        latest = newest(ladders, root)
        if same(latest, wanted):
            return Outcome(latest.id)
        return Outcome(_add_version(ledger, office, latest, wanted=wanted, move=move), CHANGES)


def bring_back(office: Office, policy_id: int, *, move: bool) -> Outcome[int]:
    """Let an older version hold again, as the newest; the id of what held before.

    ``move`` as in ``save_ladder``. Raises ``InvalidField`` (``name``, ``taken``) and ``NotFound``.
    """
    with office.write() as ledger:
        ladders, wanted = ledger.parties.policies(), _known(ledger, policy_id)
        _check_name(ladders, wanted.name, wanted.root)
        latest = newest(ladders, wanted.root)
        if same(latest, wanted):
            return Outcome(latest.id)
        _add_version(ledger, office, latest, wanted=wanted, move=move)
    return Outcome(latest.id, CHANGES)


def move_to_newest(office: Office, policy_id: int, *, moved: bool = True) -> Outcome[None]:
    """Let the items under way on older versions follow the newest, or no longer."""
    with office.write() as ledger:
        latest = _latest(ledger, policy_id)
        ledger.parties.mark_policy(latest.id, takes_over=moved, retired=latest.retired)
        _note(ledger, office, latest, what="moved" if moved else "kept")
    return Outcome(None, CHANGES)


def retire_ladder(office: Office, policy_id: int, *, retired: bool) -> Outcome[None]:
    """Offer a ladder no more, or again; clients, invoices and tags that have it keep it.

    Raises ``InvalidField``: ``ladder``, ``in-use`` for the business's own; ``name``, ``taken``
    where another one bears its name meanwhile.
    """
    with office.write() as ledger:
        ladders = ledger.parties.policies()
        latest = _latest(ledger, policy_id)
        own = ladders.get(ledger.parties.business().policy_id or 0)
        if retired and own is not None and own.root == latest.root:
            raise InvalidField(field="ladder", reason="in-use")
        if not retired:
            _check_name(ladders, latest.name, latest.root)
        ledger.parties.mark_policy(latest.id, takes_over=latest.takes_over, retired=retired)
        _note(ledger, office, latest, what="retired" if retired else "offered")
    return Outcome(None, CHANGES)


def set_tag_ladder(office: Office, tag: str, policy_id: int | None) -> Outcome[int | None]:
    """Let a tag bring a ladder to its clients, or none; the one it brought before.

    Raises ``InvalidField`` (``tag``, ``empty``) and ``NotFound``.
    """
    if not key_of(tag):
        raise InvalidField(field="tag", reason="empty")
    with office.write() as ledger:
        if policy_id is not None:
            policy_id = _latest(ledger, policy_id).id
        before = {key_of(name): key for name, key in ledger.parties.tag_ladders().items()}
        ledger.parties.save_tag_ladder(tag, policy_id)
        now = office.clock.now()
        ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=now, tag=tag, policy=policy_id)
    return Outcome(before.get(key_of(tag)), CHANGES)


def _known(ledger: Ledger, policy_id: int) -> DunningPolicy:
    found = ledger.parties.policies().get(policy_id)
    if found is None:
        raise NotFound(kind="policy", key=policy_id)
    return found


def _latest(ledger: Ledger, policy_id: int) -> DunningPolicy:
    """The newest version of the ladder that one belongs to."""
    return newest(ledger.parties.policies(), _known(ledger, policy_id).root)


def _check_name(ladders: Ladders, name: str, root: int) -> None:
    """Two ladders that are offered must not look the same."""
    if not name:
        raise InvalidField(field="name", reason="empty")
    others = (one for one in offered(ladders).values() if one.root != root)
    if any(key_of(one.name) == key_of(name) for one in others):
        raise InvalidField(field="name", reason="taken")


def _add_version(
    ledger: Ledger, office: Office, latest: DunningPolicy, *, wanted: DunningPolicy, move: bool
) -> int:
    older = [one.id for one in ledger.parties.policies().values() if one.root == latest.root]
    made = replace(
        _unsaved(wanted), version=latest.version + 1, root=latest.root, takes_over=move,
        retired=latest.retired,
    )  # fmt: skip
    made_id = _insert(ledger, office, made)
    ledger.parties.hand_on_policy(older, made_id)
    return made_id


def _insert(ledger: Ledger, office: Office, policy: DunningPolicy) -> int:
    policy_id = ledger.parties.save_policy(policy)
    _note(ledger, office, policy)
    return policy_id


def _note(ledger: Ledger, office: Office, policy: DunningPolicy, *, what: str = "saved") -> None:
    ledger.diary.note(
        AuditCode.LADDER_CHANGED,
        at=office.clock.now(),
        name=policy.name,
        version=policy.version,
        what=what,
    )
