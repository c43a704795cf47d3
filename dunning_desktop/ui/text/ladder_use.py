"""Who follows a ladder, and what to ask before that changes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.ui.text.ladders import ladder_name
from dunning_desktop.usecases.ladder_use import KnownLadder, TagUse, UnderWay

translate = QCoreApplication.translate


def clients(count: int) -> str:
    """``1 client``, ``12 clients``."""
    one, many = translate("LadderUse", "1 client"), translate("LadderUse", "{count} clients")
    return _count(count, one, many)


def open_invoices(count: int) -> str:
    """``1 open invoice``, ``12 open invoices``."""
    one = translate("LadderUse", "1 open invoice")
    return _count(count, one, translate("LadderUse", "{count} open invoices"))


def _count(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count=f"{count:,}")


def used_by(known: KnownLadder, *, everybody: bool) -> str:
    """Whose ladder it is, in one line."""
    parts = [translate("LadderUse", "everybody without one of their own")] if everybody else []
    if known.clients:
        parts.append(clients(known.clients))
    if known.invoices:
        one = translate("LadderUse", "1 invoice")
        parts.append(_count(known.invoices, one, translate("LadderUse", "{count} invoices")))
    parts += [translate("LadderUse", "the tag {tag}").format(tag=tag) for tag in known.tags]
    said = translate("LadderUse", "Nobody has it yet.")
    if parts:
        said = translate("LadderUse", "It is for {all}.").format(all=_listed(parts))
    if not known.older:
        return said
    version = translate("LadderUse", "Version {number}.").format(number=known.policy.version)
    return f"{version} {said}"


def _listed(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    both = translate("LadderUse", "{some} and {last}")
    return both.format(some=", ".join(parts[:-1]), last=parts[-1])


def behind(count: int) -> str:
    """What follows an older version."""
    one = translate("LadderUse", "1 open invoice is still chased by an older version.")
    many = translate("LadderUse", "{count} open invoices are still chased by an older version.")
    return _count(count, one, many)


def under_way(count: int) -> str:
    """What is chased by the version that is about to be an older one."""
    one = translate("LadderUse", "1 invoice is being chased under the old version.")
    many = translate("LadderUse", "{count} invoices are being chased under the old version.")
    return _count(count, one, many)


def exchanged(before: str, wanted: str, found: UnderWay) -> str:
    """What it means that another ladder holds for everybody."""
    said = translate(
        "LadderUse",
        "{invoices} of {clients} follow {before} and were reminded already. They go on with "
        "{wanted} where they stand; no reminder goes out twice. Whoever has a ladder of their own "
        "keeps it.",
    )
    one = translate(
        "LadderUse",
        "{invoices} of {clients} follows {before} and was reminded already. It goes on with "
        "{wanted} where it stands; no reminder goes out twice. Whoever has a ladder of their own "
        "keeps it.",
    )
    return (one if found.invoices == 1 else said).format(
        invoices=open_invoices(found.invoices),
        clients=clients(found.clients),
        before=ladder_name(before),
        wanted=ladder_name(wanted),
    )


def retired(known: KnownLadder) -> str:
    """A ladder is offered no more."""
    name = ladder_name(known.policy.name)
    if known.clients or known.invoices or known.tags:
        said = translate("LadderUse", "{name} is retired. Whoever has it keeps it.")
    else:
        said = translate("LadderUse", "{name} is retired.")
    return said.format(name=name)


def tagged(use: TagUse) -> str:
    """How many clients have a tag."""
    return clients(use.clients) if use.clients else translate("LadderUse", "no client")
