"""One small door to the server: what a client may say to it. The simulator and tests stand in behind the same face."""

from typing import Protocol

from sync.protocol.messages import (
    Hello,
    Hint,
    HintWait,
    Pull,
    Pulled,
    Push,
    Pushed,
    Refresh,
    Session,
    SignIn,
    Welcome,
)


class Transport(Protocol):
    """Each call is one exchange and raises `sync.errors.SyncError` when it did not come about.

    A call that raises `Unreachable` may or may not have happened on the server: callers must be able to repeat it.
    """

    def sign_in(self, request: SignIn) -> Session: ...

    def refresh(self, request: Refresh) -> Session: ...

    def sign_out(self, access_token: str) -> None: ...

    def hello(self, access_token: str, request: Hello) -> Welcome: ...

    def push(self, access_token: str, request: Push) -> Pushed: ...

    def pull(self, access_token: str, request: Pull) -> Pulled: ...

    def hint(self, access_token: str, request: HintWait) -> Hint: ...
