"""Read one instrument from its text: shape first, then meaning, then the instrument itself."""

from collections.abc import Collection
from pathlib import Path

from openmash.errors import BadInput
from openmash.instruments.engine.building import build
from openmash.instruments.engine.checking import meaning_faults
from openmash.instruments.engine.definitions import Instrument
from openmash.instruments.engine.faults import Faulty, FaultyInstrument
from openmash.instruments.engine.from_yaml import read_yaml
from openmash.instruments.engine.shape import shape_faults
from openmash.instruments.engine.vocabulary import Vocabulary, shared_vocabulary


def read_instrument(
    text: str,
    *,
    file: str,
    known_instruments: Collection[str] | None = None,
    vocabulary: Vocabulary | None = None,
) -> Instrument:
    """Return the instrument that a YAML text defines.

    `file` is what faults name, and its stem must be the instrument's id. `known_instruments`
    are the ids that rules and `related` may point to; None leaves where they point unchecked,
    so that one file taken away does not take others with it.

    Raises:
        FaultyInstrument: with every fault, each with line, key and mend.
    """
    words = vocabulary or shared_vocabulary()
    try:
        marked = read_yaml(text, file=file)
    except Faulty as unreadable:
        raise FaultyInstrument(unreadable.faults) from None
    # What has the wrong shape cannot be asked what it means.
    faults = shape_faults(marked) or meaning_faults(
        marked, vocabulary=words, known_instruments=known_instruments
    )
    if faults:
        raise FaultyInstrument(faults)
    return build(marked.value, vocabulary=words)


def text_of(path: Path, *, shown: str = "") -> str:
    """Return the text of a file.

    Raises:
        BadInput: there is no such file, or it is not UTF-8 text.
    """
    name = shown or str(path)
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadInput(f"{name}: there is no such file. Check the path.") from None
    except IsADirectoryError:
        raise BadInput(f"{name}: this is a folder. Name the file in it.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{name}: this is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as refused:
        raise BadInput(f"{name}: it cannot be read: {refused.strerror}.") from None
