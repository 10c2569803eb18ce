"""Who signs a report: 汇报人：…, 石桥村驻村专干 …, or a name of its own line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from huibao.resources import read_lexicon

_SPACE = r"[\s\u3000]"
_ROLE = (
    r"(?:第一书记|工作队(?:队长|队员|员)?|工作组|专干|干部|党?支部书记|党总支书记|副?书记|支书|副?主任|副?镇长|副?乡长|"
    r"文书|会计|信息员|网格员|选调生|村官|队长|队员|委员|办事员)"
)
_OFFICE = r"(?:村|社区|嘎查|屯|支部|党总支|党委|委员会|委会|工作队|工作组|办公室|综合办|合作社|政府)"
_LABEL = (
    r"(?:(?:汇报|报告|述职|发言|撰稿|填报|填表|执笔|记录|整理|报送|主讲|签发|联系)人|"
    r"(?:撰稿|执笔|记录|整理|作者|签名)(?=[:：]))"
)
_DATE_AFTER = rf"(?:{_SPACE}*[（(]?(?:20\d{{2}}|二[〇○零]|\d{{1,2}}{_SPACE}*[月.]|电话|1\d{{10}}).*)?"
_NAME_IN_FILE = re.compile(r"[（(\[【_\-—\s](?P<name>[\u4e00-\u9fff]{2,4})[）)\]】]?$")


@dataclass(frozen=True, slots=True)
class _Patterns:
    labelled: re.Pattern[str]
    signed: re.Pattern[str]
    alone: re.Pattern[str]
    name: re.Pattern[str]
    not_authors: frozenset[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    table = read_lexicon("places.toml")
    compound = "|".join(table["compound_surnames"])
    single = "".join(table["surnames"].split())
    name = rf"(?:(?:{compound})[\u4e00-\u9fff]{{1,2}}|[{single}]{_SPACE}?[\u4e00-\u9fff](?:{_SPACE}?[\u4e00-\u9fff])?)"
    names = rf"{name}(?:[、，,\s]{_SPACE}*{name})*"
    # After 汇报人： any name is believed, those of the minorities with their dot too.
    free = rf"(?:{names}|[\u4e00-\u9fff]{{2,4}}(?:·[\u4e00-\u9fff]{{2,6}})*)"
    before = rf"(?:[^，。；：:]{{0,20}}(?:{_OFFICE}|{_ROLE}){_SPACE}*)?"
    return _Patterns(
        labelled=re.compile(
            rf"{_LABEL}{_SPACE}*[:：]?{_SPACE}*{before}{_SPACE}*(?P<name>{free})(?={_SPACE}|[（(）)，。；]|\d|$)"
        ),
        signed=re.compile(
            rf"[（(]?.{{0,25}}?(?:{_OFFICE}[\s\u3000:：]+|{_ROLE}[\s\u3000:：]*)"
            rf"(?P<name>{names})[）)]?{_DATE_AFTER}"
        ),
        alone=re.compile(rf"(?P<name>{name})(?:{_SPACE}*[（(].*[）)])?{_DATE_AFTER}"),
        name=re.compile(name),
        not_authors=frozenset(table["not_authors"]),
    )


def starts_with_surname(name: str) -> bool:
    """Whether a family name opens a name of at least two characters: 陆望舒, 欧阳春; not 养殖户.

    Example:
        >>> starts_with_surname("陆望舒"), starts_with_surname("种植户")
        (True, False)
    """
    return bool(_patterns().name.match(name))


def read_author(*, signature: Sequence[str], opening: Sequence[str], file_name: str, property_author: str) -> str:
    """Name of whoever signs, without office and role; several are joined by 、. Empty where nobody does.

    Args:
        signature: short lines that end the report.
        opening: short lines that begin it, title excluded; some sign there.
        file_name: without extension: 石桥村汇报（李明） names one too.
        property_author: in the file's properties; believed only where the text names none.

    Example:
        >>> read_author(signature=["汇报人：石桥村驻村专干　李　明"], opening=[], file_name="", property_author="")
        '李明'
    """
    patterns = _patterns()
    for lines in (signature, opening):
        for line in reversed(lines):
            found = patterns.labelled.search(line) or patterns.signed.fullmatch(line)
            if found:
                return _written(found["name"])
    for line in reversed(signature):
        if found := patterns.alone.fullmatch(line):
            return _written(found["name"])
    in_file = _NAME_IN_FILE.search(file_name)
    if in_file and patterns.name.fullmatch(in_file["name"]):
        return in_file["name"]
    known = property_author.strip()
    return "" if known.lower() in patterns.not_authors else known


def _written(names: str) -> str:
    """李　明 is one name; 李明、王芳 and 李明 王芳 are two."""
    pieces = [re.sub(r"\s", "", piece) for piece in re.split(r"[、，,]", names)]
    patterns = _patterns()
    several = [name for piece in names.split() if (name := piece.strip("、，,")) and patterns.name.fullmatch(name)]
    return "、".join(several if len(several) > len(pieces) else pieces)
