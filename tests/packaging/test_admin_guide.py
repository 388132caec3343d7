"""The administrators' guide says what there is: names on it are asked of the code."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

import dev
from desktop.administration import Setting
from desktop.checks.findings import Check
from desktop.doctor import command as doctor
from desktop.links import link_to
from desktop.options import Options
from desktop.start import REFUSED
from server.cli.ending import ExitCode
from server.settings import Settings
from sync.http_transport import HttpTransport
from sync.identity import RandomIdentity
from sync.protocol import VERSION
from sync.protocol.messages import Device, Hello, SignIn
from tests.server_process import ServerProcess, administer
from windows import options, product, wix

GUIDE = (dev.ROOT / "docs" / "admin.md").read_text(encoding="utf-8")
POLICY = (dev.ROOT / "packaging" / "policy" / "gonghai.admx").read_text(encoding="utf-8")


def table_with(head: str) -> list[list[str]]:
    """The rows of the first table whose head begins so, cell by cell."""
    found = re.search(rf"^\| {re.escape(head)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
    assert found is not None, head
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in found[1].splitlines()]


def named(cell: str) -> str:
    return cell.strip("`")


def test_its_properties_are_those_of_the_installer() -> None:
    told = {named(row[0]): named(row[1]) for row in table_with("property")}
    assert told == wix.KEPT
    assert set(wix.SETTINGS.values()) == {setting.value for setting in Setting}


def test_its_policies_are_those_of_the_templates() -> None:
    section = GUIDE.partition("### Policies and who wins")[2].partition("###")[0]
    order = re.findall(r"^\d\. `(HK[LC][MU]\\Software\\[\w\\]+)`", section, re.MULTILINE)
    assert order == [
        r"HKLM\Software\Policies\Gonghai",
        r"HKCU\Software\Policies\Gonghai",
        rf"HKLM\{wix.KEY}",
    ]
    keys = set(re.findall(r'key="([^"]+)"', POLICY))
    assert keys == {r"Software\Policies\Gonghai"}
    assert set(re.findall(r'valueName="([^"]+)"', POLICY)) == {setting.value for setting in Setting}


def test_its_settings_of_the_server_are_all_there_are_with_their_defaults() -> None:
    defaults = Settings()
    told = {named(row[0]): (named(row[1]), named(row[2])) for row in table_with("setting")}

    def shown(value: object) -> str:
        return str(value).lower() if isinstance(value, bool) else str(value) or "none"

    assert told == {
        field.name: (f"GONGHAI_{field.name.upper()}", shown(getattr(defaults, field.name)))
        for field in fields(Settings)
    }


@pytest.mark.parametrize("check", list(Check))
def test_every_check_of_the_diagnosis_is_named(check: Check) -> None:
    english = (dev.ROOT / "desktop" / "locale" / "en" / "doctor.ftl").read_text(encoding="utf-8")
    name = re.search(rf"^doctor-name-{check.value} = (.*)$", english, re.MULTILINE)
    assert name is not None
    said = re.search(r"`gonghai doctor` checks(.*?)\n\n", GUIDE, re.DOTALL)
    assert said is not None
    assert name[1].lower() in " ".join(said[1].split()).lower()


def test_the_options_of_the_diagnosis_are_ones_it_takes() -> None:
    told = re.findall(r"`(--[a-z-]+)", "".join(row[0] for row in table_with("option")))
    assert {"--json", "--bundle"} <= set(told)
    with_values = {"--bundle": "file", "--server": "https://a.example", "--ca-file": "f", "--proxy": "none",
                   "--language": "en"}  # fmt: skip
    for option in told:
        doctor.read_options([option, *([with_values[option]] if option in with_values else [])])
    assert (doctor.ALL_WELL, doctor.TO_DO, doctor.NOT_RUN) == (0, 1, 2)
    assert "It ends with 0 where all is well, 1 where something is to be done, 2 where it could not be run" in GUIDE


def test_codes_and_versions_on_it_are_those_of_the_code() -> None:
    assert f"(build {wix.OLDEST_BUILD})" in GUIDE
    assert f"exit code {REFUSED}" in GUIDE
    codes = " ".join(GUIDE.split())
    assert all(f"{code.value} " in codes for code in ExitCode)
    assert "3 a setting, 4 the database, 5 refused, 6 a file" in codes
    assert [code.name for code in sorted(ExitCode)] == ["BAD_SETTING", "DATABASE", "REFUSED", "FILE"]
    assert rf"C:\Program Files\{product.FOLDER}" in GUIDE
    assert link_to("1") in GUIDE


def test_the_ways_to_sign_and_to_swap_the_runtime_are_ones_a_build_takes(tmp_path: Path) -> None:
    told = set(re.findall(r"^ +.*dev\.py package (.*)$", GUIDE, re.MULTILINE))
    offered = set(re.findall(r"--[a-z0-9-]+", (dev.ROOT / "packaging/windows/options.py").read_text(encoding="utf-8")))
    used = {option for line in told for option in re.findall(r"--[a-z0-9-]+", line)}
    assert {"--certificate", "--key", "--pfx", "--runtime", "--runtime-sha256"} <= used <= offered
    assert f"{options.PASSWORD}=" in GUIDE


def test_every_path_of_ours_on_it_exists() -> None:
    ours = set(re.findall(r"`((?:packaging|docs|desktop)/[\w./@-]+)`", GUIDE))
    links = set(re.findall(r"\]\(([^):]+)\)", GUIDE))
    assert {path for path in ours if not (dev.ROOT / path).exists()} == set()
    assert {path for path in links if not (dev.ROOT / "docs" / path).exists()} == set()
    assert {"packaging/server/server.toml", "packaging/server/example/nginx.conf"} <= ours
    assert "backup.md" in links


def test_the_program_takes_the_options_that_the_guide_gives_it() -> None:
    assert {"server", "ca_file", "proxy", "profile"} <= {field.name for field in fields(Options)}
    assert "--profile D:" in GUIDE


def test_the_order_to_wipe_a_machine_reaches_its_client(tmp_path: Path) -> None:
    written = re.search(r"gonghai-server (device wipe .*?)\s+#", GUIDE)
    assert written is not None
    url = f"sqlite:///{tmp_path / 'company.db'}"
    administer(url, "demo-data", "--customers", "0")
    device = RandomIdentity().new()
    with ServerProcess(url) as server:
        line = HttpTransport(server.address)
        token = line.sign_in(SignIn("lin", "gonghai-demo", Device(device, "LAPTOP-7"))).access_token
        hello = Hello("1.0.0", (VERSION, VERSION), device)
        assert not line.hello(token, hello).is_wipe_ordered
        administer(url, *written[1].split())
        assert line.hello(token, hello).is_wipe_ordered
        line.close()
