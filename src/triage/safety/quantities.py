"""Numbers that matter: ages, durations, temperatures, blood pressures, plain counts.

One pass over the words; no unit is guessed unless the words say so. A duration is in hours, an age
in years, a temperature in degrees Celsius, a pressure is 1 where it is 140/90 or more.
"""

from __future__ import annotations

from typing import NamedTuple

from triage.text import Word

_NUMBERS = {
    name: float(value)
    for value, names in {
        0.5: "half", 1: "one", 2: "two couple", 3: "three few", 4: "four several", 5: "five",
        6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve dozen",
        13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
        18: "eighteen", 19: "nineteen", 20: "twenty", 21: "twentyone", 30: "thirty", 40: "forty",
        50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred",
    }.items()
    for name in names.split()
}  # fmt: skip
_ORDINALS = {
    name: float(value)
    for value, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth".split(),
        start=1,
    )
}
_HOURS = {
    "minute": 1 / 60, "min": 1 / 60, "hour": 1, "hr": 1, "h": 1, "day": 24, "night": 24,
    "morning": 24, "d": 24, "week": 168, "wk": 168, "w": 168, "fortnight": 336, "month": 720,
    "mth": 720, "year": 8760, "yr": 8760,
}  # fmt: skip
_AGE_UNITS = frozenset("yo yr yrs years year y yearold yrold".split())
_DECADES = {"fifties": 55, "sixties": 65, "seventies": 75, "eighties": 85, "nineties": 95,
            "50s": 55, "60s": 65, "70s": 75, "80s": 85, "90s": 95}  # fmt: skip
_BEFORE_AGE = frozenset(
    "am im is shes hes was aged age turned turning at dad mom mum mother father husband wife "
    "grandma grandpa grandad grandmother grandfather gran nan patient daughter son woman man lady "
    "female male be".split()
)
_COUNTED = frozenset(
    "time once twice day night migraine headache attack one pill tablet dose morning".split()
)
# "my dad 70": a number is an age after these, but "is 70" needs nothing countable behind it.
_NOT_AFTER_AGE = frozenset(
    "week weeks wk wks day days month months hour hours minute minutes mg ml units unit times "
    "percent pills tablets miles shots injections migraines headaches attacks out of pm am th st "
    "nd rd years yrs year and pounds dollars kids children blocks points degrees mm cm".split()
)


class Quantity(NamedTuple):
    """A number with its meaning, at the words ``first`` up to, not including, ``end``."""

    kind: str
    value: float
    first: int
    end: int


def is_time(norm: str) -> bool:
    """Whether a word is a unit of time, such as "hours"."""
    return norm.removesuffix("s") in _HOURS


def is_measure(norm: str) -> bool:
    """Whether a word is a number, or a unit of time."""
    return is_time(norm) or norm in _NUMBERS or norm in _ORDINALS or norm in _DECADES


def value_of(norm: str) -> float | None:
    """The number a word stands for, None where it is none."""
    if norm.isdecimal():
        return float(norm) if len(norm) < 10 else None
    return _NUMBERS.get(norm)


def quantities(text: str, words: list[Word]) -> list[Quantity]:
    """All quantities of a text, in order; one number may have several meanings."""
    found: list[Quantity] = []
    norms = [word.norm for word in words]
    for index, norm in enumerate(norms):
        if norm[:1].isdigit() or norm in _NUMBERS or norm in _ORDINALS or norm in _DECADES:
            found.extend(_at(text, words, norms, index))
        elif norm in ("week", "month", "fortnight", "year") and _follows(norms, index):
            found.append(Quantity("duration", float(_HOURS[norm]), index, index + 1))
    return found


def _follows(norms: list[str], index: int) -> bool:
    """ "a week", "over a week", "all week"; not "three times a week"."""
    if index == 0 or norms[index - 1] not in ("a", "all", "whole", "another", "nearly", "over"):
        return False
    counted = index > 1 and norms[index - 1] == "a" and norms[index - 2].removesuffix("s")
    return not counted or not (counted in _COUNTED or value_of(counted) is not None)


def _is_rate(norms: list[str], end: int) -> bool:
    """Whether "days" before ``end`` are counted, not lasting: "15 days a month"."""
    per, unit = (*norms[end : end + 2], "", "")[:2]
    return per in ("a", "per", "each", "every") and unit in ("week", "month", "fortnight", "year")


