"""Set an appendix as LaTeX, with real footnotes in a table that runs over pages.

Compile it with lualatex: it sets every script, and Arabic from the right.
"""

from __future__ import annotations

from collections.abc import Iterator

from negotiation.appendix.content import SHARES, Appendix, Listed, Row
from negotiation.view.latex import escaped

LANGUAGES = {"en": "english", "fr": "french", "ar": "arabic"}
ARABIC = ("Amiri", "Noto Naskh Arabic", "FreeSerif")
_PREAMBLE = r"""% Compile with lualatex, twice. What is filled in is text only, its signs escaped.
\documentclass[10pt,a4paper]{article}
\usepackage{iftex}
\RequireLuaTeX
\usepackage[margin=20mm]{geometry}
\usepackage{fontspec}
"""
_PACKAGES = r"""\usepackage{array,longtable}
\usepackage{url}
\urlstyle{same}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\setlength{\tabcolsep}{4pt}
\newcommand{\nextnote}{\textsuperscript{,}}
\makeatletter % a note does not touch its number
\renewcommand{\@makefntext}[1]{\noindent\@makefnmark\hspace{.4em}#1}
\makeatother
"""


def latex(content: Appendix) -> str:
    """Give the whole document."""
    return "\n".join(_document(content)) + "\n"


def _document(content: Appendix) -> Iterator[str]:
    yield _PREAMBLE + _babel(content) + _PACKAGES + r"\begin{document}"
    yield rf"\section*{{{escaped(content.title)}}}"
    for line in content.lines:
        yield from (escaped(line), "")
    if content.rows:
        yield from _table(content)
    yield rf"\section*{{{escaped(content.sources_title)}}}"
    for source in content.sources:
        yield from (_source(source), "")
    if content.left:
        yield rf"\section*{{{escaped(content.left_title)}}}"
        for line in content.left:
            yield from (escaped(line), "")
    yield rf"\bigskip{{\small {escaped(' '.join(content.foot))}\par}}"
    yield r"\end{document}"


def _babel(content: Appendix) -> str:
    """Say the language, and a typeface for Arabic in it, if the machine has one."""
    main = LANGUAGES.get(content.language, "english")
    arabic = content.direction == "rtl"
    options = "bidi=basic, arabic, provide=*" if arabic else f"bidi=basic, {main}"
    told = [rf"\usepackage[{options}]{{babel}}"]
    if not arabic:
        told.append(r"\babelprovide[import, onchar=ids fonts]{arabic}")
    of = "" if arabic else "[arabic]"
    fonts = "".join(
        rf"\IfFontExistsTF{{{font}}}{{\babelfont{of}{{rm}}{{{font}}}}}{{" for font in ARABIC
    )
    told.append(fonts + "}" * len(ARABIC))
    return "\n".join(told) + "\n"


def _table(content: Appendix) -> Iterator[str]:
    widths = "".join(
        rf">{{\raggedright\arraybackslash}}p{{{share / 108:.3f}\linewidth}}" for share in SHARES
    )
    yield rf"\begin{{longtable}}{{{widths}}}"
    heads = " & ".join(rf"\textbf{{{escaped(head)}}}" for head in content.columns)
    yield rf"{heads} \\ \hline \endhead"
    yield from (_row(row, content) for row in content.rows)
    yield r"\end{longtable}"


def _row(row: Row, content: Appendix) -> str:
    marks = "".join(rf" \emph{{({escaped(mark)})}}" for mark in row.marks)
    voices = escaped(content.between).join(
        escaped(voice.name)
        + r"\nextnote".join(rf"\footnote{{{escaped(content.notes[n - 1])}}}" for n in voice.notes)
        for voice in row.voices
    )
    cells = (escaped(row.when), escaped(row.what) + marks, escaped(row.kind), voices)
    return " & ".join(cells) + r" \\[4pt]"


def _source(source: Listed) -> str:
    parts = [escaped(f"{source.number} {source.text}")]
    if source.url:
        parts.append(_address(source.url))
    if source.archived:
        parts += [escaped(source.archived_words), _address(source.archived)]
    if source.note:
        parts.append(escaped(source.note))
    return " ".join(parts)


def _address(url: str) -> str:
    """Give an address, without what would end the command that sets it."""
    return rf"\url{{{url.replace('{', '%7B').replace('}', '%7D')}}}"
