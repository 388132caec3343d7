"""Whose work lies here no longer: signed out, wiped, forgotten. What was begun is ended by the next start."""

from collections.abc import Sequence

from sync.profile import forget, known_profiles
from sync.state import Contact
from tests.sync.crash_points.fuse import Kind
from tests.sync.crash_points.place import ME, Place
from tests.sync.crash_points.profiles import (
    back,
    enter_again,
    exchange,
    served,
    sign_in,
    unsent_is_delivered,
    worked,
    worked_under_phrase,
)
from tests.sync.crash_points.standing import Standing
from tests.sync.crash_points.trial import Flow


def _leave(place: Place) -> None:
    assert place.entered is not None
    place.entrance().leave(place.entered, erase=False)


def _in_again(place: Place) -> None:
    assert back(place, place.entrance()) is not None


def _wipe_ordered(place: Place) -> None:
    worked(place)
    place.cable.is_wipe_ordered = True


def _wipe_ordered_under_phrase(place: Place) -> None:
    worked_under_phrase(place)
    place.cable.is_wipe_ordered = True


def _wipe(place: Place) -> None:
    assert place.entered is not None
    place.entrance().leave(place.entered, erase=True)
    place.entered = None


def _wiped_at_the_next_contact(place: Place) -> None:
    """The next start begins as every start does; the order still stands at the server."""
    place.stop()
    entrance = place.entrance()
    entrance.finish_erasing()
    entered = back(place, entrance)
    if entered is not None and exchange(place, entered) is Contact.WIPED:
        entrance.leave(entered, erase=True)
        place.entered = None


def _forget(place: Place) -> None:
    (profile,) = known_profiles(place.folder / "profiles")
    forget(profile)


def _forgotten_again(place: Place) -> None:
    """Somebody signs in once more and is forgotten once more; then nothing of the first time is left either."""
    place.stop()
    sign_in(place)
    place.stop()
    for profile in known_profiles(place.folder / "profiles"):
        forget(profile)


def _left_on_disk(place: Place) -> Standing:
    """Every file, and every secret of the key store but the one that the small company began with."""
    root = place.folder / "profiles"
    secrets = [key for key in place.keys._secrets if key[0] != ME]
    return {"files": sorted(path.relative_to(root).as_posix() for path in root.rglob("*")), "secrets": secrets}


def _nothing(end: Standing) -> bool:
    return not any(end.values())


LEAVINGS: Sequence[Flow] = (
    Flow(
        "sign-out",
        _leave,
        worked,
        recover=enter_again,
        begin=_in_again,
        standing=served,
        proves=unsent_is_delivered,
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
        "sign-out: wiped under a passphrase",
        _wipe,
        _wipe_ordered_under_phrase,
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
        worked,
        recover=_forgotten_again,
        standing=_left_on_disk,
        kinds=(Kind.CRASH,),
    ),
)
