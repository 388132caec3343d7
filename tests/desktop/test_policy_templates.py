"""The policy templates say what the program reads: the same names, the same types, every word in both languages."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from desktop.administration import Setting, Source, settled

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "policy"
LANGUAGES = ("zh-CN", "en-US")
NAMESPACE = {"p": "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"}
KEY = r"Software\Policies\Gonghai"

TEMPLATE = ElementTree.parse(FOLDER / "gonghai.admx").getroot()
POLICIES = {policy.attrib["name"]: policy for policy in TEMPLATE.iterfind("p:policies/p:policy", NAMESPACE)}


def words_of(language: str) -> ElementTree.Element:
    return ElementTree.parse(FOLDER / language / "gonghai.adml").getroot()


def written_by(policy: ElementTree.Element, value: str) -> dict[str, object]:
    """What Windows writes when the policy is set: a text of an element, or the number of a switch."""
    text = policy.find("p:elements/p:text", NAMESPACE)
    if text is not None:
        return {text.attrib["valueName"]: value}
    number = policy.find(f"p:{value}Value/p:decimal", NAMESPACE)
    assert number is not None
    return {policy.attrib["valueName"]: int(number.attrib["value"])}


class Registry:
    """The policy of a machine, as it stands after Windows has applied the template."""

    def __init__(self, values: dict[str, object]) -> None:
        self._values = values

    def read(self, source: Source, name: str) -> object | None:
        return self._values.get(name) if source is Source.MACHINE_POLICY else None


def test_every_setting_has_a_policy_and_every_policy_a_setting() -> None:
    assert set(POLICIES) == {setting.value for setting in Setting}


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_stands_where_the_program_looks_for_machines_and_for_people(name: str) -> None:
    policy = POLICIES[name]
    assert (policy.attrib["key"], policy.attrib["class"]) == (KEY, "Both")
    assert policy.find("p:parentCategory", NAMESPACE) is not None
    supported = policy.find("p:supportedOn", NAMESPACE)
    defined = [each.attrib["name"] for each in TEMPLATE.iterfind("p:supportedOn/p:definitions/p:definition", NAMESPACE)]
    assert supported is not None and supported.attrib["ref"] in defined


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("ServerUrl", "https://crm.example.com", "https://crm.example.com"),
        ("CaFile", "/etc/ssl/company.pem", "/etc/ssl/company.pem"),
        ("Proxy", "none", "none"),
        ("UpdateNotice", "enabled", "1"),
        ("UpdateNotice", "disabled", "0"),
    ],
)
def test_what_a_policy_writes_is_what_the_program_reads(name: str, value: str, read: str) -> None:
    settings = settled({}, Registry(written_by(POLICIES[name], value)))
    assert (settings[Setting(name)].text, settings[Setting(name)].is_locked) == (read, True)
    assert not settings.passed_over


@pytest.mark.parametrize("name", ["Proxy"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_templates_suggest_is_understood(language: str, name: str) -> None:
    suggested = [each.text for each in words_of(language).iterfind(".//p:suggestion", NAMESPACE)]
    assert suggested
    for value in suggested:
        assert not settled({}, Registry({name: value})).passed_over


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_template_is_written_and_none_besides(language: str) -> None:
    asked = set(re.findall(r"\$\((string|presentation)\.(\w+)\)", (FOLDER / "gonghai.admx").read_text("utf-8")))
    told = words_of(language)
    strings = {each.attrib["id"] for each in told.iterfind(".//p:stringTable/p:string", NAMESPACE)}
    presentations = {each.attrib["id"] for each in told.iterfind(".//p:presentation", NAMESPACE)}
    assert {("string", name) for name in strings} | {("presentation", name) for name in presentations} == asked
    assert all((each.text or "").strip() for each in told.iter() if each.tag.endswith(("}string", "}label")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_a_policy_is_shown(language: str) -> None:
    fields = {text.attrib["id"] for text in TEMPLATE.iterfind(".//p:elements/p:text", NAMESPACE)}
    shown = {each.attrib["refId"] for each in words_of(language).iter() if "refId" in each.attrib}
    assert shown == fields
