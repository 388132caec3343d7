"""What somebody who does not own a customer may see of its phone, e-mail and WeChat (SPEC §3)."""

from dataclasses import dataclass, replace

_STARS = "****"


@dataclass(frozen=True, slots=True)
class Reach:
    """How a customer can be reached. Empty text where unknown."""

    contact_name: str = ""
    phone: str = ""
    email: str = ""
    wechat: str = ""


def masked(reach: Reach) -> Reach:
    """The same reach, recognisable to whoever knows it already and useless to anybody else."""
    return replace(
        reach,
        contact_name="",
        phone=masked_phone(reach.phone),
        email=_masked_email(reach.email),
        wechat=_masked_name(reach.wechat),
    )


def masked_phone(phone: str) -> str:
    """138****5678; the shorter the number, the less of it is shown."""
    number = phone.strip()
    if not number:
        return ""
    if len(number) < 8:
        return _STARS
    head = number[:3] if len(number) >= 11 else ""
    return f"{head}{_STARS}{number[-4:]}"


def _masked_email(email: str) -> str:
    name, at, host = email.strip().partition("@")
    return f"{_masked_name(name)}{at}{host}" if at else _masked_name(name)


def _masked_name(name: str) -> str:
    return f"{name[0]}{_STARS}" if name else ""
