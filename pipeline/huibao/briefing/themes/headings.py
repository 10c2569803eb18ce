"""What the headings above a sentence, or the label that opens its paragraph, say that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from huibao.briefing.themes.ahead import is_next
from huibao.briefing.themes.requests import SUPERIOR, only_announces
from huibao.briefing.wording.marks import ASKING_LEAD, without_item_number
from huibao.segment.above import above_each
from huibao.segment.normalize import normalize

_WORD = "(?:问题|困难|不足|短板|难题|难处|难点|瓶颈|薄弱环节|差距)"
_END = "[】）)：:]*$"
# 二、存在的主要问题和不足, and not （一）关于“…”的问题整改, 补短板，村容村貌明显改善.
_OF_PROBLEMS = re.compile(
    rf"{_WORD}(?:[和与及、]|{_WORD}|原因|分析|方面|如下|的?地方|之处)*{_END}|[差难卡]在|头疼|发愁|欠账|没(?:有)?(?:办|做)[好成]"
)
_OF_REMEDIES = re.compile("关于|整改|解决|破解|化解|回应|落实")
# 存在问题：物业费收缴率仅58%；年轻人夜里喝酒闹事的增多；…
_OPENING = re.compile(rf"(?:目前|当前)?(?:还|仍)?(?:存在的?|主要|突出){{0,2}}{_WORD}(?:和{_WORD})?[：:]")

# 五、需要镇里协调的事项, and not 四、对策与建议, 五、后续安排与请示: of several kinds at once it decides nothing.
_OF_REQUESTS = re.compile(
    r"请求|恳请|提请|请示|诉求|求助|呈请|需要?[^，。]{0,8}(?:协调|支持|帮助|解决|给)|建议$"
    r"|请[^，。]{0,6}(?:帮助|支持|协调|解决)|求[^，。]{0,4}[\d一二两三四五]件事"
    # 要镇里办的, 要上级帮什么？ 对上面有什么要求？ but not 上级要求的事.
    rf"|[要想请盼][^，。]{{0,6}}{SUPERIOR}[^，。]{{0,4}}(?:[帮办给]|解决|支持|协调)"
    rf"|[对向跟]{SUPERIOR}[^，。]{{0,6}}(?:要求|想法|[说提讲]的?)|要求{SUPERIOR}[^，。]{{0,3}}(?:什么|啥|哪些)"
)
_OF_PLANS = re.compile(
    r"(?:打算|计划|安排|思路|举措|措施)$|(?:季度?|步|[有么啥些])的?(?:打算|计划|安排)[呢吗]?[？?]$|下一?步|下一?阶段|下[个一]?季|下半年|[明来]年|今后|往后|(?:季度?|年|年度|总)(?:工作)?(?:目标|任务)$"
    # 四季度做什么？ but not 三季度做了什么？
    r"|季度?(?:准备|打算|要|想)?[做干办抓](?:什么|啥|哪些)[^，。；]{0,4}[？?]$"
)
_OF_MORE = re.compile("打算|计划|安排|对策|承诺|答应|措施|改进|行动|完成情况|执行|落实情况|核销")
# 附件：三季度主要数据
_OF_ANNEX = re.compile(r"^[（(]?附[件表录]?[一二三四五\d]?[）)：:、 ]|^附[件表录]$")
# A report's first heading stands within so many sentences of its beginning, where it has headings all through.
_OPENS_WITHIN = 8
# 请镇里支持：一是…；二是…；
_ASKING_LIST = re.compile(r"(?:请|希望|盼|建议|求|需要?[^，。；：]{0,8}(?:支持|协调|解决|帮助))[^，。；：]{0,14}[：:]")
# 跟镇上要两样：一是…: so many things asked of a superior; the first stands in the same sentence.
_SO_MANY_ASKED = re.compile(
    r"(?:^|[，。])(?:[跟向和找][镇乡县市区旗上][里上级]?(?:政府|领导)?(?:想|就|再)?(?:要|求|讨|提)|[求请][镇乡县市区旗][里上])"
    r"(?:的?(?:就|有|是))*(?:[一两二三四五]|[1-5])[样件个桩项条][^，。；：\d]{0,4}[：:]"
)
# 下季度：羊发展到1550只；…, whatever heading stands above it.
_PLANS_OPENING = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}(?:部分|、)\s*|\d{1,2}月\d{1,2}日[，\s]*)?[【（(\[]?"
    r"(?:(?:下一?(?:步|阶段)|下一?个?(?:季度?|月)|下半年|[明来]年|今后|往[下后]|以后|接下来)(?:的?工作)?(?:的?(?:打算|计划|安排|目标|任务|事情?))?"
    r"|(?:工作)?(?:打算|计划)|[想要]做的(?:事情?)?)(?:[也再]?[说讲报](?:一下|一说|说|两句))?[】）)\]：:？?]"
)
_QUARTER = re.compile(
    r"[【（(\[]?第?(?P<quarter>[一二三四])季度(?:的?(?:工作)?(?:打算|计划|安排)|要做)?[】）)\]：:？?]"
)
# 一是…, 第一个是…, 头一个，…: items of a list, each in a paragraph of its own.
_ITEM = re.compile(
    r"[（(]?(?:[一二三四五六七八九十][是、）)，]|\d{1,2}[.、．）)])|[①-⑩]|第[一二三四五六七八九]|头一[个件样条]"
    # 一件，…, 二一个，…; 1把…换掉, whose space is gone.
    r"|[一二三四五六]一?[个件样条桩](?:事情?)?[，、：是]|[再另]外?一[个件样条桩]|\d(?=[把给将派请让])"
)
# 要求镇里，第一给我们建食堂; 恳请两事：一请…: the first item stands in the sentence that opens its list.
_FIRST_ASKED = re.compile(
    r"(?:要求|请求|恳请|诉求|想请|希望|想要的)[^，。；：\d]{0,8}[啊呢吧]?[，：:]\s*"
    r"(?:[（(]?[1一][）)、.．，]|第一|一[是请]|其一|[一头]件(?:事情?)?是|头一[个件样条桩][，、是])"
    # 要求的方面，一个是要求移动公司来装一个基站.
    rf"|{ASKING_LEAD}第?一个就?是(?!否)"
    # 想向镇里提的：一是清雪车一台; 求镇里的事，头一个，给咱村配台小铲车.
    rf"|[向跟对找]{SUPERIOR}[^，。；：\d]{{0,6}}[提要求][^，。；：\d]{{0,3}}[：:]一是"
    rf"|[求请要想跟向找][^，。；：\d]{{0,3}}{SUPERIOR}[^，。；：\d]{{0,8}}[，：:]\s*头?一[个件样条][，、是]"
)
_LATER_ITEM = re.compile(
    r"[（(]?(?:[二三四五六七八九十](?:[是、）)，]|一?[个件样条桩](?:事情?)?[，、是]|(?=请))|[一二两三四五六]个就?是|[另再]一[件个样]|还有一[件个样]|[2-9][.、．）)]|[②-⑩]|第[二三四五六七八九])"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where in its report's outline a sentence stands.

    Attributes:
        problems, requests: among them, by the heading or by what opens its paragraph or list.
        deeds: under another heading of a report that tells its problems under one of their own.
        opening: before the first heading.
        plans: in a paragraph that a label of plans opens.
        topic: what it is about by what opens its paragraph or asks for it; empty for nothing in particular.
        subject: the same as a name, or that of its heading, to stand before a mere amount; empty for none.
    """

    problems: bool = False
    requests: bool = False
    deeds: bool = False
    opening: bool = False
    plans: bool = False
    topic: str = ""
    subject: str = ""


