"""Numbers in words and digits: "half a billion" and "0.5 billion" are one, "5 billion" is another."""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

_UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "dozen": 12,
}
_VAGUE = frozenset("tens dozens hundreds thousands millions billions trillions".split())
_TIMES = {"twice": 2, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "thrice": 3}
_MULTIPLYING = frozenset("as more less the that what this those".split())
_PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_MONEY = {"dollar": "$", "dollars": "$", "usd": "$", "euro": "€", "euros": "€", "pounds": "£"}
_SIGNS = frozenset("$€£¥")
_PERCENT = frozenset({"%", "percent", "pct"})
_TERM = re.compile(
    r"(?<![\w.,])[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,]*\d)|(?<![\w.,])[-−]?\d*\.\d+(?!\w*[\d])"
    r"|(?<![\w.,])[-−]?\d+|\d+|[^\W\d_]+(?:['’][^\W\d_]+)?|[%$€£¥]"
)
_LITERAL = re.compile(r"\b\d+(?:[:./]\d+){2,}\b|\b\d+:\d+\b|\b(?=\w*\d)(?=\w*[^\W\d_])\w+\b")
_SPELLED = re.compile(r"\d+(?:k|m|mn|bn|b|tn|st|nd|rd|th)")
_ORDINALS = {
    **dict.fromkeys(("st", "nd", "rd", "th"), 0),
    "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11,
    "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "hundredth": 100,
}  # fmt: skip
_AFTER_TENS = {"first": 1, "second": 2, "third": 3, **_ORDINALS}
_ORDINAL = "th"


class Figure(NamedTuple):
    """One number: its value, and what it counts in ("", "%", "$", "x"), or a literal such as "5g"."""

    value: Fraction
    unit: str


class Placed(NamedTuple):
    """A number and where it stands in the folded text, end excluded."""

    figure: Figure
    start: int
    end: int


def read_figures(text: str) -> frozenset[Figure]:
    """Return the numbers of a text; a lone "one" is a pronoun more often than a number, and is none."""
    return frozenset(placed.figure for placed in place_figures(text))


def place_figures(text: str) -> tuple[Placed, ...]:
    """Return the numbers of a text in order, with their places in `text.casefold()`."""
    folded = text.casefold()
    found, rest = _take_literals(folded)
    matches = list(_TERM.finditer(rest))
    terms = [match[0] for match in matches]
    at = 0
    while at < len(terms):
        figure, used = _read_figure(terms, at)
        if figure is not None:
            found.append(Placed(figure, matches[at].start(), matches[at + used - 1].end()))
        at += used
    return tuple(sorted(found, key=lambda placed: placed.start))


def ends_in_number(text: str) -> bool:
    """Tell whether the last word of a text is a number, or a part of one."""
    words = _TERM.findall(text.casefold())
    return bool(words) and (words[-1][-1].isdigit() or words[-1] in _UNITS | _TENS | _SCALES)


def begins_with_scale(text: str) -> bool:
    """Tell whether the first word of a text scales the number before it: "billion", "percent"."""
    words = _TERM.findall(text.casefold()[:40])
    return bool(words) and (words[0] in _PERCENT or (words[0] in _SCALES and len(words[0]) > 1))


def _take_literals(text: str) -> tuple[list[Placed], str]:
    """Take out what holds digits and is no plain number ("5g", "10:30"); "5bn" and "5th" stay."""
    literals = [match for match in _LITERAL.finditer(text) if not _SPELLED.fullmatch(match[0])]
    for match in literals:
        text = f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"
    return [Placed(Figure(Fraction(0), one[0]), *one.span()) for one in literals], text


def _read_figure(terms: list[str], at: int) -> tuple[Figure | None, int]:
    """Return the number that begins at a word, if one does, and how many words it takes."""
    word = terms[at]
    if word in _VAGUE or word in _TIMES:
        return Figure(Fraction(_TIMES.get(word, 0)), "x" if word in _TIMES else word), 1
    ordinal = _read_ordinal(terms, at)
    if ordinal is not None:
        return ordinal
    value, used, spelled_one = _read_value(terms, at)
    if value is None:
        return _read_part(terms, at, Fraction(1), 0)
    part, taken = _read_part(terms, at + used, value, used)
    if part is not None:
        return part, taken
    return _with_unit(terms, at, value, used, lone=spelled_one and used == 1)


def _read_ordinal(terms: list[str], at: int) -> tuple[Figure, int] | None:
    """Read "11th", "eleventh", "twenty-first"; not "a fifth", which is a share."""
    word, before = terms[at], terms[at - 1] if at else ""
    ahead = terms[at + 1] if at + 1 < len(terms) else ""
    if word in _TENS and ahead in _AFTER_TENS and _AFTER_TENS[ahead]:
        return Figure(Fraction(_TENS[word] + _AFTER_TENS[ahead]), _ORDINAL), 2
    if word.isdecimal() and word.isascii() and ahead in ("st", "nd", "rd", "th"):
        return Figure(Fraction(word), _ORDINAL), 2
    counted = word in _PARTS and (before in {"a", "an", "one", "per"} or before in _UNITS)
    if _ORDINALS.get(word) and not counted:
        return Figure(Fraction(_ORDINALS[word]), _ORDINAL), 1
    return None


