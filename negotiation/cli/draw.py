"""Commands that draw: plot."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negotiation.cli.changes import (
    Accept,
    Insert,
    LeaveOut,
    Move,
    PutBack,
    Reject,
    Set,
    Swap,
    edits,
)
from negotiation.cli.look import (
    AssumeOrder,
    File,
    KnownBy,
    Only,
    RolesOnly,
    Without,
    chosen,
    opened,
)
from negotiation.errors import NegotiationError

if TYPE_CHECKING:
    from negotiation.chronology import Chronology
    from negotiation.history import History
    from negotiation.plot import Multiples, Timeline
    from negotiation.view.speech import Speech
    from negotiation.whatif import Change

ENDINGS = (".png", ".svg", ".pdf")


class Use(StrEnum):
    """What a figure is for."""

    screen = "screen"
    slide = "slide"
    a4 = "a4"
    two_columns = "two-columns"
    column = "column"


class Svg(StrEnum):
    """Kinds of SVG."""

    show = "show"
    edit = "edit"


class Quiet(StrEnum):
    """How time in which nothing is dated is drawn."""

    even = "even"
    compressed = "compressed"


Names = Annotated[
    list[str] | None,
    typer.Option("--tracks", help="Tracks in the order of their lanes: process,issue; repeatable."),
]
Measures = Annotated[
    list[str] | None, typer.Option("--measures", help="Measures drawn below; none: none.")
]


def plot(  # noqa: PLR0913  one option each
    file: File,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The picture: X.png, X.svg or X.pdf.")
    ] = None,
    tracks: Names = None,
    measures: Measures = None,
    start: Annotated[
        str | None, typer.Option("--from", help="Where the drawn time begins.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", help="Where it ends, that day included.")
    ] = None,
    use: Annotated[
        Use, typer.Option("--for", case_sensitive=False, help="What it is for.")
    ] = Use.screen,
    language: Annotated[str, typer.Option(help="Language of every word: en, fr or ar.")] = "en",
    quiet: Annotated[
        Quiet | None, typer.Option(help="compressed: draw time without dates narrower, and say so.")
    ] = None,
    no_terms: Annotated[
        bool, typer.Option("--no-terms", help="Leave out what each party said on the issues.")
    ] = False,
    svg: Annotated[
        Svg, typer.Option(help="show: looks the same everywhere; edit: for a drawing program.")
    ] = Svg.show,
    dpi: Annotated[int, typer.Option(min=50, max=1200, help="Resolution of a PNG.")] = 300,
    check_print: Annotated[
        bool, typer.Option("--check-print", help="Fail where print would lose something.")
    ] = False,
    alt: Annotated[
        bool, typer.Option("--alt", help="Print the text for who cannot see it.")
    ] = False,
    caption: Annotated[
        bool, typer.Option("--caption", help="Print a caption to set below the picture.")
    ] = False,
    known_by: KnownBy = None,
    only: Only = None,
    without: Without = None,
    roles_only: RolesOnly = False,
    assume_order: AssumeOrder = False,
    leave_out: LeaveOut = None,
    move: Move = None,
    put_back: PutBack = None,
    swap: Swap = None,
    insert: Insert = None,
    accept: Accept = None,
    reject: Reject = None,
    changes: Set = None,
    beside: Annotated[
        bool, typer.Option("--beside", help="Draw the whole record above a choice of sources.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Draw the timeline: states, events, terms and measures, with their sources.

    With a change (--leave-out and the like) the record is drawn, and below it what the model makes
    of the change.
    """
    _refuse(output, force, nothing_else=not (check_print or alt or caption))
    from negotiation.plot import lacking, multiples, save, timeline
    from negotiation.replay import replay

    asked = {
        "leave-out": leave_out, "move": move, "put-back": put_back, "swap": swap,
        "insert": insert, "accept": accept, "reject": reject,
    }  # fmt: skip
    whole = opened(file, roles_only=roles_only)
    fewer = chosen(whole, known_by, only, without)
    wanted, words = edits(asked, changes, file)
    lanes = _listed(tracks)
    drawn: Timeline | Multiples
    shown = _listed(measures)
    if wanted or (beside and fewer is not whole):
        if shown is not None:
            raise NegotiationError("measures are drawn for one history alone: leave --measures out")
        named, what_ifs = _beside(whole, fewer, wanted, words, language, assume_order=assume_order)
        drawn = multiples(
            named,
            changed=what_ifs,
            tracks=lanes,
            start=start,
            end=end,
            quiet=None if quiet is None else quiet.value,
            language=language,
            layout_for=use.value,
        )
    else:
        drawn = timeline(
            replay(fewer, assume_order=assume_order),
            tracks=lanes,
            measures=[] if shown == ["none"] else shown,
            start=start,
            end=end,
            terms=not no_terms,
            quiet=None if quiet is None else quiet.value,
            language=language,
            layout_for=use.value,
        )
    if output is not None:
        save(
            drawn,
            output,
            svg=svg.value,
            alt=drawn.alt,
            language=drawn.language,
            dpi=dpi,
        )
        typer.echo(output, err=True)
    _tell(drawn, alt=alt, caption=caption)
    _remark(drawn, quiet)
    if letters := lacking(drawn):
        typer.echo(f"no typeface here has {letters}: the picture shows a box for each", err=True)
    if check_print:
        _check(drawn)


