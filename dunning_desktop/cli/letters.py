"""The command's letters: written as files, listed for the post, and looked at beforehand."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path

from dunning_desktop.cli.desk import say
from dunning_desktop.domain.posting import Posting
from dunning_desktop.usecases import outbox
from dunning_desktop.usecases.batches import Order, batch, posting_list
from dunning_desktop.usecases.clients import client_names, find_client
from dunning_desktop.usecases.letter_samples import preview_letter
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.post import StoredLetter

MERGED = "all-letters.pdf"


def letters(office: Office, options: Namespace) -> int:
    """Write the letters that are to be posted: one PDF each, and one of all to print."""
    waiting = outbox.letters_to_post(office)
    if not waiting:
        say("There are no letters to post.")
        return 0
    order = Order.POSTAGE if options.by_postage else Order.MADE
    paths = write_letters(
        office,
        () if options.merged else waiting,
        options.out,
        together=waiting,
        order=order,
        duplex=options.duplex,
    )
    ids = [one.id for one in waiting]
    if options.list:
        options.list.parent.mkdir(parents=True, exist_ok=True)
        options.list.write_bytes(posting_list(office, ids, order=order, by=options.by))
        paths.append(options.list)
    # Only once every file lies there: what is marked is not written again.
    if options.posted:
        outbox.mark_printed(office, ids)
        outbox.mark_posted(office, ids, Posting(office.clock.today(), options.by))
    for path in paths:
        say(str(path))
    return 0


def write_letters(
    office: Office,
    each: tuple[StoredLetter, ...],
    folder: Path,
    *,
    together: tuple[StoredLetter, ...],
    order: Order = Order.MADE,
    duplex: bool = False,
) -> list[Path]:
    """One PDF for each, and one of those that are to be printed ``together``; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    names = client_names(office, {one.client_id for one in each})
    paths = []
    for one in each:
        path = folder / f"{one.id:04d}-{_file_name(names[one.client_id])}.pdf"
        path.write_bytes(one.pdf)
        paths.append(path)
    whole = folder / MERGED
    ids = [one.id for one in together]
    whole.write_bytes(batch(office, ids, order=order, duplex=duplex))
    return [*paths, whole]


def _file_name(name: str) -> str:
    """The name as part of a file's name: letters of any alphabet, and not too many."""
    return re.sub(r"\W+", "-", name)[:60].strip("-") or "client"


def preview(office: Office, options: Namespace) -> int:
    """Write the letter that a level of a client's ladder would be today; nothing is kept of it."""
    client = find_client(office, options.client)
    sample = preview_letter(office, client.id, level=options.level, language=options.lang or "")
    if sample is None:
        say("There is no such level on the ladder of that client, or nothing is open to write "
            "about.")  # fmt: skip
        return 1
    options.out.write_bytes(sample.pdf)
    say(f"{options.out}: {sample.words.subject}")
    return 0