def _at(text: str, words: list[Word], norms: list[str], index: int) -> list[Quantity]:
    norm = norms[index]
    if norm in _DECADES:
        return [Quantity("age", float(_DECADES[norm]), index, index + 1)]
    if norm in _ORDINALS or (norm[:-2].isdecimal() and norm[-2:] in ("st", "nd", "rd", "th")):
        return _ordinal(norms, index)
    value, unit, end = _number(text, words, norms, index)
    if value is None:
        return []
    found = [Quantity("number", value, index, end)]
    if 1900 <= value <= 2099 and norm.isdecimal() and len(norm) == 4:
        found.append(Quantity("year", value, index, end))
    following = unit or (norms[end] if end < len(norms) else "")
    skip = 0 if unit else 1
    if following in ("more", "straight", "full", "whole", "and", "solid", "long") and (
        end + 1 < len(norms)
    ):
        half = following == "and"
        following = norms[end + (2 if half else 1)] if end + (2 if half else 1) < len(norms) else ""
        skip = 3 if half else 2
    single = following.removesuffix("s") if following != "s" else ""
    hours = _HOURS.get(single)
    if hours is not None and not _is_rate(norms, end + skip):
        found.append(Quantity("duration", value * hours, index, min(end + skip, len(norms))))
        if single == "week":
            found.append(Quantity("weeks", value, index, min(end + skip, len(norms))))
    if _is_age(norms, index, end, following, unit, value):
        found.append(Quantity("age", value, index, end))
    found.extend(_measures(norms, index, end, value, following))
    return found


def _number(
    text: str, words: list[Word], norms: list[str], index: int
) -> tuple[float | None, str, int]:
    """The value at a word, a unit glued to it ("62yo"), and where it ends ("102.4")."""
    norm = norms[index]
    digits = norm.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = norm[len(digits) :]
    following = norms[index + 1] if index + 1 < len(norms) else ""
    if not digits:
        return _in_words(norm, following, index)
    if not digits.isdecimal() or len(digits) > 9:
        return None, "", index + 1
    if following and not unit:
        decimals = following.rstrip("abcdef")
        if text[words[index].end : words[index + 1].start] == "." and decimals.isdecimal():
            return float(f"{digits}.{decimals[:6]}"), following[len(decimals) :], index + 2
    return float(digits), unit, index + 1


def _in_words(norm: str, following: str, index: int) -> tuple[float | None, str, int]:
    value = _NUMBERS.get(norm)
    if value is not None and value >= 20 and 0 < _NUMBERS.get(following, 0) < 10:
        return value + _NUMBERS[following], "", index + 2  # "sixty two"
    if norm == "couple" and following == "of":
        return value, "", index + 2
    return value, "", index + 1


def _ordinal(norms: list[str], index: int) -> list[Quantity]:
    """ "5th day", "fourth night running"."""
    digits = norms[index][:-2]
    value = _ORDINALS.get(norms[index]) or (float(digits) if digits.isdecimal() else 0.0)
    after = norms[index + 1] if index + 1 < len(norms) else ""
    if after in ("straight", "full", "whole") and index + 2 < len(norms):
        after = norms[index + 2]
    if after in ("day", "night", "morning", "week"):
        return [Quantity("duration", value * _HOURS[after], index, index + 2)]
    return []


def _is_age(
    norms: list[str], index: int, end: int, following: str, unit: str, value: float
) -> bool:
    if not 1 <= value <= 115:
        return False
    before = norms[index - 1] if index else ""
    if unit in ("yo", "yrold", "f", "m") or before in ("aged", "age"):
        return True
    if following in _AGE_UNITS or unit in _AGE_UNITS:
        at = end + (0 if unit else 1)
        after = norms[at : at + 2]
        return following == "yo" or after[:1] == ["old"] or after == ["of", "age"]
    if unit or following in _NOT_AFTER_AGE:
        return False
    alone = index == 0 and value >= 13 and following in ("with", "here", "male", "female", "f", "m")
    return alone or (before in _BEFORE_AGE and (value >= 13 or before not in ("at", "am", "be")))


def _measures(
    norms: list[str], index: int, end: int, value: float, following: str
) -> list[Quantity]:
    found: list[Quantity] = []
    near = norms[max(0, index - 4) : index] + norms[end : end + 3]
    hot = any(word in near for word in _HEAT) or following in ("f", "c", "fever", "degrees")
    if hot and 98 <= value <= 110:
        found.append(Quantity("temperature", (value - 32) * 5 / 9, index, end))
    elif (hot or value != int(value)) and 36 <= value <= 43:
        found.append(Quantity("temperature", value, index, end))
    if 80 <= value <= 260:
        at = end + 1 if norms[end : end + 1] == ["over"] else end
        lower = value_of(norms[at]) if at < len(norms) else None
        if lower is not None and 45 <= lower <= 150 and lower < value:
            high = 1.0 if value >= 140 or lower >= 90 else 0.0
            found.append(Quantity("pressure", high, index, at + 1))
    return found


_HEAT = frozenset("fever temp temperature feverish thermometer temps burning".split())
