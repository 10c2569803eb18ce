"""What was not done, and nobody complains of (没有发展党员, 路灯一盏没添): no achievement, and no problem either."""

from __future__ import annotations

import re

from huibao.briefing.themes.lacking import without_no_lack

_CLAUSE = re.compile(r"([，；：])")
_NUMBER = re.compile(r"^[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]\s*")
# The main verb is denied; 给没有劳力的户送煤 denies nothing, and 还没修 is still to come.
_DENIED = re.compile(
    r"^[^给为对把帮让替因由还尚仍]{0,12}?(?<!至今)(?<!一直)(?<!从)(?:没(?!收|落)有?|未(?!来|成年|婚|必))(?P<what>.*)$"
)
# What a village may do or leave: to begin, build, hold or take in something. What it began and did not end is a lack.
_DEED = re.compile(
    "人?(?:再|另)?(?:新(?!增)|发展|建|修|装|换(?!届)|铺|添|搞(?!平均|形式|特殊|摊派|一刀切|花架)|开展|举办|组织|安排|实施|引进|成立"
    "|增[添设]|培养|改造|申请|办(?!理|酒|席|下))"
)
_UNFINISHED = re.compile("[建修装办改](?:好|成|完|通|齐|下来|起来|到位)")
# 没有组织集中看，改为入户放: the one stands for the other.
_INSTEAD = re.compile("^(?:而|改|但|却|只|直接|都是|全是)")
# 没有装路灯，群众有怨言: somebody minds.
# …，计划明年装20盏: what shall come of it is told among the plans.
_AHEAD = re.compile(r"^(?:[今明后]年)?(?:计划|准备|打算|拟)|^明年")
_MINDED = re.compile("群众|村民|居民|大家|老人|学生|意见|怨|反映")
# Characters that still tell something.
_LEAST_LEFT = 7


def nothing_done(text: str) -> bool:
    """Whether a sentence tells of what was not done, and of nothing else.

    Args:
        text: normalised sentence.

    Example:
        >>> [nothing_done(text) for text in ("村里没有企业，也没有搞旅游。", "路灯一盏没添，原有的能亮。")]
        [True, True]
        >>> [nothing_done(text) for text in ("没有发展党员，培养积极分子3名。", "全村没有一户返贫。", "桥还没有修。")]
        [False, False, False]
    """
    clauses = _CLAUSE.split(_NUMBER.sub("", text.rstrip("。；")))[::2]
    rest = [clause for clause in clauses if not _denied(clause) and not _AHEAD.match(clause)]
    said = "".join(rest)
    return any(map(_undone, clauses)) and len(said) < _LEAST_LEFT and not _MINDED.search(said)


def without_undone(text: str) -> str:
    """A sentence without the clauses that tell of what was not done; the whole where little would be left.

    Example:
        >>> without_undone("没有发展党员，培养积极分子3名"), without_undone("预备党员转正2名，没有新发展")
        ('培养积极分子3名', '预备党员转正2名')
        >>> without_undone("没有组织集中看，改为逐户上门放")
        '没有组织集中看，改为逐户上门放'
    """
    end = text[len(text.rstrip("。；")) :]
    parts = _CLAUSE.split(text[: len(text) - len(end)])
    clauses, marks = parts[::2], ["", *parts[1::2]]
    kept = [
        (mark, clause)
        for place, (mark, clause) in enumerate(zip(marks, clauses, strict=True))
        if not _undone(clause) or (place + 1 < len(clauses) and _INSTEAD.match(clauses[place + 1]))
    ]
    told = "".join(mark + clause for mark, clause in kept).lstrip("，；：")
    return told + end if len(kept) < len(clauses) and len(told) >= _LEAST_LEFT else text


def _denied(clause: str) -> bool:
    return _DENIED.match(without_no_lack(clause)) is not None


def _undone(clause: str) -> bool:
    denied = _DENIED.match(without_no_lack(clause))
    return denied is not None and bool(_DEED.match(denied["what"])) and not _UNFINISHED.search(denied["what"])
