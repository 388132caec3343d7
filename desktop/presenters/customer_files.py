"""Files that are attached to a follow-up being written, and those that are opened."""

from __future__ import annotations

from pathlib import Path

from desktop import words
from desktop.presenters.attached import file_lines, size_word
from desktop.presenters.customer_writing import CustomerWriting
from desktop.presenters.reasons import explain
from desktop.screens.cells import Tone
from desktop.screens.customer import FileLine, OpenedFile
from domain.attachments import Purpose
from domain.verdicts import Refused

CONTENT = "content"


class CustomerFiles(CustomerWriting):
    """Obeys the part of `CustomerWishes` about files."""

    _awaited = ""
    """A file that somebody wants to see and that is not here yet."""

    # wishes

    def file_offered(self, customer_id: str, file: object, name: str) -> None:
        place = self._place

        def work() -> FileLine | str:
            content = file if isinstance(file, Path | bytes) else place.encoded(file)
            small = place.shrunk(content)
            added = place.cache.attachments.add(content, name, customer_id, Purpose.FOLLOW_UP, place.now(), small)
            if not isinstance(added, Refused):
                return file_lines(place, (added.id,))[0]
            said = explain(added.reason, added.facts, place.cache.directory, place.local_now())
            why = words.say("said-with-advice", what=said.what, now=said.what_now)
            return words.say("file-not-attached", name=name, why=why)

        def show(answer: FileLine | str) -> None:
            if isinstance(answer, FileLine):
                self._screen.add_file(customer_id, answer)
            else:
                self._screen.show_entry_trouble(customer_id, answer)

        place.background.command(
            work,
            show,
            lambda error: self._screen.show_entry_trouble(customer_id, words.say("not-saved", cause=str(error))),
        )

    def file_dropped(self, file_id: str) -> None:
        attachments = self._place.cache.attachments
        self._place.background.command(lambda: attachments.remove(file_id), lambda _: None)

    def file_asked(self, file_id: str) -> None:
        self._awaited = file_id
        self._look_for_file(is_new=True)

    def file_kept(self, file_id: str, target: Path) -> None:
        def work() -> bool:
            content = self._place.cache.attachments.content(file_id)
            if content is not None:
                target.write_bytes(content)
            return content is not None

        def told(is_written: bool) -> None:
            self._notices.tell(words.say("file-saved" if is_written else "file-not-here", name=target.name))

        def failed(error: Exception) -> None:
            self._notices.tell(words.say("file-not-saved", cause=str(error)), Tone.BAD)

        self._place.background.command(work, told, failed)

    # what came

    def _look_for_file(self, *, is_new: bool = False) -> None:
        """Open the file that is awaited, where it is here by now; else have it brought."""
        place, file_id = self._place, self._awaited

        def work() -> OpenedFile | None:
            (view,) = place.cache.attachments.named([file_id])
            content = None if view is None else place.cache.attachments.content(file_id)
            if view is None or content is None:
                place.want_file(file_id, CONTENT)
                return None
            picture = place.decoded(content) if view.is_image else None
            return OpenedFile(file_id, view.name, size_word(view.size), picture)

        def show(file: OpenedFile | None) -> None:
            if file is not None and file_id == self._awaited:
                self._awaited = ""
                self._screen.show_file(file)
            elif file is None and is_new:
                self._notices.tell(words.say("file-coming" if place.is_online else "file-offline"))

        if file_id:
            place.background.query(work, show)
