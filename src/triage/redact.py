"""Text that people may pass on: who wrote it, and how to reach them, taken out.

For reports, lists of gaps and sessions of review, never for what the clinic answers from. It works
by looks (shapes of numbers, words such as "my name is", the author's own name) and so misses what
looks like nothing: what comes out is safer to show, and still not anonymous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial

from triage.model import Comment

NAME, EMAIL, PHONE, LINK = "[name]", "[email]", "[phone]", "[link]"
ADDRESS, BIRTH, NUMBER = "[address]", "[date of birth]", "[number]"
PLACEHOLDERS = (NAME, EMAIL, PHONE, LINK, ADDRESS, BIRTH, NUMBER)
_KEPT = "|".join(re.escape(placeholder) for placeholder in PLACEHOLDERS)

# Words that stand where a name could, or are part of an author's alias, and are none.
_NO_NAME = frozenset(
    """a about advil after again age aimovig ajovy all also am american an and anon anonymous any
    anyone aspirin at aura back been blog botox but by can chronic comment could dad daughter day do
    doc doctor doctors does dr every everyone everybody excedrin experience feel folks for friend
    from girl good got guest guys had has have he head headache headaches help her here him his
    how husband i if im imitrex in injection injections is it jr just lady lol madam male female
    man me medication migraine migraines migraineur miss mom mother mr mrs ms my name neck need new
    no none not nurse nurtec of office on or pain patient patients phd please practitioner prof
    professor qulipta question reader said says scared she sir so sos sr still sufferer sumatriptan
    team tell thank thanks that the their them then there they this to told topamax tylenol ubrelvy
    unknown user very visitor was we what when where which who why wife with woman wondering
    worried would wrote you your yours md rn np""".split()
)
# Names that are everyday words too: taken for names only where written with a capital.
_ALSO_WORDS = frozenset(
    """angel april art august autumn bill bob brook candy carol dawn dean drew eve faith frank gene
    grace grant heather holly hope ivy jack jean jewel joy june king lane lily mark marsh may mike
    miles misty olive pat patience peg penny pearl ray rich rob robin rose rosemary ruby rusty sandy
    skip stone sky star summer sue ted terry tim tom violet wade will wood young""".split()
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}(?!\d)"
_DATE = (
    rf"(?:{_DAY}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+(?:of\s+)?\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)\d\d)(?!\d)"
)
_DASH = r"\-‐‑‒–—"
_GAP = rf"[\s.()/{_DASH}]"
# What makes a number a dose, a count or a span of time.
_NO_UNIT = (
    r"(?!\d|\s*(?:%|(?:mg|mcg|ug|g|ml|cc|iu|u|units?|days?|weeks?|wks?|months?|mos?|years?|yrs?"
    r"|hours?|hrs?|minutes?|mins?|times|shots|injections|people|patients|lbs?|kg|dollars|bucks)\b))"
)
_EXTENSION = r"(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?"
# A name as people write it: one to three words with a capital, or initials.
_CAPITAL = r"(?-i:[^\W\d_a-z](?:[\w'’\-]+|\.?))"
_FULL_NAME = rf"{_CAPITAL}(?:[ \t]+{_CAPITAL}){{0,2}}"
_STREET = r"(?:street|avenue|road|boulevard|lane)"
_STREET_TYPE = (
    r"(?-i:(?:[Ss]treet|[Aa]venue|[Rr]oad|[Bb]oulevard|[Ll]ane|Court|Way|Place|Drive|Terrace|Circle"
    r"|Highway|Parkway|Square|Trail|Ave|Rd|Blvd|Ln|Ct|Pl|Ter|Cir|Hwy|Pkwy|Sq|Trl"
    r"|(?:Dr|St)(?!\.?\s+[A-Z]))\b\.?)"
)
_FLAT = r"(?:,?\s*(?:apt|apartment|unit|suite|ste|floor|fl|#)\.?\s*#?\w{1,6}\b)?"
_TOWN = r"(?:,?\s*(?-i:(?:[A-Z][a-z]+\s?){1,3}),?\s*(?-i:[A-Z]{2})\b\.?(?:\s+\d{5}(?:-\d{4})?\b)?)?"
_THANKS = (
    r"(?:thanks|thank\s+you|thanx|thx|ty|regards|best(?:\s+wishes)?|sincerely|cheers|love|yours"
    r"(?:\s+truly)?|hugs|blessings|warmly|respectfully|take\s+care|signed|xo+)"
    r"(?:[ \t]+(?:so|much|again|in|advance|very|a|lot|kindly|and|you|all|best|regards|bless)\b)*"
)
_RELATIVE = (
    r"(?:husband|wife|son|daughter|mother|mom|father|dad|sister|brother|partner|fianc[eé]e?|friend"
    r"|boyfriend|girlfriend|aunt|uncle|cousin|niece|nephew|grand(?:mother|father|son|daughter))"
)


def _rule(placeholder: str, pattern: str) -> tuple[str, re.Pattern[str]]:
    # A placeholder is passed over before anything else is tried at its place.
    return placeholder, re.compile(f"{_KEPT}|(?:{pattern})", re.IGNORECASE | re.MULTILINE)


# In this order: what is sure and long before what is guessed and short. Of each match only the
# group "hide" goes. Every run of characters starts at an edge and is possessive where it may be
# long, so that a hostile text costs linear time.
_RULES = (
    _rule(EMAIL, r"(?<![\w.+%\-])(?P<hide>[\w.+%\-]++[@＠](?:[\w\-]++\.)+[\w\-]++)"),
    _rule(
        EMAIL,
        r"(?<![\w.+\-])(?P<hide>[\w.+\-]{1,64}\s?[\[(]?\bat\b[\])]?\s?[\w\-]{1,64}"
        r"\s?[\[(]?(?:\.|\bdot\b)[\])]?\s?(?:com|net|org|edu)\b)",
    ),
    _rule(LINK, r"(?P<hide>\b(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]'])"),
    _rule(
        LINK,
        r"(?<![\w.\-@])(?P<hide>(?:[\w\-]++\.){1,8}(?<=\.)(?:com|org|net|edu|gov|info|io|uk|ca)\b"
        r"(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]'])?)",
    ),
    _rule(NAME, r"(?<![\w.])@(?P<hide>[^\W\d]\w+)"),
    _rule(
        BIRTH,
        r"\b(?:d\.?o\.?b\b\.?|date\s+of\s+birth|birth\s?(?:date|day)|born(?:\s+(?:on|in))?)"
        rf"\s*(?:is|was|:|=|-)?\s*(?:the\s+)?(?P<hide>{_DATE})",
    ),
    _rule(
        NUMBER,
        r"\b(?:mrn|ssn|social\s+security|medicare|medicaid|(?:medical\s+)?record|chart|patient|policy"
        r"|member|subscriber|group|insurance|account|acct|claim|reference|ref|confirmation|passport"
        r"|licen[cs]e)\b(?:\s*(?:id|number|no|num|nr|#)\b\.?)*\s*(?:is|was|[:=#])*\s*"
        r"(?P<hide>(?=[\w\-]*\d[\w\-]*\d[\w\-]*\d)[a-z\d][a-z\d\-]{3,30}\b)" + _NO_UNIT,
    ),
    _rule(NUMBER, rf"(?<![\w{_DASH}])(?P<hide>\d{{3}}[\s{_DASH}]\d\d[\s{_DASH}]\d{{4}})(?!\w)"),
    _rule(NUMBER, rf"(?<!\w)(?P<hide>(?!(?:19|20)\d\d)\d{{4}}(?:[ {_DASH}]\d{{4}}){{2,4}})(?!\w)"),
    _rule(
        PHONE,
        rf"(?P<hide>(?:\+|(?<![\w{_DASH}])00)(?=(?:{_GAP}{{0,3}}\d){{8}})"
        rf"{_GAP}{{0,2}}\d{{1,3}}(?:{_GAP}{{0,3}}\d{{1,12}})"
        rf"(?:{_GAP}{{1,3}}\d{{1,6}}){{0,5}}{_EXTENSION})(?<=\d){_NO_UNIT}",
    ),
    _rule(
        PHONE,
        rf"(?<![\w$])(?P<hide>(?:1{_GAP}{{0,2}})?\(?\d{{3}}{_GAP}{{0,3}}\d{{3}}{_GAP}{{0,3}}"
        rf"\d{{4}}{_EXTENSION})(?!\w)(?!\s*(?:mg|mcg|units?)\b)",
    ),
    _rule(PHONE, rf"\b(?P<hide>1[.{_DASH}\s]8\d\d[.{_DASH}\s][a-z\d][a-z\d{_DASH}]{{5,12}})(?!\w)"),
    _rule(
        PHONE,
        rf"(?<![\w/.])(?!{_DAY})(?P<hide>0\d{{1,4}}{_GAP}{{1,3}}\d{{2,8}}(?:{_GAP}?\d{{2,4}}){{1,4}}"
        rf"(?<=\d))(?!\w){_NO_UNIT}",
    ),
    _rule(PHONE, rf"(?<![\w$/.,{_DASH}])(?P<hide>\d{{3}}[.{_DASH}]\d{{4}})(?!\w){_NO_UNIT}"),
    _rule(
        PHONE,
        r"\b(?:call|phone|tel|telephone|cell|mobile|text|fax|whatsapp|reach)\b[^\d\n]{0,24}"
        rf"(?P<hide>\d{{3}}{_GAP}{{0,2}}\d{{4}}{_EXTENSION})(?!\w){_NO_UNIT}",
    ),
    _rule(NUMBER, r"(?<![\w$])(?P<hide>[a-z]{0,5}\d{6,}+\w{0,8})(?!\w)" + _NO_UNIT),
    _rule(
        ADDRESS,
        r"\b(?P<hide>\d{1,6}[a-z]?\s+(?:[nsew]\.?\s+)?(?:(?-i:[A-Z][\w'’\-]*|\d{1,3}(?:st|nd|rd|th))"
        rf"\.?\s+){{1,3}}{_STREET_TYPE}{_FLAT}{_TOWN})",
    ),
    _rule(
        ADDRESS,
        rf"\b(?P<hide>\d{{1,5}}\s+(?!the|this|my|a\b|hours?)[a-z]{{2,20}}\s+{_STREET}\b)",
    ),
    _rule(ADDRESS, r"\b(?P<hide>p\.?\s?o\.?\s+box\s+\d+)"),
    _rule(
        ADDRESS,
        r"(?P<hide>(?:\b(?-i:[A-Z][a-z]+\s?){1,3},\s*)?(?-i:\b[A-Z]{2})\s+\d{5}(?:-\d{4})?\b)"
        r"(?!\s*(?:mg|mcg|units?)\b)",
    ),
    _rule(ADDRESS, r"\bzip(?:\s?code)?\s*(?:is|:)?\s*(?P<hide>\d{5}(?:-\d{4})?)\b"),
    _rule(
        NAME,
        r"\b(?-i:Dr|Doctor|Prof|Professor|Mrs?|Ms|Miss|Nurse)\b\.?[ \t]+"
        rf"(?P<hide>{_FULL_NAME})",
    ),
    _rule(
        NAME,
        r"\b(?!(?-i:MS\b))(?:dr|mrs?|ms)\b\.?[ \t]+"
        r"(?P<hide>(?!(?:gave|is|has|had|wants?|did|only|never|thinks?|put|visits?|office|asked"
        r"|ordered|mentioned|appointments?|prescribed|referred|suggest\w*|recommend\w*)\b)"
        r"[a-z]{3,20}\b)",
    ),
    _rule(
        NAME,
        r"\bname(?:\s+is|['’]?s|\s*:)\s+"
        rf"(?P<hide>[^\W\d_][\w'’\-]*(?:\.?[ \t]+{_CAPITAL}){{0,2}})",
    ),
    _rule(
        NAME,
        rf"(?:\bthis\s+is|\bI['’]?\s?a?m|\bit['’]?s)\s+(?P<hide>{_FULL_NAME})"
        r"(?=\s*(?:[,.!]|\s(?:from|here|again|and)\b|$))",
    ),
    _rule(
        NAME,
        r"^[ \t]*+(?:hi|hello|hey|dear|good\s+(?:morning|afternoon|evening))[ \t]+"
        rf"(?P<hide>{_FULL_NAME})",
    ),
    _rule(NAME, rf"\b(?:my|our|his|her)\s+{_RELATIVE}\b,?[ \t]+(?P<hide>{_CAPITAL})"),
    _rule(
        NAME,
        rf"\b{_THANKS}\s*+[,.!:~{_DASH}]*+\s*+"
        rf"(?P<hide>{_FULL_NAME}|(?<=\n)[a-z][\w'’\-]{{1,19}})(?:[ \t]+x+)?\s*[.!)]*$",
    ),
    _rule(
        NAME,
        r"\bthis\s+is\s+(?P<hide>[^\W\d_][\w'’\-]{1,30}(?:[ \t]+[^\W\d_][\w'’\-]{1,30})?)"
        r"[ \t]+(?:calling|speaking)\b",
    ),
    _rule(NAME, rf"^--[ \t]*\n[ \t]*(?P<hide>{_FULL_NAME})[ \t]*$"),
    _rule(NAME, r"\bsent\s+from\s+(?P<hide>(?-i:[A-Z][a-z]+))['’]s\s"),
    # A last line, or the end of the last one behind a dash, that is a name and no item of a list.
    _rule(
        NAME,
        rf"^(?![ \t]*[~{_DASH}])[^\n]*?(?:\n\s{{0,4}}|[ \t])[~{_DASH}]{{1,3}}[ \t]*"
        rf"(?P<hide>{_FULL_NAME})[.!]?\s*\Z",
    ),
    _rule(NAME, rf"\n[ \t]*(?P<hide>{_FULL_NAME})[.!,]?\s*\Z"),
)


def redact(text: str, names: Iterable[str] = ()) -> str:
    """The text with placeholders such as ``[name]`` and ``[phone]`` for what points to a person.

    ``names`` are hidden wherever they or their parts stand: the author's name, an address of
    theirs, a handle. Also hidden: e-mail addresses, links, telephone numbers, street addresses,
    dates of birth, record and insurance numbers, names behind a title, a greeting, a relative, "my
    name is", or a sign-off. Doses, other dates, ages and counts stay. What is redacted already
    comes back as it is.
    """
    known = _known(tuple(names))
    while True:
        before = text
        for placeholder, pattern in _RULES[:2]:
            text = pattern.sub(partial(_hidden, placeholder), text)
        if known is not None:
            text = known.sub(lambda found: NAME if found["hide"] else found.group(), text)
        for placeholder, pattern in _RULES[2:]:
            text = pattern.sub(partial(_hidden, placeholder), text)
        if text == before:  # each round hides something, so there is a last one
            return text


def people(comment: Comment) -> tuple[str, ...]:
    """The names that ``redact`` must hide in what belongs to this comment."""
    return tuple(filter(None, (comment.author, comment.email)))


def _hidden(placeholder: str, found: re.Match[str]) -> str:
    start, end = found.span("hide")
    if start < 0 or (placeholder == NAME and not _could_be_name(found["hide"])):
        return found.group()
    offset = found.start()
    whole = found.group()
    return whole[: start - offset] + placeholder + whole[end - offset :]


def _could_be_name(text: str) -> bool:
    """False where every word is one that no name is made of."""
    parts = re.findall(r"[^\W\d_]+", text.casefold())
    return any(len(part) > 1 or len(parts) > 1 for part in parts if part not in _NO_NAME)


@lru_cache(maxsize=1024)
def _known(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern for the given names and their parts; None where there is nothing to look for."""
    anyhow: set[str] = set()
    capital: set[str] = set()
    for name in names:
        name = " ".join(name[:200].partition("@")[0].split())
        parts = [p for p in re.split(r"[\W\d_]+", name) if p and p.casefold() not in _NO_NAME]
        if parts and len(name) > 3:
            anyhow.add(name)
        for part in parts:
            if len(part) > 3 and part.casefold() not in _ALSO_WORDS:
                anyhow.add(part)
            elif len(part) > 1:
                capital.update((part.capitalize(), part.upper()))
    choices = [re.escape(name) for name in sorted(anyhow, key=lambda n: (-len(n), n))]
    if capital:
        choices.append(f"(?-i:{'|'.join(map(re.escape, sorted(capital, key=len, reverse=True)))})")
    if not choices:
        return None
    return re.compile(rf"{_KEPT}|(?<!\w)(?P<hide>{'|'.join(choices)})(?!\w)", re.IGNORECASE)
