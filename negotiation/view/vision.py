"""See colours as others see them: in grey, and with each of the three deficiencies.

Colours as "#rrggbb" in, a distance out. The deficiencies are complete ones, by the matrices of
Machado, Oliveira & Fernandes 2009, doi:10.1109/TVCG.2009.113, on linear sRGB.
"""

from __future__ import annotations

import math

from negotiation.view.colours import Rgb, linear, oklab

_Matrix = tuple[Rgb, Rgb, Rgb]

GREY = (0.2126, 0.7152, 0.0722)
VISIONS: dict[str, _Matrix] = {
    "normal sight": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "grey": (GREY, GREY, GREY),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen_in(vision: str, colour: str) -> Rgb:
    """Give the linear sRGB parts, from 0 to 1, of what is seen of a colour."""
    parts = linear(colour)
    red, green, blue = (
        min(max(sum(share * part for share, part in zip(row, parts, strict=True)), 0.0), 1.0)
        for row in VISIONS[vision]
    )
    return red, green, blue


def distance(one: str, other: str, vision: str = "normal sight") -> float:
    """Give how far apart two colours are in Oklab: 1 from black to white, 0.02 just noticeable."""
    return math.dist(oklab(seen_in(vision, one)), oklab(seen_in(vision, other)))
