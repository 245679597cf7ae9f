"""Choose the colours of a strip: one hue a track, lightness for the order of its states.

Numbers in, "#rrggbb" out. Lightness is set by luminance, so that it is the same in every hue,
survives grey, and leaves an ink that can be read. Contrast after WCAG 2.2.
"""

from __future__ import annotations

import colorsys
from functools import cache

PAGE, INK = "#ffffff", "#1b1f27"
READABLE = 4.5
LIGHTEST, DARKEST, ALONE = 90.0, 28.0, 78.0  # CIE lightness, from 0 to 100
UNREADABLE = (0.178, 0.242)  # luminances on which neither ink nor page reaches that contrast
SATURATION = 0.55
# neighbours in the list lie far apart on the circle; a model's first tracks get the first ones
HUES = (212, 178, 135, 352, 280, 42, 22, 75, 322)


def hue(place: int) -> int:
    """Give the hue, in degrees, of a model's track by its place in the model."""
    return HUES[place % len(HUES)]


def ramp(degrees: int, count: int) -> tuple[str, ...]:
    """Give so many shades of one hue, the lightest first."""
    if count == 1:
        return (shade(degrees, ALONE),)
    step = (LIGHTEST - DARKEST) / max(count - 1, 1)
    return tuple(shade(degrees, LIGHTEST - number * step) for number in range(count))


@cache
def shade(degrees: int, lightness: float) -> str:
    """Give the colour of that hue and CIE lightness, or the next on which a text can be read."""
    wanted = ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3
    low, high = UNREADABLE
    if low < wanted < high:
        wanted = low if wanted - low < high - wanted else high
    dark, light = 0.0, 1.0
    for _ in range(24):
        middle = (dark + light) / 2
        if luminance(_hex(degrees, middle)) < wanted:
            dark = middle
        else:
            light = middle
    return _hex(degrees, dark)


def ink(ground: str) -> str:
    """Give the ink that can be read on that ground."""
    return max((INK, PAGE), key=lambda colour: contrast(colour, ground))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Give how light "#rrggbb" is, from 0 to 1."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _hex(degrees: int, lightness: float) -> str:
    parts = colorsys.hls_to_rgb(degrees / 360, lightness, SATURATION)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)
