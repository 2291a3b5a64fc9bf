"""``lexicon.yaml``: the words patients use, grouped by what they mean."""

from __future__ import annotations

from triage.content.loaded import Loaded, Report, shown, suggestion
from triage.content.read import WRONG, Got, Reader
from triage.content.tables import LEXICON
from triage.content.wordings import wording_key
from triage.content.yamlfile import Items, Scalar, read_yaml
from triage.model import Concept, Lexicon


def load_lexicon(data: bytes, file: str) -> Loaded[Lexicon]:
    """Read a lexicon. Unknown or circular ``is`` are errors, a word in two concepts a warning."""
    report = Report(file)
    document = read_yaml(data, report)
    if document is None:
        return report.loaded(None)
    reader = Reader(document, report)
    got = reader.read(document.root, LEXICON)
    if got is WRONG:
        return report.loaded(None, document)
    parts: dict[str, Got] = got.get("concepts", {})
    concepts = {
        name: Concept(name, part.get("kind"), part.get("words"), part.get("is"))
        for name, part in parts.items()
        if part.whole
    }
    _check_parents(reader, concepts, parts)
    _check_words(reader, parts)
    return report.loaded(Lexicon(concepts), document)


def _check_parents(reader: Reader, concepts: dict[str, Concept], parts: dict[str, Got]) -> None:
    for name, concept in concepts.items():
        node = parts[name].at("is")
        if concept.parent is not None and concept.parent not in parts:
            hint = suggestion(concept.parent, list(parts))
            reader.problem("unknown-concept", f"unknown concept: {concept.parent}", node, hint)
            continue
        seen = {name}
        above = concept.parent
        while above is not None and above in concepts:
            if above in seen:
                message = f"{name} is, in the end, a kind of {above} in a circle"
                reader.problem("circular", message, node, "delete one `is`")
                break
            seen.add(above)
            above = concepts[above].parent


def _check_words(reader: Reader, parts: dict[str, Got]) -> None:
    first: dict[tuple[str, ...], tuple[str, Scalar]] = {}
    for name, part in parts.items():
        words = part.node.get("words")
        for node in words.items if isinstance(words, Items) else ():
            if not isinstance(node, Scalar):
                continue
            key = wording_key(node.value)
            other, place = first.setdefault(key, (name, node))
            if other != name and key:
                where = reader.document.place(place)
                message = f"{shown(node.value)!r} stands in {other} too, at {where}"
                reader.problem("duplicate-word", message, node, "keep it in one", warn=True)
