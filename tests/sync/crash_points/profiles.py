"""Whose work lies here: made, renamed, signed in to, left, wiped. What was begun is ended by beginning it again."""

from collections.abc import Sequence

from desktop.presenters.entrance import Entered, Entrance, PassphraseNeeded
from sync.engine import Engine
from sync.profile import Profile, forget, known_profiles, profile_of, touch
from sync.state import Contact
from tests.sync.crash_points.fuse import Kind
from tests.sync.crash_points.place import ME, SERVER, Place
from tests.sync.crash_points.standing import Standing
from tests.sync.crash_points.starts import OPENING
from tests.sync.crash_points.trial import Flow

PHRASE = "七月流火"
_LOCKED = "open owner.lock"
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


def _sign_in(place: Place, phrase: str | None = None) -> Entered:
    """As at the sign-in window."""
    entrance = place.entrance()
    guest = entrance.ask(place.cable, SERVER, LOGIN, PASSWORD)
    if phrase is not None:
        place.entered = entrance.let_in_under(guest, phrase)
    else:
        place.entered = entrance.let_in(guest)
    return place.entered


def _round(place: Place, entered: Entered) -> Contact:
    engine = Engine(entered.cache, place.cable, entered.sessions, entered.clock, entered.profile.device_id, "1.0")
    return engine.run_once().contact


def _work(place: Place, entered: Entered) -> None:
    """A first sync, and something asked that the server does not know yet."""
    _round(place, entered)
    client_now = entered.clock.now()
    entered.cache.outbox.submit(entered.cache.bench.releases(["m1"]), client_now, is_online=True)


def _worked(place: Place) -> None:
    _emptied(place)
    _work(place, _sign_in(place))


def _worked_under_phrase(place: Place) -> None:
    _emptied(place)
    _work(place, _sign_in(place, PHRASE))


def _enter(place: Place) -> None:
    _sign_in(place)


def _enter_under_phrase(place: Place) -> None:
    _sign_in(place, PHRASE)


def _back(place: Place, entrance: Entrance) -> Entered | None:
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
    assert _back(place, place.entrance()) is not None


def _enter_again(place: Place) -> None:
    place.stop()
    _round(place, _sign_in(place))


def _enter_again_under_phrase(place: Place) -> None:
    place.stop()
    _round(place, _sign_in(place, PHRASE))


def _leave(place: Place) -> None:
    assert place.entered is not None
    place.entrance().leave(place.entered, erase=False)


def _in_again(place: Place) -> None:
    place.entered = place.entrance().come_back(known_profiles(place.folder / "profiles")[0].folder.name)
    assert place.entered is not None


def _wipe_ordered(place: Place) -> None:
    _worked(place)
    place.cable.is_wipe_ordered = True


def _wipe(place: Place) -> None:
    assert place.entered is not None
    place.entrance().leave(place.entered, erase=True)
    place.entered = None


def _wiped_at_the_next_contact(place: Place) -> None:
    """The next start begins as every start does; the order still stands at the server."""
    place.stop()
    entered = _back(place, place.entrance())
    if entered is not None and _round(place, entered) is Contact.WIPED:
        place.entrance().leave(entered, erase=True)
        place.entered = None


def _forget(place: Place) -> None:
    (profile,) = known_profiles(place.folder / "profiles")
    forget(profile)


def _forgotten_again(place: Place) -> None:
    """Somebody signs in once more and is forgotten once more; then nothing of the first time is left either."""
    place.stop()
    _sign_in(place)
    place.stop()
    for profile in known_profiles(place.folder / "profiles"):
        forget(profile)


def _served(place: Place) -> Standing:
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


def _left_on_disk(place: Place) -> Standing:
    """Every file, and every secret of the key store but the one that the small company began with."""
    root = place.folder / "profiles"
    secrets = [key for key in place.keys._secrets if key[0] != ME]
    return {"files": sorted(path.relative_to(root).as_posix() for path in root.rglob("*")), "secrets": secrets}


def _unsent_is_delivered(end: Standing) -> bool:
    return len(end["company's receipts"]) == 1 and end["is signed in"] == ME


def _nothing(end: Standing) -> bool:
    return not any(end.values())


PROFILES: Sequence[Flow] = (
    Flow("profile: made and used", _make, _emptied, recover=_make, standing=_cards),
    Flow("profile: renamed", _rename, _made, recover=_rename, standing=_cards),
    Flow(
        "sign-in: the first",
        _enter,
        _emptied,
        recover=_enter_again,
        standing=_served,
        kinds=OPENING,
        stride=13,
        owns=True,
    ),
    Flow(
        "sign-in: a passphrase is chosen",
        _enter_under_phrase,
        _emptied,
        recover=_enter_again_under_phrase,
        standing=_served,
        last=_LOCKED,
        owns=True,
    ),
    Flow(
        "sign-in: under a passphrase",
        _enter_under_phrase,
        _emptied,
        recover=_enter_again_under_phrase,
        standing=_served,
        first=_LOCKED,
        kinds=(Kind.CRASH,),
        stride=13,
        owns=True,
    ),
    Flow(
        "sign-in: again under a passphrase",
        _enter_under_phrase,
        _worked_under_phrase,
        recover=_enter_again_under_phrase,
        standing=_served,
        proves=_unsent_is_delivered,
        owns=True,
    ),
    Flow(
        "sign-in: coming back",
        _come_back,
        _worked,
        recover=_enter_again,
        standing=_served,
        proves=_unsent_is_delivered,
        kinds=OPENING,
        stride=3,
        owns=True,
    ),
    Flow(
        "sign-out",
        _leave,
        _worked,
        recover=_enter_again,
        begin=_in_again,
        standing=_served,
        proves=_unsent_is_delivered,
        kinds=(Kind.CRASH,),
        owns=True,
    ),
    Flow(
        "sign-out: wiped",
        _wipe,
        _wipe_ordered,
        recover=_wiped_at_the_next_contact,
        begin=_in_again,
        standing=_left_on_disk,
        proves=_nothing,
        kinds=(Kind.CRASH,),
        owns=True,
    ),
    Flow(
        "profile: forgotten",
        _forget,
        _worked,
        recover=_forgotten_again,
        standing=_left_on_disk,
        kinds=(Kind.CRASH,),
    ),
)
