"""Run every measurement: `make bench`, or `python -m bench NAME` for one.

`python -m bench identity --help` says what the identity section may be asked.
"""

import os
import sys
from collections.abc import Callable, Sequence

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("OPENMASH_BENCH", "1")


def _pages(options: Sequence[str]) -> bool:
    _set_up()
    from bench import pages

    return pages.run()


def _arrival(options: Sequence[str]) -> bool:
    _set_up()
    from bench import arrival

    return arrival.run()


def _search(options: Sequence[str]) -> bool:
    _set_up()
    from bench import search

    return search.run(options)


def _handbook(options: Sequence[str]) -> bool:
    _set_up()
    from bench import handbook

    return handbook.run()


def _identity(options: Sequence[str]) -> bool:
    # No Django: linking extracts needs no database, and neither does measuring it.
    from bench.identity import comparing

    return comparing.run(options)


def _set_up() -> None:
    import django

    django.setup()


ALL: dict[str, Callable[[Sequence[str]], bool]] = {
    "pages": _pages,
    "arrival": _arrival,
    "search": _search,
    "handbook": _handbook,
    "identity": _identity,
}


def main() -> int:
    """Run what was asked for, and return 1 if any limit was passed."""
    words = sys.argv[1:]
    cut = next((i for i, word in enumerate(words) if word.startswith("-")), len(words))
    names, options = words[:cut] or list(ALL), words[cut:]
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"There is no measurement {unknown[0]}: {', '.join(ALL)}.", file=sys.stderr)
        return 2
    return int(not all([ALL[name](options) for name in names]))


if __name__ == "__main__":
    sys.exit(main())
