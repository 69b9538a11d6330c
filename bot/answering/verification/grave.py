"""Words that weigh: of crimes, lies, violence and contempt. None is told unless it was said."""

from index.words import stem_words

_WORDS = """
abuse abused accuse accused addict addicted alcoholic arrest arrested arson assassin assassinate assault
assaulted attack attacked bankrupt bankruptcy betray betrayed betrayal blackmail bomb bombed bribe bribed
bribery burned burnt bully cancer cartel cheat cheated cheating collude colluded collusion complicit
conspiracy conspire conspired convict convicted corrupt corruption coup coverup coward cowardly crime crimes
criminal criminals crook crooked cruel deadly death deceit deceive deceived defraud demented destroy
destroyed devil die died disease disgrace disgraceful disgusting dishonest drown drowned drunk drunken
embezzle embezzled enslave espionage evil explode exploded explosion extort extortion fake faked falsify
falsified fanatic fascist felony forge forged forgery fraud fraudulent genocide grope guilty harass harassed
harassment hate hated hates heroin hoax hostage idiot idiotic illegal immoral incest incompetent infect
infected insane insult jail jailed kidnap kidnapped kill killed killer killing launder laundering lazy liar
libel loot looted lunatic lynch mafia malicious manipulated massacre molest moron murder murdered murderer
nazi negligence negligent overdose paedophile pedophile perjury pervert plagiarise plagiarised plunder
poison poisoned poisonous porn prison prosecute prosecuted prostitute racist rape raped rapist riot rob
robbed robbery ruin ruined sabotage sabotaged scam scandal sexist sexual sick slander slave slavery smuggle
smuggled smuggler smugglers spy spied stab stabbed starve starved steal stole stolen strangle stupid sued
suicide swindle terror terrorism terrorist theft thief thieves threat threaten threatened torture tortured
trafficking traitor treason tyrant unethical unfaithful vandal vandalise vandalised villain violate violated
violence violent weapon weapons
""".split()


def read_grave() -> frozenset[str]:
    """Return the stems of words that have to stand in the evidence, whatever else does."""
    return frozenset(stem_words(_WORDS))
