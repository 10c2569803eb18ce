"""Word files made by hand: the parts that python-docx cannot write are exactly those that go wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def _package(body: str, *, styles: str = "", numbering: str = "", parts: Mapping[str, str] | None = None) -> bytes:
    members = {"word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>"}
    if styles:
        members["word/styles.xml"] = f"<w:styles {_SPACES}>{styles}</w:styles>"
    if numbering:
        members["word/numbering.xml"] = f"<w:numbering {_SPACES}>{numbering}</w:numbering>"
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, xml in {**members, **(parts or {})}.items():
            package.writestr(name, xml)
    return stream.getvalue()


@pytest.fixture(scope="session")
def word_file() -> Callable[..., bytes]:
    """Builds a .docx from the XML of its body, styles, numbering and other parts."""
    return _package
