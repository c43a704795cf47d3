"""``dunning demo``: the main job on the demo book, and where its results lie."""

from __future__ import annotations

from pathlib import Path

from dunning_desktop.cli.desk import money, say
from dunning_desktop.cli.letters import write_letters
from dunning_desktop.cli.proposing import describe
from dunning_desktop.domain.money import totals
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import letter_pdf, letters_to_post
from dunning_desktop.usecases.planning import propose


def clear(folder: Path) -> None:
    """Make the folder; of an earlier demo there, remove the letters and e-mails."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "demo.dunning").exists():
        for old in (*folder.glob("letters/*.pdf"), *folder.glob("emails/*.eml")):
            old.unlink()


def run_demo(office: Office, folder: Path) -> int:
    """Plan, issue, write the letters and "send" the e-mails of the demo book into the folder."""
    prepared = review(office).prepared
    say(f"Demo book: {folder / 'demo.dunning'}")
    say(f"{len(prepared)} reminders are proposed today:")
    for one in prepared:
        say(f"  {describe(one.chase, one.facts.client.name)}")
    issued = issue(office, [Choice(one, one.words, one.chase.channel) for one in prepared]).value
    sent = deliver(office).value
    to_post = letters_to_post(office)
    made = [letter_pdf(office, letter_id) for letter_id in issued.letter_ids]
    write_letters(office, tuple(made), folder / "letters", together=tuple(made))
    again = propose(office)
    lines = [
        "",
        f"Letters: {len(made)} PDF files in {folder / 'letters'}, {len(to_post)} of them to post.",
        f"E-mails: {sent.accepted} .eml files in {folder / 'emails'}; nothing was sent anywhere.",
        (
            f"Planning again proposes {len(again.chases)} reminders; "
            f"{len(again.rest)} open items wait, each with its reason."
        ),
    ]
    sums = money(totals(x for one in prepared for x in one.chase.demanded))
    summary = [f"{describe(one.chase, one.facts.client.name)}" for one in prepared]
    text = "\n".join([f"Chased today: {sums}", "", *summary, *lines, ""])
    (folder / "summary.txt").write_text(text, encoding="utf-8")
    for line in lines:
        say(line)
    return 0
