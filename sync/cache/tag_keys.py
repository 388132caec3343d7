"""By what lists tell tags apart: customers carry ids, and from older data and imports bare texts."""

from domain.identifiers import TagId
from domain.tags import Vocabulary


def key_of(tag: str, known: Vocabulary) -> str:
    """A bare text that is the name of a tag is that tag."""
    if TagId(tag) in known.tags:
        return tag
    named = known.named(tag)
    return tag if named is None or named.name != tag else named.id


def spellings_of(key: str, known: Vocabulary) -> frozenset[str]:
    """All that customers may carry for what a filter calls so."""
    tag = known.tags.get(TagId(key))
    return frozenset({key}) if tag is None or tag.is_retired else frozenset({key, tag.name})
