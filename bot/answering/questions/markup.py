"""What a message says without Discord's markup: emphasis, spoilers, code, quotes, mentions, links."""

import re

# A name or a place of Discord's own: <@1>, <@&1>, <#1>, <:name:1>, <t:1:R>, </name:1>.
_PLACE = re.compile(r"<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|/[\w -]+:\d+|id:\w+)>")
_FENCE = re.compile(r"```(?:\w+\n)?|``?")
_LINK = re.compile(r"\[([^\]\n]*)\]\(\s*<?https?://[^)\s]*>?\s*\)")
_ADDRESS = re.compile(r"<?https?://\S+")
_LINE_START = re.compile(r"^[ \t]*(?:>{1,3}|#{1,3}|-#|[-*•]|\d+\.)[ \t]+", re.MULTILINE)
# Stars and strokes that come in pairs around words; a lone one (“5 * 3”, “snake_case”) is no markup.
_PAIRED = re.compile(r"(\*{1,3}|__|~~|\|\|)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_LEANING = re.compile(r"(?<![\w_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])")


def plain_text(message: str) -> str:
    """Return the words of a message, its white space folded; empty if it is markup alone."""
    text = _ADDRESS.sub(" ", _LINK.sub(r"\1", _PLACE.sub(" ", message)))
    text = _FENCE.sub(" ", _LINE_START.sub("", text))
    before = ""
    while before != text:
        before, text = text, _LEANING.sub(r"\1", _PAIRED.sub(r"\2", text))
    return " ".join(text.split())
