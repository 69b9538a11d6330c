"""Texts that try to break out, and what a reader of Discord's Markdown sees of a block."""

import re

from hypothesis import strategies as st
from markdown_it import MarkdownIt

_PIECES = (
    "@everyone @here <@123456789012345678> <@!1> <@&5> <#6> </ask:7> <t:1700000000:R>",
    "<:name:8> <a:n:9> <id:guide>",
    "[text](https://evil.example) <https://evil.example> https://evil.example/a_b?c=d steam://run discord://x",
    "discord.gg/abc discord.com/invite/abc dsc.gg/x DISCORD.GG/abc",
    "# heading", "-# small", "> quote", ">>> all", "- list", "1. one", "2) two", "***", "---", "===",
    "||spoiler||", "`code`", "```ansi\n\x1b[31mred```", "*a* **b** __c__ ~~d~~ _e_ \\* \\", "[1] [2]: https://x.y",
    "\u202eright to left", "zero\u200bwidth\u2060\ufeff", "z\u0301\u0302\u0303\u0304\u0305\u0306a\u0307",
    "\U000e0041\U000e0042", "\ud800", "\x00\x07", "don’t “quote” [researcher] — it’s", "👩‍👩‍👧 🇩🇪",
    "\n\n", "\t", "a" * 300, "&lt;b&gt; <b>", "The end. Or not?", "Half of it was true.",
)  # fmt: skip

nasty = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=30)), max_size=12).map(" ".join)
joined = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=10)), max_size=8).map("".join)
texts = st.one_of(nasty, joined, st.text(max_size=200), nasty.map(lambda text: (text + " ") * 40))

_PLAIN_TOKENS = {"text", "softbreak", "text_special"}
_OURS = {"strong_open", "strong_close", "s_open", "s_close"}
_BLOCKS = {"paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close", "inline"}


def read_markdown(block: str) -> tuple[set[str], str]:
    """Return which live tokens a block holds, beside text, and the text that a reader sees."""
    # Discord has no entities, no rules under headings and no lazy lines; it does have strikes and links.
    parser = MarkdownIt("commonmark").disable(["entity", "html_inline", "html_block"]).enable("strikethrough")
    live: set[str] = set()
    seen: list[str] = []
    for token in parser.parse(block):
        live |= {token.type} - _BLOCKS
        for child in token.children or ():
            live |= {child.type} - _PLAIN_TOKENS
            seen.append(
                child.content
                if child.type in {"text", "text_special"}
                else "\n" * (child.type == "softbreak")
            )
    return live, "".join(seen).replace("\u200b", "")


_DISCORD_LIVE = re.compile(
    r"<(?:@|#|:|a:|t:|/|id:)|@(?:everyone|here|\w)|\b[a-z]+://|\|\||__|~~|`|(?i:discord\.gg/|discord\.com/|dsc\.gg/)"
)


def live_in_discord(block: str) -> list[str]:
    """Return what Discord itself would bring to life; a backslash takes the next mark's meaning."""
    return _DISCORD_LIVE.findall(re.sub(r"\\[^\w\s]", "", block))


def pings_in_raw(block: str) -> list[str]:
    """Return what Discord's servers would find, to whom a backslash means nothing."""
    return re.findall(r"@everyone|@here|<@[!&]?\d+>", block)


_MASKED = re.compile(r"(?<!\\)\[([^\[\]\\\n]+)\]\(<([^<>\s]*)>\)")


def part_links(block: str) -> tuple[set[str], str]:
    """Return where the masked links of a block lead, and the block with their labels alone."""
    return {found[2] for found in _MASKED.finditer(block)}, _MASKED.sub(r"\1", block)


OURS = _OURS
