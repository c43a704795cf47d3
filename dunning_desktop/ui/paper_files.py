"""Letters and statements as files: written in the desk lane, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dunning_desktop.domain.court import CourtClaim
from dunning_desktop.domain.errors import CannotSave
from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.domain.terms_paper import TermsFacts
from dunning_desktop.ui.file_names import free_name, safe_name
from dunning_desktop.usecases.batches import Order, batch, posting_list
from dunning_desktop.usecases.case_package import Package, Wanted, case_file, case_package
from dunning_desktop.usecases.clients import client_names
from dunning_desktop.usecases.court import claim_sheet
from dunning_desktop.usecases.letter_samples import calibration_page
from dunning_desktop.usecases.office import Office, Outcome
from dunning_desktop.usecases.outbox import letter_pdf, letters_by_client
from dunning_desktop.usecases.owed import statement_pdf
from dunning_desktop.usecases.papers import document_of
from dunning_desktop.usecases.partners import hand_over_csv
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.terms import credit_policy_pdf


def write_bundle(
    office: Office, letter_ids: Sequence[int], path: Path, *, progress: Progress | None = None
) -> Path:
    """One PDF of all letters. Raises ``CannotSave``, and ``Stopped`` where the progress says so."""
    _write(path, batch(office, letter_ids, progress=progress))
    return path


Pile = tuple[tuple[int, ...], Order]
"""Letters, and the order in which they are printed."""


def listed(office: Office, pile: Pile) -> bytes:
    """The list of letters for the post office, in the order of the pile."""
    letter_ids, order = pile
    return posting_list(office, letter_ids, order=order)


def write_posting_list(office: Office, pile: Pile, path: Path) -> Path:
    """The same as a PDF file. Raises ``CannotSave``."""
    _write(path, listed(office, pile))
    return path


def write_by_client(
    office: Office, letter_ids: Sequence[int], folder: Path
) -> tuple[Path, ...]:
    """One PDF a client, named by the client; two of the same name are numbered.

    Raises ``CannotSave``.
    """
    taken = _names_in(folder)
    written = []
    for client, ids in letters_by_client(office, letter_ids):
        name = free_name(safe_name(client), taken)
        taken.add(name.lower())
        path = folder / f"{name}.pdf"
        _write(path, batch(office, ids))
        written.append(path)
    return tuple(written)


def open_copy(office: Office, letter_id: int, folder: Path) -> Path:
    """A copy of a letter for the system's viewer; the book's own bytes are not touched."""
    letter = letter_pdf(office, letter_id)
    client = client_names(office, [letter.client_id])[letter.client_id]
    path = folder / f"{safe_name(client)}-{letter.id}.pdf"
    _write(path, letter.pdf)
    return path


def write_statement(office: Office, facts: StatementFacts, path: Path) -> Path:
    """A statement of interest as a PDF. Raises ``CannotSave``."""
    _write(path, statement_pdf(office, facts))
    return path


def write_policy(office: Office, facts: TermsFacts, path: Path) -> Path:
    """A credit policy as a PDF. Raises ``CannotSave``."""
    _write(path, credit_policy_pdf(office, facts))
    return path


def write_calibration(office: Office, letterhead: Letterhead, path: Path) -> Path:
    """The test page of an envelope as a PDF. Raises ``CannotSave``."""
    _write(path, calibration_page(office, letterhead))
    return path


def write_document(office: Office, document_id: int, path: Path) -> Path:
    """A document of the book as a file of its own. Raises ``CannotSave``."""
    _write(path, document_of(office, document_id))
    return path


def write_claim_sheet(office: Office, claim: CourtClaim, path: Path) -> Path:
    """The summary of a claim as a PDF. Raises ``CannotSave``."""
    _write(path, claim_sheet(office, claim))
    return path


def write_hand_over(office: Office, case_id: int, partner_id: int | None, path: Path) -> Path:
    """The invoices of a case as CSV for a partner. Raises ``CannotSave``."""
    _write(path, hand_over_csv(office, case_id, partner_id))
    return path


def write_case_file(
    office: Office,
    case_id: int,
    path: Path,
    wanted: Wanted,
    *,
    partner_id: int | None = None,
    sealed: bool = False,
    progress: Progress | None = None,
) -> Outcome[Package]:
    """The evidence file of a case, or ``sealed`` the package with it.

    Raises ``CannotSave``, and ``Stopped`` where the progress says so.
    """
    if sealed:
        made = case_package(office, case_id, partner_id, wanted, progress=progress)
    else:
        made = case_file(office, case_id, wanted, progress=progress)
    _write(path, made.value.content)
    return made


def _names_in(folder: Path) -> set[str]:
    try:
        return {one.stem.lower() for one in folder.iterdir()}
    except OSError as error:
        raise CannotSave(name=folder.name, reason=error.strerror or "") from error


def _write(path: Path, content: bytes) -> None:
    """Beside its place first: a full disk leaves no half file under the right name."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise CannotSave(name=path.name, reason=error.strerror or "") from error
