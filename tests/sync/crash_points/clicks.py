"""What a person does on this machine alone: done or not done, and told accordingly."""

from collections.abc import Sequence
from datetime import timedelta

from sync.cache.answers import CommandState, DraftFollowUp
from tests.fakes.server import held_by
from tests.sync.crash_points.place import Place
from tests.sync.crash_points.trial import Flow, started


def _claim(place: Place) -> None:
    place.client.claim(*sorted(place.company.customers)[:3])


def _with_drafts(place: Place) -> None:
    for name in ("m1", "m2"):
        place.client.cache.drafts.keep(name, DraftFollowUp(text="还没写完"))


def _follow_up(place: Place) -> None:
    place.client.follow_up("m1", "m2", "m3")


def _release(place: Place) -> None:
    place.client.release("m1", "m2")


def _three_asked(place: Place) -> None:
    place.ids = place.client.follow_up("m1", "m2", "m3").accepted


def _withdraw(place: Place) -> None:
    place.client.cache.outbox.withdraw(place.ids[:2])


def _one_refused(place: Place) -> None:
    free = place.client.ids()[0]
    place.company.add(held_by("other", free))
    place.ids = place.client.claim(free).accepted
    place.client.sync()
    assert place.client.states() == [CommandState.REFUSED]


def _dismiss(place: Place) -> None:
    place.client.cache.outbox.dismiss(place.ids)


def _two_stale(place: Place) -> None:
    place.ids = place.client.claim(*place.client.ids()[:2], is_online=False).accepted
    place.company.clock.pass_by(timedelta(hours=80))
    place.client.sync()
    assert place.client.states() == [CommandState.NEEDS_YOU] * 2


def _ask_again(place: Place) -> None:
    place.client.cache.outbox.ask_again(place.ids, place.client.now)


def _keep_draft(place: Place) -> None:
    place.client.cache.drafts.keep("m1", DraftFollowUp(text="又写了一句"))


def _forget_draft(place: Place) -> None:
    place.client.cache.drafts.forget("m1")


CLICKS: Sequence[Flow] = (
    Flow("click: claim a batch", _claim, begin=started, is_one_act=True, stride=3),
    Flow("click: follow up, drafts go", _follow_up, _with_drafts, begin=started, is_one_act=True, stride=3),
    Flow("click: release a batch", _release, begin=started, is_one_act=True, stride=3),
    Flow("click: withdraw", _withdraw, _three_asked, begin=started, is_one_act=True),
    Flow("click: dismiss", _dismiss, _one_refused, begin=started, is_one_act=True),
    Flow("click: ask again", _ask_again, _two_stale, begin=started, is_one_act=True),
    Flow("click: keep a draft", _keep_draft, _with_drafts, begin=started, is_one_act=True),
    Flow("click: forget a draft", _forget_draft, _with_drafts, begin=started, is_one_act=True),
)
