"""Choose colours: one hue a track, lightness for the order of its states, ink that can be read.

Numbers in, "#rrggbb" out. Knows nothing of histories or of matplotlib.
Oklab after Björn Ottosson (2020); contrast after WCAG 2.2.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

PAGE, INK, SOFT, RULE = "#ffffff", "#1b1f27", "#555c68", "#d9dde3"
NEUTRAL, WARNING = "#8d949f", "#a3231b"
READABLE = 4.5
LIGHTEST, ALONE = 0.93, 0.80
DARKEST = {2: 0.46, 3: 0.44, 4: 0.42, 5: 0.36, 6: 0.31}  # the more states, the deeper
DEEPEST = 0.27
# neighbours in the list lie far apart on the circle; a model's first tracks get the first ones
HUES = (255.0, 190.0, 145.0, 15.0, 310.0, 80.0, 50.0, 110.0, 345.0)

Rgb = tuple[float, float, float]


def hue(place: int) -> float:
    """Give the hue, in degrees, of a model's track by its place in the model."""
    return HUES[place % len(HUES)]


def ramp(degrees: float, count: int) -> tuple[str, ...]:
    """Give so many shades of one hue, the lightest first."""
    if count == 1:
        return (shade(degrees, ALONE),)
    step = (LIGHTEST - DARKEST.get(count, DEEPEST)) / max(count - 1, 1)
    return tuple(shade(degrees, LIGHTEST - number * step) for number in range(count))


def shade(degrees: float, lightness: float) -> str:
    """Give a colour of that hue; `lightness` runs from 0 (black) to 1 (white)."""
    chroma = 0.45 * min(lightness, 1 - lightness)
    while chroma > 0.001 and not _is_shown(_rgb(degrees, lightness, chroma)):
        chroma *= 0.95
    return _hex(_rgb(degrees, lightness, min(chroma, 0.135)))


def mix(under: str, over: str, cover: float) -> str:
    """Give what is seen where `over` covers that share of `under`, as renderers blend them."""
    pairs = zip(_bytes(under), _bytes(over), strict=True)
    return "#" + "".join(f"{round(u + (o - u) * cover):02x}" for u, o in pairs)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink(grounds: Iterable[str]) -> str | None:
    """Give the ink that can be read on all these grounds, None if there is none."""
    seen = tuple(grounds)
    worst = {
        colour: min(contrast(colour, ground) for ground in seen)
        for colour in (INK, PAGE, "#000000")
    }
    for colour, least in worst.items():
        if least >= READABLE:
            return colour
    return None


def _rgb(degrees: float, lightness: float, chroma: float) -> Rgb:
    """Turn Oklch into linear sRGB."""
    a, b = (chroma * turn(math.radians(degrees)) for turn in (math.cos, math.sin))
    long, middle, short = (
        (lightness + x * a + y * b) ** 3
        for x, y in (
            (0.3963377774, 0.2158037573),
            (-0.1055613458, -0.0638541728),
            (-0.0894841775, -1.2914855480),
        )
    )
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def oklab(parts: Rgb) -> Rgb:
    """Turn linear sRGB into Oklab: lightness, green to red, blue to yellow."""
    red, green, blue = parts
    long, middle, short = (
        math.cbrt(x * red + y * green + z * blue)
        for x, y, z in (
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        )
    )
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _is_shown(parts: Rgb) -> bool:
    return all(0 <= part <= 1 for part in parts)


def _hex(parts: Rgb) -> str:
    return "#" + "".join(f"{round(255 * _encoded(part)):02x}" for part in parts)


def _encoded(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return float(12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)


def linear(colour: str) -> Rgb:
    """Give the linear parts of "#rrggbb", from 0 to 1."""
    red, green, blue = (_decoded(part / 255) for part in _bytes(colour))
    return red, green, blue


def _bytes(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _decoded(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
