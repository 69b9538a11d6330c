"""What a text looks like to its reader: the words that are left when every disguise is taken off."""

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType

from index.naming import LOOKS

# Letters by their class, but what shows nothing: fillers of Korean, the empty pattern of Braille.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# Marks that make another word of it, in the scripts of India and of South-East Asia, and Japan's.
_MEANING = re.compile("[\u0900-\u17b3\u17b6-\u180a\u3099\u309a]")
# Letters that are drawn as signs: in discs, in boxes, and those that flags are made of.
_DRAWN = (0x1F150, 0x1F170, 0x1F1E6)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# Small capitals, struck letters, Cherokee; beside what names are compared by.
_MORE = (
    "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ" + "øđłħŧƀɑɩðþ" + "ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ",
    "abcdefghijklmnoprstuvwyz" + "odlhtbaidp" + "abcdeghijklmprstvwz",
)
_LETTERS = MappingProxyType(
    {
        **{letter: look for letter, look in LOOKS.items() if chr(letter).isalpha()},
        **dict(zip(map(ord, _MORE[0]), _MORE[1], strict=True)),
        **{first + number: look for first in _DRAWN for number, look in enumerate(_ALPHABET)},
    }
)
_DIGITS = MappingProxyType({letter: look for letter, look in LOOKS.items() if chr(letter).isdigit()})


def looks_of(text: str) -> tuple[str, ...]:
    """Return the words that a reader sees, in order, as they are compared.

    Invisible characters, accents, case, width and other alphabets' look-alikes are no difference, nor are
    0 and 1 within a word of letters.
    """
    return tuple(_read_digits(word) for word in unmask(text).split())


def unmask(text: str) -> str:
    """Return the words that a reader sees with one space between; digits as they are."""
    seen = "".join(map(_seen_in_words, _fold(text)))
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def disguised_as(text: str) -> str:
    """Return a text as it looks, its signs and spaces with it: what an address in it is recognised by."""
    return "".join(map(_seen, _fold(text)))


def bare(text: str) -> str:
    """Return a text with its case, and without what does not show: what a secret is recognised by."""
    return "".join(map(_kept, unicodedata.normalize("NFKC", text)))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())


# A long answer is looked through between two heartbeats; it has a few dozen different characters.
@lru_cache(maxsize=1 << 12)
def _seen_in_words(character: str) -> str:
    seen = _seen(character)
    return seen if not seen or _is_read(seen) else " "


@lru_cache(maxsize=1 << 12)
def _seen(character: str) -> str:
    return _LETTERS.get(ord(character), _kept(character))


@lru_cache(maxsize=1 << 12)
def _kept(character: str) -> str:
    return "" if _is_nothing(character) else character


def _is_read(character: str) -> bool:
    """Tell whether a character that shows is part of a word."""
    return unicodedata.category(character)[0] in "LNM"


def _is_nothing(character: str) -> bool:
    """Tell whether a character neither shows nor parts words, or is a mark that may be left out."""
    category = unicodedata.category(character)
    if category == "Cc":
        return not character.isspace()
    if category == "Mn":
        return _MEANING.match(character) is None
    return category in {"Me", "Cf", "Cs", "Co", "Cn"} or character in _BLANK


def _read_digits(word: str) -> str:
    return word if word.isdigit() else word.translate(_DIGITS)
