"""Whose work lies here: made, renamed, signed in to. What was begun is ended by beginning it again."""

from collections.abc import Sequence

from desktop.presenters.entrance import Entered, Entrance, PassphraseNeeded
from sync.engine import Engine
from sync.profile import Profile, known_profiles, profile_of, touch
from sync.state import Contact
from tests.sync.crash_points.fuse import Kind
from tests.sync.crash_points.place import ME, SERVER, Place
from tests.sync.crash_points.standing import Standing
from tests.sync.crash_points.starts import OPENING
from tests.sync.crash_points.trial import Flow

PHRASE = "七月流火"
_OPENED = "open me.db"
LOGIN, PASSWORD = ME, f"{ME}'s"


def _emptied(place: Place) -> None:
    """Profiles lie in a folder of their own, and nobody has worked here yet."""
    place.stop()
    for path in place.folder.iterdir():
        path.unlink()
    (place.folder / "profiles").mkdir()


def _made(place: Place) -> None:
    _emptied(place)
    _make(place, "王芳")


def _make(place: Place, name: str = "王芳") -> None:
    root = place.folder / "profiles"
    profile_of(root, SERVER, "other", "林晓", place.identity)
    touch(profile_of(root, SERVER, ME, name, place.identity, device_id="d" * 32))


def _rename(place: Place) -> None:
    """Who they are is told by name and person; which machine this is must not change by it."""
    touch(profile_of(place.folder / "profiles", SERVER, ME, "王方", place.identity))


def _cards(place: Place) -> Standing:
    """As they would be offered, the last one first."""
    return {"offered": [_card(profile) for profile in known_profiles(place.folder / "profiles")]}


def _card(profile: Profile) -> tuple[str, ...]:
    # A device drawn in an act that never ended may be drawn again.
    device = profile.device_id if profile.person_id == ME else ""
    return profile.person_id, profile.person_name, profile.folder.name, device


def sign_in(place: Place, phrase: str | None = None) -> Entered:
    """As at the sign-in window."""
    entrance = place.entrance()
    guest = entrance.ask(place.cable, SERVER, LOGIN, PASSWORD)
    if phrase is not None:
        place.entered = entrance.let_in_under(guest, phrase)
    else:
        place.entered = entrance.let_in(guest)
    return place.entered


def exchange(place: Place, entered: Entered) -> Contact:
    engine = Engine(entered.cache, place.cable, entered.sessions, entered.clock, entered.profile.device_id, "1.0")
    return engine.run_once().contact


def _work(place: Place, entered: Entered) -> None:
    """A first sync, and something asked that the server does not know yet."""
    exchange(place, entered)
    client_now = entered.clock.now()
    entered.cache.outbox.submit(entered.cache.bench.releases(["m1"]), client_now, is_online=True)


def worked(place: Place) -> None:
    _emptied(place)
    _work(place, sign_in(place))


def worked_under_phrase(place: Place) -> None:
    _emptied(place)
    _work(place, sign_in(place, PHRASE))


def _worked_under_lost_phrase(place: Place) -> None:
    """An earlier program wrote in place what makes a phrase a key; the power went, and left nothing of it."""
    worked_under_phrase(place)
    place.stop()
    (profile,) = known_profiles(place.folder / "profiles")
    (profile.folder / "passphrase.json").write_bytes(b"")


def _enter(place: Place) -> None:
    sign_in(place)


def _enter_under_phrase(place: Place) -> None:
    sign_in(place, PHRASE)


def back(place: Place, entrance: Entrance) -> Entered | None:
    """The next start: whoever was in last comes back without being asked, if they can."""
    known = known_profiles(place.folder / "profiles")
    if not known:
        return None
    try:
        place.entered = entrance.come_back(known[0].folder.name)
    except PassphraseNeeded as needed:
        place.entered = entrance.unlock(needed.profile, PHRASE)
    return place.entered


def _come_back(place: Place) -> None:
    assert back(place, place.entrance()) is not None


def enter_again(place: Place) -> None:
    place.stop()
    exchange(place, sign_in(place))


def _enter_again_under_phrase(place: Place) -> None:
    place.stop()
    exchange(place, sign_in(place, PHRASE))


def served(place: Place) -> Standing:
    """What the person finds, and what the company knows."""
    entered = place.entered
    assert entered is not None
    return {
        "profiles": [card.person_id for card in known_profiles(place.folder / "profiles")],
        "customers": entered.cache.scopes.row_count(),
        "outbox": entered.cache.outbox.counts(),
        "company's receipts": sorted(place.company.receipts),
        "is signed in": entered.sessions.person_id,
    }


def unsent_is_delivered(end: Standing) -> bool:
    return len(end["company's receipts"]) == 1 and end["is signed in"] == ME


PROFILES: Sequence[Flow] = (
    Flow("profile: made and used", _make, _emptied, recover=_make, standing=_cards),
    Flow("profile: renamed", _rename, _made, recover=_rename, standing=_cards),
    Flow(
        "sign-in: the first",
        _enter,
        _emptied,
        recover=enter_again,
        standing=served,
        kinds=OPENING,
        stride=13,
        owns=True,
    ),
    Flow(
        "sign-in: a passphrase is chosen",
        _enter_under_phrase,
        _emptied,
        recover=_enter_again_under_phrase,
        standing=served,
        last=_OPENED,
        owns=True,
    ),
    Flow(
        "sign-in: under a passphrase",
        _enter_under_phrase,
        _emptied,
        recover=_enter_again_under_phrase,
        standing=served,
        first=_OPENED,
        kinds=(Kind.CRASH,),
        stride=13,
        owns=True,
    ),
    Flow(
        "sign-in: again under a passphrase",
        _enter_under_phrase,
        worked_under_phrase,
        recover=_enter_again_under_phrase,
        standing=served,
        proves=unsent_is_delivered,
        owns=True,
    ),
    Flow(
        "sign-in: the passphrase's file is empty",
        _enter_under_phrase,
        _worked_under_lost_phrase,
        recover=_enter_again_under_phrase,
        standing=served,
        kinds=OPENING,
        stride=13,
        owns=True,
    ),
    Flow(
        "sign-in: coming back",
        _come_back,
        worked,
        recover=enter_again,
        standing=served,
        proves=unsent_is_delivered,
        kinds=OPENING,
        stride=3,
        owns=True,
    ),
)
