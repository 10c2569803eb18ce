"""Several requests in one sentence, each as a request of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from huibao.briefing.themes.asking import REQUEST, kind_told
from huibao.briefing.wording.joins import may_follow_will
from huibao.briefing.wording.rewritten import Rewritten, described
from huibao.segment.words import tag_words

_NUMBERS = "一二三四五六七八九十"
# 一是…，二是…; 1.…，2.…
_ITEM = re.compile(
    r"(?:^|(?<=[，、；：。]))(?:(?<=[，：])头(?P<first>一)[个件样条桩](?:事情?)?(?:就?是|[，、])|(?<=：)(?P<set>一)，(?=[^，。；]{4})"
    rf"|[（(]?(?P<han>[{_NUMBERS}])(?:件(?:事情?)?是|是(?!否)|[、）)]、?|(?=请))|第(?P<nth>[{_NUMBERS}])[，、]?(?=[^，。；]{{3}})|[（(]?(?P<digit>\d)(?:[、．）)]|\.(?!\d)))"
)
# 请镇里支持：, 要求嘛，: what a list of one's own begins with.
_OPENS_LIST = re.compile("[：:]$|^(?:要求|请求|诉求|[求请][镇乡县市区旗上][里级上]?的事情?)[嘛呢啊呀吧]?，$")
_VERBS = "协调|帮|支持|安排|争取|引进|列入|统筹|增[派配设]"
_PLEAS = "请|希望|恳请|建议|能不能|能否"
# …，并帮助引进一家企业; …，再就是能不能由乡里牵头….
_LAST = re.compile(rf"，(?:再就是|还有就是|另外|此外|同时|并且?|还|也)[，、]?(?={_VERBS}|{_PLEAS})")
# What a comma alone sets off is asked for beside the first if more follows; 请镇里办展，帮助企业卖货 says what for.
_NEXT = re.compile(rf"，(?={_VERBS}|{_PLEAS})")
_ASKS = re.compile(rf"[求恳盼需]|解决|{_VERBS}|{_PLEAS}")
# 协调供电公司，帮助增容: who is to do it.
_BODY = re.compile(r"(?:[局所站办院行社会县镇乡村]|公司|部门|单位|政府|中心|学校|企业)$")
# What for; 解决 alone tells it beside another plea.
_PURPOSE = re.compile(r"，(?:用于|以便|便于|免得|避免|以免|防止|以缓解|缓解|确保|解决(?!资金|经费))[^，；。]*")
# 恳请乡政府：一是…: whom it asks, and nothing else.
_ASKED = re.compile(r"(?:恳请|请|希望|建议|盼)[^，。；：]{0,6}(?:政府|党委|[镇乡县市区旗][里级上委]|部门|上级|领导)$")
# 路灯维修资金约2.3万元: money and what it is for.
_MONEY = re.compile(r"^[^，；：]{2,14}(?:资金|经费|补助|款)[约共需]*\d")
# Who can grant something; 你 is the clerk or leader to whom a letter or a message goes.
SUPERIOR = "(?:[镇乡县市区旗](?!民)|上级|上[面头边]|领导|政府|街道|你|您)"
# 有两件事想请镇里帮忙。 求镇上三件事： 所以我求你三件事，你给领导说说。
_SO_MANY = r"(?:[一两二三四五六几]|[1-6])"
_ANNOUNCES = re.compile(
    rf"(?:[还另]外?)?有?{_SO_MANY}[件个样桩项条]事?情?[^，。；：\d]{{0,2}}(?:想|要|需要?|希望|恳?请|求|麻烦)[^，。；：]{{0,8}}"
    rf"(?:帮忙|帮助|支持|解决|协调|出面|关心|考虑|办)一?下?[。；：]?"
    rf"|(?:还?想|要|需要?|希望|恳?请|求|跟|向)[^，。；：\d了过]{{0,12}}?(?:就|有|是)*{_SO_MANY}(?:[件桩]事情?|样|[个条项](?:请求|要求|事))(?:，[^，。；：\d]{{1,5}})?[。；：]?"
    rf"|[^，。；：\d]{{0,8}}(?:请求|请示|诉求)[^，。；：\d]{{0,3}}(?:是|有)(?:这么|以下|下面)?{_SO_MANY}[个件条项样点]事?[。；：]?"
    r"|(?:还?想|需要?|希望|恳?请|求)[^，。；：\d]{0,10}(?:帮忙|帮助|支持|解决|协调|出面|办)的(?:事情?|事项|问题)?(?:如下)?[。；：]"
    rf"|(?:要求|请求|诉求)[嘛呢呀啊吧]?[，：]?(?:有|是|就)*{_SO_MANY}[个件条项样点][。；：]?"
    r"|(?:还?想|需)?要(?:点?啥|些?什么)[呢呀嘛]?[？?。：]"
    rf"|[^。；：\d]{{0,8}}?[求请要想提跟向找托][^，。；：\d]{{0,6}}?{SUPERIOR}[^，。；：\d了过]{{0,8}}?{_SO_MANY}[个件样桩条项点]"
    rf"(?:事情?|要求|请求|诉求|忙|东西)?[啊呢吧哈嘛呀]?(?:，(?!头?[一二]|第)[^。；：\d]{{1,8}})?[。；：]?"
    # 你问要上头做啥子？
    rf"|[你您]?[问说]?(?:我们?|咱们?|俺们?)?[要想求请盼][^，。；：\d]{{0,2}}{SUPERIOR}[^，。；：\d]{{0,4}}(?:做|办|帮|解决|支持)[点些]?(?:啥子?|什么|哪些)[^，。；：\d]{{0,4}}[？?。：]"
    # 高镇长，我们只有两件事求您。
    r"|(?:[^，。；：\d]{1,6}，)?(?:我们?|咱们?|俺们?|村里)?(?:只|就|也|还)*有"
    rf"{_SO_MANY}[件个样桩项条]事?情?(?:想|要)?[求请托]{SUPERIOR}[。；：]?"
)
_LEAST = 6
_EDGES = "，、；：。 "
_DOES = re.compile(_VERBS)
# 批6亩地修停车场, 划一块地: a verb of one character that may be a name of something else.
_DOES_ONE = re.compile(r"[批划建修派拨配装换铺补增打挖立拓][一二两三四五六\d大新]")
# 12个配电箱给换了
_BE_DONE = re.compile(r"[^，；]{2,14}给[换修装配批派补搬拆]了?(?=[，；]|$)")
# Parts of speech of which a mere name has none: verbs, adverbs, prepositions, particles of mood.
_SAYS = ("v", "d", "p", "a", "y", "r")
_WISHES = re.compile(r"[给把将对为让少多尽]")


def asked_apart(text: str) -> tuple[str, ...]:
    """The words of each request in a sentence, as they stand in it.

    Args:
        text: normalised sentence that asks.

    Example:
        >>> asked_apart("求乡里两件事：一是水库防渗，二是少开几个会。")
        ('水库防渗', '少开几个会')
        >>> asked_apart("请乡里解决维修资金26万元，并帮助引进一家企业。")
        ('请乡里解决维修资金26万元', '帮助引进一家企业')
        >>> asked_apart("请乡里帮助联系采茶工，解决用工缺口。")
        ('请乡里帮助联系采茶工，解决用工缺口。',)
        >>> asked_apart("需上级支持：一、更换启闭机，约需8.5万元。")
        ('更换启闭机，约需8.5万元',)
    """
    items = _numbered(text)
    # 请镇里支持：一是修渠；: the others stand in sentences of their own.
    if len(items) > 1 or (items and _OPENS_LIST.search(text[: items[0][0]])):
        starts = [*(start for start, _ in items[1:]), len(text)]
        head = text[: items[0][0]].rstrip(_EDGES)
        asked = head if _ASKED.fullmatch(head) else ""
        return tuple(asked + text[end:start].strip(_EDGES) for (_, end), start in zip(items, starts, strict=True))
    parts, begin = [], 0
    last = max((match.start() for match in _LAST.finditer(text)), default=-1)
    for more in (match for match in _breaks(text) if match.start() <= last):
        part = text[begin : more.start()]
        if len(part) >= _LEAST and _ASKS.search(part) and not _BODY.search(part):
            parts.append(part.strip(_EDGES))
            begin = more.end()
    parts.append(text[begin:].strip(_EDGES))
    every = all(kind_told(REQUEST, part) == REQUEST for part in parts)
    return tuple(parts) if len(parts) > 1 and every else (text,)


def only_announces(text: str) -> bool:
    """Whether a sentence says that something will be asked for, and not what.

    Example:
        >>> only_announces("有两件事想请镇里帮忙。"), only_announces("请镇里派两个人。")
        (True, False)
        >>> only_announces("我们的请求是这么几个。")
        True
    """
    return bool(_ANNOUNCES.fullmatch(text))


def lists(text: str) -> bool:
    """Whether a sentence numbers what it asks for, so that each item can be told without the others.

    …给予技术指导，并帮助争取治理资金120万元: alone, the second would not say what is to be treated.

    Example:
        >>> lists("求乡里两件事：一是水库防渗，二是少开几个会。"), lists("请镇里派技术员，并帮助争取治理资金。")
        (True, False)
    """
    return bool(_numbered(text))


def matter(text: str) -> str:
    """A request without what it is for: 协调建设用地8亩，用于扩建车间 asks for land.

    Example:
        >>> matter("请镇里协调建设用地8亩，用于扩建分拣车间和预冷库。")
        '请镇里协调建设用地8亩。'
    """
    return _PURPOSE.sub("", text)


def _breaks(text: str) -> list[re.Match[str]]:
    by_place = {match.start(): match for pattern in (_NEXT, _LAST) for match in pattern.finditer(text)}
    return [by_place[place] for place in sorted(by_place)]


def _numbered(text: str) -> list[tuple[int, int]]:
    """Places of a list's numbers, from the first on."""
    found: list[tuple[int, int]] = []
    for item in _ITEM.finditer(text):
        han = item["first"] or item["set"] or item["han"] or item["nth"]
        number = _NUMBERS.index(han) + 1 if han else int(item["digit"])
        if number == len(found) + 1:
            found.append(item.span())
    return found


def worded_alone(wording: Rewritten) -> Rewritten:
    """An item of a list as a request: 水库防渗 → 希望解决水库防渗."""
    if wording.of_others and not wording.says_request:
        # 镇上出面找矿上谈: whoever is to do it is asked.
        return replace(described("希望" + wording.text), of_others=False)
    does = may_follow_will(wording.text) or bool(_DOES.match(wording.text)) or bool(_DOES_ONE.match(wording.text))
    if wording.says_request or (does and not wording.says_plan):
        return wording
    wish = "希望" if _WISHES.match(wording.text) or does or _BE_DONE.match(wording.text) else "希望解决"
    return replace(described(wish + wording.text), of_others=False)


def asking(wording: Rewritten) -> Rewritten:
    """A request that only names what is wanted, as a wish: 工业用地指标40亩 → 希望解决工业用地指标40亩."""
    named = _MONEY.match(wording.text) or not any(
        pos.startswith(_SAYS) and pos != "vn" for _, pos in tag_words(wording.text)
    )
    # 把村里20座烤房列入明年项目, 给该村11户危窑的改造指标: who asks for it does not do it.
    bare = named or wording.text.startswith(("给", "把"))
    return worded_alone(wording) if bare and not wording.says_request else wording