def _with_unit(
    terms: list[str], at: int, value: Fraction, used: int, *, lone: bool
) -> tuple[Figure | None, int]:
    after = terms[at + used] if at + used < len(terms) else ""
    before = terms[at - 1] if at else ""
    if after in _PERCENT or (after == "per" and terms[at + used + 1 : at + used + 2] == ["cent"]):
        return Figure(value / 100, "%"), used + 1
    if after in _MONEY or before in _SIGNS:
        unit = _MONEY.get(after, before)
        return Figure(value, unit), used + (after in _MONEY)
    if after == "times" and not lone:
        ahead = terms[at + used + 1] if at + used + 1 < len(terms) else ""
        # "Four times in ten years" counts, "four times as many" multiplies.
        multiplies = ahead in _MULTIPLYING or ahead.endswith("er")
        return Figure(value, "x" if multiplies else ""), used + 1
    return (None if lone else Figure(value, "")), used


def _read_part(terms: list[str], at: int, value: Fraction, used: int) -> tuple[Figure | None, int]:
    """Read "half", "two thirds", "half a billion" as a share, or as a number if it is scaled."""
    word = terms[at] if at < len(terms) else ""
    counted = used > 0 or (at > 0 and terms[at - 1] == "a") or word == "half"
    if word not in _PARTS or not counted or (used and value >= _PARTS[word]):
        return None, max(used, 1)
    share, taken = value / _PARTS[word], used + 1
    ahead = terms[at + 1 : at + 3]
    skip = 1 if ahead[:1] in (["a"], ["an"]) else 0
    if len(ahead) > skip and ahead[skip] in _SCALES:
        return Figure(share * _SCALES[ahead[skip]], ""), taken + skip + 1
    return Figure(share, "%"), taken


def _read_value(terms: list[str], at: int) -> tuple[Fraction | None, int, bool]:
    """Return a number with its scales, the words it takes, and whether it begins with "one"."""
    total, current, used = Fraction(0), None, 0
    while at + used < len(terms):
        word = terms[at + used]
        simple = _simple(word)
        if simple is not None and (current is None or _continues(current, simple, terms[at + used - 1])):
            current = simple if current is None else current + simple
        elif word in _SCALES and (current is not None or _after_article(terms, at + used)):
            current = (current if current is not None else Fraction(1)) * _SCALES[word]
            if _SCALES[word] >= _SCALES["thousand"]:
                total, current = total + current, Fraction(0)
        elif not (word == "and" and used and _joins(terms, at + used)):
            break
        used += 1
    value = None if current is None and not total else total + (current or 0)
    if value is not None and terms[at + used : at + used + 3] == ["and", "a", "half"]:
        value, used = value + Fraction(1, 2), used + 3
        if at + used < len(terms) and terms[at + used] in _SCALES:
            value, used = value * _SCALES[terms[at + used]], used + 1
    return value, used, terms[at] == "one"


def _simple(word: str) -> Fraction | None:
    if word in _UNITS or word in _TENS:
        return Fraction({**_UNITS, **_TENS}[word])
    digits = word.replace(",", "").replace("−", "-")
    return Fraction(digits) if digits[-1:].isdecimal() and digits.isascii() else None


def _continues(current: Fraction, simple: Fraction, before: str) -> bool:
    """Tell whether "three" goes on with "twenty" (and "five" with "two hundred"), or begins anew."""
    if before in _TENS:
        return 0 < simple < _SCALES["dozen"] - 2
    return (before in _SCALES or before == "and") and current % 100 == 0 and simple < _SCALES["hundred"]


def _after_article(terms: list[str], at: int) -> bool:
    return at > 0 and terms[at - 1] in {"a", "an", "half"} and len(terms[at]) > 1


def _joins(terms: list[str], at: int) -> bool:
    """Tell whether an "and" stands inside one number: "two hundred and five"."""
    follows = terms[at + 1] if at + 1 < len(terms) else ""
    return terms[at - 1] in _SCALES and (follows in _UNITS or follows in _TENS)


def missing_figures(sentence: str, evidence: Iterable[str], around: Iterable[str] = ()) -> frozenset[Figure]:
    """Return the numbers of a sentence that none of its evidence has; "the eleventh" is 11.

    A currency may come from what is said around the evidence.
    """
    wanted = read_figures(sentence)
    if not wanted:
        return wanted
    given = {_as_counted(figure) for text in evidence for figure in read_figures(text)}
    money = {figure.unit for text in around for figure in read_figures(text)} & _SIGNS
    given |= {figure._replace(unit=unit) for figure in given if not figure.unit for unit in money}
    return frozenset(figure for figure in wanted if _as_counted(figure) not in given)


def _as_counted(figure: Figure) -> Figure:
    return figure._replace(unit="") if figure.unit == _ORDINAL else figure
