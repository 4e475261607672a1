"""Run notebooks again and store their outputs: run_notebooks.py NOTEBOOK..."""

import sys
from pathlib import Path

from prisoner_diplomacy.notebooks import read_notebook, run_notebook, write_notebook

for name in sys.argv[1:]:
    path = Path(name)
    print(f"running {path.name}", file=sys.stderr)
    write_notebook(run_notebook(read_notebook(path), path.parent), path)
