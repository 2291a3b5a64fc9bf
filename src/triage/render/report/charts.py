"""Charts that read well small, printed, without colour, and aloud.

The words and figures are HTML, so that they keep their size when the page narrows; only the bars
are SVG, in per cent of their place. Bars that lie are rows of a table, so that chart and table are
one; columns over time carry a sentence and have their table beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.render.report.markup import Child, Markup, join, tag

_BAR_HEIGHT = 14
_GAP = 0.18
"""Share of a column's place that stays empty."""


def bar(share: float, colour: str) -> Markup:
    """A lying bar; ``share`` 0 to 1 of the place it has, ``colour`` a class of the style sheet."""
    return tag(
        "svg",
        tag("rect", class_="track", width="100%", height=_BAR_HEIGHT, rx=3),
        tag("rect", class_=f"fill {colour}", width=_per_cent(share), height=_BAR_HEIGHT, rx=3),
        class_="bar",
        width="100%",
        height=_BAR_HEIGHT,
        aria_hidden="true",
        focusable="false",
    )


def bar_table(
    caption: str, heads: tuple[str, str], rows: Sequence[tuple[Child, int, str]], *, parts: bool
) -> Markup:
    """A table of counts with a bar each: (label, count, colour).

    ``parts``: the rows are parts of one whole, which is then the length of the bars' tracks and
    what shares are of; else the longest bar fills its track.
    """
    numbers = [number for _, number, _ in rows]
    full = (sum(numbers) if parts else max(numbers, default=0)) or 1
    head = [
        tag("th", heads[0], scope="col"),
        tag("th", tag("span", "bar", class_="unseen"), scope="col"),
        tag("th", heads[1], scope="col", class_="number"),
    ]
    if parts:
        head.append(tag("th", "share", scope="col", class_="number"))
    body = []
    for label, number, colour in rows:
        cells = [
            tag("th", label, scope="row"),
            tag("td", bar(number / full, colour), class_="wide"),
            tag("td", f"{number:,}", class_="number"),
        ]
        if parts:
            cells.append(tag("td", _share(number / full), class_="number quiet"))
        body.append(tag("tr", cells))
    return tag(
        "table",
        tag("caption", caption, class_="unseen"),
        tag("thead", tag("tr", head)),
        tag("tbody", body),
        class_="bars",
    )


def columns(
    names: Sequence[str],
    values: Sequence[int],
    marked: Sequence[int],
    *,
    height: int,
    most: int | None = None,
    label: str,
    marked_name: str = "alarms",
    colour: str = "messages",
) -> Markup:
    """Standing columns; ``marked`` is the part of each that the alarm colour shows at its foot.

    ``most``: the value as high as the chart, for charts to be compared; ``label``: the sentence
    that says the same to those who do not see it.
    """
    top = max(1, most or max(values, default=1))
    step = 100 / max(1, len(values))
    parts: list[Markup] = []
    for number, (name, value) in enumerate(zip(names, values, strict=True)):
        part = marked[number] if marked else 0
        told = f"{name}: {value:,}" + (f", {part:,} {marked_name}" if part else "")
        x, width = number * step + step * _GAP / 2, step * (1 - _GAP)
        shapes = [tag("title", told)]
        for amount, foot, kind in ((part, 0, "alarm"), (value - part, part, colour)):
            if amount:
                high = _round(amount / top * height)
                y = _round(height - foot / top * height - high)
                shapes.append(_column(x, y, width, high, kind))
        parts.append(tag("g", shapes))
    baseline = tag("line", x1=0, x2="100%", y1=height - 0.5, y2=height - 0.5, class_="baseline")
    return tag(
        "svg",
        parts,
        baseline,
        class_="columns",
        width="100%",
        height=height,
        role="img",
        aria_label=label,
        focusable="false",
    )


def _column(x: float, y: float, width: float, high: float, kind: str) -> Markup:
    return tag(
        "rect",
        class_=f"fill {kind}",
        x=_per_cent(x / 100),
        y=y,
        width=_per_cent(width / 100),
        height=high,
    )


def axis(names: Iterable[str]) -> Markup:
    """A few words along the foot of a chart, spread evenly."""
    return tag("div", [tag("span", name) for name in names], class_="axis", aria_hidden="true")


def ends(names: Sequence[str]) -> Markup:
    """The first, the middle and the last name of an axis."""
    if len(names) < 3:
        return axis(names)
    return axis((names[0], names[len(names) // 2], names[-1]))


def figure(title: str, note: Child, *children: Child, class_: str | None = None) -> Markup:
    """A chart with its heading and a line on how to read it."""
    return tag(
        "figure",
        tag("figcaption", tag("h3", title), tag("p", note) if note else ""),
        *children,
        class_=class_,
    )


def data_table(
    summary: str, caption: str, heads: Sequence[str], rows: Iterable[Sequence[Child]]
) -> Markup:
    """The figures of a chart as a table, folded away."""
    head = tag("tr", [tag("th", name, scope="col") for name in heads])
    body = [
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            [tag("td", cell, class_="number") for cell in row[1:]],
        )
        for row in rows
    ]
    table = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", body))
    scroll = tag("div", table, class_="scroll", tabindex=0, role="region", aria_label=caption)
    return tag("details", tag("summary", summary), scroll, class_="data")


def legend(*items: tuple[str, str]) -> Markup:
    """What the colours of a chart mean: (colour, meaning)."""
    return tag(
        "p",
        join(
            *(
                tag("span", tag("span", class_=f"swatch {colour}", aria_hidden="true"), meaning)
                for colour, meaning in items
            )
        ),
        class_="legend",
    )


def _share(share: float) -> str:
    return "<1%" if 0 < share < 0.01 else f"{share:.0%}"


def _per_cent(share: float) -> str:
    return f"{_round(100 * min(max(share, 0.0), 1.0))}%"


def _round(value: float) -> float:
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded
