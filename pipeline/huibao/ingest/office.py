"""Old Word, WPS, RTF and OpenDocument files → .docx, by LibreOffice where this computer has it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from huibao.errors import UnreadableInput

SUFFIXES = (".doc", ".wps", ".rtf", ".odt")
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "C:/Program Files/LibreOffice/program/soffice.exe")
_SECONDS = 120
# A document's macros, links and pictures from elsewhere stay shut: nothing runs, nothing is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
</oor:items>
"""


def _run(command: list[str]) -> None:
    """Run to the end, or stop it with all that it started: LibreOffice's own process outlives its launcher."""
    nothing = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=nothing, stderr=nothing, start_new_session=True) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            raise


@lru_cache(maxsize=1)
def converter() -> str:
    """The program that converts; empty where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), "")


def as_docx(content: bytes, suffix: str) -> bytes:
    """The same document as .docx.

    Args:
        content: of the file.
        suffix: one of ``SUFFIXES``.

    Raises:
        UnreadableInput: LibreOffice is not there, or cannot read it.
    """
    if not converter():
        raise UnreadableInput(f"是 {suffix} 文件，这台电脑没有装 LibreOffice；请用 Word 或 WPS 打开后另存为 .docx")
    with TemporaryDirectory() as folder:
        profile = Path(folder) / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        # WPS writes the format of old Word under a name of its own.
        source = Path(folder) / ("report.doc" if suffix == ".wps" else f"report{suffix}")
        source.write_bytes(content)
        command = [
            converter(), f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", f"{folder}/out", str(source),
        ]  # fmt: skip
        try:
            _run(command)
            return (Path(folder) / "out" / "report.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise UnreadableInput(
                f"{suffix} 文件打不开，可能已损坏或设了密码；请用 Word 或 WPS 打开后另存为 .docx"
            ) from error
