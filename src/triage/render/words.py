"""What each disposition tells staff to do, in one place for every output."""

from __future__ import annotations

from collections.abc import Iterable

from triage.model import (
    Case,
    Comment,
    Disposition,
    EmergencyNumbers,
    Entry,
    Flag,
    FlagStatus,
    Tier,
)

WHAT_TO_DO = {
    Disposition.EMERGENCY: "Phone the patient now, have them call the emergency number, "
    "and tell the clinician on duty. Do not send an answer.",
    Disposition.CRISIS: "Phone the patient now, have them call the emergency number, the crisis "
    "line or poison control, and tell the clinician on duty. Do not send an answer.",
    Disposition.SAME_DAY: "Hand this to a nurse or clinician before close today. "
    "Do not send an answer.",
    Disposition.CLINICIAN: "Route this to a clinician in the normal time. Do not send an answer.",
    Disposition.CHECK: "Read this reply and confirm it before it is sent.",
    Disposition.NO_MATCH: "No entry fits. Write the answer yourself.",
    Disposition.SEND: "This reply may be sent as it is.",
    Disposition.SKIP: "Nothing to do.",
}

ONCE_A_RUN = ("unsigned", "overdue")
"""Reasons that are told once a run rather than with every message."""


def headline(case: Case) -> str:
    """The disposition in capitals and what staff must do."""
    return f"{case.disposition.upper()}: {WHAT_TO_DO[case.disposition]}"


_CALLED = {
    "number": "emergency {}",
    "crisis": "crisis line {} (call or text)",
    "poison": "poison control {}",
}
_STATUS = {
    FlagStatus.DENIED: "is denied",
    FlagStatus.PAST: "is past",
    FlagStatus.OTHER_PERSON: "is another person's",
    FlagStatus.HYPOTHETICAL: "is only asked about",
    FlagStatus.METAPHOR: "is a figure of speech",
    FlagStatus.USUAL_PATTERN: "is the usual pattern",
}


def call_line(case: Case, numbers: EmergencyNumbers) -> str | None:
    """Whom to call, in one line; None where nobody has to be called at once.

    Numbers that the clinic's settings do not name are marked as the United States' defaults.
    """
    crisis = case.disposition is Disposition.CRISIS or any(
        flag.counts and flag.tier is Tier.CRISIS for flag in case.flags
    )
    if case.disposition not in (Disposition.EMERGENCY, Disposition.CRISIS):
        return None
    names = ("number", "crisis", "poison") if crisis else ("number",)
    told = ", ".join(_CALLED[name].format(getattr(numbers, name)) for name in names)
    missing = [name for name in names if name not in numbers.given]
    which = "US numbers" if len(missing) == len(names) else f"US numbers for {', '.join(missing)}"
    return f"Call: {told}" + (f" ({which}: none set in triage.yaml)" if missing else "")


def set_aside(flag: Flag) -> str:
    """Why a finding does not count, with the patient's words."""
    cue = f' ("{flag.cue}")' if flag.cue else ""
    return f'"{flag.text}" {_STATUS.get(flag.status, flag.status)}{cue}: {flag.title or flag.rule}'


def written_on(comment: Comment) -> str:
    """Day and minute a comment was written, "2012-06-03 14:35"; a foreign date as it is, cut."""
    date = comment.date or ""
    return date[:16].replace("T", " ") if date[:4].isdecimal() else date[:40]


def why(case: Case, *, without_flags: bool = False) -> str:
    """One line: the reasons that decided, without those said once a run."""
    left_out = (*ONCE_A_RUN, "rule", "learned") if without_flags else ONCE_A_RUN
    reasons = [r.text for r in case.reasons if r.code not in left_out]
    if case.reply is not None and case.entries:
        matched = f"matched {', '.join(case.entries)} ({case.confidence}, {case.score:.2f})"
        reasons.insert(0, matched)
    return "; ".join(reasons) or ("" if without_flags else "matched")


def why_without_message(case: Case) -> str:
    """``why`` for streams that must not carry the patient's words: rules and entries only."""
    rules = dict.fromkeys(
        f"{flag.title} ({flag.rule})" if flag.title else flag.rule
        for flag in case.flags
        if flag.counts
    )
    codes = dict.fromkeys(
        reason.code
        for reason in case.reasons
        if reason.code not in ("rule", "learned", *ONCE_A_RUN)
    )
    matched = [f"{entry} ({case.confidence}, {case.score:.2f})" for entry in case.entries[:1]]
    return "; ".join([*rules, *matched, *case.entries[1:], *codes])


def unsigned_note(entries: Iterable[Entry], signed: frozenset[str]) -> str | None:
    """One sentence on answers no clinician has signed, None where all are."""
    everything = list(entries)
    missing = sum(1 for entry in everything if entry.id not in signed)
    if not missing:
        return None
    return (
        f"{missing} of {len(everything)} entries are drafts that no clinician has signed: "
        "nothing is sent without a check."
    )


def still_open(alarms: int) -> str:
    """How many messages that need a person nobody has taken on."""
    if alarms == 1:
        return "1 message that needs a person is still open"
    return f"{alarms} messages that need a person are still open"
