"""What the judge says when a promise was broken."""


class Violation(AssertionError):
    """A promise was broken: `code` names it, the text says where."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
