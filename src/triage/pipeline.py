"""The way of a comment, from a reader to a case.

    comment --screen--> flags (always first, the whole message)
            --read----> questions with their matches
            --decide--> case

It knows no file, no format and no terminal. Every comment ends as exactly one case, every problem
passes through: nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from triage import decide
from triage.fingerprints import Fingerprints
from triage.language import is_foreign
from triage.match.read import read
from triage.match.search import Matcher
from triage.model import Case, Comment, CommentStatus, Flag, Problem, Reason
from triage.text import normal_words

Screen = Callable[[str], Sequence[Flag]]

MOST_WORDS = 1500
"""A longer message is a record or a letter, not a question: a person reads it."""

MOST_LETTERS = 20 * MOST_WORDS
"""Nor is a megabyte without a space."""

_GONE = {CommentStatus.TRASH, CommentStatus.DELETED}
_NOT_COMMENTS = frozenset(
    {"pingback", "trackback", "note", "order_note", "review", "action_log", "auto-reply"}
)
_THANKS = frozenset(
    "thank thanks thankyou thx ty tysm cheers much many so very you u all again for your the this "
    "lot that a an and lots hi hello hey dear good morning afternoon evening day bye goodbye "
    "regards kind best wishes dr doctor nurse team everyone everybody staff help reply answer info "
    "information advice time quick ok okay great appreciated appreciate it bless god have nice "
    "wonderful lovely weekend sincerely greetings just wanted want to say here from".split()
)

_ASKED_FOR = frozenset({"help", "reply", "answer", "info", "information", "advice"})


def triage(
    items: Iterable[Comment | Problem],
    screen: Screen,
    matcher: Matcher,
    policy: decide.Policy,
    *,
    candidates: int = 3,
    skip_answered: bool = False,
) -> Iterator[Case | Problem]:
    """Turn comments into cases, one by one, in order; problems pass through in their place."""
    repeats = Repeats()
    for item in items:
        if isinstance(item, Problem):
            yield item
        else:
            yield case_of(
                item,
                screen,
                matcher,
                policy,
                repeated=repeats.came_before(item),
                candidates=candidates,
                skip_answered=skip_answered,
            )


class Repeats:
    """Which comments came before: the one thing that ties the comments of a run together.

    A run shared among processes asks in one of them, in the order of the input, so that it ends
    the same however many there are.
    """

    def __init__(self) -> None:
        self._seen = Fingerprints()

    def came_before(self, comment: Comment) -> bool:
        """True if the same writer sent the same words before; every comment is asked once."""
        writer = comment.email or comment.author
        if not writer or comment.status is CommentStatus.SPAM or _not_a_patient(comment):
            return False
        try:
            found = normal_words(comment.body)
            if not found or _only_thanks(comment.body, found):
                return False
        except Exception:  # fail closed: then it is looked at as a message of its own
            return False
        return not self._seen.add("\0".join((writer.casefold(), *found)))


def case_of(
    comment: Comment,
    screen: Screen,
    matcher: Matcher,
    policy: decide.Policy,
    *,
    repeated: bool = False,
    candidates: int = 3,
    skip_answered: bool = False,
) -> Case:
    """The case of one comment. ``repeated``: it came before (``Repeats``)."""
    evident = _not_a_patient(comment)
    if evident is not None:
        return decide.skip(comment, (), evident, policy)
    found: list[Flag] = []
    try:
        found.extend(_flags(comment, screen))
        flags = tuple(sorted(found, key=lambda flag: (not flag.counts, flag.tier.rank)))
        reason = _nothing_to_answer(comment, repeated=repeated, skip_answered=skip_answered)
        if reason is not None:
            return decide.skip(comment, flags, reason, policy)
        reason = _not_for_a_machine(comment)
        if reason is not None:
            return decide.route(comment, flags, reason, policy)
        reading = read(comment.body, matcher, candidates=candidates)
        return decide.decide(comment, flags, reading, policy)
    except Exception as error:  # fail closed: whatever breaks, a person sees the message
        name = type(error).__name__  # the text of an error may quote the message
        return decide.route(comment, found, Reason("error", f"internal error: {name}"), policy)


def _flags(comment: Comment, screen: Screen) -> Iterator[Flag]:
    """The flags of the body and, without a span, of the subject line.

    One by one, so that an error keeps those found before it; what breaks on the one is raised when
    the other has been screened too.
    """
    from dataclasses import replace

    broken: Exception | None = None
    try:
        yield from screen(comment.body)
    except Exception as error:
        broken = error
    if comment.subject:
        for flag in screen(comment.subject):
            yield replace(flag, start=0, end=0)
    if broken is not None:
        raise broken


def _not_a_patient(comment: Comment) -> Reason | None:
    if comment.is_staff:
        return Reason("staff", "written by staff")
    if comment.type in _NOT_COMMENTS:
        return Reason("type", f"a {comment.type}, not a comment")
    if comment.status in _GONE:
        return Reason("status", f"marked as {comment.status}")
    return None


def _nothing_to_answer(comment: Comment, *, repeated: bool, skip_answered: bool) -> Reason | None:
    found = normal_words(comment.body)
    if not comment.body.strip():
        return Reason("blank", "no text")
    if comment.status is CommentStatus.SPAM:
        return Reason("status", "marked as spam")
    if _only_thanks(comment.body, found):
        return Reason("thanks", "nothing but thanks")
    if repeated:
        return Reason("duplicate", "the same message from the same writer came before")
    if skip_answered and comment.answered_by:
        return Reason("staff", f"already answered by {comment.answered_by}")
    return None


def _only_thanks(body: str, found: Sequence[str]) -> bool:
    """Thanks and nothing else: "thanks for your help" is, "thanks, help" is not."""
    thanked = any(word.startswith("thank") or word in ("thx", "ty", "tysm") for word in found)
    about = all(
        found[i - 1] in ("your", "the", "all") if i else False
        for i, word in enumerate(found)
        if word in _ASKED_FOR
    )
    return thanked and about and "?" not in body and all(word in _THANKS for word in found)


def _not_for_a_machine(comment: Comment) -> Reason | None:
    if len(comment.body) > MOST_LETTERS or len(normal_words(comment.body)) > MOST_WORDS:
        return Reason("too-long", f"longer than {MOST_WORDS} words")
    if is_foreign(comment.body):
        return Reason("language", "not in English")
    return None
