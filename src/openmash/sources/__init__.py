"""Every law, guidance and tool the hub relies on, with its edition, and who checked it.

The lists themselves belong to practitioners and lawyers and live in `library/`: a lawyer can
correct a gateway or an edition there without touching code.
"""

from openmash.sources.bases import (
    BasisKind,
    LawfulBasis,
    Subjects,
    get_lawful_basis,
    lawful_bases,
)
from openmash.sources.library import library_path, read_library_file
from openmash.sources.register import Source, SourceKind, get, load_sources

__all__ = [
    "BasisKind",
    "LawfulBasis",
    "Source",
    "SourceKind",
    "Subjects",
    "get",
    "get_lawful_basis",
    "lawful_bases",
    "library_path",
    "load_sources",
    "read_library_file",
]
