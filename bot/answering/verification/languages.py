"""What has to be known of a language to check a sentence in it against quotations in English.

No more than code can check across languages: numbers, denials, hedges, conditions, and who is said to speak.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from index.words import split_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: words that give it away, and those that change what a sentence says, folded."""

    common: frozenset[str]
    denials: frozenset[str]
    hedges: frozenset[str]
    conditions: frozenset[str]
    absolutes: frozenset[str]
    joint: frozenset[str]
    first_person: frozenset[str]
    asking: frozenset[str]
    attributing: frozenset[str]
    numbers: Mapping[str, str]


_TABLE = {
    "de": """
        common: der die das den dem des ein eine einen und oder ist sind war wird werden dass sich mit
            von fur auf im in zu zum zur laut sagt nach als auch bei es er sie wie aus um uber hat haben
        denials: nicht kein keine keinen keiner keinem nie niemals niemand nichts weder noch ohne kaum
            nirgends lehnt bestreitet verneint unmoglich
        hedges: konnte konnten kann durfte vielleicht moglicherweise wahrscheinlich vermutlich womoglich
            eventuell mag scheint vermutet offenbar wohl glaubt halt denkt angeblich
        conditions: wenn falls sofern sobald wurde wurden es-sei-denn
        absolutes: alle alles jeder jede jedes immer nur ausschliesslich stets samtliche muss mussen
            erste einzige
        joint: beide beiden alle gemeinsam autoren gaste sprecher
        first_person: ich wir uns unser unsere mein meine mich mir
        asking: fragt fragte frage will wissen
        attributing: laut nach gemass zufolge fur
        numbers: null=0 zwei=2 drei=3 vier=4 funf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11
            zwolf=12 zwanzig=20 dreissig=30 vierzig=40 funfzig=50 hundert=hundred tausend=thousand
            million=million millionen=million milliarde=billion milliarden=billion billion=trillion
            billionen=trillion prozent=percent halbe=half halben=half halbes=half drittel=third
            viertel=quarter halfte=half eine=a einer=a ein=a dutzend=dozen
    """,
    "fr": """
        common: le la les un une des du de et ou est sont etait que qui dans pour par sur avec ce cette
            il elle selon dit se en au aux plus ont
        denials: ne n pas jamais aucun aucune personne rien sans ni guere refuse nie rejette impossible
        hedges: pourrait pourraient peut peuvent peut-etre probablement semble sans-doute eventuellement
            soupconne pense croit estime apparemment suppose
        conditions: si lorsque quand sauf condition serait
        absolutes: tous toutes tout toujours seul seule seulement uniquement chaque doit doivent premier
            premiere
        joint: deux ensemble tous auteurs invites
        first_person: je j nous notre nos mon ma mes moi
        asking: demande demandait question
        attributing: selon d pour apres
        numbers: deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12
            vingt=20 trente=30 quarante=40 cinquante=50 cent=hundred mille=thousand million=million
            millions=million milliard=billion milliards=billion demi=half demie=half moitie=half
            tiers=third quart=quarter un=a une=a douzaine=dozen
    """,
    "es": """
        common: el la los las un una unos de del y o es son era que en por para con se su al segun dice
            mas como lo ha han este esta
        denials: no nunca jamas nadie nada ningun ninguna ninguno sin ni tampoco apenas niega rechaza
            imposible
        hedges: podria podrian puede pueden quizas quiza tal-vez probablemente posiblemente parece
            sospecha cree piensa supone opina aparentemente
        conditions: si cuando salvo siempre-que seria
        absolutes: todos todas todo siempre solo solamente unicamente cada debe deben primero primera
            unico
        joint: ambos ambas juntos todos autores invitados
        first_person: yo nosotros nuestro nuestra mi mis nos me
        asking: pregunta preguntaba
        attributing: segun para
        numbers: dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12
            veinte=20 treinta=30 cuarenta=40 cincuenta=50 cien=hundred mil=thousand millon=million
            millones=million medio=half media=half mitad=half tercio=third tercios=thirds cuarto=quarter
            un=a una=a docena=dozen
    """,
    "it": """
        common: il lo la i gli le un una uno di del della e o sono che in per con si su al secondo dice
            piu come ha hanno questo questa nel nella
        denials: non mai nessuno nessuna niente nulla senza ne neanche appena nega rifiuta impossibile
        hedges: potrebbe potrebbero puo possono forse probabilmente magari sembra sospetta crede pensa
            ritiene apparentemente
        conditions: se quando salvo purche sarebbe
        absolutes: tutti tutte tutto sempre solo soltanto unicamente ogni deve devono primo prima unico
        joint: entrambi entrambe insieme tutti autori ospiti
        first_person: io noi nostro nostra mio mia ci mi
        asking: chiede domanda
        attributing: secondo per
        numbers: due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12
            venti=20 trenta=30 quaranta=40 cinquanta=50 cento=hundred mille=thousand mila=thousand
            milione=million milioni=million miliardo=billion miliardi=billion mezzo=half mezza=half
            meta=half terzo=third terzi=thirds quarto=quarter un=a una=a dozzina=dozen
    """,
    "pt": """
        common: o a os as um uma de do da dos das e ou sao era que em por para com se seu sua ao segundo
            diz mais como no na tem esta
        denials: nao nunca jamais ninguem nada nenhum nenhuma sem nem tampouco mal nega rejeita recusa
            impossivel
        hedges: poderia poderiam pode podem talvez provavelmente possivelmente parece suspeita acredita
            acha pensa aparentemente supoe
        conditions: se quando salvo desde-que seria caso
        absolutes: todos todas tudo sempre so somente apenas unicamente cada deve devem primeiro
            primeira unico
        joint: ambos ambas juntos todos autores convidados
        first_person: eu nos nosso nossa meu minha me
        asking: pergunta perguntava
        attributing: segundo para
        numbers: dois=2 duas=2 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11
            doze=12 vinte=20 trinta=30 quarenta=40 cinquenta=50 cem=hundred mil=thousand milhao=million
            milhoes=million bilhao=billion bilhoes=billion meio=half meia=half metade=half terco=third
            tercos=thirds quarto=quarter um=a uma=a duzia=dozen
    """,
    "nl": """
        common: de het een en of is zijn was wordt dat die in op te van voor met volgens zegt er aan om
            ook bij als hij zij ze niet heeft
        denials: niet geen nooit niemand niets noch zonder nauwelijks nergens ontkent weigert onmogelijk
        hedges: zou zouden kan kunnen misschien waarschijnlijk mogelijk wellicht lijkt vermoedt denkt
            gelooft meent blijkbaar
        conditions: als indien wanneer tenzij mits zou
        absolutes: alle alles iedereen ieder elke altijd alleen slechts enkel moet moeten eerste enige
        joint: beide beiden samen allen auteurs gasten
        first_person: ik wij we ons onze mijn mij
        asking: vraagt vroeg vraag
        attributing: volgens voor
        numbers: twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12
            twintig=20 dertig=30 veertig=40 vijftig=50 honderd=hundred duizend=thousand miljoen=million
            miljard=billion procent=percent half=half halve=half helft=half derde=third kwart=quarter
            een=a dozijn=dozen
    """,
}
_ENGLISH = frozenset(
    "the a an and or is are was were that which of to in on for with by it he she they says said at".split()
)
_LINE = re.compile(r"(\w+):((?:\s+[^\s:]+)+?)(?=\s+\w+:|\s*$)")
_DECISIVE = 2


