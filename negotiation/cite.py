"""Cite reports as every output does: source id, paragraphs, to whom it is attributed."""

from __future__ import annotations

from collections.abc import Iterable

from negotiation.chronology import Chronology
from negotiation.dates import Dating
from negotiation.event import Event
from negotiation.evidence import Report, Source, paragraphs_text


def citation(report: Report) -> str:
    """Give "afp-2018-07-02 ¶8 (sohr)"; for an inference without a source, "inferred"."""
    if report.source is None:
        return "inferred"
    cited = " ".join(part for part in (report.source, paragraphs_text(report.paragraph)) if part)
    by = f" ({', '.join(report.by)})" if report.by else ""
    spoken = "" if report.modality == "actual" else f" {report.modality}"
    return f"{cited}{by}{spoken}{' inferred' if report.inferred else ''}"


def citations(event: Event) -> str:
    """Give all citations of an event, each once: "afp-2018-07-02 ¶8 (sohr); …"."""
    return "; ".join(dict.fromkeys(citation(report) for report in event.reports))


def reference(source: Source) -> str:
    """Give a source as a list of references does."""
    parts = [source.label["en"]] if "en" in source.label else []
    if source.title:
        parts.append(source.title)
    if not parts or source.outlet not in parts[0]:
        parts.append(source.outlet)
    if source.wire:
        parts.append("wire: " + ", ".join(source.wire))
    inferred = " (date inferred)" if source.published_inferred else ""
    parts.append(f"published {written(source.published)}{inferred}")
    return "; ".join(parts)


def written(dating: Dating | None) -> str:
    """Give a date in words, nothing for none."""
    return "" if dating is None else dating.describe()


def references(chronology: Chronology, keys: Iterable[str]) -> list[str]:
    """Give one line a source: its id and its reference."""
    return [f"{key}: {reference(chronology.sources[key])}" for key in keys]
