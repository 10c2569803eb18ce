"""Which village (or township) a report speaks for: read from title, file name, signature and text.

The name is printed as the subject of every sentence of the briefing, so a wrong one is worse than none:
the text alone is believed only where one name stands out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from huibao.resources import read_lexicon

_HAN = "\u4e00-\u9fff"
_LONGEST = 8
_ADMINISTRATIVE = re.compile(r".+(?:镇|乡|街道|苏木|县|市|区|州|旗|委|府)")
_DATE_REST = re.compile(r"(?:年度?|月份?|日|号|季度|个)")
_DATE = re.compile(
    r"(?:[〇零一二三四五六七八九十]{1,4}[年月日]|(?:年|前)?第?[一二三四]季度|[上下]半年|年度|全年|今年|去年|本季度|年)"
)
# Words that may stand right before a name. The second group also begins names (和平村, 向阳村): it is cut
# only where other words precede it. A chat says that it was spoken: 微信语音转文字 石桥村主任 ….
_BEFORE = re.compile(
    r"(?:.{0,6}转(?:成|写)?文字|关于|现将|我是|来自|位于|地处|担任|走访|围绕|中共|地点|支持|以来|本情况|我们|咱们?|们|驻|在|是|的|于|我)"
)
_BEFORE_OR_PART = re.compile(r"(?:对|由|从|向|以|和|与|及|同|全|为|到|把|给|将|了|去|来)")
_GENERIC_END = re.compile(
    r"(?:[一二三四五六七八九十两几多数]?个|名|我们?|咱们?|你们?|他们?|们|这|那|哪|每|各|全|该|本|某|兄弟|行政|自然|驻|以及|所有|在|[乡农])$"
)
# In running text and its last lines: 求社区, 请村 are what somebody does.
_ASKED = re.compile(r"[求请找问叫帮恳替跟让盼靠]|.社区")
_COUNTED = re.compile(r"[一二三四五六七八九十两几多数\d]+[个名座]")
# The ending as the first half of another word: 村民, 乡亲, 镇里. 石桥村民委员会 is a village all the same.
_OTHER_WORD = {
    "村": re.compile(r"民(?!委员会)|[级容貌规史医口道务头里庄落寨镇]|情(?!况)|支书|干部|主干"),
    "乡": re.compile(r"[村亲土贤愁风里上镇下]"),
    "镇": re.compile(r"[里上]"),
    "社区": re.compile(r"[里服治工干]"),
}
# A form names its village in a field of its own; a speaker tells whose he is.
_FIELD = re.compile(r"(?:村名|村别|村（社区）|(?:填报|报送|汇报|上报)?单位(?:名称)?)[:：]")
_INTRODUCED = (
    r"(?:^|[\n。，！])(?:大家好，?)?我(?:是|叫[^，。\n]{2,4}[，。](?:我?是)?)"
    r"(?P<name>%s)的?(?:党?支书|(?:支部|第一)?书记|村?主任|会计|文书|专干|报账员)"
)
_AFTER_SETTLEMENT = r"(?=20\d{2}|二[〇零]|第?[一二三四]季度|[上下]?半年|这一|的|驻村|手记|日记|札记|小报|群聊)"
_IN_TITLE, _IN_FIELD, _IN_TITLE_SHORT, _IN_NAME, _IN_NAME_SHORT, _SIGNED = 16, 14, 12, 10, 8, 4
_TWICE = "村村"
_DOMINANT = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _Lexicon:
    village: re.Pattern[str]
    township: re.Pattern[str]
    settlement: re.Pattern[str]
    introduced: re.Pattern[str]
    generic: frozenset[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    table = read_lexicon("places.toml")

    def pattern(endings: list[str]) -> re.Pattern[str]:
        either = "|".join(endings)
        return re.compile(
            rf"(?P<stem>[{_HAN}]{{1,{_LONGEST}}}?)(?P<ending>{either})(?!村(?![民委务支两集主会文书医干副党妇团报])|社区)"
        )

    settlement = rf"[{_HAN}]{{1,4}}[{table['settlement_endings']}]"
    return _Lexicon(
        village=pattern(table["village_endings"]),
        township=pattern(table["township_endings"]),
        settlement=re.compile(rf"(?:^|[：—\s]|[镇乡])(?P<name>{settlement}){_AFTER_SETTLEMENT}"),
        introduced=re.compile(_INTRODUCED % settlement),
        generic=frozenset(table["not_places"]),
    )


def village_of(*, title: str, file_name: str, signature: Sequence[str], text: str) -> str:
    """Name of the village, community or gacha a report speaks for; empty where nothing says.

    Args:
        title, file_name, text: normalised.
        signature: the normalised lines above which the report ends.

    Example:
        >>> village_of(title="清溪镇和平桥村2025年汇报", file_name="", signature=[], text="")
        '和平桥村'
    """
    found = _best(_lexicon().village, title, file_name, signature, text)
    if found:
        return found
    short = _lexicon().settlement.search(title) or _lexicon().introduced.search(text)
    return short["name"] if short else ""


def township_of(*, title: str, file_name: str, signature: Sequence[str], text: str) -> str:
    """Name of the township a leader speaks for; arguments as for :func:`village_of`."""
    return _best(_lexicon().township, title, file_name, signature, text)


def _best(pattern: re.Pattern[str], title: str, file_name: str, signature: Sequence[str], text: str) -> str:
    votes: Counter[str] = Counter()
    for weight, source in ((_IN_TITLE, title), (_IN_NAME, file_name)):
        for name, _ in _names(pattern, source):
            votes[name] += weight
    for line in signature:
        for name, at in _names(pattern, line):
            if not _is_han(line[at - 1 : at]) and not _ASKED.match(name):
                votes[name] += _SIGNED
    for field in _FIELD.finditer(text):
        # What stands in the field, not what the line goes on with: 村名：孙楼村填报人：…
        if first := next(_names(pattern, text[field.end() : field.end() + _LONGEST]), None):
            votes[first[0]] += _IN_FIELD
    for weight, source in ((_IN_TITLE_SHORT, title), (_IN_NAME_SHORT, file_name)):
        for name in _named_in_full(pattern, source, text):
            votes[name] += weight
    votes += _standing_out(pattern, text)
    # 竹箐村村第三季度汇报 beside 竹箐村.txt is a slip of the pen; 大村村 alone is a name.
    for name in [name for name in votes if name.endswith(_TWICE) and name[:-1] in votes]:
        votes[name[:-1]] += votes.pop(name)
    return max(votes, key=lambda name: votes[name]) if votes else ""


def _standing_out(pattern: re.Pattern[str], text: str) -> Counter[str]:
    """The one name that the text repeats and that begins where a word begins; none where two compete."""
    bounded = {
        name
        for name, at in _names(pattern, text)
        if len(name) > 2 and not _ASKED.match(name) and not _is_han(text[at - 1 : at])
    }
    counts = Counter({name: text.count(name) for name in bounded}).most_common(2)
    if not counts or counts[0][1] < _DOMINANT:
        return Counter()
    (name, count), runner_up = counts[0], counts[1][1] if len(counts) > 1 else 0
    return Counter({name: 1}) if count >= _DOMINANT * runner_up else Counter()


def _named_in_full(pattern: re.Pattern[str], short: str, text: str) -> Iterator[str]:
    """冷水坞村 of the text where a title only says 冷水坞."""
    seen: set[str] = set()
    for match in pattern.finditer(text):
        stem = match["stem"]
        for start in range(len(stem) - 1):
            place = stem[start:]
            at = short.find(place)
            opens = at == 0 or (at > 0 and (not _is_han(short[at - 1]) or short[at - 1] in "镇乡村在"))
            if opens and _is_name(place, match) and place not in seen:
                seen.add(place)
                yield place + match["ending"]
                break


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _names(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, int]]:
    """Names of places in a text with the offset where each begins."""
    for match in pattern.finditer(text):
        place = _without_lead(match["stem"], text[: match.start()])
        if _is_name(place, match):
            yield place + match["ending"], match.start() + len(match["stem"]) - len(place)


def _is_name(place: str, match: re.Match[str]) -> bool:
    if place + match["ending"] in _lexicon().generic or _GENERIC_END.search(place) or _COUNTED.match(place):
        return False
    other = _OTHER_WORD.get(match["ending"])
    return other is None or not other.match(match.string, match.end())


def _without_lead(stem: str, before: str) -> str:
    """The name without the words that precede it: 2025年第三季度清溪镇石桥 → 石桥."""
    stem = stem.rpartition("暨")[2] or stem
    if before[-1:].isdigit() and (rest := _DATE_REST.match(stem)):
        stem = stem[rest.end() :]
    lead_cut = _is_han(before[-1:])
    while True:
        cut = _DATE.match(stem) or _BEFORE.match(stem) or (_BEFORE_OR_PART.match(stem) if lead_cut else None)
        if cut is None or len(stem) - cut.end() < 2:
            break
        stem, lead_cut = stem[cut.end() :], True
    administrative = _ADMINISTRATIVE.match(stem)
    if administrative and (len(stem) - administrative.end() >= 2 or administrative.end() > 2):
        return _without_lead(stem[administrative.end() :], "") or stem
    return stem