@cache
def read_languages() -> Mapping[str, Language]:
    """Return what is known of each language, by its code."""
    return {code: _read(table) for code, table in _TABLE.items()}


def tell_language(text: str, languages: Mapping[str, Language]) -> str | None:
    """Return the code of the language that a text is in, or None for English and for what is not known."""
    words = [word.text for word in split_words(text)]
    counts = {code: sum(word in one.common for word in words) for code, one in languages.items()}
    best = max(counts, key=lambda code: counts[code])
    english = sum(word in _ENGLISH for word in words)
    return best if counts[best] >= _DECISIVE and counts[best] > english else None


def put_numbers_in_english(text: str, language: Language) -> str:
    """Return a text with its numbers as English writes them: "0,5 Milliarden" is "0.5 billion"."""
    plain = re.sub(r"(?<=\d)[.\u00a0\u202f](?=\d{3}\b)", "", text)
    plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    put = plain
    for word in reversed(split_words(plain)):
        english = language.numbers.get(word.text)
        if english is not None:
            put = f"{put[: word.start]}{english}{put[word.end :]}"
    # "Mil millones" is one billion, "dos mil millones" are two.
    return re.sub(r"(?<!\d )\bthousand million\b", "1 billion", put).replace("thousand million", "billion")


def _read(table: str) -> Language:
    rows = {match[1]: match[2].split() for match in _LINE.finditer(table)}
    numbers = dict(pair.split("=") for pair in rows.pop("numbers"))
    return Language(numbers=numbers, **{name: frozenset(words) for name, words in rows.items()})
