"""Markdown as people and machines write it by hand: what was meant, where CommonMark reads something else.

Found in real translations: a parenthesis too many before an address, a blank inside it or before an image, emphasis with blanks inside, or that ends
on the full stop of a script without blanks, bullets so far from their words that these are taken for code.
"""

from __future__ import annotations

import re
from typing import Final

FENCED: Final = re.compile(r"(^ {0,3}(?:```|~~~).*?^ {0,3}(?:```|~~~)[ \t]*$)", re.DOTALL | re.MULTILINE)
MENDS: Final = (
    (re.compile(r"\] *\(+(?=[a-z]+: *//)"), "]("),
    (re.compile(r"(?<=\]\()([a-z]+): *// *"), r"\1://"),
    (re.compile(r"(?<=\]\()([a-z]+://[^()\s<>]*)[ \t]+([^()\s<>\"']+)(?=\))"), r"\1\2"),
    (re.compile(r"! +(?=\[[^\]\n]*\]\([^()\s]+\.(?:avif|gif|jpe?g|png|webp)\))", re.IGNORECASE), "!"),
    (re.compile(r"^([ \t]*[*+-])[ \t]{5,}(?=\S)", re.MULTILINE), r"\1   "),
)
STRONG: Final = re.compile(r"\*\*\s*([^*]*?)\s*\*\*")


def mended(text: str) -> str:
    """``text`` (Markdown) with its links and bullets as they were meant. Code between fences is left alone."""
    parts = FENCED.split(text)
    return "".join(part if position % 2 else _mend(part) for position, part in enumerate(parts))


def _mend(text: str) -> str:
    """Each mend in turn."""
    for pattern, meant in MENDS:
        text = pattern.sub(meant, text)
    return text


def strong_meant(html: str, tag: str = "") -> str:
    """``html`` (of plain text, escaped) with the emphasis that CommonMark left as asterisks: in ``tag``, or without any; round nothing, none."""
    around = f"<{tag}>{{}}</{tag}>" if tag else "{}"
    return STRONG.sub(lambda found: around.format(found[1]) if found[1] else "", html)
