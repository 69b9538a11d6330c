"""English words that mean the same in other letters: irregular forms, everyday synonyms, opposites.

Small on purpose: whatever is not here is another word, so that a check says no more than it can show.
"""

from collections.abc import Mapping
from functools import cache

from bot.answering.verification.opposites import pair_stems
from bot.answering.verification.synonyms import group_stems
from index.words import Word, stem_words

_IRREGULAR = """
    become:became begin:began,begun bite:bit,bitten blow:blew,blown break:broke,broken bring:brought
    build:built
    burn:burnt buy:bought catch:caught choose:chose,chosen come:came deal:dealt draw:drew,drawn
    drink:drank,drunk drive:drove,driven eat:ate,eaten fall:fell,fallen feed:fed feel:felt fight:fought
    find:found fly:flew,flown forget:forgot,forgotten freeze:froze,frozen give:gave,given go:goes,went,gone
    grow:grew,grown hear:heard hide:hid,hidden hold:held keep:kept know:knew,known lay:laid lead:led
    leave:left lend:lent light:lit lose:lost make:made mean:meant meet:met pay:paid ride:rode,ridden
    ring:rang,rung rise:rose,risen run:ran say:said see:saw,seen seek:sought sell:sold send:sent
    shake:shook,shaken shine:shone shoot:shot show:shown sing:sang,sung sink:sank,sunk sit:sat sleep:slept
    speak:spoke,spoken spend:spent stand:stood steal:stole,stolen stick:stuck strike:struck swim:swam,swum
    take:took,taken teach:taught tear:tore,torn tell:told think:thought throw:threw,thrown
    understand:understood wake:woke,woken wear:wore,worn win:won write:wrote,written
    child:children man:men woman:women person:people foot:feet tooth:teeth mouse:mice half:halves
    life:lives knife:knives leaf:leaves wife:wives loaf:loaves good:better,best bad:worse,worst
    metre:meter,meters colour:color,colors programme:program,programs centre:center,centers
"""
# Of degrees only "good" is said in other words; "better" is not "good", so they are left apart below.
_DEGREES = frozenset("better best worse worst".split())

_SYNONYMS = """
    big/huge/large/great/enormous/immense small/little/tiny begin/start end/finish/stop buy/purchase
    aid/help quick/fast rapid/fast broad/wide sad/unhappy glad/happy correct/right ill/sick
    firm/company/corporation/business shop/store car/automobile photograph/photo picture/image job/work
    child/kid father/dad mother/mum get/receive/obtain need/require try/attempt
    road/street main/chief/principal whole/entire yearly/annual often/frequently
    about/roughly/approximately permit/allow price/cost rubbish/nonsense
"""
# Without those that hold a "not" of their own, such as "impossible": these are denials. Without
# plain qualities as well: that dry clay holds does not deny that wet clay bursts.
_OPPOSITES = """
    more/less more/fewer most/least increase/decrease rise/fall better/worse higher/lower easier/harder
    before/after always/never largest/smallest highest/lowest biggest/smallest bigger/smaller larger/smaller
    cheaper/dearer stronger/weaker earlier/later faster/slower longer/shorter hotter/colder hotter/cooler
    success/failure love/hate like/dislike win/lose gain/lose happy/unhappy
"""

# They point, or tell that something is told: a claim in other words has them for no matter of its own.
LIGHT = frozenset(
    """
    abroad overseas elsewhere actually really simply also again already first finally partly mainly largely
    basically together away back become becomes became becoming interview article book text podcast
    say says said tell tells told note notes noted mention mentions mentioned put puts describe describes
    explain explains call calls called report reports reported believe believes think thinks
    """.split()
)


def root_of(word: Word) -> str:
    """Return what a word is compared by: its stem, or that of the word that it is a form of."""
    return _roots().get(word.text.removesuffix("'s"), word.stem)


def mean_same(one: str, other: str) -> bool:
    """Tell whether two roots are the same, or everyday synonyms."""
    return one == other or bool(_groups().get(one, frozenset()) & _groups().get(other, frozenset()))


def are_opposites(one: str, other: str) -> bool:
    """Tell whether two roots say the contrary of each other."""
    return other in _contraries().get(one, frozenset())


@cache
def _roots() -> dict[str, str]:
    roots: dict[str, str] = {}
    for entry in _IRREGULAR.split():
        base, _, forms = entry.partition(":")
        stem = stem_words([base])[0]
        roots |= dict.fromkeys(set(forms.split(",")) - _DEGREES, stem)
    return roots


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    return group_stems(group.split("/") for group in _SYNONYMS.split())


@cache
def _contraries() -> Mapping[str, frozenset[str]]:
    return pair_stems(_OPPOSITES.split())