def places(in_order: Sequence[Any]) -> dict[tuple[str, int], Place]:
    """Where each sentence stands, by (report, index).

    Args:
        in_order: rows of the sentences' frame.
    """
    problems, plans = among_problems(in_order), opened_by_plans(in_order)
    requests = among_requests(in_order) - plans
    found: dict[tuple[str, int], Place] = {}
    for report, rows in groupby(in_order, key=lambda row: row.report):
        mine = list(rows)
        first = next((place for place, row in enumerate(mine) if row.section), 0)
        apart = any(under_problems(row.section) for row in mine)
        for place, (row, above) in enumerate(zip(mine, above_each(mine), strict=True)):
            here = (report, row.index)
            found[here] = Place(
                problems=here in problems,
                requests=here in requests,
                deeds=apart and here not in problems and _of_deeds(row.section),
                opening=place < first <= _OPENS_WITHIN,
                plans=here in plans,
                topic=above.topic,
                subject=above.subject,
            )
    return found


def _of_deeds(section: Sequence[str]) -> bool:
    other = under_plans(section) or under_requests(section) or any(map(_OF_ANNEX.search, section))
    return bool(section) and not other


def among_problems(in_order: Iterable[Any]) -> set[tuple[str, int]]:
    """Sentences, as (report, index), that stand under a heading of problems or in a paragraph that a label opens.

    Args:
        in_order: rows of the sentences' frame.
    """
    found: set[tuple[str, int]] = set()
    paragraph, opened = None, False
    for row in in_order:
        if (row.report, row.paragraph) != paragraph:
            paragraph, opened = (row.report, row.paragraph), bool(_OPENING.match(row.text.strip()))
        if opened or under_problems(row.section):
            found.add((row.report, row.index))
    return found


