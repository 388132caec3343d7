"""The line for files as a test wishes it. Mirrors `sync.transport.FileLine`."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sync.errors import GivenUp, SyncError
from sync.protocol.imports import AskImportTerms, Imported, ImportRefused, ImportTerms
from sync.transport import HowFar, ImportOrder

NOTHING = Imported({}, (), 0, (), None, 0)


@dataclass(frozen=True)
class Passage:
    """How one file fares: what is heard on the way, and its end."""

    ending: Imported | ImportRefused | SyncError = NOTHING
    heard: tuple[HowFar, ...] = ()
    meanwhile: Callable[[], None] = lambda: None
    """Called after what was heard, before the end."""


@dataclass
class FakeFileLine:
    """`passages` are met in their order; `orders` and `files` list what came."""

    passages: list[Passage] = field(default_factory=list)
    largest_bytes: int = 1_000
    terms_error: SyncError | None = None
    orders: list[ImportOrder] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    stops: int = 0

    def import_terms(self, access_token: str, request: AskImportTerms) -> ImportTerms:
        if self.terms_error is not None:
            raise self.terms_error
        self.languages.append(request.language)
        return ImportTerms(self.largest_bytes, b"template", 1)

    def import_file(
        self,
        access_token: str,
        order: ImportOrder,
        file: bytes,
        tell: Callable[[HowFar], None],
        is_given_up: Callable[[], bool],
    ) -> Imported | ImportRefused:
        self.orders.append(order)
        self.files.append(file)
        passage = self.passages.pop(0)
        for how_far in passage.heard:
            tell(how_far)
        passage.meanwhile()
        if is_given_up():
            raise GivenUp
        if isinstance(passage.ending, SyncError):
            raise passage.ending
        return passage.ending

    def stop_file(self) -> None:
        self.stops += 1
