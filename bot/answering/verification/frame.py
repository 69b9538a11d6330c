"""The words that carry no matter of their own in a sentence of an answer: who says it, and how it is told."""

import re

from index.words import stem_words

SAYING = frozenset(
    """
    recount recounts recounted predict predicts predicted expect expects expected summarise summarises
    summarised summarize summarizes summarized indicate indicates indicated imply implies implied allege
    alleges alleged complain complains complained remind reminds reminded say says said saying tell tells
    told state states stated explain explains explained add adds added note notes noted point points pointed
    describe describes described recall recalls recalled remember remembers remembered argue argues argued
    believe believes believed think thinks thought suggest suggests suggested warn warns warned emphasise
    emphasises emphasised emphasize emphasizes emphasized stress stresses stressed mention mentions
    mentioned report reports reported claim claims claimed insist insists insisted call calls called put
    puts see sees saw view views viewed regard regards regarded consider considers considered find finds
    found feel feels felt conclude concludes concluded observe observes observed remark remarks remarked
    reply replies replied answer answers answered respond responds responded counter counters countered
    object objects objected concede concedes conceded acknowledge acknowledges acknowledged accept accepts
    accepted admit admits admitted agree agrees agreed disagree disagrees disagreed recognise recognises
    recognised recognize recognizes recognized highlight highlights highlighted cite cites cited quote
    quotes quoted estimate estimates estimated maintain maintains maintained contend contends contended
    caution cautions cautioned reveal reveals revealed confirm confirms confirmed clarify clarifies
    clarified assert asserts asserted declare declares declared announce announces announced write writes
    wrote written speak speaks spoke discuss discusses discussed comment comments commented joke jokes joked
    reflect reflects reflected suspect suspects suspected doubt doubts doubted deny denies denied reject
    rejects rejected dispute disputes disputed contradict contradicts contradicted ask asks asked question
    questions wonder wonders wondered define defines defined characterise characterises characterised
    characterize characterizes characterized credit credits credited praise praises praised criticise
    criticises criticised criticize criticizes criticized interpret interprets compare compares compared
    contrast contrasts contrasted attribute attributes attributed
    """.split()
)
"""What somebody does with words."""

SOMEBODY = "somebody"
"""Stands where a speaker's name stood, so that what is left still reads as a sentence."""

TELLING = frozenset(
    """
    promise promises promised pledge pledges pledged vow vowed say says said tell tells told state states
    stated claim claims claimed argue argues argued predict predicts predicted write writes wrote allege
    alleges alleged believe believes believed think thinks thought insist insists insisted suggest suggests
    suggested describe describes described call calls called report reports reported warn warns warned
    announce announces announced estimate estimates estimated conclude concludes concluded chronicle
    chronicles chronicled maintain maintains complain complains complained admit admits admitted confirm
    confirms confirmed explain explains explained declare declares declared contend contends contended
    assert asserts asserted deny denies denied dispute disputes disputed note notes noted observe observes
    observed remark remarks remarked add adds added agree agrees agreed
    """.split()
)
"""What makes whoever stands before it the one who says what follows."""

_NEUTRAL = """
    according account answering about also additionally another approach around aspect asked back based
    basis become became besides both bring broad call case cause certain chief claim clear comment
    comparison concern concerned context contrast conversation core course detail different discuss effect
    especially even example exist experience explicit express extent extra fact factor feature feel figure
    final finally find first focus following form former further furthermore general generally give given go
    hand have hence however idea importance important in include including indeed indicate individual
    information instance instead interview issue item just key kind know known later latter lead least like
    likewise long look lot main mainly major make many matter mean meanwhile mind mere merely moreover name
    namely natural nevertheless next nonetheless object occur open opinion option order otherwise outline
    overall own part particular particularly people person perspective place point position possible present
    previous problem process provide purpose question quite range rather reality really reason refer
    referring regarding related remain reply respect response result role same second see seem separate
    serve show similar similarly simple simply situation small sort speak specific specifically stage stand
    start statement step story subject subsequently such take talk term thereby therefore thing think
    thought thus time together topic toward truly turn type use used using utterly various very via view way
    go goes going longer single went come comes came well whole wide within word work would year yet
    respectively still today number speaker guest host interviewer interviewee editor author listener reader
    passage transcript one someone somebody anyone anything something
    """
OPENERS = frozenset(
    """
    according asked asking answering speaking regarding concerning overall generally however yes no today
    describing explaining noting referring replying responding citing quoting discussing recalling comparing
    drawing looking turning reflecting moving based given compared unlike like while when where whereas
    since although though because despite besides instead rather indeed moreover furthermore additionally
    finally first firstly second secondly third thirdly lastly meanwhile similarly likewise conversely
    nevertheless nonetheless still then thus therefore hence consequently accordingly specifically
    particularly notably importantly interestingly originally initially eventually recently currently
    previously historically early later before after during until once among between within without through
    throughout beyond behind along across around near since every each many most some several few another
    other both all there here people everyone nobody someone one two three four five six seven eight nine
    ten part another such only even just also again perhaps maybe possibly probably apparently essentially
    basically simply ultimately fundamentally broadly looking put to on in at by for from with of as if so
    the a an and but or yet
    """.split()
)
"""Words that begin a sentence with a capital and name nothing."""

_DENYING = "doubt den reject disput contradict disagree object suspect".split()
_LEADING = "|".join(sorted(word for word in SAYING if not word.startswith(tuple(_DENYING))))
_LEAD = re.compile(
    rf"\b(?:according to\s+{SOMEBODY}|{SOMEBODY}\W+(?:(?:\w+ly|also|then)\s+)?(?:{_LEADING})"
    rf"|(?:{_LEADING})\s+{SOMEBODY}|,\s+(?:he|she)\s+(?:{_LEADING}))\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|we|We|we['’]\w+|my|My|our|Our|ours|us|me|myself|ourselves)\b"
)
_ASKING = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|question(?:s|ed)?|wonder(?:s|ed)?|want(?:s|ed) to know|quer(?:y|ies))\b",
    re.IGNORECASE,
)


def without_lead(own: str) -> str:
    """Take out who speaks in the answer, as in "somebody says", but not "somebody denies"."""
    return _LEAD.sub(" ", own)


def neutral_stems() -> frozenset[str]:
    """Return the stems of words that assert nothing by themselves."""
    return frozenset(stem_words([*SAYING, *OPENERS, *_NEUTRAL.split()]))


def tells_of_asking(own: str) -> bool:
    """Tell whether a sentence tells that something was asked."""
    return _ASKING.search(own) is not None


def speaks_as_itself(own: str) -> bool:
    """Tell whether a sentence says "I" or "we" in words of its own, so that nobody knows who that is."""
    return _FIRST_PERSON.search(own) is not None
