"""What is right and wrong in the form, field by field, in the court's own words. All of it reads the cache."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktop import words
from desktop.presenters.certification_words import capital_said
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.certification import Checks, Form, FormField, Typed
from desktop.screens.choice import Choice
from domain.capital import in_whole_units
from domain.certification import CURRENCIES
from domain.commands import SubmitCertification
from domain.identifiers import AttachmentId, CertificationId, CustomerId
from domain.reasons import Reason
from domain.verdicts import Accepted, Refused
from sync.cache.certification_drafts import DraftCertification
from sync.uscc import compact

USCC_LENGTH = 18

_RIGHT = ("91350100M000100Y43", date(2000, 1, 1))
"""A code whose check digit is right, and a day long past: each field is judged among others beyond doubt."""

_JUDGED = (FormField.COMPANY_NAME, FormField.USCC, FormField.CAPITAL, FormField.FOUNDED_ON, FormField.ADDRESS)


def may_be_sent_in(place: Workplace, customer_id: str) -> bool:
    """Whether a certification without fault would be taken now."""
    (verdict,) = place.cache.certifications.verdicts([_faultless(place, customer_id)], place.now())
    return isinstance(verdict, Accepted)


def form_of(place: Workplace, customer_id: str) -> Form | None:
    """With what was typed; else with what was sent in and did not last; else with what the profile says."""
    seen = place.cache.register.customer(CustomerId(customer_id), place.now())
    if seen is None:
        return None
    certifications, row = place.cache.certifications, seen.row
    draft, refused = certifications.drafts.load(customer_id), certifications.refused(customer_id)
    last = next((view.row for view in certifications.of(customer_id) if view.is_mine and not view.is_of_customer), None)
    typed, lead = Typed(row.name, row.uscc, "", CURRENCIES[0], _day(row.founded_on), row.address), ""
    if draft is not None:
        typed = _typed(draft)
    elif refused is not None and (last is None or last.id < refused.said.certification_id):
        typed = said_before(refused.said)
    elif last is not None:
        day = _day(last.founded_on)
        typed = Typed(
            last.company_name, last.uscc, last.capital, last.currency, day, last.address, last.licence_id or ""
        )
    if last is not None and last.note:
        lead = words.say("certification-mend", note=last.note)
    currencies = tuple(Choice(code, words.say(f"currency-{code}")) for code in CURRENCIES)
    return Form(customer_id, typed, currencies, place.local_now().date(), lead)


def checks_of(place: Workplace, customer_id: str, typed: Typed, *, is_final: bool = False) -> Checks:
    """What can be said while it is being typed: of what is not there yet nothing, unless it `is_final`."""
    faultless = _faultless(place, customer_id)
    judged = [one for one in _JUDGED if is_final or _is_complete(one, typed)]
    probes = [_with(faultless, one, typed) for one in judged]
    whole, *verdicts = place.cache.certifications.verdicts([faultless, *probes], place.now())
    if isinstance(whole, Refused):
        return Checks(remarks=dict(_remarks(typed)), whole=_said(place, whole))
    troubles = {
        one: _said(place, verdict)
        for one, verdict in zip(judged, verdicts, strict=True)
        if isinstance(verdict, Refused) and _is_there(one, typed)
    }
    remarks = {one: remark for one, remark in _remarks(typed) if one not in troubles}
    return Checks(troubles, remarks)


def missing(typed: Typed) -> tuple[FormField, ...]:
    """What is still to be filled in."""
    return tuple(one for one in FormField if not _is_there(one, typed))


def submission(place: Workplace, customer_id: str, typed: Typed) -> SubmitCertification:
    """What is sent in. Nothing may be missing."""
    assert typed.founded_on is not None, "the day is asked for before"
    return SubmitCertification(
        CustomerId(customer_id),
        CertificationId(place.identity.new()),
        typed.company_name.strip(),
        compact(typed.uscc),
        in_whole_units(typed.capital),
        typed.currency,
        typed.founded_on,
        typed.address.strip(),
        AttachmentId(typed.licence_id),
    )


def said_before(said: SubmitCertification) -> Typed:
    return Typed(
        said.company_name, said.uscc, said.capital, said.currency, said.founded_on, said.address, said.licence_id
    )


def kept(typed: Typed) -> DraftCertification:
    """As it is kept over restarts."""
    day = "" if typed.founded_on is None else typed.founded_on.isoformat()
    return DraftCertification(
        typed.company_name, typed.uscc, typed.capital, typed.currency, day, typed.address, typed.licence_id
    )


def _typed(draft: DraftCertification) -> Typed:
    return Typed(
        draft.company_name, draft.uscc, draft.capital, draft.currency, _day(draft.founded_on), draft.address,
        draft.licence_id,
    )  # fmt: skip


def _faultless(place: Workplace, customer_id: str) -> SubmitCertification:
    uscc, day = _RIGHT
    new = CertificationId(place.identity.new())
    return SubmitCertification(CustomerId(customer_id), new, "-", uscc, "1", CURRENCIES[0], day, "-", AttachmentId("-"))


def _with(faultless: SubmitCertification, one: FormField, typed: Typed) -> SubmitCertification:
    match one:
        case FormField.COMPANY_NAME:
            return replace(faultless, company_name=typed.company_name)
        case FormField.USCC:
            return replace(faultless, uscc=typed.uscc)
        case FormField.CAPITAL:
            return replace(faultless, capital=in_whole_units(typed.capital), currency=typed.currency)
        case FormField.FOUNDED_ON:
            return replace(faultless, founded_on=typed.founded_on or faultless.founded_on)
        case _:
            return replace(faultless, address=typed.address)


def _is_there(one: FormField, typed: Typed) -> bool:
    match one:
        case FormField.COMPANY_NAME:
            return bool(typed.company_name.strip())
        case FormField.USCC:
            return bool(compact(typed.uscc))
        case FormField.CAPITAL:
            return bool(typed.capital.strip())
        case FormField.FOUNDED_ON:
            return typed.founded_on is not None
        case FormField.ADDRESS:
            return bool(typed.address.strip())
        case FormField.LICENCE:
            return bool(typed.licence_id)


def _is_complete(one: FormField, typed: Typed) -> bool:
    """A code is judged once all of it stands: before, every one is wrong."""
    return _is_there(one, typed) and (one is not FormField.USCC or len(compact(typed.uscc)) >= USCC_LENGTH)


def _remarks(typed: Typed) -> Iterator[tuple[FormField, str]]:
    code = compact(typed.uscc)
    if 0 < len(code) < USCC_LENGTH:
        yield FormField.USCC, words.say("certification-uscc-so-far", n=len(code), most=USCC_LENGTH)
    meant = in_whole_units(typed.capital)
    if meant != typed.capital.strip():
        yield FormField.CAPITAL, words.say("certification-meant", amount=capital_said(meant, typed.currency))


def _said(place: Workplace, refused: Refused) -> str:
    key = refused.reason
    if key is Reason.EMPTY_TEXT:
        return words.say("certification-address-empty")
    said = explain(key, refused.facts, place.cache.directory, place.local_now())
    return words.say("said-with-advice", what=said.what, now=said.what_now)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
