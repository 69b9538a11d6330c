"""Words of saying: what stands beside the name of somebody who is to be quoted, in several languages.

All words are folded (small, without accents), as `index.words` gives them.
"""

from collections.abc import Collection

SAYING = frozenset(
    """
    say says said saying think thinks thought believe believes believed claim claims claimed mention
    mentions mentioned argue argues argued describe describes described explain explains explained talk
    talks talked speak speaks spoke tell tells told answer answers answered ask asks asked respond
    responds responded suggest suggests suggested warn warns warned note notes noted predict predicts
    predicted feel feels felt mean means meant agree agrees agreed disagree disagrees disagreed see sees
    view views quote quotes quoted point points recommend recommends recommended discuss discusses
    discussed write writes wrote call calls called state states stated admit admits admitted deny denies
    denied insist insists insisted comment comments commented consider considers considered expect expects
    expected
    """.split()
)
OPINIONS = frozenset(
    "view views opinion answer answers words take claim claims point argument position statement book".split()
)
HELPING = frozenset("do does did has have had is was will would could can should might".split())
# Who speaks these is asked about in a question whose other words are of the same language.
FOREIGN_SAYING = frozenset(
    """
    sagt sagen sagte sagten gesagt meint meinen meinte gemeint denkt dachte gedacht glaubt glaubte
    behauptet behauptete
    erklart erklarte erwahnt erwahnte spricht sprach erzahlt erzahlte findet fand antwortet
    dit disait disent pense pensent pensait affirme affirment explique mentionne parle raconte croit repond
    dice dijo dicen dijeron dicho piensa piensan pensaba opina opinan cree creia afirma explica menciona habla
    detto disse dicono pensano crede credono spiega parla racconta ritiene
    diz dizem pensam disseram acha acham acredita fala falou conta
    zegt zei zeggen zeiden gezegd denken vindt vond vinden beweert noemt vertelt gelooft meent
    """.split()
)
FOREIGN_BEFORE = frozenset("laut zufolge selon d'apres segun secondo segundo volgens".split())
# After these stands what is spoken of, and not who speaks.
FOREIGN_ABOUT = frozenset(
    "uber zu von sobre sur de du des di su sulla sul del della do da van over aan bij par propos".split()
)
FOREIGN_ASKING = frozenset(
    """
    was wer wie warum wann wo welche welcher welches wieviel hat haben dass
    que qu'est quoi qui quand comment pourquoi quel quelle quels quelles a-t-il est-ce
    quien quienes cuando como donde cual cuales cuanto cuantos por ha
    cosa che chi quando perche dove quale quali quanti
    o quem onde porque qual quais quantos os
    wat wanneer waarom hoe waar welk welke heeft
    laut selon segun secondo segundo volgens uber sobre sur over
    """.split()
)
# Whatever else it looks like, a question with one of these is asked in English.
_ENGLISH = frozenset("the are did does what how why who which were and of".split())


def speaks_foreign(words: Collection[str]) -> bool:
    """Tell whether folded words of a question ask in another language what somebody says."""
    if any(word in _ENGLISH for word in words):
        return False
    saying = any(word in FOREIGN_SAYING or word in FOREIGN_BEFORE for word in words)
    return saying and any(word in FOREIGN_ASKING for word in words)
