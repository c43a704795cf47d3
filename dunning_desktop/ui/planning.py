"""What Today does about instalment plans: reminders with one press, and the plan not kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.plans import PlanState
from dunning_desktop.ui.dialogs.plan_view import PlanViewDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.review import emails, letters
from dunning_desktop.ui.views import views_of
from dunning_desktop.usecases.plan_notices import NoticeSent, send_due, undo_notices
from dunning_desktop.usecases.plan_views import PlanRow, plans_of
from dunning_desktop.usecases.today_rows import Task, TaskRow

translate = QCoreApplication.translate


def on_plans(shell: Shell, row: TaskRow) -> bool:
    """Do what a line of Today about plans asks for; whether it was one that can be done here."""
    if row.task is Task.INSTALMENTS_TO_REMIND:
        remind_of_instalments(shell)
        return True
    if row.task is Task.PLAN_DEFAULTED and len(row.client_ids) == 1:
        show_broken_plan(shell, row.client_ids[0])
        return True
    return False


def remind_of_instalments(shell: Shell) -> None:
    """Let every reminder of the day go out; the toast takes them back."""
    desk, parent = shell.desk, shell.as_parent()

    def told(sent: tuple[NoticeSent, ...]) -> None:
        if sent:
            undo = partial(desk.do, undo_notices, sent, owner=parent)
            shell.toast(_said(sent), undo=undo)
            papers = [one.paper for one in sent if one.paper is not None]
            ids = [one.letter_id for one in papers if one.letter_id is not None]
            views_of(parent).paper.print_letters(ids)

    desk.do(send_due, owner=parent, then=told)


def _said(sent: Sequence[NoticeSent]) -> str:
    mails = sum(one.message_id is not None for one in sent)
    posts = len(sent) - mails
    if not posts:
        return translate("Plans", "{emails} on the way.").format(emails=emails(mails))
    if not mails:
        return translate("Plans", "{letters} made.").format(letters=letters(posts))
    words = translate("Plans", "{emails} on the way, {letters} made.")
    return words.format(emails=emails(mails), letters=letters(posts))


def show_broken_plan(shell: Shell, client_id: int) -> None:
    """The client's plan that is in default."""

    def show(rows: Sequence[PlanRow]) -> None:
        broken = [one for one in rows if one.stands.state is PlanState.DEFAULTED]
        if broken:
            PlanViewDialog(shell, broken[0].plan.id).open()

    shell.desk.ask(
        plans_of, client_id, then=show, owner=shell.as_parent(), latest="broken-plan"
    )
