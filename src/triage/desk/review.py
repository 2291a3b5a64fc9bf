"""Reviewing cases one after the other: a state machine that knows keys and no terminal.

What is safe here is decided here: nothing is ever answered but by a person's own key, a message
that needs a person is never answered by what the machine proposed, and an emergency or a crisis not
at all. A decision leaves as a ``Keep``; the caller writes it down before it draws the next message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from triage.decisions import Action, Decision, text_digest
from triage.desk.find import Search
from triage.desk.proposal import Proposal, own_proposal, proposal_after
from triage.desk.queue import Item, Queue
from triage.drafts.decided import NEVER_ANSWERED
from triage.model import Case, Entry
from triage.reply import with_disclaimer


class Mode(StrEnum):
    """What the next key means."""

    READING = "reading"
    SEARCHING = "searching"
    SURE = "sure"
    """An answer to a message that needs a person was confirmed once, and must be again."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Keep:
    """Write this decision down."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class Write:
    """Let the user write a reply, starting from this text; then call ``Review.written``."""

    text: str


class Quit:
    """Leave; everything decided is kept."""


Request = Keep | Write | Quit | None


@dataclass(frozen=True, slots=True)
class Desk:
    """Who reviews, with what. ``now``: the time as ISO 8601 UTC. ``content``: the digest now.

    ``disclaimer``: as it stands under replies. ``find``: a query to entries, best first.
    """

    by: str
    now: Callable[[], str]
    content: str
    disclaimer: str
    reply_with: Callable[[Sequence[str]], str | None]
    find: Callable[[str], list[Entry]]


class Review:
    """The review of some cases: where it stands, and what a key does."""

    def __init__(self, queue: Queue, load: Callable[[Item], Case], desk: Desk) -> None:
        """``load``: the case of an item."""
        self.queue = queue
        self.mode = Mode.READING
        self.notice = ""
        self.search = Search(desk.find)
        self.case: Case | None = None
        """The case at hand, None where nothing is open from the start."""
        self.proposal: Proposal | None = None
        self._load = load
        self._desk = desk
        self._warned = ""
        if queue.first():
            self._show()
        else:
            self.mode = Mode.DONE

    def press(self, key: str, *, seen: bool = True) -> Request:
        """One key. ``seen``: whether message and reply have been on the screen to their end."""
        self.notice = ""
        if self.mode is Mode.SEARCHING:
            return self._search(key)
        if self.mode is Mode.SURE:
            return self._sure(key)
        if key in _LEAVING and self._unsaved and self._warned != key:
            self._warned = key
            self.notice = f"Your reply is not confirmed: c confirms it, {key} again drops it."
            return None
        self._warned = ""
        if key == "q":
            return Quit()
        if key == "b":
            return self._back()
        if self.mode is Mode.DONE:
            if key == "r" and self.queue.first(again=True):
                self._show()
            return None
        if key == "c":
            return self._confirm(seen)
        if key.isdecimal() and key.isascii():
            return self._candidate(int(key))
        act = _KEYS.get(key)
        return act(self) if act else None

    def written(self, text: str | None, trouble: str = "") -> None:
        """What came back from the editor; None with ``trouble``, a sentence, where nothing did."""
        body = (text or "").strip()
        if trouble or not body:
            self.notice = trouble or "Nothing was written, so nothing is proposed."
            return
        reply = with_disclaimer(body, self._desk.disclaimer)
        if self.proposal is not None and reply == self.proposal.text:
            self.notice = "Nothing was changed."
            return
        entries = self.proposal.entries if self.proposal is not None else ()
        self.proposal = Proposal(Action.EDIT, entries, reply)
        self.notice = "Your reply: c confirms it, w changes it, Esc drops it."

    # Keys while reading

    def _confirm(self, seen: bool) -> Request:
        if not self._may_answer():
            return None
        if self.proposal is None:
            self.notice = "No reply is proposed: f finds an entry, w writes one."
        elif not seen:
            self.notice = "Not all of it was on the screen: read on with space, or from Home."
        elif self._needs_person:
            self.mode = Mode.SURE
        else:
            return self._approve(self.proposal)
        return None

    def _sure(self, key: str) -> Request:
        self.mode = Mode.READING
        if key == "Y" and self.proposal is not None and self._may_answer():
            return self._approve(self.proposal)
        self.notice = "Not confirmed."
        return None

    def _approve(self, proposal: Proposal) -> Request:
        text = proposal.text if proposal.action is Action.EDIT else None
        return self._keep(
            proposal.action, proposal.entries, reply=text_digest(proposal.text), text=text
        )

    def _candidate(self, number: int) -> Request:
        assert self.case is not None
        if 1 <= number <= len(self.case.candidates) and self._may_answer():
            self._propose((self.case.candidates[number - 1].entry,))
        return None

    def _find(self) -> Request:
        if self._may_answer():
            self.mode, self.search = Mode.SEARCHING, Search(self._desk.find)
        return None

    def _write(self) -> Request:
        assert self.case is not None
        if not self._may_answer():
            return None
        if self.proposal is not None:
            return Write(self.proposal.text.removesuffix(self._desk.disclaimer).rstrip())
        return Write(self.case.acknowledgement or "")

    def _no_entry(self) -> Request:
        if self._needs_person:
            self.notice = "This message needs a person: k takes it on, e escalates it."
            return None
        return self._keep(Action.NO_ENTRY)

    def _escalate(self) -> Request:
        return self._keep(Action.ESCALATE)

    def _acknowledge(self) -> Request:
        if not self._needs_person:
            self.notice = "Only for messages that need a person; e hands this one to a clinician."
            return None
        return self._keep(Action.ACKNOWLEDGE)

    def _skip(self) -> Request:
        if self.queue.item and not self.queue.settled(self.queue.item):
            return self._keep(Action.SKIP)
        self.queue.pass_over()  # what was decided stays decided
        self._go_on()
        return None

    def _drop(self) -> Request:
        self.proposal = own_proposal(self.case) if self.case is not None else None
        return None

    def _back(self) -> Request:
        if self.mode is not Mode.DONE:
            if self.queue.at == 0:
                self.notice = "This is the first message."
                return None
            self.queue.at -= 1
        if self.queue.item:
            self._show()
        return None

    def _search(self, key: str) -> Request:
        if key == "esc":
            self.mode = Mode.READING
        elif key not in ("enter", "tab"):
            self.search.press(key)
        elif self.search.entry is None:
            self.notice = "Nothing is marked: type a few words."
        else:
            kept = self.proposal.entries if key == "tab" and self.proposal is not None else ()
            if self._propose(tuple(dict.fromkeys((*kept, self.search.entry.id)))):
                self.mode = Mode.READING
        return None

    # What all of them need

    @property
    def _unsaved(self) -> bool:
        """Whether a reply somebody wrote is in no decision yet."""
        proposal, decision = self.proposal, self.queue.decision
        if self.mode is not Mode.READING or proposal is None or proposal.action is not Action.EDIT:
            return False
        return not decision or decision.text != proposal.text

    @property
    def _needs_person(self) -> bool:
        return self.case is not None and self.case.disposition.escalated

    def _may_answer(self) -> bool:
        if self.case is None or self.case.disposition in NEVER_ANSWERED:
            self.notice = "No answer goes to this message: phone the patient, then k or e."
            return False
        return True

    def _propose(self, entries: tuple[str, ...]) -> bool:
        assert self.case is not None
        text = self._desk.reply_with(entries)
        if text is None:
            self.notice = f"{entries[-1]} goes to a clinician: it has no answer to send."
            return False
        own = own_proposal(self.case)
        other = Proposal(Action.ANOTHER, entries, text)
        self.proposal = own if own is not None and own.text == text else other
        self.notice = "c confirms this reply, w changes it, Esc drops it."
        return True

    def _keep(
        self,
        action: Action,
        entries: tuple[str, ...] = (),
        reply: str | None = None,
        text: str | None = None,
    ) -> Request:
        item, desk = self.queue.item, self._desk
        assert item is not None
        decision = Decision(
            item.key, action, desk.by, desk.now(), desk.content, entries, reply, text
        )
        self.queue.keep(decision)
        self._go_on()
        return Keep(decision)

    def _go_on(self) -> None:
        if self.queue.following():
            self._show()
        else:
            self.mode = Mode.DONE

    def _show(self) -> None:
        item, desk = self.queue.item, self._desk
        assert item is not None
        self.mode = Mode.READING
        self.case = self._load(item)
        self.proposal = proposal_after(
            self.case, self.queue.decision, desk.content, desk.reply_with
        )


_LEAVING = frozenset("qbsnekf123456789")  # keys that would drop what somebody wrote
_KEYS: Mapping[str, Callable[[Review], Request]] = {
    "f": Review._find,
    "w": Review._write,
    "n": Review._no_entry,
    "e": Review._escalate,
    "k": Review._acknowledge,
    "s": Review._skip,
    "esc": Review._drop,
}
