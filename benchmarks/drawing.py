"""Plots: bars side by side and curves, as SVG and in the terminal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from rich.text import Text

Point = tuple[float, float]

_COLOURS = ("#2563eb", "#9ca3af", "#059669", "#d97706", "#7c3aed")
_WIDTH, _HEIGHT = 720, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 40, 56
_ACROSS, _DOWN = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
_BAR_CELLS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A line through points (both 0 to 1), and the one that is marked."""

    name: str
    points: Sequence[Point]
    marked: Point | None = None


def bars_as_text(name: str, values: Mapping[str, float]) -> Text:
    """Return a bar for each value (0 to 1), under a name."""
    text = Text(f"{name}\n", style="bold")
    for place, (label, value) in enumerate(values.items()):
        bar = "█" * round(value * _BAR_CELLS)
        text.append(f"  {label:<12} {bar} {value:.3f}\n", style="blue" if place == 0 else "bright_black")
    return text


def bars_as_svg(title: str, groups: Mapping[str, Mapping[str, float]]) -> str:
    """Return groups of bars (0 to 1), each bar of a group under its own label and colour."""
    labels = list(dict.fromkeys(label for held in groups.values() for label in held))
    slot = _ACROSS / max(1, len(groups))
    width = slot * 0.8 / max(1, len(labels))
    marks: list[str] = []
    for at, (group, held) in enumerate(groups.items()):
        left = _LEFT + at * slot
        for number, label in enumerate(labels):
            value = held.get(label, 0.0)
            x, y = left + slot * 0.1 + number * width, _y(value)
            marks.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{width - 2:.1f}" height="{_y(0) - y:.1f}" '
                f'fill="{_COLOURS[number]}"/>'
            )
            marks.append(_text(x + width / 2 - 1, y - 4, f"{value:.2f}", size=9))
        for line, words in enumerate(group.split()):
            marks.append(_text(left + slot / 2, _y(0) + 14 + 12 * line, words, size=10))
    return _frame(title, [*_scale(), *marks, *_legend(labels)])


def curves_as_svg(title: str, across: str, up: str, curves: Sequence[Curve]) -> str:
    """Return curves over a square of 0 to 1 both ways, what is marked as a dot."""
    marks = [_text(_x(tick / 5), _y(0) + 14, f"{tick / 5:.1f}", size=9) for tick in range(6)]
    marks.append(_text(_LEFT + _ACROSS / 2, _y(0) + 28, across, size=10))
    marks.append(_text(_LEFT, _TOP - 6, up, size=10, anchor="start"))
    for place, curve in enumerate(curves):
        line = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in curve.points)
        colour = _COLOURS[place]
        marks.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if curve.marked is not None:
            x, y = curve.marked
            marks.append(f'<circle cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="5" fill="{colour}"/>')
    return _frame(title, [*_scale(), *marks, *_legend([curve.name for curve in curves])])


def times_as_svg(title: str, lines: Mapping[str, Sequence[float]], limit: float) -> str:
    """Return for each line which share of its seconds is over when; `limit` is marked across."""
    longest = max([limit, *(max(times) for times in lines.values() if times)]) * 1.05
    marks = [_text(_x(limit / longest), _TOP - 6, f"{limit:g} s", size=10)]
    marks.append(
        f'<line x1="{_x(limit / longest):.1f}" x2="{_x(limit / longest):.1f}" y1="{_y(1):.1f}" '
        f'y2="{_y(0):.1f}" stroke="#dc2626" stroke-dasharray="4"/>'
    )
    marks += [_text(_x(tick / 5), _y(0) + 14, f"{tick / 5 * longest:.1f} s", size=9) for tick in range(6)]
    for place, times in enumerate(lines.values()):
        ordered = sorted(times)
        points = [(one / longest, (at + 1) / len(ordered)) for at, one in enumerate(ordered)]
        line = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
        marks.append(
            f'<polyline points="{line}" fill="none" stroke="{_COLOURS[place % len(_COLOURS)]}" '
            'stroke-width="2"/>'
        )
    return _frame(title, [*_scale(), *marks, *_legend(list(lines))])


def _frame(title: str, marks: Iterable[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="sans-serif">\n<title>{escape(title)}</title>\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>\n'
    )
    return head + _text(_WIDTH / 2, 18, title, size=13) + "\n" + "\n".join(marks) + "\n</svg>\n"


def _scale() -> list[str]:
    marks: list[str] = []
    for tick in range(6):
        y = _y(tick / 5)
        marks.append(
            f'<line x1="{_LEFT}" x2="{_LEFT + _ACROSS}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e5e7eb"/>'
        )
        marks.append(_text(_LEFT - 6, y + 3, f"{tick / 5:.1f}", size=9, anchor="end"))
    return marks


def _legend(labels: Sequence[str]) -> list[str]:
    marks: list[str] = []
    for place, label in enumerate(labels):
        x = _LEFT + place * _ACROSS / max(1, len(labels))
        y = _HEIGHT - 12
        marks.append(f'<rect x="{x:.1f}" y="{y - 8}" width="10" height="10" fill="{_COLOURS[place]}"/>')
        marks.append(_text(x + 14, y + 1, label, size=10, anchor="start"))
    return marks


def _text(x: float, y: float, words: str, *, size: int, anchor: str = "middle") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="#111827">'
        f"{escape(words)}</text>"
    )


def _x(share: float) -> float:
    return _LEFT + share * _ACROSS


def _y(share: float) -> float:
    return _TOP + (1 - share) * _DOWN
