"""Letters posted on another day, or under a number, from the owner's chair."""

from __future__ import annotations

from datetime import timedelta

from dunning_desktop.domain.posting import PostClass
from dunning_desktop.ui.dialogs.posted import PostedDialog
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import mark_printed, outbox
from dunning_desktop.usecases.rows import LetterState
from tests.ui.accessible import nameless
from tests.ui.books import add_client
from tests.ui.test_outbox import issued, opened


def test_posted_earlier_with_a_number_and_what_cannot_be_is_refused(
    furnished: Office, window: Window
) -> None:
    add_client(furnished, "By Post", email="", due=[("P-1", 9, 10_000)])
    issued(furnished, window)
    made = [one.id for one in outbox(furnished).letters if one.state is LetterState.MADE]
    window.desk.do(mark_printed, made, owner=window)
    page = opened(window)
    page._posted_how.trigger()
    dialog = next(one for one in window.findChildren(PostedDialog) if one.isVisible())
    assert not nameless(dialog)
    dialog.how.choose(PostClass.SIGNED)
    (number,) = dialog.numbers.values()
    number.setText("AB 123")
    dialog.day.set_day(window.desk.today() + timedelta(days=1))
    dialog._save.click()
    assert dialog.form.complaint(dialog.day)
    assert number.text() == "AB 123"
    dialog.day.set_day(window.desk.today())
    dialog._save.click()
    (row,) = [one for one in outbox(furnished).letters if one.state is LetterState.POSTED]
    assert (row.post_class, row.tracking) == (PostClass.SIGNED, "AB 123")
