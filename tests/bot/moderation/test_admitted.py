from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.admitted import admitted
from bot.moderation.picks import ALL as EVERYTHING
from bot.moderation.picks import Picks, is_own
from index.catalogue import SourceEntry


def source(
    identity: str, servers: frozenset[int] | None = None, *, age_restricted: bool = False
) -> SourceEntry:
    return SourceEntry(
        id=identity,
        title=identity,
        sha256="",
        turns=1,
        speakers=(),
        servers=servers,
        age_restricted=age_restricted,
    )


EVERYBODYS = source("everybodys")
OURS = source("ours", frozenset({1}))
THEIRS = source("theirs", frozenset({2}))
NOBODYS = source("nobodys", frozenset())
GROWN_UP = source("grown-up", age_restricted=True)
ALL = (EVERYBODYS, OURS, THEIRS, NOBODYS, GROWN_UP)


def ids(
    guild: int | None,
    allowed: frozenset[str] | None = None,
    *,
    adult: bool = False,
    picks: Picks = EVERYTHING,
) -> set[str]:
    return set(admitted(ALL, guild=guild, age_restricted_place=adult, allowed=allowed, picks=picks))


def test_a_server_is_answered_from_its_own_and_everybodys() -> None:
    assert ids(1) == {"everybodys", "ours"}
    assert ids(2) == {"everybodys", "theirs"}
    assert ids(3) == {"everybodys"}


def test_direct_messages_are_of_no_server() -> None:
    assert ids(None) == {"everybodys"}


def test_age_restricted_sources_are_for_places_where_ages_are_checked() -> None:
    assert ids(1, adult=True) == {"everybodys", "ours", "grown-up"}


def test_rules_narrow_and_never_widen() -> None:
    assert ids(1, frozenset({"ours"})) == {"ours"}
    assert ids(1, frozenset({"ours", "theirs", "grown-up"})) == {"ours"}
    assert ids(1, frozenset({"theirs"})) == set()
    assert ids(1, frozenset()) == ids(1)


def test_a_server_picks_of_what_is_offered_to_it() -> None:
    assert ids(1, picks=Picks(offered=frozenset())) == {"ours"}
    assert ids(1, adult=True, picks=Picks(offered=frozenset({"grown-up"}))) == {"ours", "grown-up"}
    assert ids(1, picks=Picks(offered=frozenset({"theirs", "nobodys"}))) == {"ours"}


def test_a_server_withholds_what_is_its_own() -> None:
    assert ids(1, picks=Picks(withheld=frozenset({"ours", "everybodys"}))) == {"everybodys"}


def test_what_a_place_allows_goes_not_beyond_what_was_picked() -> None:
    assert ids(1, frozenset({"everybodys", "ours"}), picks=Picks(offered=frozenset())) == {"ours"}


servers = st.none() | st.frozensets(st.integers(1, 3), max_size=2)
shelf = st.dictionaries(st.sampled_from("abcdef"), st.tuples(servers, st.booleans()))


some = st.frozensets(st.sampled_from("abcxyz"))


@given(
    shelf,
    st.none() | st.integers(1, 3),
    st.booleans(),
    st.none() | some,
    st.builds(Picks, offered=st.none() | some, withheld=some),
)
def test_what_is_admitted_is_the_servers_own_whatever_the_rules_say(
    held: dict[str, tuple[frozenset[int] | None, bool]],
    guild: int | None,
    adult: bool,  # noqa: FBT001 - drawn by hypothesis
    allowed: frozenset[str] | None,
    picks: Picks,
) -> None:
    sources = [source(identity, own, age_restricted=old) for identity, (own, old) in held.items()]
    for identity in admitted(sources, guild=guild, age_restricted_place=adult, allowed=allowed, picks=picks):
        own, old = held[identity]
        assert own is None or guild in own
        assert adult or not old
        assert not allowed or identity in allowed
        if is_own(own, guild):
            assert identity not in picks.withheld
        else:
            assert picks.offered is None or identity in picks.offered
