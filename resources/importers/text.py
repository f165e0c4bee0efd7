"""Text of others on its way into ours: no characters that a database refuses, no more than a field holds."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

KEPT: Final = "\n\t"
SENTENCE: Final = re.compile(r"[.!?؟…]+[\"'”’»)\]]*(?=\s|$)|[。！？]+[」』”]*")


def clean(text: str) -> str:
    """``text`` in NFC without control characters and lone surrogates; line ends are ``\\n``, tabs and line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    kept = "".join(one for one in text if one in KEPT or unicodedata.category(one) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept)


def one_line(text: str) -> str:
    """``text`` cleaned, on one line, with single spaces."""
    return " ".join(clean(text).split())


def excerpt(text: str, limit: int) -> str:
    """The first sentences of ``text`` that fit into ``limit`` characters; of a longer first sentence the first words, with an ellipsis."""
    text = one_line(text)
    if len(text) <= limit:
        return text
    ends = [match.end() for match in SENTENCE.finditer(text, 0, limit)]
    if ends:
        return text[: ends[-1]]
    cut = text[: limit - 1]
    return f"{(cut.rsplit(' ', 1)[0] if ' ' in cut[limit // 2 :] else cut).rstrip(' ,;:')}…"
