"""Of two tellings the newer stays, whichever comes first."""

import pytest

from domain.upstream import Fate, Telling, superseded_by

KNOWN = Telling(5, "m")


@pytest.mark.parametrize(
    ("known", "told", "is_settled", "fate"),
    [
        (None, KNOWN, False, Fate.TAKEN),
        (KNOWN, Telling(6, "a"), True, Fate.TAKEN),
        (KNOWN, Telling(4, "z"), True, Fate.OLDER),
        (KNOWN, Telling(4, "z"), False, Fate.OLDER),
        (KNOWN, Telling(5, "m"), True, Fate.UNCHANGED),
        (KNOWN, Telling(5, "m"), False, Fate.TAKEN),  # it waited: its customer may be there by now
        # One revision with two contents is upstream's mistake: the digest decides, so that all arrive at the same.
        (KNOWN, Telling(5, "n"), True, Fate.TAKEN),
        (KNOWN, Telling(5, "l"), True, Fate.OLDER),
    ],
)
def test_the_newer_telling_stays(known: Telling | None, told: Telling, is_settled: bool, fate: Fate) -> None:
    assert superseded_by(known, told, is_settled=is_settled) is fate
