"""Says what of Qt, of the locales and of the libraries stays out of the packaged program."""

import re
from collections.abc import Callable, Iterable

# Kept on purpose: printsupport (without it there are silently no printers), ICU (Qt needs it),
# tls, and the platforms xcb, wayland, offscreen (for tests), windows and cocoa.
UNWANTED = re.compile(
    r"""
    /plugins/platforms/libq(eglfs|linuxfb|vnc|vkkhrdisplay|minimal\w*)\.
    | /plugins/platformthemes/libqgtk3\.
    | /plugins/(generic|networkinformation|egldeviceintegrations|qmltooling|sqldrivers)/
    | /plugins/imageformats/libq(tiff|tga|wbmp|icns|gif|webp|pdf)\.
    | /plugins/platforminputcontexts/libqtvirtualkeyboardplugin\.
    | /libQt6(EglF[sS]\w*|Qml\w*|Quick\w*|Pdf\w*|VirtualKeyboard\w*|Sql)\.
    | /PIL/_avif\. | /pillow\.libs/libavif-
    """,
    re.VERBOSE,
)

Entry = tuple[str, str, str]

# The window's languages; the letters' own words and numbers need these too.
LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pl"]


def wanted(destination: str) -> bool:
    """Tell whether a file belongs in the program, by where it would lie in the folder."""
    path = "/" + destination.replace("\\", "/")
    if "/translations/" in path and path.endswith(".qm"):
        return _language(path.rsplit("_", 1)[1]) and "/qtbase_" in path
    if "/babel/locale-data/" in path:
        return _language(path.rsplit("/", 1)[1])
    return not UNWANTED.search(path)


def _language(name: str) -> bool:
    return re.split(r"[_.]", name)[0] in [*LANGUAGES, "root"]


def still_needed(binaries: Iterable[Entry], needs: Callable[[str], set[str]]) -> list[Entry]:
    """Drop the system libraries that only dropped files needed; `needs` names a file's libraries.

    A binary is (where it will lie, where it lies now, kind), as PyInstaller has it.
    """
    entries = list(binaries)
    system = {e[0] for e in entries if re.match(r"lib(?!python)[^/]*\.so", e[0])}
    needed = {name for e in entries if e[0] not in system for name in needs(e[1])}
    return [e for e in entries if e[0] not in system or e[0] in needed]
