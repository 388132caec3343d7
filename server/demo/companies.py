"""Companies that do not exist: names from our word lists, codes and phones from ranges that nobody was given."""

from dataclasses import dataclass
from datetime import date, timedelta

from pypinyin import lazy_pinyin
from stdnum.cn import uscc as uscc_rules

from server.demo import words
from server.demo.chance import Chance, some

_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    uscc: str
    external_id: str
    source: str
    region: str
    city: str
    industry: str
    level: str
    registered_capital: str
    founded_on: str
    address: str
    tags: tuple[str, ...]
    contact_name: str
    phone: str
    email: str
    wechat: str


class Companies:
    """Draws companies; no two share a name or a code."""

    def __init__(self, chance: Chance, today: date) -> None:
        self._chance = chance
        self._today = today
        self._names: set[str] = set()
        self._codes: set[str] = set()

    def draw(self) -> Company:
        chance = self._chance
        region, city, region_code, places = chance.choice(words.CITIES)
        contact = chance.choice(words.SURNAMES) + chance.choice(words.GIVEN)
        handle = "".join(lazy_pinyin(contact))
        number = f"{chance.randrange(10**8):08d}"
        has_wechat = chance.random() < 0.7
        return Company(
            name=self._name(city),
            uscc=self._code(region_code),
            external_id=f"HQ{chance.randrange(10**7):07d}" if chance.random() < 0.85 else "",
            source=chance.choice(words.SOURCES),
            region=region,
            city=city,
            industry=chance.choice(words.INDUSTRIES),
            level=chance.choice(words.LEVELS),
            registered_capital=f"{chance.choice(words.CAPITALS)}万人民币",
            founded_on=(self._today - timedelta(days=chance.randint(900, 9000))).isoformat(),
            address=f"{city}市{chance.choice(places)}{chance.randint(1, 299)}号",
            tags=some(chance, words.TAGS, 0, 4),
            contact_name=contact,
            phone=f"154{number}",
            email=f"{handle}@{number[:5]}.example" if chance.random() < 0.5 else "",
            wechat=f"{handle}{number[-4:]}" if has_wechat else "",
        )

    def _name(self, city: str) -> str:
        chance = self._chance
        while True:
            place = f"{city}市" if chance.random() < 0.6 else city
            brand = chance.choice(words.FIRST_SYLLABLES) + chance.choice(words.SECOND_SYLLABLES)
            name = f"{place}{brand}{chance.choice(words.TRADES)}{chance.choice(words.FORMS)}"
            if name not in self._names:
                self._names.add(name)
                return name

    def _code(self, region_code: str) -> str:
        # Organisation codes that begin with MY have not been given to anybody.
        while True:
            tail = "".join(self._chance.choice(_CODE_LETTERS) for _ in range(6))
            organisation = _with_check_digit(f"MY{tail}")
            body = f"91{region_code}{organisation}"
            code: str = body + uscc_rules.calc_check_digit(body)
            if code not in self._codes:
                self._codes.add(code)
                return code


def _with_check_digit(organisation: str) -> str:
    total = sum(
        _ORGANISATION_VALUES.index(letter) * weight
        for letter, weight in zip(organisation, _ORGANISATION_WEIGHTS, strict=True)
    )
    return organisation + "0123456789X0"[(11 - total % 11) % 11]
