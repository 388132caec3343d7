"""The program in Program Files: which Windows it asks for, what it is called, what it looks like."""

import shutil
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QImage

import dev
from desktop.views.tokens import LIGHT
from windows import launchers, options, signing
from windows.binaries import imports_of, is_of_windows
from windows.icon import SIDES, write_icon
from windows.launcher.launch import PACK

GUI, CONSOLE = 2, 3


def installed(needs: dict[str, str]) -> bool:
    return all(shutil.which(tool) for tool in needs)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    if not installed(launchers.NEEDS):
        pytest.skip("mingw-w64 is not installed: dev.py package installs it")
    folder = tmp_path_factory.mktemp("folder")
    built = launchers.build_launchers(folder, tmp_path_factory.mktemp("work") / "launcher", "1.2.3")
    return {program.name: program for program in built}


def subsystem(program: Path) -> int:
    content = program.read_bytes()
    header: int = struct.unpack_from("<I", content, 0x3C)[0]
    found: int = struct.unpack_from("<H", content, header + 24 + 68)[0]
    return found


def test_one_opens_a_window_and_one_speaks_in_a_console(programs: dict[str, Path]) -> None:
    assert {name: subsystem(program) for name, program in programs.items()} == {
        "gonghai.exe": GUI,
        "gonghai.com": CONSOLE,
    }


def test_both_start_on_a_bare_windows(programs: dict[str, Path]) -> None:
    for program in programs.values():
        assert [name for name in imports_of(program.read_bytes()) if not is_of_windows(name)] == []


def test_explorer_is_told_name_version_and_file(programs: dict[str, Path]) -> None:
    for name, program in programs.items():
        content = program.read_bytes()
        for said in ("Gonghai 公海", "1.2.3", name):
            assert (said + "\0").encode("utf-16-le") in content
        assert b"longPathAware" in content and b"@" + b"VERSION@" not in content


def test_both_speak_chinese_when_something_is_missing(programs: dict[str, Path]) -> None:
    for program in programs.values():
        assert "请管理员重新安装".encode("utf-16-le") in program.read_bytes()


def test_the_manifest_asks_for_what_was_promised() -> None:
    root = ElementTree.parse(launchers.SOURCES / "launcher.manifest").getroot()
    said = {element.tag.rpartition("}")[2]: (element.text or "").strip() for element in root.iter()}
    assert said["dpiAwareness"] == "PerMonitorV2"
    assert (said["longPathAware"], said["activeCodePage"]) == ("true", "UTF-8")
    (level,) = (element for element in root.iter() if element.tag.endswith("requestedExecutionLevel"))
    assert level.attrib["level"] == "asInvoker"


def test_what_the_launcher_looks_for_is_what_the_folder_has() -> None:
    text = (launchers.SOURCES / "launcher.c").read_text(encoding="utf-8")
    ours = ("app\\\\launch.py", f"app\\\\desktop\\\\{PACK}")
    for path in ("runtime\\\\python313.dll", "runtime\\\\python313._pth", *ours):
        assert f'L"{path}"' in text


def test_the_icon_has_every_size_each_drawn_for_itself(tmp_path: Path) -> None:
    write_icon(tmp_path / "gonghai.ico")
    content = (tmp_path / "gonghai.ico").read_bytes()
    assert struct.unpack_from("<3H", content) == (0, 1, len(SIDES))
    for number, side in enumerate(SIDES):
        width, size, offset = struct.unpack_from("<B7xII", content, 6 + 16 * number)
        image = QImage.fromData(content[offset : offset + size])
        assert (image.width(), image.height(), width) == (side, side, side % 256)
        assert image.pixelColor(0, 0).alpha() < 16
        assert image.pixelColor(side // 2, side // 8) == QColor(LIGHT.primary)


@pytest.mark.parametrize(
    "words",
    [
        ["--certificate", "{file}"],
        ["--key", "{file}"],
        ["--pfx", "{file}", "--certificate", "{file}", "--key", "{file}"],
        ["--timestamp", "http://127.0.0.1"],
        ["--pfx", "{file}.gone"],
    ],
)
def test_half_a_signature_is_refused_before_anything_is_built(words: list[str], tmp_path: Path) -> None:
    file = tmp_path / "given.pem"
    file.touch()
    with pytest.raises(dev.Stop):
        options.read([word.format(file=file) for word in words])


def test_a_runtime_without_its_hash_is_refused(tmp_path: Path) -> None:
    with pytest.raises(dev.Stop, match="--runtime-sha256"):
        options.other_runtime(options.read(["--runtime", str(tmp_path)]))
    assert options.other_runtime(options.read([])) is None


@pytest.mark.skipif(not installed(signing.NEEDS), reason="osslsigncode is not installed: dev.py package installs it")
def test_a_signature_holds_until_a_byte_is_changed(programs: dict[str, Path], tmp_path: Path) -> None:
    program = tmp_path / "gonghai.exe"
    shutil.copy(programs["gonghai.exe"], program)
    signer = options.signer(options.read([]), tmp_path / "signing")
    signing.sign(program, signer)
    content = bytearray(program.read_bytes())
    content[content.index("请管理员".encode("utf-16-le"))] ^= 1
    program.write_bytes(content)
    with pytest.raises(dev.Stop, match="verify"):
        signing.verify(program, signer)


@pytest.mark.skipif(not installed(signing.NEEDS), reason="osslsigncode is not installed: dev.py package installs it")
def test_a_certificate_of_ones_own_signs(
    programs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = signing.self_made(tmp_path / "own")
    pfx = tmp_path / "own.pfx"
    packed = ["openssl", "pkcs12", "-export", "-inkey", str(own.key), "-in", str(own.certificate), "-out", str(pfx)]
    subprocess.run([*packed, "-passout", "pass:密 码"], check=True)
    program = tmp_path / "gonghai.exe"
    shutil.copy(programs["gonghai.exe"], program)
    monkeypatch.setenv(options.PASSWORD, "密 码")
    asked = options.read(["--pfx", str(pfx), "--authority", str(own.certificate)])
    signing.sign(program, options.signer(asked, tmp_path / "signing"))
    monkeypatch.setenv(options.PASSWORD, "wrong")
    with pytest.raises(dev.Stop, match="openssl pkcs12"):
        options.signer(asked, tmp_path / "again")
