"""How many people or hazards of a kind a village has: 党员49名, 隐患点6处 is no deed, though it stands among them."""

from __future__ import annotations

import re

from huibao.briefing.wording.marks import ANSWER, without_item_number

_PEOPLE = (
    "(?:中共)?党员|低保|五保|特困|监测|脱贫|残疾|公益(?:性)?岗|户|人口?|老(?:年)?人|常住|户籍"
    "|(?:外出|在外|出去|外头)的?(?:务工|打工)|务工|打工|劳务输出|劳力|学生|留守"
)
_OPENS = re.compile(
    rf"[^，。；：\d]{{0,8}}(?:{_PEOPLE})[^，。；：\d]{{0,6}}(?:共?有|是|：)?(?:约|近|大约)?\d+[户人名位个]?(?:\d+[人口户])?(?=[，、；。（]|$)"
)
# 地质灾害隐患点6处，居民小组4个涉及: what may befall a village, and nothing that anybody did about it.
_HAZARDS = re.compile(
    r"[^，。；：\d]{0,6}(?:地质?灾害?|山洪)?(?:隐患|灾害)点[^，。；\d]{0,4}\d+[处个](?=[，、；。（]|$)"
)
_SEEN_TO = re.compile(
    "[巡排]查|检查|整改|治理|监测|落实|转移|演练|值守|看[守护]|盯|[有派]人|专人|网格|[设立竖插挂]|牌|喊|通知|群|责任|预案|搬|完成|预警|[修清拆发]|加固|[消排解]除|解决|销号|落实|纳入"
)
# What somebody did for them, or what they earned.
_DEED = re.compile(
    "入户|自来水|[改建修装接通][^，。；]{0,4}\\d|[组帮带包办发送设介推联送扶代补消培新转开缴报]|安[排置]|落实|实现|走访|消除|纳入|收入|工资|完成|稳|增[收加至]|解决|就[近地]"
    "|家门口|识别|零就业|享受|兑现|资助|慰问|救助|保障|全部|务工就业"
)


def registers(text: str) -> bool:
    """Whether a sentence only counts people, households or hazards of a kind, and tells of none what was done.

    Args:
        text: normalised sentence, numerals in Arabic digits.

    Example:
        >>> registers("党员49名，低保18户，监测4户，在外打工402人。"), registers("新设公益岗11人。")
        (True, False)
        >>> registers("外出务工人员486人，比去年同期减少22人。"), registers("组织劳务输出43人。")
        (True, False)
        >>> registers("地质灾害隐患点6处，4个组涉及。"), registers("地质灾害隐患点3处，每处落实监测员1名。")
        (True, False)
    """
    plain = without_item_number(ANSWER.sub("", text, count=1).strip())
    if _HAZARDS.match(plain):
        return not _SEEN_TO.search(plain)
    return bool(_OPENS.match(plain)) and not _DEED.search(plain)
