"""Make the typeface of the figures from Noto Sans and Noto Sans Arabic, in two weights.

Run `python docs/make_typeface.py LATIN-FOLDER ARABIC-FOLDER`: the unpacked npm packages
@expo-google-fonts/noto-sans 0.4.2 and @expo-google-fonts/noto-sans-arabic 0.4.3. Needs fontTools.
The OFL lets both be joined, cut down and named anew: neither has a reserved name. The name of its
own keeps another version, installed on some machine, from being drawn with instead.
"""

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "negotiation" / "plot" / "fonts"
NAME = "Negotiation Sans"
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}
LATIN = (
    *range(0x20, 0x250),  # Latin
    *range(0x300, 0x370),  # combining marks
    *range(0x370, 0x400),  # Greek
    *range(0x400, 0x530),  # Cyrillic
    *range(0x1E00, 0x1F00),  # Latin, Vietnamese
    *range(0x2000, 0x2210),  # punctuation, superscripts, currencies, fractions
    *range(0x2212, 0x2270),
    0xFB01,
    0xFB02,
)
ARABIC = (*range(0x600, 0x700), *range(0x750, 0x780), 0xFD3E, 0xFD3F, 0xFDF2, 0xFDFA)
SCRIPTS = ["DFLT", "latn", "grek", "cyrl", "arab"]
# thousandths of the size; room for every mark on an Arabic letter would part the lines of all texts
ASCENT, DESCENT = 760, -240
VERSION = "Version 1.0; from Noto Sans 2.015 and Noto Sans Arabic 2.012"


def part(path: Path, letters: Iterable[int]) -> TTFont:
    """Give a font cut down to some letters, with what shapes them and nothing to hint them."""
    options = Options(hinting=False, layout_scripts=SCRIPTS, notdef_outline=True)
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=set(letters))
    subsetter.subset(font)
    return font


def stored(font: TTFont) -> BytesIO:
    """Give a font as a file that fontTools' merger can read."""
    file = BytesIO()
    font.save(file)
    file.seek(0)
    return file


def name(font: TTFont, weight: str) -> None:
    """Replace the names by our own; the copyright and the licence stay."""
    names = font["name"]
    names.names = []
    texts = {
        0: "Copyright 2022 The Noto Project Authors (latin-greek-cyrillic, arabic)",
        1: NAME,
        2: weight,
        3: f"{NAME} {weight}",
        4: f"{NAME} {weight}",
        5: VERSION,
        6: f"{NAME.replace(' ', '')}-{weight}",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    for key, text in texts.items():
        names.setName(text, key, 3, 1, 0x409)


def make(latin: Path, arabic: Path, weight: str) -> None:
    """Join the two parts of one weight and write the file."""
    first = part(latin, LATIN)
    own = set(ARABIC) - first.getBestCmap().keys()
    merger = Merger()
    font = merger.merge([stored(first), stored(part(arabic, own))])
    name(font, weight)
    font["head"].created = font["head"].modified = first["head"].modified
    font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender = ASCENT, DESCENT
    font["OS/2"].sTypoLineGap = 0
    font.recalcTimestamp = False
    font["post"].formatType = 3.0  # no names of glyphs
    font.save(FONTS / f"{NAME.replace(' ', '')}-{weight}.ttf")


def main() -> None:
    """Make both weights."""
    latin, arabic = (Path(folder) for folder in sys.argv[1:])
    FONTS.mkdir(exist_ok=True)
    for weight, folder in WEIGHTS.items():
        make(
            latin / folder / f"NotoSans_{folder}.ttf",
            arabic / folder / f"NotoSansArabic_{folder}.ttf",
            weight,
        )


if __name__ == "__main__":
    main()
