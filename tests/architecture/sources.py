"""The rules that a source file keeps, each as a function from its tree to complaints."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.samples import ROOT

PACKAGE = ROOT / "dunning_desktop"
MAX_LINES = 400
# What touches the world or the clock has no place where rules are pure.
IMPURE = {
    "asyncio", "ftplib", "glob", "http", "imaplib", "io", "logging", "multiprocessing", "os",
    "pathlib", "poplib", "random", "secrets", "shutil", "smtplib", "socket", "sqlite3", "ssl",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib",
}  # fmt: skip


def files(room: str = "") -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield (line, absolute dotted name) of every import, wherever it stands."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or "."


def star_imports(module: ast.Module) -> list[str]:
    """A star import of PySide6 costs 90 ms at start-up."""
    found = [n for n in ast.walk(module) if isinstance(n, ast.ImportFrom)]
    return [f"{n.lineno}: import *" for n in found if any(a.name == "*" for a in n.names)]


def _calls(module: ast.Module, *names: str) -> list[ast.Call]:
    calls = [n for n in ast.walk(module) if isinstance(n, ast.Call)]
    return [c for c in calls if getattr(c.func, "attr", getattr(c.func, "id", "")) in names]


def raw_translations(module: ast.Module) -> list[str]:
    """An f-string handed to tr() is extracted as it stands and never found again."""
    calls = _calls(module, "tr", "translate")
    return [f"{c.lineno}: f-string in tr()" for c in calls if _has_f_string(c)]


def _has_f_string(call: ast.Call) -> bool:
    return any(isinstance(n, ast.JoinedStr) for a in call.args for n in ast.walk(a))


def event_loops(module: ast.Module) -> list[str]:
    return [f"{c.lineno}: processEvents()" for c in _calls(module, "processEvents")]


def floats(module: ast.Module) -> list[str]:
    """Money and interest are integers and Decimal; a float never."""
    nodes = [n for n in ast.walk(module) if isinstance(n, ast.Constant | ast.Name)]
    return [f"{n.lineno}: a float" for n in nodes if _is_float(n)]


def _is_float(node: ast.Constant | ast.Name) -> bool:
    if isinstance(node, ast.Name):
        return node.id == "float"
    return isinstance(node.value, float)


def impure_imports(module: ast.Module) -> list[str]:
    """The domain imports the standard library's pure half and itself."""
    allowed = set(sys.stdlib_module_names) - IMPURE
    outside = [(line, name) for line, name in imports(module) if name.split(".")[0] not in allowed]
    own = "dunning_desktop.domain."
    return [f"{line}: imports {name}" for line, name in outside if not f"{name}.".startswith(own)]


def tool_imports(module: ast.Module) -> list[str]:
    """Use cases know no tools: not even the standard library's."""
    tools = {"PySide6", "sqlalchemy", "alembic", "reportlab", "keyring", "smtplib", "sqlite3"}
    found = imports(module)
    return [f"{line}: imports {name}" for line, name in found if name.split(".")[0] in tools]


def screen_imports(module: ast.Module) -> list[str]:
    """Screens open no database, draw no letter and send no mail."""
    tools = {"sqlalchemy", "alembic", "reportlab", "smtplib", "sqlite3"}
    found = imports(module)
    return [f"{line}: imports {name}" for line, name in found if name.split(".")[0] in tools]
