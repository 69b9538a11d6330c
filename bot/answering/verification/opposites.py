"""Words that say the opposite of each other."""

from collections.abc import Iterable, Mapping

from index.words import stem_words

_PAIRS = """
more/less more/fewer most/least increase/decrease increase/reduce grow/shrink rise/fall rose/fell rise/drop
gain/lose gained/lost better/worse best/worst higher/lower high/low up/down on/off above/below over/under
easier/harder easy/hard easy/difficult before/after early/late earlier/later always/never first/last
success/failure succeed/fail win/lose won/lost love/hate loves/hates like/dislike accept/reject
accepted/rejected accept/refuse allow/ban allow/forbid allowed/banned allow/prevent permit/prohibit
largest/smallest bigger/smaller big/small large/small huge/tiny cheap/expensive cheaper/dearer strong/weak
stronger/weaker safe/dangerous safe/unsafe possible/impossible agree/disagree agreed/disagreed true/false
true/untrue right/wrong good/bad well/badly open/closed open/close opened/closed start/stop begin/end
started/stopped support/oppose for/against buy/sell bought/sold rich/poor hot/cold warm/cold wet/dry
long/short old/new young/old near/far quick/slow fast/slow faster/slower loud/quiet noisy/quiet
noisier/quieter happy/sad alive/dead live/die lived/died fair/unfair useful/useless legal/illegal
lawful/unlawful likely/unlikely able/unable willing/unwilling willing/reluctant eager/reluctant
honest/dishonest public/private public/secret full/empty inside/outside arrive/leave arrived/left come/go
keep/abandon kept/abandoned build/destroy built/destroyed create/destroy remember/forget protect/harm
help/harm help/hinder add/remove include/exclude included/excluded everything/nothing everybody/nobody
everyone/nobody all/none hope/fear optimistic/pessimistic optimism/pessimism trust/distrust trust/mistrust
friend/enemy ally/enemy peace/war attack/defend praise/criticise praise/blame innocent/guilty deny/admit
denies/admits denied/admitted conceal/reveal hide/reveal simple/complicated simple/complex strengthen/weaken
tighten/loosen tightened/loosened encourage/discourage effective/ineffective relevant/irrelevant
import/export imports/exports give/take gave/took north/south northern/southern east/west eastern/western
left/right day/night summer/winter morning/evening spring/autumn wider/narrower deeper/shallower mend/break
repair/break saved/lost save/destroy saved/destroyed with/without sweet/sour clean/dirty poisonous/harmless
brightest/dullest guest/host male/female brother/sister mother/father son/daughter husband/wife king/queen
majority/minority maximum/minimum cautious/reckless
""".split()


def read_opposites() -> Mapping[str, frozenset[str]]:
    """Return for each stem the stems that say its opposite."""
    return pair_stems(_PAIRS)


def pair_stems(pairs: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return for each stem of pairs such as "more/less" the stems that stand across from it."""
    across: dict[str, set[str]] = {}
    for pair in pairs:
        one, other = stem_words(pair.split("/"))
        across.setdefault(one, set()).add(other)
        across.setdefault(other, set()).add(one)
    return {stem: frozenset(others) for stem, others in across.items()}
