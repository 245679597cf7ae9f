"""Reports in words: what each says of its event's time, part by part."""

from __future__ import annotations

from negotiation.cite import citation, written
from negotiation.dates import DAY, MINUTE
from negotiation.event import Event
from negotiation.evidence import Lag, Report

HOUR = 3600


def statement(event: Event, report: Report) -> str:
    """Give all that a report says of an event's time: "a: 4 July 2018, not before b"."""
    told = [part for other in others(report) if (part := saying(report, other))]
    return f"{event.id}: {', '.join(told)}"


def cited(event: Event, report: Report) -> str:
    """Give a report with its key and citation: "r41a: … [report-2018-07-04 ¶11–12]"."""
    why = f"; {report.inferred}" if report.inferred else ""
    key = event.key_of(report)
    return f"{key}: {statement(event, report)}  [{citation(report)}{why}]"


def others(report: Report) -> tuple[str, ...]:
    """Give the events that a report relates its own to, an empty name first for its date."""
    lag = (report.lag.of,) if report.lag else ()
    return tuple(dict.fromkeys(("", *report.after, *report.before, *lag)))


def saying(report: Report, other: str) -> str:
    """Give what a report says of its event's time beside one other event, or by date."""
    if not other:
        zone = f" ({report.timezone})" if report.timezone else ""
        return f"{written(report.when)}{zone}" if report.when else ""
    told = [f"not before {other}"] if other in report.after else []
    told += [f"not after {other}"] if other in report.before else []
    told += [lag_text(report.lag)] if report.lag and report.lag.of == other else []
    return " and ".join(told)


def lag_text(lag: Lag) -> str:
    """Give "about 90 minutes after session-set-to-begin"."""
    told = [f"about {length(lag.about)}"] if lag.about is not None else []
    told += [f"(within {length(lag.tolerance)})"] if lag.tolerance is not None else []
    told += [f"at least {length(lag.at_least)}"] if lag.at_least is not None else []
    told += [f"at most {length(lag.at_most)}"] if lag.at_most is not None else []
    return f"{' '.join(told)} after {lag.of}"


def length(seconds: int) -> str:
    """Give a length of time in the largest unit that counts it whole: "4 days", "90 minutes"."""
    for unit, name, least in ((DAY, "day", DAY), (HOUR, "hour", 2 * HOUR), (MINUTE, "minute", 0)):
        if seconds % unit == 0 and seconds >= least:
            count = seconds // unit
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} seconds"
