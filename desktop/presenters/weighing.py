"""What would follow from an act, said before it is done: by the cached rules, row by row, as one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from desktop import words
from desktop.presenters.deeds import DEEDS
from desktop.presenters.reasons import Explanation, explain
from desktop.presenters.workplace import Workplace
from desktop.screens.actions import Action
from desktop.screens.deeds import NO_TERMS, Terms, Weighed
from domain.commands import Assign
from domain.effects import DeadlineExtended
from domain.identifiers import CustomerId
from domain.verdicts import Accepted, Refused
from sync.cache.answers import Preflight, RefusedRow

_NOTHING_CHANGES = {Action.CLAIM: "preflight-already-yours", Action.ASSIGN: "preflight-already-theirs"}


class Scales:
    """Reads the cache: for the background."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def weigh(self, action: Action, ids: Sequence[str], terms: Terms = NO_TERMS) -> Weighed:
        """What these terms come to for these customers."""
        if action is Action.ASSIGN and not terms.people:
            return Weighed(words.say("choose-somebody"), words.say("confirm-assign", n=0), can_confirm=False)
        preflight = self.preflight(action, ids, terms)
        can_do = preflight.would_do + preflight.would_wait
        confirm = words.say(f"confirm-{action.value}", n=can_do)
        if len(ids) == 1 and preflight.rows and not can_do:
            return Weighed(self.advised(preflight.rows[0]), confirm, can_confirm=False)
        return Weighed(self.sentence(action, preflight, ids, terms), confirm, can_confirm=can_do > 0)

    def preflight(self, action: Action, ids: Sequence[str], terms: Terms = NO_TERMS) -> Preflight:
        """The court's word on it as far as we know."""
        now, bench = self._place.now(), self._place.cache.bench
        commands = DEEDS[action].draft(bench, [CustomerId(each) for each in ids], terms, now)
        return bench.preflight(commands, now, is_online=self._place.is_online)

    def sentence(self, action: Action, preflight: Preflight, ids: Sequence[str] = (), terms: Terms = NO_TERMS) -> str:
        """287 位可认领；8 位在不可认领期；5 位超过上限."""
        if preflight.whole is not None:
            return self.advised(preflight.whole)
        parts = [self._what_is_done(action, preflight, ids, terms)]
        if preflight.would_wait:
            parts.append(words.say("preflight-would-wait", n=preflight.would_wait))
        if preflight.changes_nothing:
            key = _NOTHING_CHANGES.get(action, "preflight-changes-nothing")
            parts.append(words.say(key, n=preflight.changes_nothing))
        for reason, n in preflight.refused.items():
            key = f"preflight-{reason.value.replace('_', '-')}"
            parts.append(words.say(key if words.knows(key) else "preflight-other", n=n))
        if preflight.cooling_until is not None:
            when = self._place.said(preflight.cooling_until)
            parts.append(words.say(f"preflight-cooling-{action.value}", when=when))
        if preflight.would_do and words.knows(f"preflight-follows-{action.value}"):
            parts.append(words.say(f"preflight-follows-{action.value}"))
        if action is Action.CLAIM and not self._place.is_online:
            parts.append(words.say("preflight-intent"))
        return words.say("list-separator").join(filter(None, parts))

    def advised(self, refused: RefusedRow | Refused) -> str:
        """Why not, and what now."""
        said = self.explained(refused)
        return words.say("said-with-advice", what=said.what, now=said.what_now)

    def explained(self, refused: RefusedRow | Refused) -> Explanation:
        """A refusal in words."""
        return explain(refused.reason, refused.facts, self._place.cache.directory, self._place.local_now())

    def _what_is_done(self, action: Action, preflight: Preflight, ids: Sequence[str], terms: Terms) -> str:
        if action is Action.ASSIGN and terms.people:
            return self._dealt_out(ids, terms)
        if action is Action.EXTEND and len(ids) == 1 and preflight.would_do:
            return self._extended(ids, terms)
        return words.say(f"preflight-{action.value}", n=preflight.would_do)

    def _dealt_out(self, ids: Sequence[str], terms: Terms) -> str:
        """3 位给陈晨，2 位给林晓."""
        now, bench = self._place.now(), self._place.cache.bench
        drafted = DEEDS[Action.ASSIGN].draft(bench, [CustomerId(each) for each in ids], terms, now)
        given: Counter[str] = Counter()
        for ruling in bench.rulings(drafted, now):
            command, verdict = ruling.command, ruling.verdict
            if isinstance(command, Assign) and isinstance(verdict, Accepted) and verdict.effects:
                given[command.to_person_id] += 1
        directory = self._place.cache.directory
        named = [(directory.person(each), given[each]) for each in terms.people if given[each]]
        parts = [words.say("dealt-to", n=n, name=person.name) for person, n in named if person is not None]
        return words.say("people-separator").join(parts)

    def _extended(self, ids: Sequence[str], terms: Terms) -> str:
        """回归期限由 9 月 14 日 0:00 延至 10 月 14 日 0:00."""
        now, bench = self._place.now(), self._place.cache.bench
        drafted = DEEDS[Action.EXTEND].draft(bench, [CustomerId(each) for each in ids], terms, now)
        for ruling in bench.rulings(drafted, now):
            for effect in ruling.verdict.effects if isinstance(ruling.verdict, Accepted) else ():
                if isinstance(effect, DeadlineExtended):
                    before, until = self._place.said(effect.before.at), self._place.said(effect.until)
                    return words.say("extended-from-to", before=before, until=until)
        return ""
