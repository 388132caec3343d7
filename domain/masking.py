"""What somebody who does not own a customer may see of its phone, e-mail and WeChat (SPEC §3)."""

from typing import NamedTuple

_STARS = "****"


class Reach(NamedTuple):
    """How a customer can be reached. Empty text where unknown."""

    contact_name: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""


def masked(reach: Reach) -> Reach:
    """The same reach, recognisable to whoever knows it already and useless to anybody else."""
    return Reach(
        contact_name="",
        phone=masked_phone(reach.phone),
        email=_masked_email(reach.email),
        wechat=_masked_name(reach.wechat),
    )


def masked_phone(phone: str) -> str:
    """138****5678; the fewer digits it has, the less of it is shown. Marks between them make no number longer."""
    number = phone.strip()
    if not number:
        return ""
    digits = sum(map(str.isdigit, number))
    if digits < 8:
        return _STARS
    head = number[:3] if digits >= 11 else ""
    return f"{head}{_STARS}{number[-4:]}"


def _masked_email(email: str) -> str:
    # The last sign: registries write several addresses into one cell, and what stands between two is a name too.
    name, at, host = email.strip().rpartition("@")
    return f"{_masked_name(name)}{at}{host}" if at and _is_host(host) else _masked_name(name or host)


def _is_host(host: str) -> bool:
    """Nothing but a host: a phone or a remark written behind an address must not be shown with it."""
    front, _, top = host.rpartition(".")
    return top.isalpha() and front.replace("-", "").replace(".", "").isalnum()


def _masked_name(name: str) -> str:
    letters = name.strip()
    return f"{letters[0]}{_STARS}" if letters else ""
