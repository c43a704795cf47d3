"""One start in a process of its own: `python -m tests.bench.window bare|ours BEGAN [BOOK]`.

Prints the seconds from BEGAN (the caller's `time.time()`) to the first paint and, for ours, to
the figures of the cash strip and to the work list on the screen.
"""

import sys
import time


def say(word: str, began: float) -> None:
    print(word, time.time() - began, flush=True)


def bare(began: float) -> None:
    """What any PySide6 program pays: an empty table in a window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Bare(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            say("paint", began)
            QTimer.singleShot(0, app.quit)

    app = QApplication([])
    window = Bare()
    window.setCentralWidget(QTableView())
    window.resize(1200, 800)
    window.show()
    app.exec()


def ours(began: float, book: str) -> None:
    """The program itself, from its own front door."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from dunning_desktop import bootstrap
    from dunning_desktop.ui import app as ui
    from dunning_desktop.ui.pages.today import TodayPage
    from dunning_desktop.ui.parts import build_window
    from dunning_desktop.ui.window import Window

    def build(*args: object) -> Window:
        window = build_window(*args)  # type: ignore[arg-type]
        window.first_painted.connect(lambda: say("paint", began))
        watch = QTimer(window)
        watch.timeout.connect(lambda: look(window))
        watch.start(2)
        return window

    def look(window: Window) -> None:
        page = window.page
        if isinstance(page, TodayPage) and page.figures.outstanding.figures[0].text() != "–":
            say("figures", began)
            if page.list.lines:
                say("list", began)
                QApplication.quit()

    vars(ui)["build_window"] = build
    bootstrap.window(["--book", book, "--today", "2026-11-22"])


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare(float(sys.argv[2]))
    else:
        ours(float(sys.argv[2]), sys.argv[3])
