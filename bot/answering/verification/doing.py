"""What a sentence says that its speaker is or did, not said: the speaker must tell it in the first person."""

import re
from collections.abc import Sequence

from bot.answering.verification.frame import SAYING, SOMEBODY
from bot.answering.verification.scopes import Clause
from bot.answering.verification.support import Borne

_VERB = re.compile(
    rf"\b{SOMEBODY}(?:\s*,[^,]*,)?(?:\s+(?:\w+ly|also|then|still|now|always|never|once|both|even|just))*"
    r"\s+(?P<words>[\w'’-]+(?:\s+[\w'’-]+){0,4})",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"(?:do|does|did|don['’]t|doesn['’]t|didn['’]t)\s+(?:not\s+|also\s+|n['’]t\s+)*", re.IGNORECASE
)
# How somebody stands to a matter shows in any wording of theirs: "open it, every day" is to favour
# opening it.
_STANCE = re.compile(
    r"(?:would|wouldn['’]t|['’]d|rather|want|wish|prefer|favou?r|support|oppos|back|fear|worr|hope|expect"
    r"|predict"
    r"|recommend|urge|advis|lov|lik|dislik|hat|enjoy|trust|distrust|blam|welcom|regret|defend|encourag"
    r"|demand"
    r"|await|care|insist|refus|lament|appreciat|admir|prais|criti|denounc|condemn|condon|endors|applaud"
    r"|celebrat|hail"
    r"|(?:is|was|are|remains?|seems?|feels?|sounds?)\s+(?:\w+ly\s+|very\s+|also\s+|more\s+|less\s+|not\s+"
    r"|quite\s+"
    r"|rather\s+)*(?:against|for|in\s+favou?r|concerned|worried|sceptical|skeptical|enthusiastic|opposed"
    r"|optimistic"
    r"|pessimistic|certain|sure|unsure|convinced|tempted|happy|glad|proud|critical|willing|reluctant"
    r"|cautious"
    r"|doubtful|wary|hopeful|confident|clear|adamant|open|keen|surprised|struck|impressed|unimpressed"
    r"|troubled))",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves|I['’]\w+|we['’]\w+)\b", re.IGNORECASE
)
_THIRD_PERSON = re.compile(r"\W*(?:(?:and|but|so|because|then)\s+)?(?:he|she|they)\b", re.IGNORECASE)
_FRAGMENT = 4
_JOINING = frozenset("and or that who of in on with as about for to from at by".split())


def does_what_others_do(borne: Sequence[Borne]) -> bool:
    """Tell whether a sentence says of its speaker what the speaker says of somebody else."""
    return any(
        one.best is not None and tells_of_doing(one.clause.text) and not _is_own(one.best.clause)
        for one in borne
    )


def tells_of_doing(own: str) -> bool:
    """Tell whether a clause says what the speaker ("somebody") is or did, not what they said."""
    for match in _VERB.finditer(own):
        words = _AUXILIARY.sub("", match["words"])
        first = re.split(r"[\s’']", words)[0].casefold()
        if first not in SAYING | _JOINING and not _STANCE.match(words):
            return True
    return False


def _is_own(clause: Clause) -> bool:
    """Tell whether a clause speaks of its speaker, or of nobody at all ("Every Friday.")."""
    if _THIRD_PERSON.match(clause.text):
        return False
    sentence = clause.sentence
    return _FIRST_PERSON.search(sentence) is not None or len(re.findall(r"\w+", sentence)) <= _FRAGMENT
