"""Names as duplicates are told by."""

import unicodedata


def name_key(name: str) -> str:
    """The same text for names that differ only in width, case, blanks or punctuation."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
