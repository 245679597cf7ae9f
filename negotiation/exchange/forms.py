"""The forms in which a chronology can be written; apart, so that commands start quickly."""

from enum import StrEnum


class Form(StrEnum):
    """What a chronology can be written as."""

    yaml = "yaml"
    xlsx = "xlsx"
    csv_folder = "csv-folder"
