"""The forms in which a chronology can be written; apart, so that commands start quickly."""

from enum import StrEnum


class Form(StrEnum):
    """What a chronology can be written as."""

    yaml = "yaml"
    xlsx = "xlsx"
    csv_folder = "csv-folder"

    @property
    def endings(self) -> tuple[str, ...]:
        """How the name of such a file ends; a folder has no ending."""
        return {"yaml": (".yaml", ".yml"), "xlsx": (".xlsx",), "csv-folder": ()}[self.value]
