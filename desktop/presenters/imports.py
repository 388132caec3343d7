"""Bringing a file into a pool: choose it, have it judged, bring it in. Nothing of it is queued: it needs the server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop import words
from desktop.presenters.import_state import Known, Said, done, state_of
from desktop.presenters.import_troubles import FileTooLarge, trouble_of
from desktop.presenters.notices import More
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Tone
from desktop.screens.choice import Choice
from desktop.screens.imports import RUNNING, ImportScreen, ImportState, ImportStep
from desktop.screens.window import Page
from domain.access import may_import_into
from sync.importing import Importer
from sync.protocol.imports import Imported, ImportRefused, ImportTerms
from sync.transport import HowFar, ImportOrder

LARGEST_BYTES = 64 * 1024 * 1024
"""More than this is not even looked at; how much a server takes it says itself."""


@dataclass(slots=True)
class _Attempt:
    """One way of a file to the server; written here, read by the thread that sends it."""

    is_given_up: bool = False


class Imports:
    """Obeys `ImportWishes`; a room without a page of its own, over the register."""

    page = Page.CUSTOMERS

    def __init__(self, screen: ImportScreen, place: Workplace, importer: Importer, ways: RoomWays) -> None:
        self._screen = screen
        self._place = place
        self._importer = importer
        self._ways = ways
        self._known = Known()
        self._pools: tuple[Choice, ...] = ()
        self._shown: ImportState | None = None
        self._attempt = _Attempt()
        self._is_open = False
        importer.when_over = screen.close_import

    def refresh(self) -> None:
        """Whether the person may import at all, and into which pools."""
        self._place.background.query(self._open_pools, self._show_way_in)

    # wishes

    def import_asked(self) -> None:
        self._is_open = True
        self._settle_pools()
        if self._known.step is ImportStep.CHOOSE and not self._place.is_online:
            self._known.trouble = Said("import-trouble-offline", tone=Tone.WARNING)
        self._shown = state_of(self._known)
        self._screen.open_import(self._shown)

    def file_chosen(self, path: str) -> None:
        if self._known.step in RUNNING:
            return
        name = Path(path).name

        def came(content: bytes) -> None:
            trouble = None if content else Said("import-trouble-empty")
            self._begin(Known(file_name=name, file=content or None, trouble=trouble))

        def failed(error: Exception) -> None:
            self._begin(Known(file_name=name, trouble=trouble_of(error, None, is_dry_run=True)))

        self._place.background.query(lambda: _content(Path(path)), came, failed)

    def import_pool_chosen(self, key: str) -> None:
        if self._known.step not in RUNNING and key != self._known.pool:
            self._begin(Known(pool=key, file_name=self._known.file_name, file=self._known.file))

    def template_asked(self) -> None:
        if self._known.step in RUNNING:
            return
        language, importer = words.spoken_language().value, self._importer
        name = f"{words.say('import-template-name')}.xlsx"

        def came(terms: ImportTerms) -> None:
            self._save(name, terms.template)

        def failed(error: Exception) -> None:
            self._note(trouble_of(error, None, is_dry_run=True))

        self._place.background.errand(lambda _: importer.terms(language), _nowhere, came, failed)

    def result_asked(self) -> None:
        outcome = self._known.outcome
        if outcome is not None and outcome.workbook is not None:
            stem = Path(self._known.file_name).stem
            self._save(f"{words.say('import-result-name', name=stem)}.xlsx", outcome.workbook)

    def import_confirmed(self) -> None:
        match self._known.step:
            case ImportStep.CHOOSE:
                self._send(ImportStep.CHECKING)
            case ImportStep.CHECKED:
                self._send(ImportStep.IMPORTING)
            case ImportStep.DONE:
                self._begin(Known(pool=self._known.pool))

    def stop_asked(self) -> None:
        if self._known.step in RUNNING:
            self._attempt.is_given_up = True
            self._importer.stop()
            self._known.is_stopping = True
            self._show()

    def import_closed(self) -> None:
        """A check that nobody looks at is stopped, an import goes on; what is over is forgotten."""
        self._is_open = False
        self._shown = None
        if self._known.step is ImportStep.CHECKING:
            self.stop_asked()
        elif self._known.step is not ImportStep.IMPORTING:
            self._begin(Known(pool=self._known.pool))

    def _open_pools(self) -> tuple[Choice, ...]:
        directory = self._place.cache.directory
        standing = directory.standing()
        if standing is None:
            return ()
        actor, below = standing.actor, standing.subtree_pools
        pools = sorted((pool for pool in directory.all_pools().values() if pool.is_open), key=lambda pool: pool.name)
        return tuple(
            Choice(pool.id, pool.name)
            for pool in pools
            if may_import_into(actor, pool.id, is_of_subtree=pool.id in below)
        )

    def _show_way_in(self, pools: tuple[Choice, ...]) -> None:
        self._pools = pools
        self._screen.show_way_in(is_shown=bool(pools))
        self._settle_pools()
        self._show()

    def _settle_pools(self) -> None:
        """What is under way keeps its pool; the server has the last word on it."""
        known = self._known
        if known.step not in RUNNING:
            known.pools = self._pools
            if known.pool not in {pool.key for pool in self._pools}:
                known.pool = self._pools[0].key if self._pools else ""

    def _begin(self, known: Known) -> None:
        """From what is chosen, without what was known of something else."""
        known.pool = known.pool or self._known.pool
        self._known = known
        self._settle_pools()
        self._show()

    def _send(self, step: ImportStep) -> None:
        known, attempt = self._known, _Attempt()
        file = known.file
        if file is None or not known.pool:
            return
        is_dry_run = step is ImportStep.CHECKING
        order = ImportOrder(known.pool, is_dry_run, words.spoken_language().value)
        importer = self._importer

        def work(tell: Callable[[HowFar], None]) -> Imported | ImportRefused:
            if is_dry_run:
                limit = importer.terms(order.language).largest_bytes
                if len(file) > limit:
                    raise FileTooLarge(len(file), limit)
            return importer.bring_in(order, file, tell, lambda: attempt.is_given_up)

        self._attempt = attempt
        known.step, known.how_far, known.is_stopping = step, None, False
        known.trouble = known.note = None
        self._show()
        self._place.background.errand(work, self._heard, self._ended, self._failed)

    def _heard(self, how_far: HowFar) -> None:
        self._known.how_far = how_far
        self._show()

    def _ended(self, outcome: Imported | ImportRefused) -> None:
        if self._importer.is_over:
            return
        known, was = self._known, self._known.step
        known.is_stopping = False
        if isinstance(outcome, ImportRefused):
            known.step, known.trouble, known.outcome = ImportStep.CHOOSE, outcome, None
        else:
            known.step = ImportStep.CHECKED if was is ImportStep.CHECKING else ImportStep.DONE
            known.outcome = outcome
        self._after(was, done(known) if known.step is ImportStep.DONE else "", Tone.GOOD)

    def _failed(self, error: Exception) -> None:
        if self._importer.is_over:
            return
        known, was = self._known, self._known.step
        known.trouble = trouble_of(error, known.how_far, is_dry_run=was is not ImportStep.IMPORTING)
        if was in RUNNING:
            known.step, known.outcome, known.is_stopping = ImportStep.CHOOSE, None, False
        self._after(was, str(known.trouble), known.trouble.tone)

    def _after(self, was: ImportStep, said: str, tone: Tone) -> None:
        """An import may have brought some in however it ended, and whoever has closed the window is told."""
        if was is ImportStep.IMPORTING:
            self._ways.acted()
            if not self._is_open:
                self._ways.notices.tell(said, tone, more=More(words.say("import-see-result"), self.import_asked))
        elif not self._is_open:
            self._known = Known(pool=self._known.pool)
        self._show()

    def _save(self, name: str, content: bytes) -> None:
        save = self._ways.save_file

        def saved(path: str) -> None:
            self._note(Said("exported", (("path", path),), Tone.GOOD))

        def failed(error: Exception) -> None:
            self._note(Said("not-exported", (("cause", str(error)),)))

        self._place.background.command(lambda: save(name, content), saved, failed)

    def _note(self, note: Said) -> None:
        self._known.note = note
        self._show()

    def _show(self) -> None:
        state = state_of(self._known)
        if self._is_open and state != self._shown:
            self._shown = state
            self._screen.show_import(state)


def _content(path: Path) -> bytes:
    """The whole file.

    Raises:
        OSError: it cannot be read.
        FileTooLarge: no server would take it.
    """
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise FileTooLarge(size, LARGEST_BYTES)
    return path.read_bytes()


def _nowhere(_: HowFar) -> None:
    """It takes a moment only."""
