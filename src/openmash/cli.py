"""The command line: one door for each thing that somebody can ask of the hub.

Exit status: 0 done, 1 the input was bad, 2 wrong usage, 3 the hub is not in a state to do it.
Human text goes to standard error, and what machines read to standard output.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from openmash import __version__
from openmash.errors import BadInput

DONE, BAD_INPUT, WRONG_USAGE, NOT_READY = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(asked)
    except BadInput as problem:
        print(f"openmash: {problem}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return DONE
    except Exception as problem:
        if not _is_about_the_hub(problem):
            raise
        print(f"openmash: {problem}", file=sys.stderr)
        return NOT_READY


def _is_about_the_hub(problem: Exception) -> bool:
    """Tell a hub that cannot run, which says so plainly, from a fault of ours, which does not."""
    from openmash.config.secrets import MissingSecret
    from openmash.postgres import ServerProblem
    from openmash.replay.problems import NoScratchHub
    from openmash.running.problems import HubNotReady

    return isinstance(problem, ServerProblem | MissingSecret | HubNotReady | NoScratchHub)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="openmash", description="The open multi-agency safeguarding hub."
    )
    parser.add_argument("--version", action="version", version=f"openmash {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_demo(commands)
    _add_serve(commands)
    for name, words, run in (
        ("worker", "run the jobs: clocks, reminders, messages", _worker),
        ("migrate", "bring the database to this release", _migrate),
        ("check", "say what is wrong with this installation, and how to mend it", _check),
    ):
        command = commands.add_parser(name, help=words, description=words)
        _add_data(command)
        command.set_defaults(run=run)
    _add_replay(commands)
    return parser


def _add_data(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", metavar="DIR", type=Path, help="where the hub keeps its data")


def _add_demo(commands) -> None:
    words = "play with an invented partnership: everything is made up"
    command = commands.add_parser("demo", help=words, description=words)
    _add_data(command)
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--fresh", action="store_true", help="forget what was played, start anew")
    command.add_argument("--check", action="store_true", help="start, look at every role, stop")
    command.set_defaults(run=_demo)


def _add_serve(commands) -> None:
    words = "run the hub's pages"
    command = commands.add_parser("serve", help=words, description=words)
    _add_data(command)
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--host", default="127.0.0.1")
    command.set_defaults(run=_serve)


def _add_replay(commands) -> None:
    words = "play case files through a scratch hub, contact by contact"
    command = commands.add_parser("replay", help=words, description=words)
    command.add_argument("paths", nargs="+", metavar="FILE-OR-DIR", type=Path)
    command.add_argument("--no-indicators", action="store_true", help="leave the tags out")
    command.add_argument("--separately", action="store_true", help="a hub of its own for each file")
    command.add_argument("--json", action="store_true", help="one JSON line a contact")
    _add_data(command)
    command.set_defaults(run=_replay)


def _settle(asked: argparse.Namespace) -> None:
    """Point the settings at the data directory asked for, and wake Django up."""
    if asked.data is not None:
        os.environ["OPENMASH_DATA"] = str(asked.data.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmash.config.settings")
    import django

    django.setup()


def _demo(asked: argparse.Namespace) -> int:
    from openmash.running import practice

    asked.data = practice.data_directory(asked.data)
    os.environ.setdefault("OPENMASH_BASE_URL", f"http://127.0.0.1:{asked.port}")
    _settle(asked)
    return practice.run(port=asked.port, is_fresh=asked.fresh, is_check=asked.check)


def _serve(asked: argparse.Namespace) -> int:
    _settle(asked)
    from openmash.running import pages

    return pages.serve(host=asked.host, port=asked.port)


def _worker(asked: argparse.Namespace) -> int:
    _settle(asked)
    from openmash.running import jobs

    return jobs.work()


def _migrate(asked: argparse.Namespace) -> int:
    _settle(asked)
    from openmash.config.installation import migrate

    migrate(verbosity=1)
    print("The database is ready for this release.", file=sys.stderr)
    return DONE


def _check(asked: argparse.Namespace) -> int:
    _settle(asked)
    from openmash.running import health

    return health.check()


def _replay(asked: argparse.Namespace) -> int:
    _settle(asked)
    from openmash.replay import run

    return run(
        asked.paths,
        no_indicators=asked.no_indicators,
        separately=asked.separately,
        as_json=asked.json,
        out=sys.stdout,
        err=sys.stderr,
    )


if __name__ == "__main__":
    sys.exit(main())
