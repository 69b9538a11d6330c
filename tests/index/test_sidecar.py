from pathlib import Path

import pytest

from index.errors import SidecarError
from index.quoting import QuoteBudget
from index.sidecar import Sidecar, parse_sidecar, read_sidecar, source_id
from index.types import Role

WHOLE = """\
id = "talk"
title = "A talk"
publisher = "Span"
date = 2020-02-03
url = "https://example.org/talk"
recording = "https://www.youtube.com/watch?v=abc_DEF-123"
licence = "CC BY 4.0"
language = "en"
servers = ["1048576000000000001", 1048576000000000002]
age_restricted = true
unlabelled = "host:Span"
narrator = "Span"
skip = ["Foto"]

[quoting]
longest = 60
answer_share = 0.1
day_share = "25 %"

[body]
first = "We met"
last = "the end."

[[speakers]]
name = "Ana Ruiz"
aliases = ["Ana", "AR"]
role = "guest"
"""


def parse(text: str) -> Sidecar:
    return parse_sidecar(text, Path("talk.toml"))


def test_every_key_is_read() -> None:
    sidecar = parse(WHOLE)
    assert (sidecar.date, sidecar.asker, sidecar.body.last) == ("2020-02-03", "Span", "the end.")
    assert sidecar.quoting.budget == QuoteBudget(longest=60, answer_share=0.1, day_share=0.25)
    assert [(person.name, person.aliases, person.role) for person in sidecar.speakers] == [
        ("Ana Ruiz", ("Ana", "AR"), Role.GUEST)
    ]


def test_servers_are_ids_with_or_without_quotes_and_none_is_not_all() -> None:
    assert parse(WHOLE).servers == {1048576000000000001, 1048576000000000002}
    assert parse(WHOLE).age_restricted
    assert (parse("servers = []").servers, parse("").servers) == (frozenset(), None)


def test_every_key_is_optional() -> None:
    assert parse("") == Sidecar()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('title = "A\n', "talk.toml, line 1: This is not valid TOML"),
        ('title = "A"\ntitel = "B"\n', "talk.toml, line 2: The key “titel” is not known here."),
        ('title = "A"\n\ndate = 7\n', "talk.toml, line 3: “date” cannot be read"),
        ('unlabelled = "guest:Ana"\n', 'talk.toml, line 1: “unlabelled” must be "continues" or "host:NAME"'),
        ('id = "a b"\n', "talk.toml, line 1: “id” must be 1 to 128 characters"),
        (
            '[[speakers]]\nname = "A"\n\n[[speakers]]\nname = "B"\nrole = "king"\n',
            "talk.toml, line 6: “speakers.2.role”",
        ),
        ('[[speakers]]\nname = ""\n', "talk.toml, line 2: “speakers.1.name”"),
        ("[[speakers]]\nrole = 'host'\n", "“speakers.1.name”"),
        ('skip = "Foto"\n', "talk.toml, line 1: “skip” cannot be read"),
        (
            'servers = ["our server"]\n',
            "talk.toml, line 1: “servers” must be a list of ids of Discord servers",
        ),
        ("servers = [true]\n", "“servers” must be a list of ids of Discord servers"),
        ("servers = [-1]\n", "“servers” must be a list of ids of Discord servers"),
        ("servers = [1.5]\n", "“servers” must be a list of ids of Discord servers"),
        ('servers = "1048576000000000001"\n', "“servers” must be a list of ids of Discord servers"),
        ('age_restricted = "perhaps"\n', "“age_restricted” must be true or false"),
        ('url = "http://example.org"\n', "talk.toml, line 1: “url” cannot be shown as a link: it must begin"),
        (
            'recording = "https://a:b@example.org/x"\n',
            "“recording” cannot be shown as a link: it may hold no",
        ),
        ("[quoting]\nlongest = 0\n", "talk.toml, line 2: “quoting.longest” must be a number of words"),
        ("[quoting]\nlongest = true\n", "“quoting.longest” must be a number of words"),
        ("[quoting]\nanswer_share = 10\n", "talk.toml, line 2: “quoting.answer_share” must be a part"),
        ("[quoting]\nday_share = 0\n", "“quoting.day_share” must be a part of the text"),
        ('[quoting]\nday_share = "much"\n', "“quoting.day_share” must be a part of the text"),
        ("[quoting]\nweek = 1\n", "The key “quoting.week” is not known here"),
        ('[body]\nmiddle = "x"\n', "talk.toml, line 2: The key “body.middle” is not known"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(SidecarError) as error:
        parse(text)
    assert str(error.value).startswith(message) or message in str(error.value)


def test_a_sidecar_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.toml"
    path.write_bytes(b"title = '\xff'")
    with pytest.raises(SidecarError, match="not UTF-8"):
        read_sidecar(path)


@pytest.mark.parametrize(
    ("name", "identity"),
    [("a talk.txt", "a_talk"), ("Überall.md", "_berall"), ("v1.2_x-y.json", "v1.2_x-y"), ("话.txt", "_")],
)
def test_the_id_is_the_stem_in_plain_characters(name: str, identity: str) -> None:
    assert source_id(name) == identity
