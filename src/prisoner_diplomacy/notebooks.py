"""Notebooks run so that the same data give the same bytes."""

import asyncio
import copy
import os
import signal
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from prisoner_diplomacy.drafts import write_whole

TIMEOUT = 300
SETTINGS = {
    "JUPYTER_PREFER_ENV_PATH": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "MPLBACKEND": "agg",
    "PYTHONHASHSEED": "0",
}
QUIET = ["--log-level=ERROR"]
KEPT_METADATA: dict[str, Any] = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class InterruptibleClient(NotebookClient):
    """A client that leaves interrupts to the program; nbclient's own handlers would swallow them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    async def async_start_new_kernel_client(self) -> Any:
        """Start as usual, when the handlers of nbclient are in place, and put back those before them."""
        loop = asyncio.get_running_loop()
        for number, handler in self._handlers.items():
            if loop.remove_signal_handler(number):
                signal.signal(number, handler)
        return await super().async_start_new_kernel_client()

    def kill(self) -> None:
        """End the kernel at once, whatever it does."""
        provisioner = getattr(self.km, "provisioner", None)
        process = getattr(provisioner, "process", None)
        if process is not None:
            process.kill()
            process.wait()


def read_notebook(path: str | Path) -> Any:
    """Return the notebook in a file."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def write_notebook(notebook: Any, path: str | Path) -> None:
    """Write a notebook, ready or not at all."""
    write_whole(Path(path), notebook_text(notebook))


def notebook_text(notebook: Any) -> str:
    """Return a notebook as it stands in its file."""
    return str(nbformat.writes(notebook, version=4)).rstrip("\n") + "\n"  # type: ignore[no-untyped-call]


def run_notebook(notebook: Any, folder: str | Path, article: str | None = None) -> Any:
    """Return a copy of a notebook with fresh outputs, without a trace of when or where it ran.

    Args:
        notebook: what to run.
        folder: the working directory of its cells.
        article: name or path of the article it is to serve; the notebook's own by default.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    fresh = copy.deepcopy(notebook)
    environment = {**os.environ, **SETTINGS}
    for name in ("ARTICLE", "PUBLISHED", "JPY_SESSION_NAME"):
        environment.pop(name, None)
    if article is not None:
        environment["ARTICLE"] = article
    client = InterruptibleClient(
        fresh,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        extra_arguments=QUIET,
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute(env=environment)
    except (KeyboardInterrupt, SystemExit):
        client.kill()
        raise
    return without_traces(fresh)


def without_traces(notebook: Any) -> Any:
    """Remove what depends on the machine or the moment; return the notebook."""
    notebook.metadata = nbformat.from_dict(copy.deepcopy(KEPT_METADATA))  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    return notebook
