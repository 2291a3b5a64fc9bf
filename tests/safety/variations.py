"""Ways to write the same alarm differently: none may make it look milder."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from triage.safety.reading import open_words, stem_of
from triage.text import normal_words
from triage.typos import is_ordinary

HARMLESS = [
    "Good morning, I hope you are well.",
    "My appointment is on the twelfth.",
    "Thank you for the leaflet about the visit.",
    "The nurse was friendly.",
    "Do you take my insurance?",
    "Where can I park?",
]
"""What patients write around what matters."""


def _wrapped(text: str, width: int = 45) -> str:
    """Broken into lines the way mail programs do: at a space, in the middle of a sentence."""
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


CHANGES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "a capital for every word": str.title,
    "no full stop": lambda text: text.rstrip(".!?"),
    "greeting on its own line": lambda text: "Hello,\n\n" + text,
    "greeting before it": lambda text: "Hi Dr. Green, " + text,
    "spaces": lambda text: "  " + text.replace(" ", "  "),
    "curly quotes": lambda text: text.replace("'", "’"),
    "no apostrophes": lambda text: text.replace("'", ""),
    "line break at the end": lambda text: text + "\n",
    "a line for every sentence": lambda text: re.sub(r"(?<=[.!?]) ", "\n", text),
    "a paragraph for every sentence": lambda text: re.sub(r"(?<=[.!?]) ", "\n\n", text),
    "wrapped like mail": _wrapped,
    "Windows line breaks": lambda text: _wrapped(text).replace("\n", "\r\n"),
    "shouting": lambda text: text + "!!!",
    "a question mark": lambda text: text.rstrip(".!?") + "...??",
    "second line": lambda text: text + "\nCan I wash my hair the same day?",
    "signature": lambda text: text + "\n\nThanks,\nAnn\nSent from my phone",
}


def _company(said: str) -> dict[str, Callable[[str], str]]:
    return {
        f"after {said!r}": lambda text: f"{said} {ended(text)}",
        f"before {said!r}": lambda text: f"{ended(text)} {said}",
        f"between {said!r}": lambda text: f"{said} {ended(text)} {said}",
    }


def ended(text: str) -> str:
    """The text with a mark at its end."""
    return text if text[-1] in ".!?" else text + "."


for _said in HARMLESS:
    CHANGES.update(_company(_said))

LEAST_LETTERS = 5
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbour(letter: str) -> str:
    """The key beside a letter's on an American keyboard; the letter itself where there is none."""
    for row in _ROWS:
        if (at := row.find(letter)) >= 0:
            return row[at + 1] if at + 1 < len(row) else row[at - 1]
    return letter


TYPOS: dict[str, Callable[[str, int], str]] = {
    "swap": lambda word, at: word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    "drop": lambda word, at: word[:at] + word[at + 1 :],
    "double": lambda word, at: word[: at + 1] + word[at:],
    "neighbour": lambda word, at: word[:at] + _neighbour(word[at]) + word[at + 1 :],
}


def typos(sentence: str, known: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """(kind, misspelt word, sentence with it): one letter wrong in a word of five or more.

    Every position of every such word, and every kind; but no result that is a word with a meaning
    of its own: an everyday word, or one that some pattern, list or cue is written with.
    """
    for match in re.finditer(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])", sentence):
        word = match[0]
        for at in range(len(word)):
            for kind, change in TYPOS.items():
                typo = change(word, at)
                if typo != word and not means_something(typo, known):
                    yield kind, typo, sentence[: match.start()] + typo + sentence[match.end() :]


def means_something(word: str, known: Collection[str]) -> bool:
    """Whether a word is one that the gate, or an English reader, takes for another."""
    if is_ordinary(word):
        return True
    tokens = [token for token, _ in open_words(normal_words(word))]
    return tokens != [word] or any(form in known for form in (word, "=" + word, stem_of(word)))
