"""One customer's certification: how it stands, and the form in which a rep sends one in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from desktop.screens.cells import Label
from desktop.screens.choice import Choice
from desktop.screens.customer import Fact


class FormField(StrEnum):
    """The fields in their order; each is called by the message `certification-<value>`."""

    COMPANY_NAME = "company-name"
    USCC = "uscc"
    CAPITAL = "capital"
    FOUNDED_ON = "founded-on"
    ADDRESS = "address"
    LICENCE = "licence"


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence as it can be shown. `picture` is what the view decoded, None where there is no image to show;
    `remark` says why, or how far the file is on its way. One `is_here` can be saved."""

    id: str
    name: str = ""
    remark: str = ""
    label: Label | None = None
    picture: object | None = None
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, as it was typed."""

    company_name: str = ""
    uscc: str = ""
    capital: str = ""
    currency: str = ""
    founded_on: date | None = None
    address: str = ""
    licence_id: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The form, with what it begins with. `lead` says why it is to be filled once more."""

    customer_id: str
    typed: Typed
    currencies: tuple[Choice, ...]
    today: date
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Checks:
    """What is to be said of each field: what is wrong with it, or what is meant by it. `whole`: why none could be sent
    in at all now."""

    troubles: Mapping[FormField, str] = field(default_factory=dict)
    remarks: Mapping[FormField, str] = field(default_factory=dict)
    whole: str = ""


@dataclass(frozen=True, slots=True)
class CertificationCard:
    """How a customer is certified. `start` is the word of the button that opens the form; empty where it cannot be."""

    customer_id: str
    label: Label
    text: str
    facts: tuple[Fact, ...] = ()
    licence_id: str = ""
    start: str = ""
    earlier: tuple[str, ...] = ()


class CertificationScreen(Protocol):
    """What may be told to the card. What is told of another customer than the one shown is passed over."""

    def show_certification(self, card: CertificationCard | None) -> None:
        """None: of this customer nothing may be seen. What is typed is left alone."""

    def show_form(self, form: Form | None) -> None:
        """Open it, or close it."""

    def show_checks(self, customer_id: str, checks: Checks) -> None: ...

    def show_licence(self, customer_id: str, licence: Licence | None) -> None:
        """In the form where it is open, else on the card."""

    def show_missing(self, customer_id: str, text: str, first: FormField | None) -> None:
        """Why it was not sent in; what is typed stays, and the cursor goes to the first field in question."""


class CertificationWishes(Protocol):
    """What the card asks for."""

    def customer_shown(self, customer_id: str) -> None:
        """This customer is looked at; empty for none. Answer with `show_certification`."""

    def certification_form_asked(self, customer_id: str) -> None:
        """Answer with `show_form`."""

    def certification_form_left(self, customer_id: str) -> None:
        """What was typed is kept; answer with `show_form(None)`."""

    def certification_typed(self, customer_id: str, typed: Typed) -> None:
        """It stands so since a moment: keep it; answer with `show_checks`."""

    def licence_chosen(self, customer_id: str, paths: Sequence[str]) -> None:
        """Dropped or picked; answer with `show_licence`, or `show_missing`."""

    def licence_pasted(self, customer_id: str, content: bytes) -> None: ...

    def licence_dropped(self, customer_id: str) -> None:
        """Take it off again."""

    def licence_save_asked(self, customer_id: str, licence_id: str) -> None: ...

    def certification_sent(self, customer_id: str, typed: Typed) -> None:
        """Send it in; answer with `show_form(None)` or `show_missing`."""
