"""Which parts of a message ask something.

Most of a long comment is history; the question is one or two sentences of it. A sentence asks when
it ends in a question mark, opens like a question ("does it", "how long"), or requests ("wondering
if", "please advise"). The judgement is about form only: what is asked, the matcher decides.
"""

from __future__ import annotations

from triage.model import Question
from triage.text import Span, normal_words, sentences, words

_OPENERS = frozenset("what whats why whys how hows wat wut whens wheres whos".split())
_RELATIVES = frozenset("who when where".split())
_AUXILIARIES = frozenset(
    "is are am was were do does did can could will would should shall may might must has have had "
    "isnt arent wasnt dont doesnt didnt cant couldnt wont wouldnt shouldnt hasnt havent".split()
)
# What follows an auxiliary in a question ("can i"), not in a statement ("have been").
_SUBJECTS = frozenset(
    "i you it its this that these those there he she we they my your his her their our the a an "
    "any anyone anybody someone somebody people patients women men botox insurance migraine "
    "migraines doctors one injections shots medicare medicaid us".split()
)
_FILLERS = frozenset(
    "and so but or also hi hello hey ok okay well please thanks thank then now anyway plus "
    "doctor dr sorry morning good afternoon evening dear all just quick question first second "
    "secondly finally lastly another last".split()
)
# "Please, let me know as soon as possible": nothing but asking.
_BARE = frozenset(
    "please pls plz help me us let know tell advise advice suggest a an any some way ways idea "
    "ideas as soon as possible asap you your thanks thank i we can could would will do what should "
    "of this that it is to the so and or for in on need appreciated anyone else think thoughts "
    "suggestions reply respond answer back explain hear from be grateful really".split()
)
_JOINTS = frozenset("and also or plus but".split())

# Any of these inside a sentence makes it a request. Normal forms: no apostrophes ("i'd" is "i").
_REQUESTS = tuple(
    f" {phrase.strip()} "
    for phrase in """
    wondering | wonder if | wonder whether | wonder why | wonder how | wonder what | curious
    please advise | pls advise | please suggest | please help | advise me | tell me | let me know
    explain | like to know | want to know | wanted to know | wanna know | need to know
    like to understand | like to hear | like to have | like to ask | want to ask | wanted to ask
    love to know | appreciate | be grateful | find out | asked me to ask | asks me to ask
    any advice | any idea | any ideas | any suggestions | any tips | any reason | any problem
    any danger | any risk | any harm | any link | does anyone | has anyone | anyone know
    is it ok | is it okay | is it safe | is it true | is it normal | is this normal | is that normal
    not sure if | not sure whether | unsure if | unsure whether | dont know if | dont know whether
    dont know what | dont know how | dont understand | no idea if | no idea what | no idea how
    my question | question is | question about | questions about | asking if | asking whether
    asking about | ask if | ask whether | ask about | ask you | looking for | searching for
    how do i | how can i | how long | how much | how many | how often | what about | what can i
    what should i | should i | can i | can you | could you | would you | may i | do i need
    i need | we need | need my | need to reschedule | need to cancel | need to move | need to book
    have to reschedule | have to cancel | have to move
    want to book | want to cancel | want to reschedule | want to move | hoping you | hoping to
    yes or no | true or false | or not | ok or not | advice on | advice about | information on
    information about | info on | info about
    """.replace("\n", "|").split("|")
    if phrase.strip()
)


def questions(text: str) -> list[Question]:
    """The questions of a message, in order; empty when nothing asks.

    A run of several marks is one question. One sentence that asks two things ("can I drive home,
    and is wine alright?") is two. A sentence of one or two words ("Really?") is joined to the one
    before, as it says nothing alone, and "please let me know" beside a real question is left out.
    """
    found: list[Question] = []
    previous: Span | None = None
    for sentence in sentences(text):
        if asks(sentence.text):
            if len(normal_words(sentence.text)) < 3 and previous is not None:
                if found and found[-1].start >= previous.start:
                    found.pop()
                sentence = Span("", previous.start, sentence.end)
            found.extend(_parts(text, sentence.start, sentence.end))
        previous = sentence
    telling = [question for question in found if not _is_bare(question.text)]
    return telling or found


def _is_bare(question: str) -> bool:
    return all(word in _BARE for word in normal_words(question))


def _parts(text: str, start: int, end: int) -> list[Question]:
    """A question sentence, cut where a second question begins after "and", "also", "or", "plus"."""
    found = words(text[start:end])
    norms = [word.norm for word in found]
    cuts = [start]
    for i, norm in enumerate(norms):
        if norm in _JOINTS and i >= 3 and len(norms) - i > 3:
            rest = i + 1
            while rest < len(norms) and norms[rest] in _JOINTS:
                rest += 1
            if norms[i - 1] not in _JOINTS and _opens_like_a_question(norms[rest : rest + 3]):
                cuts.append(start + found[i].start)
    pieces = zip(cuts, [*cuts[1:], end], strict=True)
    return [_question(text, left, right) for left, right in pieces]


def _question(text: str, start: int, end: int) -> Question:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip().rstrip(",;:- "))
    return Question(text[start:end], start, end)


def asks(sentence: str) -> bool:
    """True if the sentence asks by its mark, its opening, or a request in it."""
    if "?" in sentence:
        return True
    found = normal_words(sentence)
    line = f" {' '.join(found)} "
    return _opens_like_a_question(found) or any(phrase in line for phrase in _REQUESTS)


def _opens_like_a_question(found: list[str]) -> bool:
    opening = 0
    while opening < len(found) and found[opening] in _FILLERS:
        opening += 1
    first, second = [*found[opening : opening + 2], "", ""][:2]
    if first in _AUXILIARIES:
        return second in _SUBJECTS
    if first in _OPENERS:
        return second not in ("a", "an")  # "What a week"
    # "When I was nineteen" and "which is why" tell; "when can I" and "where to go" ask.
    return first in _RELATIVES and (second in _AUXILIARIES or second == "to")
