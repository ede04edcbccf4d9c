"""What `openmash handbook` does: check the pages, and write them out as a plain site."""

import sys
from collections.abc import Sequence
from pathlib import Path

from openmash.handbook import plain_site, proof


def check(chapters: Sequence[str]) -> int:
    """Print what is wrong with the pages of these chapters, or of all; return the exit status.

    Raises:
        BadInput: there is no such chapter.
    """
    return proof.main(chapters)


def export(folder: Path) -> int:
    """Write the handbook and the lexicon into a folder; return the exit status.

    Raises:
        BadInput: the folder holds something else.
    """
    pages = plain_site.export(folder)
    print(f"{pages} pages are in {folder}. Open index.html there.", file=sys.stderr)
    return 0
