"""From an edited answer to a patch for the repository: only the lines of that answer change, comments and order stay."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Sequence

import yaml

# A title that needs no quotes in YAML, and is nothing else there either, such as a truth value.
_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][\w ’-]*")
_WORD_WITH_MEANING = re.compile(r"(?i)(ja|nee|yes|no|on|off|true|false|null|y|n)")


class SourceError(RuntimeError):
    """The answer cannot be changed in its file; the message says why, in Dutch."""


def changed_source(source: str, answer: str, text: str, titles: Sequence[str]) -> str:
    """The file with another text and other button titles for one answer.

    Args:
        source: the whole YAML file.
        titles: one for each button, in their order.

    Raises:
        SourceError: the answer is not in the file, or the result would not read back as what was asked for.
    """
    variation = _variation(source, answer)
    edits = [(*_span(source, variation["text"]), _block(source, variation["text"], text))]
    buttons = [dict(_pairs(button))["title"] for button in variation["buttons"].value] if "buttons" in variation else []
    if len(buttons) != len(titles):
        raise SourceError("Het aantal knoppen is veranderd. Open de pagina opnieuw.")
    for node, title in zip(buttons, titles, strict=True):
        if node.value != title:
            edits.append((node.start_mark.index, node.end_mark.index, _scalar(title)))
    changed = source
    for start, end, replacement in sorted(edits, reverse=True):
        changed = changed[:start] + replacement + changed[end:]
    _read_back(source, changed, answer, text, titles)
    return changed


def patch(path: str, before: str, after: str) -> str:
    """A unified diff that ``git apply`` takes; empty when nothing changed."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _variation(source: str, answer: str) -> dict[str, yaml.Node]:
    try:
        responses = dict(_pairs(yaml.compose(source, Loader=yaml.SafeLoader)))["responses"]
        return dict(_pairs(dict(_pairs(responses))[answer].value[0]))
    except (yaml.YAMLError, KeyError, AttributeError, IndexError, TypeError):
        raise SourceError("Dit antwoord staat niet in zijn bestand. Draai `make train` opnieuw.") from None


def _pairs(node: yaml.MappingNode) -> list[tuple[str, yaml.Node]]:
    return [(key.value, value) for key, value in node.value]


def _span(source: str, node: yaml.ScalarNode) -> tuple[int, int]:
    # A block ends where the next thing starts; the line breaks before that belong to the file, not to the text.
    end = node.end_mark.index
    return node.start_mark.index, len(source[:end].rstrip()) if node.style in ("|", ">") else end


def _block(source: str, node: yaml.ScalarNode, text: str) -> str:
    line = source[source.rfind("\n", 0, node.start_mark.index) + 1 : node.start_mark.index]
    # Two further than the key, dash included, as in the rest of the file.
    indent = " " * (len(line) - len(line.lstrip(" -")) + 2)
    return "|-\n" + "\n".join(f"{indent}{row}" if row else "" for row in text.split("\n"))


def _scalar(title: str) -> str:
    if _PLAIN.fullmatch(title) and not _WORD_WITH_MEANING.fullmatch(title):
        return title.rstrip()
    return json.dumps(title, ensure_ascii=False)


def _read_back(before: str, after: str, answer: str, text: str, titles: Sequence[str]) -> None:
    wanted = yaml.safe_load(before)
    variation = wanted["responses"][answer][0]
    variation["text"] = text
    for button, title in zip(variation.get("buttons") or [], titles, strict=True):
        button["title"] = title
    try:
        right = yaml.safe_load(after) == wanted
    except yaml.YAMLError:
        right = False
    if not right:
        raise SourceError("Deze tekst kan niet veilig in het bestand worden gezet. Haal vreemde tekens weg en probeer het opnieuw.")
