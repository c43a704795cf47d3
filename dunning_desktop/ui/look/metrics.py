"""Distances and sizes, in pixels at 100 %, so that every screen breathes alike."""

from __future__ import annotations

TINY = 4
SMALL = 8
MEDIUM = 12
LARGE = 16
WIDE = 24

ROW_HEIGHT = 36
CONTROL_HEIGHT = 34
ICON = 18
SMALL_ICON = 16
# Wider than high: the room at both sides keeps an icon off the words beside it.
ICON_BESIDE = 26
RAIL_WIDTH = 176
RAIL_NARROW = 60
DETAILS_WIDTH = 344
# Below this width the rail shows icons only, so that a table keeps its columns.
NARROW_WINDOW = 1120
