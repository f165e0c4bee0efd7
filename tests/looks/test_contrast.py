"""Contrast of the tokens, computed as WCAG 2.2 says (relative luminance, 1.4.3 and 1.4.11), in both themes."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "static/css/tokens.css").read_text()
TEXT = [
    *[(ink, ground) for ink in ("ink", "soft", "accent") for ground in ("paper", "card", "tint", "wash")],
    ("good", "good-tint"),
    ("warn", "warn-tint"),
    ("bad", "bad-tint"),
    *[(ink, ground) for ink in ("good", "warn", "bad") for ground in ("paper", "card")],
    *[("ink", ground) for ground in ("good-tint", "warn-tint", "bad-tint")],
    ("accent-ink", "accent"),
    ("paper", "ink"),
    ("found-ink", "found"),
]
CONTROLS = [("edge", "paper"), ("edge", "card"), ("accent", "paper"), ("accent", "card")]
Colour = tuple[float, float, float]


def declared(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


LIGHT = declared(TOKENS.split("@media")[0])
THEMES = {"light": LIGHT, "dark": {**LIGHT, **declared(TOKENS.split("@media (prefers-color-scheme: dark)")[1].split("@media")[0])}}


def colour(tokens: dict[str, str], value: str) -> Colour:
    """A value of the token file as red, green, blue between 0 and 1: hex, ``var()``, or ``color-mix()`` in sRGB."""
    value = value.strip()
    if value.startswith("var("):
        return colour(tokens, tokens[value[6:-1]])
    if mixed := re.fullmatch(r"color-mix\(in srgb, (.+) (\d+)%, (.+)\)", value):
        share = int(mixed[2]) / 100
        first, second = colour(tokens, mixed[1]), colour(tokens, mixed[3])
        return tuple(share * one + (1 - share) * other for one, other in zip(first, second, strict=True))  # type: ignore[return-value]
    return tuple(int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))  # type: ignore[return-value]


def luminance(rgb: Colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: str, one: str, other: str) -> float:
    tokens = THEMES[theme]
    light, dark = sorted((luminance(colour(tokens, tokens[name])) for name in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself_is_right():
    THEMES["black on white"] = {"black": "#000000", "white": "#ffffff", "grey": "#767676"}
    assert contrast("black on white", "black", "white") == pytest.approx(21)
    assert contrast("black on white", "grey", "white") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(theme, ink, ground):
    assert contrast(theme, ink, ground) >= 5.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), CONTROLS)
def test_controls_can_be_seen(theme, edge, ground):
    assert contrast(theme, edge, ground) >= 3
