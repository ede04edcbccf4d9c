"""Read YAML so that every key and value keeps the line on which it stands.

A practitioner who edits an instrument gets told the line. The plain reader forgets it, quietly
keeps the last of two equal keys, and turns an unquoted `on` into true; this one does none of these.
"""

from typing import Any

import yaml

from openmash.instruments.engine.faults import Fault, Faulty, Path
from openmash.instruments.engine.marked import Marked, key_in_words, too_deep

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The longest instrument has some two thousand; aliases of aliases can make billions.
_MOST_NODES = 100_000
_DEEPEST = 100
_STRING = "tag:yaml.org,2002:str"
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null")}
_DAY_TAG = "tag:yaml.org,2002:timestamp"


def read_yaml(text: str, *, file: str) -> Marked:
    """Return what a YAML text holds; days stay the text they were written as.

    Raises:
        Faulty: not YAML, a key twice in one mapping, an anchor that holds itself, a tag.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as fault:
        raise Faulty([_yaml_fault(fault, file=file)]) from None
    except RecursionError:
        raise Faulty([too_deep(file)]) from None
    if node is None:
        raise Faulty([_plain_fault(file, "The file is empty.", "Write the record into it.")])
    reader = _YamlReader(file=file)
    value = reader.value(node, ())
    if reader.faults:
        raise Faulty(reader.faults)
    return Marked(file=file, value=value, lines=reader.lines)


def _yaml_fault(fault: yaml.YAMLError, *, file: str) -> Fault:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    problem = getattr(fault, "problem", None) or "characters that cannot be read"
    return Fault(
        file=file,
        line=mark.line + 1 if mark else 1,
        key="",
        problem=f"This is not valid YAML: {problem}.",
        mend="Check the indentation, the quotes and the colons of this line and the one above.",
    )


def _plain_fault(file: str, problem: str, mend: str) -> Fault:
    return Fault(file=file, line=1, key="", problem=problem, mend=mend)


class _YamlReader:
    """Turns composed nodes into values, and remembers where each stood and what was wrong."""

    def __init__(self, *, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._open: list[int] = []
        self._plain = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self._open:
            return self._fault(
                self.lines[path], path, "This part holds itself.", "Write it out instead."
            )
        if len(self.lines) > _MOST_NODES or len(path) > _DEEPEST:
            raise Faulty([too_deep(self.file)])
        self._open.append(id(node))
        try:
            if isinstance(node, yaml.MappingNode):
                return self._mapping(node, path)
            if isinstance(node, yaml.SequenceNode):
                return [self.value(part, (*path, n)) for n, part in enumerate(node.value)]
            return self._scalar(node, path)
        finally:
            self._open.pop()

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(line, path, "A list or mapping cannot be a key.", "Name the key.")
                continue
            key = key_node.value
            here = (*path, key)
            if key in found:
                first = self.lines[here]
                self._fault(
                    line,
                    here,
                    f"The key “{key}” stands here twice; the first is on line {first}.",
                    "Keep one of them.",
                )
                continue
            self.lines[here] = line
            found[key] = self.value(value_node, here)
        return found

    def _scalar(self, node: yaml.Node, path: Path) -> Any:
        if node.tag in (_STRING, _DAY_TAG):
            return node.value
        if node.tag in _PLAIN_TAGS:
            try:
                return self._plain.construct_object(node)
            except (ValueError, KeyError):
                return node.value
        return self._fault(
            self.lines[path], path, "Tags such as !this are not used.", "Take the tag out."
        )

    def _fault(self, line: int, path: Path, problem: str, mend: str) -> None:
        key = key_in_words(path, value=None)
        self.faults.append(Fault(file=self.file, line=line, key=key, problem=problem, mend=mend))
