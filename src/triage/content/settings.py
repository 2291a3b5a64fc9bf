"""``triage.yaml``: a clinic's settings."""

from __future__ import annotations

from triage.content.loaded import Loaded, Report
from triage.content.read import WRONG, Got, Reader
from triage.content.tables import SETTINGS
from triage.content.yamlfile import Scalar, read_yaml
from triage.model import Clinic, EmergencyNumbers, Settings


def load_settings(data: bytes, file: str) -> Loaded[Settings]:
    """Read a clinic's settings."""
    report = Report(file)
    document = read_yaml(data, report)
    if document is None:
        return report.loaded(None)
    reader = Reader(document, report)
    got = reader.read(document.root, SETTINGS)
    if got is WRONG:
        return report.loaded(None, document)
    settings = Settings(
        faq=got.get("faq"),
        redflags=got.get("redflags"),
        lexicon=got.get("lexicon"),
        examples=got.get("examples"),
        clinic=_clinic(reader, got.get("clinic")),
        emergency=_numbers(got.get("emergency")),
        staff=got.get("staff", ()),
        sender=got.get("from"),
        thresholds=_thresholds(reader, got.get("thresholds")),
    )
    return report.loaded(settings, document)


def _numbers(got: Got | None) -> EmergencyNumbers:
    values = {} if got is None else got.values
    return EmergencyNumbers(**values, given=frozenset(values))


def _clinic(reader: Reader, got: Got | None) -> Clinic:
    if got is None:
        return Clinic()
    known = ("name", "phone", "hours")
    extra = {key: value for key, value in got.values.items() if key not in known}
    _check_near_misses(reader, got, extra, known)
    return Clinic(got.get("name"), got.get("phone"), got.get("hours"), extra)


def _check_near_misses(
    reader: Reader, got: Got, extra: dict[str, str], known: tuple[str, ...]
) -> None:
    from difflib import get_close_matches

    for key, _ in got.node.pairs:
        if isinstance(key, Scalar) and key.value in extra:
            absent = [name for name in known if name not in got.values]
            for close in get_close_matches(key.value, absent, n=1, cutoff=0.75):
                message = f"{key.value} is taken as a placeholder of your own"
                reader.problem("unknown-key", message, key, f"did you mean {close!r}?", warn=True)


def _thresholds(reader: Reader, got: Got | None) -> dict[str, float]:
    if got is None:
        return {}
    fair, strong = got.get("fair"), got.get("strong")
    if fair is not None and strong is not None and fair > strong:
        message = f"fair ({fair:g}) is above strong ({strong:g})"
        reader.problem("wrong-number", message, got.at("fair"), "fair must be the smaller one")
    return dict(got.values)
