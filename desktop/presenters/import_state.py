"""What the window of an import shows, from what is known of it. Everything is said anew in every language."""

from __future__ import annotations

from dataclasses import dataclass

from desktop import words
from desktop.screens.cells import Label, Named, Row, Text, Tone
from desktop.screens.choice import Choice
from desktop.screens.imports import RUNNING, ImportState, ImportStep, Moving
from domain.reasons import Reason
from sync.protocol.imports import Imported, ImportProgress, ImportRefused, ImportRow
from sync.transport import HowFar, Sent

NEW, UPDATE, DUPLICATE, INVALID = "new", "update", "duplicate", "invalid"
TONES = {NEW: Tone.GOOD, UPDATE: Tone.PRIMARY, DUPLICATE: Tone.NEUTRAL, INVALID: Tone.BAD}
"""What may become of a row, in the order told."""

_BARRED = {
    Reason.NOT_ALLOWED: "reason-not-allowed",
    Reason.POOL_CLOSED: "reason-pool-closed",
    Reason.NO_SUCH_POOL: "reason-no-such-pool",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence kept by its key, so that another language can say it too."""

    key: str
    facts: tuple[tuple[str, words.Value], ...] = ()
    tone: Tone = Tone.BAD

    def __str__(self) -> str:
        return words.say(self.key, **dict(self.facts))


@dataclass(slots=True)
class Known:
    """What is known of one import. `file` is what was chosen, with what it held when it was judged."""

    step: ImportStep = ImportStep.CHOOSE
    pools: tuple[Choice, ...] = ()
    pool: str = ""
    file_name: str = ""
    file: bytes | None = None
    how_far: HowFar | None = None
    is_stopping: bool = False
    outcome: Imported | None = None
    trouble: Said | ImportRefused | None = None
    note: Said | None = None

    @property
    def to_bring_in(self) -> int:
        """How many customers would come or be filled in."""
        counts = {} if self.outcome is None else self.outcome.counts
        return counts.get(NEW, 0) + counts.get(UPDATE, 0)

    @property
    def pool_name(self) -> str:
        return next((pool.text for pool in self.pools if pool.key == self.pool), words.say("some-pool"))


def state_of(known: Known) -> ImportState:
    """The window as it stands."""
    said, tone = _said(known)
    shown = known.outcome if known.step in {ImportStep.CHECKED, ImportStep.IMPORTING, ImportStep.DONE} else None
    return ImportState(
        step=known.step,
        pools=known.pools,
        pool=known.pool,
        file=known.file_name,
        said=said,
        tone=tone,
        beside=_beside(known),
        moving=_moving(known),
        counts=() if shown is None else _counts(shown),
        rows_title="" if shown is None else _rows_title(shown),
        rows=() if shown is None else tuple(map(_row, shown.rows)),
        confirm=_confirm(known),
        can_confirm=_can_confirm(known),
        can_stop=known.step in RUNNING and not known.is_stopping,
        has_result=shown is not None and shown.workbook is not None and known.step not in RUNNING,
    )


def done(known: Known) -> str:
    """What has come of it, in a sentence."""
    counts = {} if known.outcome is None else known.outcome.counts
    new, update = counts.get(NEW, 0), counts.get(UPDATE, 0)
    if not new and not update:
        return words.say("import-done-nothing")
    return words.say("import-done", new=new, update=update, pool=known.pool_name)


def _said(known: Known) -> tuple[str, Tone]:
    match known.trouble:
        case Said() as trouble:
            return str(trouble), trouble.tone
        case ImportRefused() as refused:
            return _why(refused, known), Tone.BAD
    if known.step is ImportStep.CHECKED:
        return words.say("import-checked" if known.to_bring_in else "import-checked-nothing"), Tone.NEUTRAL
    if known.step is ImportStep.DONE:
        return done(known), Tone.GOOD
    return words.say("import-lead"), Tone.NEUTRAL


def _why(refused: ImportRefused, known: Known) -> str:
    """A reason that only a newer server knows is told by its code."""
    if refused.reason in _BARRED:
        key = _BARRED[Reason(refused.reason)]
        facts: dict[str, words.Value] = {"pool": known.pool_name}
        return words.say("said-with-advice", what=words.say(key, **facts), now=words.say(f"{key}-now", **facts))
    if refused.said:
        return words.say("import-trouble-file", why=refused.said)
    return words.say("reason-not-known-here", code=refused.reason)


def _beside(known: Known) -> str:
    if known.note is not None:
        return str(known.note)
    if known.step is ImportStep.IMPORTING:
        return words.say("import-running-on")
    columns = () if known.outcome is None or known.step is not ImportStep.CHECKED else known.outcome.unknown_columns
    return words.say("import-columns-to-note", columns=words.say("fact-separator").join(columns)) if columns else ""


def _moving(known: Known) -> Moving | None:
    if known.step not in RUNNING:
        return None
    if known.is_stopping:
        return Moving(words.say("import-stopping"))
    match known.how_far:
        case Sent(done=done, of=of) if done < of:
            percent = done * 100 // of
            return Moving(words.say("import-sending", percent=percent), percent)
        case ImportProgress(done=done, of=of) if of:
            key = "import-judging" if known.step is ImportStep.CHECKING else "import-writing"
            return Moving(words.say(key, done=done, of=of), done * 100 // of)
        case _:
            return Moving(words.say("import-reading"))


def _counts(outcome: Imported) -> tuple[Label, ...]:
    found = {verdict: outcome.counts.get(verdict, 0) for verdict in TONES}
    return tuple(
        Label(words.say(f"import-count-{verdict}", n=number), TONES[verdict])
        for verdict, number in found.items()
        if number
    )


def _rows_title(outcome: Imported) -> str:
    if not outcome.rows:
        return ""
    if outcome.rows_in_all > len(outcome.rows):
        return words.say("import-others-first", n=outcome.rows_in_all, shown=len(outcome.rows))
    return words.say("import-others", n=len(outcome.rows))


def _row(row: ImportRow) -> Row:
    key = f"import-verdict-{row.verdict}"
    verdict = Label(words.say(key) if words.knows(key) else row.verdict, TONES.get(row.verdict, Tone.NEUTRAL))
    why = words.say("import-and").join(part for part in (row.reason, row.remarks) if part)
    return Row(str(row.row), (Text(str(row.row), is_number=True), verdict, Named(row.name), Text(why, is_quiet=True)))


def _confirm(known: Known) -> str:
    match known.step:
        case ImportStep.CHOOSE:
            return words.say("import-check")
        case ImportStep.CHECKED:
            return words.say("import-bring-in", n=known.to_bring_in)
        case ImportStep.DONE:
            return words.say("import-another")
        case _:
            return ""


def _can_confirm(known: Known) -> bool:
    if known.step is ImportStep.CHOOSE:
        return known.file is not None and bool(known.pool)
    return known.step is ImportStep.DONE or (known.step is ImportStep.CHECKED and known.to_bring_in > 0)
