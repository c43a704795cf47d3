"""The colours of the light and the dark scheme, each a name for a job."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

# Below this value sRGB is linear: the threshold of WCAG 2.
SRGB_TOE = 0.04045


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme. ``page`` lies under everything, ``paper`` under what is read or typed in.

    ``quiet`` is for words that stand back, ``warning`` for what waits, ``trouble`` for what broke.
    """

    page: str
    rail: str
    paper: str
    stripe: str
    hover: str
    line: str
    field_line: str
    text: str
    quiet: str
    disabled: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    warning: str
    warning_soft: str
    trouble: str
    trouble_soft: str
    good: str
    toast: str
    on_toast: str


LIGHT = Colours(
    page="#f5f6f7",
    rail="#eceef0",
    paper="#ffffff",
    stripe="#fafbfb",
    hover="#eff3f5",
    line="#dfe3e6",
    field_line="#b9c1c7",
    text="#1c2226",
    quiet="#59636b",
    disabled="#8b949b",
    accent="#13657b",
    accent_strong="#0e5063",
    accent_soft="#d9ebf0",
    on_accent="#ffffff",
    warning="#7d5200",
    warning_soft="#fbefd7",
    trouble="#b3261e",
    trouble_soft="#fbe4e2",
    good="#1f6b3f",
    toast="#24303a",
    on_toast="#f4f7f8",
)

DARK = Colours(
    page="#1a1d20",
    rail="#151719",
    paper="#212529",
    stripe="#24282c",
    hover="#2a2f34",
    line="#343a40",
    field_line="#4d565e",
    text="#e7eaec",
    quiet="#a3adb5",
    disabled="#6d777f",
    accent="#62bfd6",
    accent_strong="#86d2e5",
    accent_soft="#1f3f4a",
    on_accent="#0d1a1f",
    warning="#e5b45c",
    warning_soft="#3c3118",
    trouble="#f28b82",
    trouble_soft="#48211f",
    good="#79c596",
    toast="#e7eaec",
    on_toast="#1c2226",
)


def palette(colours: Colours) -> QPalette:
    """The same colours in the roles that Qt's own widgets paint with."""
    role = QPalette.ColorRole
    result = QPalette()
    for name, value in {
        role.Window: colours.page,
        role.WindowText: colours.text,
        role.Base: colours.paper,
        role.AlternateBase: colours.stripe,
        role.Text: colours.text,
        role.PlaceholderText: colours.quiet,
        role.Button: colours.paper,
        role.ButtonText: colours.text,
        role.BrightText: colours.trouble,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent_strong,
        role.ToolTipBase: colours.toast,
        role.ToolTipText: colours.on_toast,
        role.Mid: colours.field_line,
        role.Midlight: colours.line,
        role.Light: colours.paper,
        role.Dark: colours.field_line,
    }.items():
        result.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.disabled))
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colours.line))
    return result


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    tone = QColor(colour)
    parts = (tone.redF(), tone.greenF(), tone.blueF())
    linear = [p / 12.92 if p <= SRGB_TOE else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
