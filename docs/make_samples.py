"""Make the sample tables of scenarios/samples/: the headings of real datasets, invented rows.

Run `python docs/make_samples.py`. Nothing in the rows is anybody's data: places, parties, outlets,
sentences and numbers are made up, and drawn up by counting, so that every run gives the same.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "scenarios" / "samples"
FIRST = date(2031, 3, 1)
COUNTRY = "Invented Valley"
TOWNS = ("Upper Weir", "Mill Cross", "Stone Ford", "Old Quarry", "Lake End")
DISTRICTS = ("Upper Bank", "Lower Bank")
PARTIES = ("Weir Guard (invented)", "Lowland Watch (invented)", "Civilians (invented)")
OUTLETS = ("Valley Courier (invented)", "Lake Agency (invented)", "River Gazette (invented)")

ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
ACLED_TYPES = (
    ("Political violence", "Battles", "Armed clash"),
    ("Political violence", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Demonstrations", "Protests", "Peaceful protest"),
    ("Political violence", "Battles", "Government regains territory"),
    ("Strategic developments", "Strategic developments", "Agreement"),
    ("Political violence", "Explosions/Remote violence", "Air/drone strike"),
    ("Strategic developments", "Strategic developments", "Non-violent transfer of territory"),
)
GED = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_name",
    "dyad_name", "side_a", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates",
    "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid",
    "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
)  # fmt: skip
GED_SPANS = {1: 1, 2: 3, 3: 7, 4: 31, 5: 92}  # days of the stretch, by date_prec
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Primary Actor Sector", "Recipient Name", "Recipient Country",
    "Primary Recipient Sector", "Placename", "City", "District", "Province", "Country", "Latitude",
    "Longitude", "Source", "Publication Date", "Language", "Version",
)  # fmt: skip
POLECAT_TYPES = (
    ("CONSULT", "third-party"), ("REQUEST", "meet"), ("ASSAULT", "heavy-weapons"),
    ("RETREAT", "ceasefire"), ("ACCUSE", "allege"), ("ASSAULT", "beat"), ("AID", ""),
    ("COERCE", "arrest"),
)  # fmt: skip
ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
ICEWS_CODES = (
    ("046", "Engage in negotiation"), ("036", "Express intent to meet or negotiate"),
    ("0871", "Declare truce, ceasefire"), ("190", "Use conventional military force"),
    ("111", "Criticize or denounce"), ("057", "Sign formal agreement"), ("173", "Arrest, detain"),
)  # fmt: skip


def acled(count: int = 28) -> list[dict[str, object]]:
    """Give rows under the headings of an ACLED export."""
    rows: list[dict[str, object]] = []
    for n in range(count):
        disorder, kind, sub = ACLED_TYPES[n % len(ACLED_TYPES)]
        day = FIRST + timedelta(days=2 * n)
        stamp = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        rows.append({
            "event_id_cnty": f"INV{100 + n}", "event_date": f"{day:%d %B %Y}", "year": day.year,
            "time_precision": (1, 1, 2, 1, 1, 3)[n % 6], "disorder_type": disorder,
            "event_type": kind, "sub_event_type": sub, "actor1": PARTIES[n % 2], "inter1": 1,
            "actor2": "" if sub == "Peaceful protest" else PARTIES[(n + 1) % 2], "inter2": 2,
            "interaction": 12, "iso": 0, "region": "Invented", "country": COUNTRY,
            "admin1": DISTRICTS[n % 2], "location": TOWNS[n % 5], "latitude": 0, "longitude": 0,
            "geo_precision": (1, 1, 1, 2)[n % 4], "source_scale": "Subnational",
            "source": "; ".join(OUTLETS[: 1 + n % 3]), "fatalities": (0, 3, 0, 7)[n % 4],
            "notes": f"An invented sentence about an invented event, number {n}.",
            "timestamp": int((stamp + timedelta(days=9)).timestamp()),
        })  # fmt: skip
    return rows


def ged(count: int = 20) -> list[dict[str, object]]:
    """Give rows under the headings of UCDP GED."""
    rows: list[dict[str, object]] = []
    for n in range(count):
        precision = (1, 1, 2, 3, 1, 4, 1, 5)[n % 8]
        day = FIRST + timedelta(days=3 * n)
        last = day + timedelta(days=GED_SPANS[precision] - 1)
        cited = 1 + n % 2
        published = [f"{last + timedelta(days=1 + k):%Y-%m-%d}" for k in range(cited)]
        best = (2, 5, 1, 12)[n % 4]
        rows.append({
            "id": 9000 + n, "relid": f"INV-2031-1-{n}", "year": 2031, "active_year": 1,
            "code_status": "Clear", "type_of_violence": (1, 1, 3, 2)[n % 4],
            "conflict_name": "Invented Valley: Water", "dyad_name": "Weir Guard - Lowland Watch",
            "side_a": PARTIES[0], "side_b": PARTIES[2] if n % 4 == 2 else PARTIES[1],
            "number_of_sources": cited, "source_office": ";".join(OUTLETS[:cited]),
            "source_article": "An invented list of articles.", "source_date": ";".join(published),
            "source_headline": ";".join(f"Invented headline {n}-{k}" for k in range(cited)),
            "source_original": "Somebody invented", "where_prec": (1, 1, 2, 4)[n % 4],
            "where_coordinates": TOWNS[n % 5], "where_description": "Invented",
            "adm_1": DISTRICTS[n % 2], "latitude": 0, "longitude": 0, "country": COUNTRY,
            "country_id": 0, "region": "Invented", "event_clarity": 1, "date_prec": precision,
            "date_start": f"{day:%Y-%m-%d}", "date_end": f"{last:%Y-%m-%d}", "deaths_a": 0,
            "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": best, "best": best,
            "low": best - n % 2, "high": best + 2 * (n % 2),
        })  # fmt: skip
    return rows


def polecat(count: int = 16) -> list[dict[str, object]]:
    """Give rows under the headings of POLECAT."""
    rows: list[dict[str, object]] = []
    for n in range(count):
        kind, mode = POLECAT_TYPES[n % len(POLECAT_TYPES)]
        day = FIRST + timedelta(days=2 * n)
        rows.append({
            "Event ID": f"INV-{7000 + n}", "Event Date": f"{day:%Y-%m-%d}", "Event Type": kind,
            "Event Mode": mode, "Contexts": "military", "Actor Name": "Somebody Invented",
            "Actor Country": "INV", "Primary Actor Sector": ("GOV", "REB")[n % 2],
            "Recipient Name": "Somebody Else", "Recipient Country": "INV",
            "Primary Recipient Sector": ("REB", "GOV")[n % 2], "Placename": TOWNS[n % 5],
            "Province": DISTRICTS[n % 2], "Country": "INV", "Latitude": 0, "Longitude": 0,
            "Source": OUTLETS[n % 3], "Publication Date": f"{day + timedelta(days=1):%Y-%m-%d}",
            "Language": "English", "Version": "INVENTED",
        })  # fmt: skip
    return rows


def icews(count: int = 14) -> list[dict[str, object]]:
    """Give rows under the headings of ICEWS, with codes of CAMEO."""
    rows: list[dict[str, object]] = []
    for n in range(count):
        code, text = ICEWS_CODES[n % len(ICEWS_CODES)]
        rows.append({
            "Event ID": 60000 + n, "Event Date": f"{FIRST + timedelta(days=2 * n):%Y-%m-%d}",
            "Source Name": "Somebody Invented", "Source Sectors": ("Government", "Rebel")[n % 2],
            "Source Country": COUNTRY, "Event Text": text, "CAMEO Code": code, "Intensity": 0,
            "Target Name": "Somebody Else", "Target Sectors": ("Rebel", "Government")[n % 2],
            "Target Country": COUNTRY, "Story ID": n, "Sentence Number": 1,
            "Publisher": OUTLETS[n % 3], "City": TOWNS[n % 5], "Province": DISTRICTS[n % 2],
            "Country": COUNTRY, "Latitude": 0, "Longitude": 0,
        })  # fmt: skip
    return rows


def text(headings: Sequence[str], rows: Iterable[dict[str, object]]) -> str:
    """Give rows as the text of a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def samples() -> dict[str, str]:
    """Give the text of each sample by the name of its file."""
    return {
        "acled-format-invented.csv": text(ACLED, acled()),
        "ucdp-ged-format-invented.csv": text(GED, ged()),
        "polecat-format-invented.csv": text(POLECAT, polecat()),
        "icews-format-invented.csv": text(ICEWS, icews()),
    }


if __name__ == "__main__":
    for name, content in samples().items():
        (SAMPLES / name).write_text(content, encoding="utf-8", newline="\n")
