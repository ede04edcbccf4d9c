"""Where the library is, and how its YAML files are read."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openmash.errors import BadInput

# The C reader is ten times as fast, and commands that load the library must answer at once.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def library_path() -> Path:
    """Return the folder of the library that practitioners own.

    An installed hub carries it inside the package. In a checkout it stands at the root
    of the repository, so that practitioners find it without knowing any Python.

    Raises:
        BadInput: neither is there, so the installation is broken.
    """
    package = Path(__file__).resolve().parents[1]
    for candidate in (package / "library", package.parents[1] / "library"):
        if (candidate / "sources.yaml").is_file():
            return candidate
    raise BadInput(
        "The library (sources.yaml, clocks.yaml and so on) was not found, neither inside the "
        "installed package nor at the root of the checkout. Install OpenMASH again."
    )


def read_library_file(name: str) -> Mapping[str, Any]:
    """Return the top-level mapping of one YAML file of the library, such as `clocks.yaml`.

    Raises:
        BadInput: the file is missing, is not YAML, or is not a mapping.
    """
    path = library_path() / name
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except FileNotFoundError as missing:
        raise BadInput(f"library/{name} is missing. Restore it from the release.") from missing
    except yaml.YAMLError as fault:
        raise BadInput(f"library/{name} is not valid YAML: {fault}") from fault
    if not isinstance(found, dict):
        raise BadInput(f"library/{name} must be a mapping with named parts at its top level.")
    return found