def opened_by_plans(in_order: Iterable[Any]) -> set[tuple[str, int]]:
    """Sentences, as (report, index), in a paragraph that opens with a label of plans: 下季度：羊发展到1550只.

    Args:
        in_order: rows of the sentences' frame.
    """
    found: set[tuple[str, int]] = set()
    for report, rows in groupby(in_order, key=lambda row: (row.report, row.paragraph)):
        mine = list(rows)
        opening = without_item_number(normalize(mine[0].text).text.strip())
        if _PLANS_OPENING.match(opening) or _opens_next(opening, mine[0].period):
            found.update((report[0], row.index) for row in mine)
    return found


def _opens_next(text: str, period: str) -> bool:
    """Whether a paragraph's label names the quarter behind the report's own: 二季度：…, of a report of the first."""
    named = _QUARTER.match(text)
    return named is not None and is_next(named["quarter"], period)


def under_problems(section: Sequence[str]) -> bool:
    """Whether the headings above a sentence announce problems.

    Example:
        >>> under_problems(["三、存在的主要问题", "（一）产业发展方面"])
        True
        >>> under_problems(["5. 最头疼的是什么？"])
        True
        >>> under_problems(["（一）关于“帮扶不到位”的问题"]), under_problems(["二、问题和打算", "下一步打算"])
        (False, False)
    """
    if under_plans(section) or under_requests(section):
        return False
    return not any(map(_OF_REMEDIES.search, section)) and any(map(_OF_PROBLEMS.search, section))


def among_requests(in_order: Iterable[Any]) -> set[tuple[str, int]]:
    """Sentences, as (report, index), under a heading of requests or further items of a list that asks.

    A list may follow in paragraphs of its own what announces it: 想请上级办两件事。

    Args:
        in_order: rows of the sentences' frame.
    """
    found: set[tuple[str, int]] = set()
    paragraph, listing, announced, called = None, False, False, False
    for row in in_order:
        text = normalize(row.text).text.strip()
        if (row.report, row.paragraph) != paragraph:
            called = False
            announced = announced and row.report == (paragraph or "")[0] and bool(_ITEM.match(text))
            paragraph, listing = (row.report, row.paragraph), False
            if announced:
                found.add((row.report, row.index))
            announced = announced or only_announces(text)
        # 跟镇里要三样，你记好。第一样，…。第二样，…。
        item = (listing and bool(_LATER_ITEM.match(text))) or (called and bool(_ITEM.match(text)))
        called = only_announces(text)
        first = bool(_FIRST_ASKED.search(text))
        announced = announced or first
        opens = first or bool(_SO_MANY_ASKED.search(text))
        listing = item or opens or bool(_ASKING_LIST.search(text))
        if item or opens or under_requests(row.section):
            found.add((row.report, row.index))
    return found


def under_requests(section: Sequence[str]) -> bool:
    """Whether the nearest heading that tells asks a superior, and does nothing else.

    Example:
        >>> under_requests(["五、需要镇里协调的事项"]), under_requests(["五、后续安排与请示"])
        (True, False)
    """
    return any(_OF_REQUESTS.search(heading) and not _OF_MORE.search(heading) for heading in section[-1:])


def under_plans(section: Sequence[str]) -> bool:
    """Whether the nearest heading announces what is to be done, and nothing else.

    Example:
        >>> under_plans(["四、四季度目标"]), under_plans(["一、年度目标完成情况"])
        (True, False)
    """
    return any(_OF_PLANS.search(heading) and not _OF_REQUESTS.search(heading) for heading in section[-1:])
