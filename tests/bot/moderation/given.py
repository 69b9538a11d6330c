"""Any rules, places and people, for what must hold of all of them."""

from hypothesis import strategies as st

from bot.moderation.picks import Picks
from bot.moderation.places import Person, Place, PlaceKind
from bot.moderation.rules import Allowance, ChannelMode, GuildRules, Limits, PlaceRules

NOW = 1_800_000_000
DAY = 86_400
GUILD, CATEGORY, CHANNEL, THREAD = 1, 20, 30, 40
MEMBER = 500
MODERATOR_ROLE, OTHER_ROLE = 70, 71

roles = st.frozensets(st.sampled_from([MODERATOR_ROLE, OTHER_ROLE, 72]))
modes = st.sampled_from(ChannelMode)

place_rules = st.builds(
    PlaceRules,
    mode=st.none() | modes,
    roles=st.none() | roles,
    newcomer_days=st.none() | st.integers(0, 365),
    sources=st.none() | st.frozensets(st.sampled_from(["harbour", "lamps"])),
)
allowances = st.builds(
    Allowance,
    requests=st.none() | st.integers(1, 1000),
    seconds=st.integers(1, 2_592_000),
    dollars=st.none() | st.decimals("0.01", "1000", places=2),
)
guild_rules = st.builds(
    GuildRules,
    default=place_rules,
    places=st.dictionaries(st.sampled_from([CATEGORY, CHANNEL, THREAD, 99]), place_rules),
    review_channel=st.none() | st.just(90),
    moderator_roles=roles,
    curator_roles=roles,
    picks=st.builds(
        Picks,
        offered=st.none() | st.frozensets(st.sampled_from(["harbour", "lamps"])),
        withheld=st.frozensets(st.sampled_from(["harbour", "kiln"])),
    ),
    staff_exempt=st.booleans(),
    blocked_people=st.frozensets(st.sampled_from([MEMBER, MEMBER + 1])),
    blocked_words=st.lists(st.sampled_from(["gull*", "herring", "old rope"]), unique=True).map(tuple),
    limits=st.builds(Limits, person=allowances, channel=allowances, server=allowances),
    quiet_minutes=st.integers(0, 1440),
    draft_hours=st.integers(1, 720),
    strict=st.booleans(),
    language=st.none() | st.sampled_from(["de", "en-US", "es-419"]),
    paused_at=st.none() | st.just(NOW - 5),
)
_threads = st.sampled_from([PlaceKind.THREAD, PlaceKind.PRIVATE_THREAD, PlaceKind.FORUM_POST])
_channels = st.sampled_from([PlaceKind.CHANNEL, PlaceKind.ANNOUNCEMENT, PlaceKind.VOICE])
_conditions = {
    "category": st.none() | st.just(CATEGORY),
    "locked": st.booleans(),
    "archived": st.booleans(),
    "age_restricted": st.booleans(),
    "slowmode": st.integers(0, 21_600),
}
channels = st.builds(Place, guild=st.just(GUILD), channel=st.just(CHANNEL), kind=_channels, **_conditions)
threads = st.builds(
    Place,
    guild=st.just(GUILD),
    channel=st.just(THREAD),
    parent=st.just(CHANNEL),
    kind=_threads,
    **_conditions,
)
direct = st.builds(Place, guild=st.none(), channel=st.just(CHANNEL), kind=st.just(PlaceKind.DIRECT))
places = st.one_of(channels, threads, direct)
people = st.builds(
    Person,
    id=st.sampled_from([MEMBER, MEMBER + 1, MEMBER + 2]),
    bot=st.booleans(),
    member=st.booleans(),
    roles=roles,
    joined_at=st.none() | st.integers(NOW - 400 * DAY, NOW),
    timed_out_until=st.none() | st.integers(NOW - 100, NOW + 100),
    may_send=st.booleans(),
    manages_messages=st.booleans(),
    manages_server=st.booleans(),
    skips_slowmode=st.booleans(),
)
open_channels = st.frozensets(st.sampled_from([CHANNEL, THREAD, CATEGORY]))
