"""Tags put on customers and taken off, one or many at once; a tag that is missed is asked for (H 120)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop import words
from desktop.presenters.office_desk import OfficeDesk, Wanted, told_refusal
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.tag_picker import Carried, PickTag, TagPick, TagPickerScreen
from desktop.screens.window import Page
from domain.facts import RequestState
from domain.identifiers import TagId, TagRequestId
from domain.tags import RequestTag, Vocabulary
from domain.verdicts import Refused
from sync.cache.answers import Submitted
from sync.cache.tag_keys import key_of
from sync.cache.tags import TagRequestView

ANSWERS_SHOWN = 2
"""So many of the person's own requests stand in the picker: the newest."""


@dataclass(frozen=True, slots=True)
class _Told:
    submitted: Submitted
    why_not: str


class TagPicker:
    """A room without a page of its own: it stands over the customers. Obeys `TagPickerWishes`."""

    page = Page.CUSTOMERS

    def __init__(self, screen: TagPickerScreen, place: Workplace, ways: RoomWays) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._desk = OfficeDesk(place, ways)
        self._ids: tuple[str, ...] = ()
        self._spelled: dict[str, tuple[str, ...]] = {}

    def refresh(self) -> None:
        """What stands open stays as it is: somebody is choosing."""

    # wishes

    def tags_asked(self, ids: tuple[str, ...]) -> None:
        place = self._place

        def show(answer: tuple[TagPick, dict[str, tuple[str, ...]]] | None) -> None:
            if answer is not None:
                pick, self._spelled = answer
                self._ids = ids
                self._screen.open_tags(pick)

        place.background.query(lambda: _read(place, ids), show)

    def tags_chosen(self, put: tuple[str, ...], take: tuple[str, ...]) -> None:
        self._screen.close_tags()
        if not put and not take:
            return
        place, ids, now = self._place, self._ids, self._place.now()
        taken = [TagId(text) for key in take for text in self._spelled.get(key, (key,))]

        def work() -> _Told:
            commands = place.cache.bench.tag_changes(ids, [TagId(key) for key in put], taken)
            submitted = place.cache.outbox.submit(commands, now, is_online=place.is_online)
            return _Told(submitted, _why_not(place, submitted))

        place.background.command(work, self._tell)

    def tag_wanted(self, name: str, why: str) -> None:
        command = RequestTag(TagRequestId(self._place.identity.new()), name, why)
        wanted = Wanted((command,), words.say("asked-tag-wanted", tag=name.strip()))
        self._desk.ask(lambda: wanted, self._screen.close_asking, self._screen.show_asking_trouble)

    def _tell(self, told: _Told) -> None:
        submitted = told.submitted
        touched = len({row.customer_id for row in submitted.refused})
        if submitted.accepted:
            key = "tagged-online" if self._place.is_online else "tagged-offline"
            said = words.say(key, n=len(submitted.accepted))
            if touched:
                said = words.say("tagged-but", done=said, n=touched, why=told.why_not)
            undo = () if self._place.is_online else submitted.accepted
            self._ways.notices.tell(said, Tone.WARNING if touched else Tone.NEUTRAL, undo=undo)
            self._ways.acted()
        elif told.why_not:
            self._ways.notices.tell(told.why_not, Tone.WARNING)
        else:
            self._ways.notices.tell(words.say("asked-already"))


def _read(place: Workplace, ids: Sequence[str]) -> tuple[TagPick, dict[str, tuple[str, ...]]] | None:
    """What there is to choose, and how each is spelled on these customers. Reads the cache: for the background."""
    now = place.now()
    views = place.cache.register.rows(ids, now)
    if not views:
        return None
    known = place.cache.tags.vocabulary(now)
    carried: Counter[str] = Counter()
    spelled: dict[str, dict[str, None]] = {}
    for view in views:
        carried.update({key_of(tag, known) for tag in view.row.tags})
        for tag in view.row.tags:
            spelled.setdefault(key_of(tag, known), {})[tag] = None
    n = len(views)
    title = words.say("tag-pick-title-one", name=views[0].row.name) if n == 1 else words.say("tag-pick-title-many", n=n)
    person = place.cache.directory.person(place.person_id)
    own = [view for view in place.cache.tags.requests(now) if view.row.person_id == place.person_id]
    pick = TagPick(
        title,
        tuple(_ticks(place, known, carried, n)),
        tuple(_asked(place, view) for view in own[:ANSWERS_SHOWN]),
        may_ask=person is not None and person.may_own,
    )
    return pick, {key: tuple(texts) for key, texts in spelled.items()}


def _ticks(place: Workplace, known: Vocabulary, carried: Counter[str], n: int) -> Iterable[PickTag]:
    """By group, oldest first, then by name; what is no tag, or none any more, last and only where it is carried."""
    living = [tag for tag in known.tags.values() if not tag.is_retired]
    for tag in sorted(living, key=lambda tag: (tag.group_id, tag.name.casefold())):
        yield PickTag(tag.id, tag.name, known.groups.get(tag.group_id, ""), _carried(carried[tag.id], n))
    others = sorted(carried.keys() - {tag.id for tag in living}, key=place.cache.tags.name_of)
    for key in others:
        name, group = place.cache.tags.name_of(key), words.say("tag-pick-others")
        yield PickTag(key, name, group, _carried(carried[key], n), can_be_put=False)


def _carried(number: int, n: int) -> Carried:
    return Carried.ALL if number == n else Carried.SOME if number else Carried.NONE


def _asked(place: Workplace, view: TagRequestView) -> str:
    row = view.row
    if view.state is RequestState.OPEN:
        return words.say("tag-pick-asked-open", tag=row.name)
    if view.state is RequestState.GRANTED:
        return words.say("tag-pick-asked-granted", asked=row.name, tag=place.cache.tags.name_of(row.tag_id or ""))
    key = "tag-pick-asked-declined-because" if row.note else "tag-pick-asked-declined"
    return words.say(key, tag=row.name, note=row.note)


def _why_not(place: Workplace, submitted: Submitted) -> str:
    if submitted.whole is not None:
        return told_refusal(place, submitted.whole)
    return next((told_refusal(place, Refused(row.reason, row.facts)) for row in submitted.refused), "")
