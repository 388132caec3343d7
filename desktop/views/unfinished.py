"""What stands half-typed in the tabs of a customer, kept while another customer is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.screens.customer import ContactLine, Draft


@dataclass(frozen=True, slots=True)
class Unfinished:
    """`said`: a follow-up and its words to be. `note` None: it stands as it is kept."""

    said: tuple[str, Draft] | None = None
    contact: ContactLine | None = None
    note: str | None = None

    @property
    def text(self) -> str:
        """All of it to be read and copied, a line for each."""
        words = self.said[1].text if self.said else ""
        return "\n".join(filter(None, (words, _in_one_line(self.contact) if self.contact else "", self.note)))


def _in_one_line(contact: ContactLine) -> str:
    """Somebody, as typed."""
    said = (contact.name, contact.position, contact.phone, contact.email, contact.wechat, contact.note)
    return " · ".join(filter(None, said))
