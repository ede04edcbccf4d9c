"""The command line: one door for each thing that somebody can ask of the hub.

Exit status: 0 done, 1 the input was bad, 2 wrong usage, 3 the hub is not in a state to do it.
Human text goes to standard error, and what machines read to standard output.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
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
    _add_link(commands)
    _add_handbook(commands)
    _add_assess(commands)
    _add_instruments(commands)
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


def _add_assess(commands) -> None:
    words = "evaluate one completed record of an instrument: prompts, never a decision"
    command = commands.add_parser("assess", help=words, description=words)
    command.add_argument("instrument", metavar="INSTRUMENT", help="its id, or a file of your own")
    command.add_argument(
        "--answers", metavar="FILE", required=True, help="JSON or YAML; - reads it"
    )
    command.add_argument("--on", metavar="DAY", type=date.fromisoformat, help="as of 2026-05-31")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=_assess)


def _add_instruments(commands) -> None:
    words = "work on instrument files"
    command = commands.add_parser("instruments", help=words, description=words)
    below = command.add_subparsers(title="commands", required=True, metavar="COMMAND")
    words = "name file, line, key and mend of everything wrong with instrument files"
    command = below.add_parser("check", help=words, description=words)
    command.add_argument("paths", nargs="+", metavar="FILE", type=Path)
    command.add_argument("--json", action="store_true", help="one JSON object a file")
    command.set_defaults(run=_check_instruments)


def _add_handbook(commands) -> None:
    words = "ask the handbook, check its pages, or write them out as a plain site"
    command = commands.add_parser("handbook", help=words, description=words)
    below = command.add_subparsers(title="commands", required=True, metavar="COMMAND")
    words = "find the pages that answer a question, the best first"
    search = below.add_parser("search", help=words, description=words)
    search.add_argument("question", metavar="QUESTION", nargs="+")
    search.add_argument("--json", action="store_true", help="a list of title, url and text")
    _add_data(search)
    search.set_defaults(run=_search_handbook)
    words = "say what is wrong with the pages of these chapters, or of all"
    check = below.add_parser("check", help=words, description=words)
    check.add_argument("chapters", nargs="*", metavar="CHAPTER")
    check.set_defaults(run=_check_handbook)
    words = "write the handbook and the lexicon as files that any web server can carry"
    export = below.add_parser("export", help=words, description=words)
    export.add_argument("folder", metavar="DIR", type=Path)
    _add_data(export)
    export.set_defaults(run=_export_handbook)


def _add_link(commands) -> None:
    words = "link the records of many agencies' extracts to persons"
    command = commands.add_parser("link", help=words, description=words)
    command.add_argument(
        "directory", metavar="INPUT_DIR", type=Path, help="extracts and feeds.yaml"
    )
    command.add_argument(
        "--output", metavar="FILE", type=Path, required=True, help=".csv, .parquet"
    )
    command.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    for name, help_words in (
        ("previous", "an earlier output: persons keep their ids"),
        ("decisions", "pairs that people called the same or different"),
        ("explain", "write the reasons for pairs near the line"),
        ("model", "weigh with a model made by --train"),
        ("train", "estimate the model anew from this input, and keep it in this file"),
    ):
        command.add_argument(f"--{name}", metavar="FILE", type=Path, help=help_words)
    command.add_argument("--memory", default="3GB", help="held before the disk is used (3GB)")
    command.add_argument("--json", action="store_true", help="the report, one JSON line a file")
    command.set_defaults(run=_link)


def _link(asked: argparse.Namespace) -> int:
    from openmash.intelligence.linkage import command

    return command.run(asked)


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


def _assess(asked: argparse.Namespace) -> int:
    # No settings and no Django: this answers in under half a second.
    from openmash.instruments import commands

    return commands.assess(
        asked.instrument,
        answers=asked.answers,
        as_json=asked.json,
        on=asked.on,
        out=sys.stdout,
        err=sys.stderr,
    )


def _check_instruments(asked: argparse.Namespace) -> int:
    from openmash.instruments import commands

    return commands.check(asked.paths, as_json=asked.json, out=sys.stdout, err=sys.stderr)


def _search_handbook(asked: argparse.Namespace) -> int:
    _settle(asked)
    from openmash.running import asking

    return asking.ask(" ".join(asked.question), as_json=asked.json, out=sys.stdout)


def _check_handbook(asked: argparse.Namespace) -> int:
    from openmash.handbook import commands

    return commands.check(asked.chapters)


def _export_handbook(asked: argparse.Namespace) -> int:
    _settle(asked)
    from openmash.handbook import commands

    return commands.export(asked.folder)


if __name__ == "__main__":
    sys.exit(main())
