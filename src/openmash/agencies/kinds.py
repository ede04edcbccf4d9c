"""What kinds of agency there are: the codes by which questions and places know them."""

from functools import cache

from openmash.sources import library


@cache
def kind_titles() -> dict[str, str]:
    """Return the title of each kind of agency by its code, as practitioners keep them."""
    kinds = library.read_library_file("agency_kinds.yaml")["kinds"]
    return {code: str(kind["title"]) for code, kind in kinds.items()}
