"""An ensemble as text to read: where runs begin, what they come to, and how sure the counts are.

What was counted in, text out. Where the sources leave several starts open every number is a range
over them, and none is averaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negotiation.exchange.ensembles import (
    BASES,
    LEAD,
    NOISE,
    Told,
    apart,
    bases,
    lasted,
    resting_on,
    waiting,
)
from negotiation.exchange.sampled import (
    counts,
    difference,
    interval,
    length,
    mean_count,
    mean_time,
    percent,
    share,
    time,
)
from negotiation.lines import wrapped
from negotiation.simulation.claimed import Claimed
from negotiation.simulation.results import QUANTILES, Reached, Results, Stayed
from negotiation.simulation.shares import Difference, Share

WORDS = dict(zip(QUANTILES, ("5 %", "a quarter", "half", "three quarters", "95 %"), strict=True))
REST = dict(zip(QUANTILES, reversed(WORDS.values()), strict=True))  # a quarter: three quarters
PATHS = 8
ALIKE = "all tracks alike"
BEGUN = "already so where runs begin"


def ensemble_text(told: Told) -> str:
    """Give all that is to be said of an ensemble, the caution first."""
    every = told.results()
    parts = [
        _head(told),
        _starts(told),
        _outcomes(told, every),
        _claims(told),
        *_whatifs(told, every),
        _stays(told, every),
        _spent(told, every),
        _events(every),
        _paths(told, every),
        _assumed(told),
        _foot(told),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [title, "-" * len(title), *lines] if lines else []


# --- what it is ----------------------------------------------------------------------------------


def _head(told: Told) -> list[str]:
    made, assumed = told.ensemble, told.ensemble.assumptions
    resting = ", ".join(f"{count} {word}" for word, count in bases(assumed).items())
    named = assumed.title.get("en") or told.assumptions
    end = told.end()
    lasting = f"last {length(made.horizon)}" + (f", until {end} ({made.timezone})" if end else "")
    many = f"{made.done:,} runs" + (" from each start" if len(made.parts) > 1 else "")
    lines = [
        f"{told.title}: simulated",
        "=" * 60,
        wrapped(f"{told.caution.upper()}. {LEAD}", 0, 0),
        "",
        wrapped(f"Assumptions  {named}  [{told.assumptions}]", 0, 13),
        wrapped(f"             {len(assumed.waits)} waits: {resting}", 0, 13),
        wrapped(f"Runs begin   {told.begin()}", 0, 13),
        wrapped(f"     and     {lasting}", 0, 13),
        f"Made         {many}; seed {made.seed}",
    ]
    if told.withheld:
        lines.append(wrapped(told.withheld.text()))
    if made.interrupted:
        lines += ["", wrapped(interrupted(told), 0, 0)]
    return lines


def interrupted(told: Told) -> str:
    """Say how much was done before an interruption."""
    made, missing = told.ensemble, told.missing()
    text = f"Interrupted: {made.done:,} of {made.runs:,} runs were made, and only they are told of."
    return f"{text} {missing} of the starts have no runs at all." if missing else text


def _starts(told: Told) -> list[str]:
    parts = told.ensemble.parts
    if len(parts) == 1:
        return []
    text = (
        f"The sources leave {len(parts)} starts open. Numbers are given as a range over them, "
        "never as an average."
    )
    if any(lasted(parts)):
        text += (
            " Where two numbers stand together, waits under way have lasted as short a time (the "
            "first), or as long (the second), as the dates allow."
        )
    lines = [wrapped(text, 0, 0)]
    groups: dict[str, list[str]] = {}
    for number, states in enumerate(apart(parts), 1):
        said = "; ".join(f"{track} {state}" for track, state in states.items())
        groups.setdefault(said, []).append(str(number))
    lines += [wrapped(f"{', '.join(n):>7}  {said or ALIKE}", 0, 9) for said, n in groups.items()]
    return _section("Where the record is open", lines)


def _foot(told: Told) -> list[str]:
    return [
        wrapped(f"{NOISE} {told.caution}.", 0, 0),
        "",
        f"Digest of the counts: {told.ensemble.digest}",
    ]


# --- what runs come to ---------------------------------------------------------------------------


def _outcomes(told: Told, every: Sequence[Results]) -> list[str]:
    lines: list[str] = []
    for found in zip(*(one.reached() for one in every), strict=True):
        lines += [wrapped(f"- {told.label(found[0].name)}  [{found[0].name}]")]
        said = [BEGUN] if told.begun(found[0].name) else _reached(found)
        lines += [wrapped(text, 6) for text in said]
    brackets = [wrapped("In brackets: 95 % intervals. Times are counted from where runs begin.")]
    return _section("What runs come to", [*brackets, *lines] if lines else [])


def _reached(found: Sequence[Reached]) -> Iterator[str]:
    shares = [one.share for one in found]
    yield shares_text(shares)
    yield from _by_start(shares)
    if all(one.count == 0 for one in shares):
        return
    said, whole = list[str](), length(found[0].horizon)
    for at, word in WORDS.items():
        by = time([one.after(at) for one in found], f"not within {whole}")
        said.append(f"{word} by {by}" if by else f"fewer than {word} within {whole}")
        if not by:
            break
    yield "of all runs " + "; ".join(said)


def shares_text(shares: Sequence[Share]) -> str:
    """Say in how many runs: with the share and its interval, or as a bound of none or all."""
    many = f"{shares[0].runs:,} runs"
    if all(one.count == 0 for one in shares):
        return f"in none of {many}: {interval(shares)}"
    if all(one.count == one.runs for one in shares):
        return f"in all {many}: {interval(shares)}"
    return f"{share(shares)} of runs ({interval(shares)}): {counts(shares)}"


def _by_start(shares: Sequence[Share]) -> Iterator[str]:
    said = [share([one]) for one in shares]
    if len(said) <= PATHS and len(set(said)) > 1:
        yield "by start: " + "; ".join(f"{n}: {text}" for n, text in enumerate(said, 1))


def _stays(told: Told, every: Sequence[Results]) -> list[str]:
    lines: list[str] = []
    for found in zip(*(one.stayed() for one in every), strict=True):
        lines.append(wrapped(f"- {told.label(found[0].name)}  [{found[0].name}]"))
        lines.append(wrapped(_stayed(found, length(told.ensemble.horizon)), 6))
    return _section("Time spent, as asked for", lines)


def _stayed(found: Sequence[Stayed], whole: str) -> str:
    said = list[str]()
    for at, word in WORDS.items():
        spent = time([one.for_(at) for one in found], f"all {whole}")
        if not spent:
            said.append(f"at least {REST[at]} all {whole}")
            break
        said.append(f"{word} at most {spent}")
    return "of all runs " + "; ".join(said)


def _spent(told: Told, every: Sequence[Results]) -> list[str]:
    made = told.ensemble
    times = [one.time_in(told.headline) for one in every]
    width = max(map(len, times[0])) + 2
    lines = []
    for state in times[0]:
        means = [one[state] for one in times]
        parts = sorted({f"{100 * mean / made.horizon:.0f}" for mean in means}, key=float)
        spent = mean_time(means, made.horizon, made.done) if any(means) else "no time"
        part = f"  ({percent(parts)})" if any(means) else ""
        lines.append(f"  {state:<{width}}{spent}{part}")
    return _section(f"Where runs spend their time on average ({told.headline})", lines)


def _events(every: Sequence[Results]) -> list[str]:
    found = [one.happened() for one in every]
    said = [f"{kind} {mean_count([one[kind] for one in found])}" for kind in found[0]]
    return _section("Events of a run on average", [wrapped(", ".join(said), 2, 0)])


def _paths(told: Told, every: Sequence[Results]) -> list[str]:
    lines: list[str] = []
    asked = every[0].path_runs
    if asked < every[0].runs:
        where = " from each start" if len(every) > 1 else ""
        lines.append(wrapped(f"Told apart for the first {asked:,} runs{where} only."))
    for number, one in enumerate(every, 1):
        if len(every) > 1:
            lines.append(f"  from start {number}")
        most = PATHS if len(every) == 1 else 3
        paths = one.paths(most)
        for path in paths:
            said = f"{share([path.share]):<8} {' → '.join(path.states)}"
            lines.append(wrapped(said, 4, 9))
        rest = one.path_runs - sum(path.share.count for path in paths)
        if rest:
            lines.append(f"    {share([Share(rest, one.path_runs)]):<8} any other")
    return _section(f"Most frequent paths ({told.headline})", lines)


# --- claims and what-ifs -------------------------------------------------------------------------


def _claims(told: Told) -> list[str]:
    lines: list[str] = []
    for sentence, found in _sentences(told.claims, ""):
        lines.append(wrapped(f"- {sentence}"))
        lines.append(wrapped(f"holds in {shares_text([one.share for one in found])}", 6))
        lines += [wrapped(text, 6) for text in _unasked(found)]
    first = min((one.runs for one in told.claims), default=0)
    if lines and first < told.ensemble.done:
        lines.append(wrapped(f"Asked of the first {first:,} runs only: each takes longer to ask."))
    return _section("Claims, asked of single runs", lines)


def _sentences(claims: Sequence[Claimed], variant: str) -> Iterator[tuple[str, list[Claimed]]]:
    for sentence in dict.fromkeys(claim.sentence for claim in claims):
        yield sentence, [c for c in claims if c.sentence == sentence and c.variant == variant]


def _unasked(found: Sequence[Claimed]) -> Iterator[str]:
    most = max(one.unasked for one in found)
    if most:
        why = next(one.why for one in found if one.why)
        many = f"{most:,} of these runs" if len(found) == 1 else f"up to {most:,} runs of a start"
        yield f"{many} cannot be asked, and count as not: {why}"


def _whatifs(told: Told, every: Sequence[Results]) -> Iterator[list[str]]:
    for variant in told.ensemble.variants[1:]:
        because = told.ensemble.assumptions.whatifs[variant].because
        others = told.results(variant)
        lines = [wrapped(f"Asked because: {because}", 2)]
        differences = [one.differences() for one in others]
        for found in zip(
            *(one.reached() for one in every), *(one.reached() for one in others), strict=True
        ):
            before, after = found[: len(every)], found[len(every) :]
            name = found[0].name
            lines.append(wrapped(f"- {told.label(name)}  [{name}]"))
            changes = [one[name] for one in differences]
            said = [BEGUN] if told.begun(name) else _changed(before, after, changes)
            lines += [wrapped(text, 6) for text in said]
        lines += _claims_changed(told, variant)
        yield _section(f"What if: {variant}", lines)


def _changed(
    before: Sequence[Reached], after: Sequence[Reached], changes: Sequence[Difference]
) -> Iterator[str]:
    shares = [[one.share for one in found] for found in (before, after)]
    first, second = map(share, shares)
    of = "of the runs" if first == "none" else "of runs"
    yield f"{first} {of} as assumed, {second} otherwise"
    yield difference(changes)
    never = f"not within {length(before[0].horizon)}"
    halves = [time([one.after(0.5) for one in found], never) for found in (before, after)]
    if any(halves):
        first, second = (f"by {half}" if half else never for half in halves)
        yield f"half of all runs: {first} as assumed, {second} otherwise"


def _claims_changed(told: Told, variant: str) -> Iterator[str]:
    for sentence, found in _sentences(told.claims, variant):
        yield wrapped(f"- {sentence}")
        yield wrapped(f"otherwise holds in {shares_text([one.share for one in found])}", 6)


# --- what it rests on ----------------------------------------------------------------------------


def _assumed(told: Told) -> list[str]:
    waits = told.ensemble.assumptions.waits
    lines = []
    for word, meaning in BASES.items():
        resting = {key: wait for key, wait in waits.items() if wait.basis.word == word}
        if resting:
            lines.append(f"{word} ({meaning})")
        for key, wait in resting.items():
            lines.append(wrapped(f"- {key}: {waiting(wait)}{resting_on(wait.basis)}", 2))
    lines += [wrapped(text, 0, 0) for text in _estimated(told)]
    return _section("How long each thing is taken to wait", lines)


def _estimated(told: Told) -> Iterator[str]:
    given = (wait.basis.estimated for wait in told.ensemble.assumptions.waits.values())
    for prior in dict.fromkeys(found.prior for found in given if found is not None):
        yield f"Prior of the estimates: {prior}."
    if told.estimated_from_itself():
        yield (
            f"Waits were estimated from {told.name} itself: that runs come out like its record "
            "shows nothing."
        )