def _refuse(output: Path | None, force: bool, *, nothing_else: bool) -> None:
    """Refuse early what cannot be written."""
    from negotiation.near import quoted

    if output is None:
        if nothing_else:
            raise NegotiationError("say where the picture goes: -o X.png, X.svg or X.pdf")
        return
    if output.suffix.lower() not in ENDINGS:
        raise NegotiationError(
            f"{quoted(output.name)} names no kind of picture; end it in .png, .svg or .pdf"
        )
    if output.exists() and not force:
        raise NegotiationError(f"{quoted(str(output))} is there already; --force overwrites it")


def _listed(names: list[str] | None) -> list[str] | None:
    """Take names apart that are given with commas."""
    if names is None:
        return None
    return [name.strip() for text in names for name in text.split(",") if name.strip()]


def _beside(
    whole: Chronology,
    fewer: Chronology,
    wanted: list[Change],
    words: list[str],
    language: str,
    *,
    assume_order: bool,
) -> tuple[dict[str, History], list[str]]:
    """Give what is drawn above one another, under headings, and the headings of what-ifs.

    A change is held against the record of the same sources, over the time that they tell of.
    """
    from negotiation.dates import zone
    from negotiation.replay import replay
    from negotiation.view.speech import speech
    from negotiation.whatif import changed

    spoken = speech(language, zone(whole.timezone))
    on_record = spoken.say("figure.on-record")
    chosen_heading = on_record
    if fewer is not whole:
        names = spoken.listed(spoken.name(fewer.sources[key]) for key in fewer.source_ids())
        chosen_heading = spoken.say("figure.chosen-sources", sources=names)
    base = replay(fewer, assume_order=assume_order)
    if not wanted:
        return {on_record: replay(whole, assume_order=assume_order), chosen_heading: base}, []
    heading = spoken.say("figure.what-if", changes="; ".join(_said(whole, wanted, words, spoken)))
    other = replay(changed(fewer, wanted), assume_order=assume_order, record=base.record)
    return {chosen_heading: base, heading: other}, [heading]


def _said(
    whole: Chronology, wanted: list[Change], words: list[str], spoken: Speech
) -> Iterator[str]:
    """Say each change by the label of its event, where that is all there is to it."""
    from negotiation.view.dated import say_date
    from negotiation.whatif import LeaveOut, Move

    if len(wanted) != len(words):
        yield from words  # a named set has words of its own
        return
    for change, text in zip(wanted, words, strict=True):
        if isinstance(change, LeaveOut):
            yield spoken.say("figure.without-event", event=spoken.name(whole.event(change.event)))
        elif isinstance(change, Move):
            event = spoken.name(whole.event(change.event))
            yield spoken.say("figure.moved", event=event, date=say_date(spoken, change.when))
        else:
            yield text


def _remark(drawn: Timeline | Multiples, quiet: Quiet | None) -> None:
    """Say on stderr what somebody asked for and did not get."""
    plan = drawn.plan if hasattr(drawn, "plan") else drawn.plans[0]
    if quiet is Quiet.compressed and plan.quiet is None:
        typer.echo("nothing is drawn narrower: no stretch without dates is long enough", err=True)
    high = drawn.figure.get_figheight() * 72
    if drawn.paper is not None and high > drawn.paper + 1:
        typer.echo(
            f"the figure is {high / 72:.1f} inches high, for {drawn.paper / 72:.1f} of paper: "
            "choose fewer --tracks or a shorter time (--from, --to)",
            err=True,
        )


def _tell(drawn: Timeline | Multiples, *, alt: bool, caption: bool) -> None:
    if alt:
        typer.echo(drawn.alt)
    if caption:
        typer.echo(drawn.caption)


def _check(drawn: Timeline | Multiples) -> None:
    """Say what print would lose, and fail if it is anything."""
    from negotiation.plot.print_check import print_check

    found = print_check(drawn)
    for finding in found:
        typer.echo(finding)
    if found:
        raise typer.Exit(1)
    typer.echo("print check: nothing found", err=True)


COMMANDS = (plot,)
