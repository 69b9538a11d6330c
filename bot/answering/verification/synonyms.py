"""Words that say the same in plain English, so that an honest wording of one's own is known for one.

Broad on purpose where words are near, and never across a line that matters: no pair of opposites, no part for
a whole. What is not here is not unsaid: a sentence may hold some words that its evidence lacks.
"""

from collections.abc import Iterable, Mapping

from index.words import stem_words

_GROUPS = """
keep preserve retain conserve save maintain remain stay hold
big large huge vast massive enormous giant immense great considerable substantial
small little tiny minor modest slight
rise rose risen grow grew grown increase climb expand growth gain surge
fall fell fallen drop decrease decline shrink shrank reduce reduction sink
begin began start launch commence begun onset
end finish stop conclude cease close
buy purchase acquire bought
sell sold sale
cost price expense expensive spend spent
money fund funding finance cash capital
give gave provide supply contribute grant donate offer
get obtain receive gain got
need require necessary demand
help assist aid support benefit
use apply employ utilise utilize usage rely deploy
make produce create build construct built manufacture
change alter shift transform modify
show demonstrate reveal illustrate indicate prove proof evidence
see watch observe look view notice
hear heard listen
think believe consider regard opinion
know understand aware familiar knowledge
say tell state speak speech
write wrote written author
read reading
child children kid pupil
man men woman women lady gentleman
people person human folk public citizen individual
inhabitant population resident
company firm business corporation enterprise manufacturer
government authority state official administration
law rule regulation legislation legal
country nation state land
town city village municipality
area region zone district
world global globe worldwide international
work job task labour labor
worker employee staff
boss leader head chief manager
quick fast rapid swift speed
slow gradual slowly
easy simple simplicity
hard difficult tough challenge challenging difficulty
problem trouble issue difficulty
danger risk threat hazard dangerous risky
safe secure safety security
fix repair mend restore
break fail broke broken failure breakdown
leave left depart quit departure exit
go travel move went
come arrive came arrival
bring carry brought transport convey
put place set lay
take took taken
send sent post ship dispatch mail
old ancient aged
new recent fresh novel
good fine nice
bad poor awful
best finest
same identical equal
different differ differently
near close nearby
far distant remote
early earlier soon
late later
often frequent frequently regularly
always constantly
day daily
week weekly
month monthly
year annual annually yearly
want wish desire like
love enjoy adore
fear afraid worry concern concerned
hope optimistic optimism
angry anger
sad cry cried tear weep
proud pride
die dead death died
live alive living life survive survival
lose lost loss missing
win won victory
hit strike
cut cutting trim
burn fire burnt
wet damp moist
dry arid
cold cool freeze frozen chill
hot warm heat
tall high height overhead head
deep depth
wide broad
long length
short brief
heavy weight
light lit lighting
wood timber
water sea flood
tree trees plant
fruit crop harvest yield
soil ground earth
flower blossom bloom
boat ship ferry vessel
aboard board onboard
car vehicle truck lorry
train training teach taught teacher teaching
learn study student education
school class course
doctor physician medical
test trial experiment
find found discover discovery identify
search seek sought look
choose pick select choice chosen
allow permit let permission
ban prohibit forbid forbidden prohibition
force compel make pressure
control power
attack assault
protect defend guard protection defence
agree accept consent agreement
refuse reject decline turned
promise pledge commit said
plan scheme programme program project
goal aim purpose objective
reason cause because why
result consequence outcome effect
part piece share portion section
whole entire complete full
half halve
enough sufficient
many numerous lots tons plenty
more additional extra further
almost nearly close
exact precise exactly precisely
about approximately roughly around
true real genuine truth actual actually
false fake wrong
right correct
mistake error wrong
clear obvious plain evident
certain sure definite
possible possibility
likely probable probably
pay paid payment
earn earned profit profitable income revenue
debt loan owe
trade deal commerce
tax duty
job employment
vote voter election
war battle fight conflict
peace peaceful
friend ally friendly
enemy foe opponent
talk discuss conversation discussion
argument dispute debate disagreement
question ask query
answer reply respond response
name call named known
list listed record recorded
book volume
paper document
letter mail
picture image photo photograph
count amount total
size scale
age old
begin founded establish
group team crowd
meet met meeting
visit visitor tour
open opening opened
close closed shut
enter entry access walk
inside within interior indoor
outside outdoor exterior
front ahead
behind back rear
north northern
south southern
east eastern
west western
technology tech technological
computer software digital
phone call telephone
monitor monitoring surveillance
watch track tracking trace
data information
spread expand extend expansion
limit restrict restriction curb constrain
sanction penalty punish punishment
export exported
import imported
develop development evolve
improve improvement better upgrade
worse worsen deteriorate
strong powerful strength
weak weakness feeble
rich wealthy wealth
poor poverty
strange odd weird
funny laugh joke humour
beautiful lovely pretty
quiet silent noiseless
loud noisy
clean tidy
dirty filthy
empty vacant emptying
full filled
ready prepared prepare
wait patience patient
sleep asleep rest
eat ate food meal eaten
drink drank drunk
cook cooking meal
sit sat seat seated
stand stood standing
run ran running operate operation
walk walked foot
throw threw
fall fell topple toppled collapse tumble
climb climbed
grow grew grown
steal stole stolen theft
hide hid hidden conceal concealed secret
admit confess acknowledge
blame fault responsible responsibility
careful caution cautious care
eager keen enthusiastic eagerness
reluctant unwilling reluctance hesitant
able capable ability capability
try attempt effort tried
succeed success successful
happy glad pleased
critical crucial pivotal key vital essential important
basic fundamental
special particular
normal usual ordinary typical
common widespread
rare scarce uncommon
pure purely solely
decentralised decentralisation decentralized decentralization fragmented
normalisation normalise normalization normalize
replace replacement substitute
remove removal
add addition
mix mixture
join joined
separate divide split
return back
repeat again
continue keep ongoing going carry
politics political
society social
privacy private
owner own property possess
sister sibling
brother sibling
father mother parent
family relatives household
""".strip()


def read_synonyms() -> Mapping[str, frozenset[str]]:
    """Return for each stem the numbers of the groups that it stands in."""
    return group_stems(line.split() for line in _GROUPS.splitlines())


def group_stems(groups: Iterable[Iterable[str]]) -> Mapping[str, frozenset[str]]:
    """Return for each stem of groups of words the numbers of the groups that it stands in."""
    numbers: dict[str, set[str]] = {}
    for number, words in enumerate(groups):
        for stem in stem_words(words):
            numbers.setdefault(stem, set()).add(str(number))
    return {stem: frozenset(held) for stem, held in numbers.items()}
