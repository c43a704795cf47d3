"""The words of the command about letters."""

from __future__ import annotations

import argparse
from pathlib import Path

from dunning_desktop.cli import letters
from dunning_desktop.cli.terms import LANGUAGES
from dunning_desktop.domain.posting import PostClass

Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_letters(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """``letters`` writes what is to be posted, ``letter preview`` what could be."""
    made = verbs.add_parser("letters", help="write the letters that are to be posted as PDF")
    made.add_argument("--out", type=Path, required=True, metavar="DIR")
    made.add_argument("--merged", action="store_true", help="only the one file of all of them")
    made.add_argument("--by-postage", action="store_true",
                      help="in it inland letters first, then by country and length")  # fmt: skip
    made.add_argument("--duplex", action="store_true",
                      help="in it each letter begins on a sheet of its own")  # fmt: skip
    made.add_argument("--list", type=Path, metavar="FILE",
                      help="write a list there, to be stamped by the post")  # fmt: skip
    made.add_argument("--posted", action="store_true", help="and note that they were posted")
    made.add_argument("--by", type=PostClass, choices=list(PostClass), metavar="POST",
                      help=f"by which post: {', '.join(PostClass)}")  # fmt: skip
    made.set_defaults(run=letters.letters)
    letter = verbs.add_parser("letter", help="look at a letter beforehand")
    kinds = letter.add_subparsers(dest="what", required=True, metavar="WHAT")
    preview = kinds.add_parser("preview", help="a level's letter to a client, as it would be today")
    preview.add_argument("--client", required=True, metavar="NAME")
    preview.add_argument("--level", type=int, required=True, metavar="N", help="1 is the first")
    known = list(LANGUAGES.values())
    preview.add_argument("--lang", choices=known, metavar="LANGUAGE",
                         help=f"default: the client's; {', '.join(known)}")  # fmt: skip
    preview.add_argument("--out", type=Path, required=True, metavar="FILE")
    preview.set_defaults(run=letters.preview)
