"""Who said what: of the traps none is shown, of the honest drafts nearly all are."""

import sys
from collections import Counter

import pytest

from bot.answering.verification.grounding import Evidence, verify
from tests.bot.answering.attribution import Case, gather_both, read_cases, read_transcripts

EVIDENCE = gather_both(read_transcripts())
TRAPS = read_cases("traps")
HONEST = read_cases("honest")
KINDS = (
    "absolute editor_note hedge host_claim invented joined joint lookalike number opposite pronoun reported "
    "swapped_two wrong_entity wrong_person wrong_subject"
).split()


def _falls(case: Case, evidence: Evidence) -> bool:
    """Tell whether the sentence that is the trap, the last of its draft, is not shown as it is."""
    trap = case.draft.claims[-1].text
    claims = verify(case.draft, evidence).claims
    return trap not in {claim.text for claim in claims} and len(claims) < len(case.draft.claims)


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: f"{case.kind}-{case.id}")
def test_a_trap_is_not_shown(case: Case) -> None:
    assert _falls(case, EVIDENCE[case.source])


def test_there_are_traps_of_every_kind_and_as_many_honest_drafts() -> None:
    kinds = Counter(case.kind for case in TRAPS)
    assert len(TRAPS) >= 150
    assert len(HONEST) >= 150
    assert set(KINDS) == set(kinds)


def test_honest_drafts_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    refused = {
        case.id: rejected[0].reason
        for case in HONEST
        if (rejected := verify(case.draft, EVIDENCE[case.source]).rejected)
    }
    with capsys.disabled():
        sys.stdout.write(f"\n{len(HONEST) - len(refused)} of {len(HONEST)} honest drafts are shown\n")
    assert 1 - len(refused) / len(HONEST) >= 0.95, refused


def test_a_sentence_that_names_nobody_is_given_its_speaker() -> None:
    case = next(one for one in HONEST if len(one.draft.claims) > 2)
    claims = verify(case.draft, EVIDENCE[case.source]).claims
    names = {speaker.name for one in EVIDENCE.values() for speaker in one.speakers}
    assert any(claim.text not in {one.text for one in case.draft.claims} for claim in claims)
    assert all(any(name.split()[0] in claim.text for name in names) for claim in claims)
