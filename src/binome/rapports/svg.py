"""What every drawing of ours writes alike."""

from __future__ import annotations

from html import escape
from xml.sax.saxutils import quoteattr


def texte(x: int, y: int, ecrit: str, ancre: str, **attributs: str | int) -> str:
    """Return a text anchored at a point; other attributes are given by name, `_` for `-`."""
    autres = "".join(f" {nom.rstrip('_').replace('_', '-')}={quoteattr(str(dit))}" for nom, dit in attributs.items())
    return f"<text x='{x}' y='{y}' text-anchor='{ancre}'{autres}>{escape(ecrit)}</text>"
