"""HTML bodies to plain text, once, with the standard library's parser.

Only real HTML elements count as markup: "pain <my doctor said> stays" loses nothing. Entities are
decoded once. What a parser would swallow (an unclosed script or comment) is kept as text.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "p div blockquote ul ol table tr h1 h2 h3 h4 h5 h6 pre section article header footer "
    "figure dl dt dd hr".split()
)
_INLINE = frozenset(
    "a abbr acronym address b bdi bdo big body button center cite code col colgroup del details em "
    "fieldset figcaption font form head html i iframe img input ins kbd label legend link main "
    "mark meta nav noscript object option param picture q s samp select small source span strike "
    "strong sub summary sup svg tbody td textarea tfoot th thead time title tt u var video wbr "
    "li br script style".split()
)
_PICTURES = frozenset(("img", "video", "audio", "iframe", "object", "picture", "svg"))
PICTURE = "[picture]"
"""The text of a comment that holds a picture and no word."""

_DEEPEST_QUOTE = 20
_DROPPED = frozenset(("script", "style"))


def to_text(markup: str, *, keep_newlines: bool = False, quotes: bool = False) -> str:
    """The text of an HTML fragment: paragraphs apart, list items with "- ", links as text <url>.

    ``keep_newlines``: a line break in the source is one in the text, as in comment bodies that a
    blog stores without paragraph tags. ``quotes``: what a mail quotes gets "> " before its lines.
    """
    if "<" not in markup and "&" not in markup:
        return markup if keep_newlines else _joined(markup)
    parser = _Text(keep_newlines=keep_newlines, quotes=quotes)
    parser.feed(_closed(markup))
    parser.close()
    return parser.text()


def _joined(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _tidy(text: str) -> str:
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _closed(markup: str) -> str:
    """Comments and declarations that never end made plain text, else the rest would be lost."""
    start = markup.rfind("<!--")
    if start >= 0 and "-->" not in markup[start:]:
        markup = f"{markup[:start]}&lt;{markup[start + 1 :]}"
    for name in _DROPPED:
        opened = list(re.finditer(f"<(?={name}\\b)", markup, re.IGNORECASE))
        if opened and not re.search(f"</{name}\\b", markup[opened[-1].end() :], re.IGNORECASE):
            start = opened[-1].start()
            markup = f"{markup[:start]}&lt;{markup[start + 1 :]}"
    end = markup.rfind(">") + 1
    markup = markup[:end] + markup[end:].replace("<", "&lt;")
    return re.sub(r"<(?=[!?](?!--))", "&lt;", markup)


class _Text(HTMLParser):
    def __init__(self, *, keep_newlines: bool, quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._keep = keep_newlines
        self._quotes = quotes
        self._quoted: list[int] = []
        self._pictures = 0
        self._parts: list[str] = []
        self._dropped: list[str] | None = None
        self._links: list[tuple[str, int]] = []

    def text(self) -> str:
        """What was read so far, with at most one empty line in a row."""
        while self._quoted:
            self._end_quote()
        found = _tidy("".join(self._parts + (self._dropped or [])))
        # A picture alone is no blank comment.
        return found or (PICTURE if self._pictures and not self._quotes else "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A break, a list item, a link, or words in angle brackets."""
        if tag in _DROPPED:
            self._dropped = []
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "li":
            self._parts.append("\n- ")
        elif tag in _BLOCKS:
            self._parts.append("\n\n")
            if tag == "blockquote" and self._quotes and len(self._quoted) < _DEEPEST_QUOTE:
                self._quoted.append(len(self._parts))
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self._parts)))
        elif tag in _PICTURES:
            self._pictures += 1
            self._parts.append(dict(attrs).get("alt") or "")
        elif tag not in _INLINE:
            self._parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """The end of a paragraph, a link or what is dropped."""
        if tag in _DROPPED:
            self._dropped = None
        elif tag in _BLOCKS:
            if tag == "blockquote" and self._quoted:
                self._end_quote()
            self._parts.append("\n\n")
        elif tag == "a" and self._links:
            url, start = self._links.pop()
            shown = "".join(self._parts[start:]).strip()
            if re.match(r"https?://", url, re.IGNORECASE) and url != shown:
                self._parts.append(f" <{url}>")
        elif tag not in _INLINE:
            self._parts.append(f"</{tag}>")

    def _end_quote(self) -> None:
        """Mark the lines since the quote began."""
        start = self._quoted.pop()
        text = _tidy("".join(self._parts[start:]))
        # A link that is still open would point past the end.
        self._links = [(url, min(at, start)) for url, at in self._links]
        self._parts[start:] = ["".join(f"> {line}\n" for line in text.split("\n"))]

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self._dropped is not None:
            self._dropped.append(data)
            return
        if self._keep:
            # A break tag already stands for the line break behind it.
            if self._parts and self._parts[-1] in ("\n", "\n\n"):
                data = data.removeprefix("\r").removeprefix("\n")
        else:
            data = _joined(data)
            if not self._parts or self._parts[-1].endswith("\n"):
                data = data.lstrip()
        if data:
            self._parts.append(data)
