"""Run the notebooks with the Python of this process, and keep what comes.

`python -m tests.notebooks` renews them all; with a folder and paths, it writes these there.
Nothing that differs from one run or one machine to another is kept: no times, no paths, and what
a cell prints is one text, however the kernel happened to cut it.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LAUNCH = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]


class ThisPython(KernelSpecManager):
    """Whatever kernels the machine knows, the one that runs is that of this process."""

    def get_kernel_spec(self, kernel_name: str) -> Any:  # noqa: ARG002  there is just the one
        """Give the one kernel."""
        return KernelSpec(argv=LAUNCH, display_name="Python 3", language="python")


def read(path: Path) -> Any:
    """Give a notebook as it is kept."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def executed(path: Path) -> Any:
    """Run a notebook in an empty folder and give it with its outputs. Raises CellExecutionError."""
    book = read(path)
    manager = AsyncKernelManager(kernel_spec_manager=ThisPython())
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(
            book, km=manager, timeout=300, record_timing=False, coalesce_streams=True,
            resources={"metadata": {"path": folder}},
        ).execute()  # fmt: skip
    book.metadata = METADATA
    return book


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    into, paths = (given[0], given[1:]) if given else (FOLDER, PATHS)
    for each in paths:
        nbformat.write(executed(each), into / each.name)  # type: ignore[no-untyped-call]
