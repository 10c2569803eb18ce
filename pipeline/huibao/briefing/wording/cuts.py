"""What of a sentence can go and leave a sentence that still says what the whole one did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from huibao.briefing.themes.aspects import endangers
from huibao.briefing.themes.notes import is_note
from huibao.briefing.wording.heads import is_topic
from huibao.briefing.wording.joins import is_label, stops_whole
from huibao.briefing.wording.marks import balanced
from huibao.briefing.wording.phrases import phrases
from huibao.briefing.wording.rewritten import SHORTEST, Rewritten, described, fits

_LEAST_REST = 12
_TURN = re.compile(
    r"但|可(?!以)|却|不过|然而|只|就|便|才|则|也|仍|还|反|倒|没|不|未|尚|无|仅|否则|而(?!且)|现|目前|共|合计|累计|总|剩|余|结转|那[个边头家种条样]|通常|一律|另"
    # 应参保3105人，已参保3068人: what was due tells nothing without what came of it.
    r"|已|实[查参到缴收]|占"
    # 一是…，二是…: a list is told whole.
    r"|[二三四五六2-6](?:是|、|要)|再[一就]|其[二三四]|[一二两](?:个|件|项|条|桩)(?:则|就)?是"
)
# Who is in danger, that nobody sees to it and how it ended must be told: 老桥桥板断了一块，校车天天从上面过;
# 一个孩子掉下去，幸亏有人拉上来了.
_AT_STAKE = re.compile(
    r"校车|学生|孩子|小孩|产妇|病人|[受砸摔]伤|死|救|幸亏|得亏|脱险|平安|没(?:有)?(?:人)?(?:受)?伤|[人都]没事|掉下去|掉进|落水|中毒|塌|裂|照走|偷着|不管用|没[有人]+(?:管|守|来|修|检测)|\d万?多?元没"
)
# Whom or what else a danger may strike, where it is and since when: 两户的山墙裂了，四十多口人夜里不敢睡.
_IN_DANGER = re.compile(
    r"[\d一二两三四五六七八九几]|十(?!分)|人|户|家|群众|村民|住|上面|下面|底下|旁边|边上|医院|下游|[路桥坝堤墙房屋]"
)
# 怪不怪, 来不来: a question lacks nothing.
_WHETHER = re.compile(r"(.)不\1")
# 网上销售额：前三季度240万元: what is counted must stay.
_COUNTS = re.compile(r"[^，；：]{0,6}?\d")
# …鼓出来一块，我喊人拉了警戒线，住在墙脚的是9户: what the writer did in between can go.
_OWN_DEED = re.compile("，我(?![们村])[^，；：]{2,14}(?=，)")
# 再是烂心，连片地死: what comes next in a row is no label.
_IN_SERIES = re.compile("[先再]是|接着|然后")
# 后塘的护栏，镇里给点钱: for what, of a request, whatever its length.
_ASKED_FOR = re.compile(r"[\u4e00-\u9fff]{1,4}的[\u4e00-\u9fff]{1,4}")
# 骗子，打电话冒充社保: who did it.
_WHO_DID = re.compile("骗子|[菜羊粮果]?贩子|小偷|[客药外]商|老板|外[地村]人|司机|包?工头|施工队")
_CLAUSE_BREAK = re.compile(r"([，：])")


def without_remarks(text: str) -> str:
    """The text without notes to the compiler and clauses that only tell how somebody feels: …答不上，心里很不是滋味.

    Example:
        >>> without_remarks("群众问起来答不上，心里很不是滋味"), without_remarks("心里很不是滋味")
        ('群众问起来答不上', '心里很不是滋味')
    """
    first, *rest = _CLAUSE_BREAK.split(phrases().asides.sub("", text))
    told = [mark + clause for mark, clause in zip(rest[::2], rest[1::2], strict=True) if not _remarks(clause)]
    kept = first + "".join(told)
    return kept if len(kept) >= SHORTEST else text


def _remarks(clause: str) -> bool:
    return "”" not in clause and (is_note(clause) or bool(phrases().remarks.fullmatch(clause)))


def shorter(wording: Rewritten, *, danger: bool = False) -> list[Rewritten]:
    """Wordings without the last clauses that assert what the whole one does, the longest first.

    Args:
        wording: of a sentence.
        danger: it tells of somebody who is hurt or in danger: no clause goes that may tell who or what is.
    """
    found = []
    aim = _aim(wording.text, todo=True)
    # What the whole steps back for beside its words, its rest does as well.
    steps = wording.spoken - described(wording.text).spoken
    for text in _beginnings(wording.text, 0):
        rest = described(text)
        same = (rest.lacks, rest.says_plan) == (wording.lacks, wording.says_plan)
        gone = wording.text[len(text) :]
        staked = bool((wording.lacks or danger) and _AT_STAKE.search(gone))
        staked |= danger and (bool(_IN_DANGER.search(gone)) or not endangers(text))
        if same and not staked and _aim(text, todo=True) == aim:
            found.append(replace(rest, spoken=rest.spoken + steps))
    return found


def mended(text: str, *, todo: bool = False) -> str:
    """The text, or what of it fits: without a bare label at its head (看田：…), without clauses at its end.

    A clause is left out whole: of danger what the writer did, told in between, or else those at the end. The longest
    rest that fits is taken, and the text as it is where none does. What is asked for or lacking or, of a plan, meant to
    be done must not go: 校车的防滑链每年停课才想起来，请今年提前安排.
    """
    if fits(text):
        return text
    if (rest := _OWN_DEED.sub("", text)) != text and endangers(text) and fits(rest):
        return rest
    clauses = _CLAUSE_BREAK.split(text)
    aim = _aim(text, todo=todo)
    labelled = len(clauses) > 2 and is_label(clauses[0]) and not _IN_SERIES.match(clauses[0])
    first = 2 if labelled and not _COUNTS.match(clauses[2]) else 0
    rest = balanced("".join(clauses[first:]))
    if len(rest) >= _LEAST_REST and fits(rest):
        if first and is_topic(clauses[0], thing=clauses[1] == "，"):
            return f"{clauses[0]}方面，{rest}"
        if first and not todo and _WHO_DID.fullmatch(clauses[0]):
            return f"有{clauses[0]}{rest}"
        return f"{clauses[0]}，{rest}" if first and todo and _ASKED_FOR.fullmatch(clauses[0]) else rest
    return next((rest for rest in _beginnings(text, first) if _aim(rest, todo=todo) == aim), text)


def _aim(text: str, *, todo: bool) -> tuple[bool, bool]:
    """Of a plan, whether it asks for something and whether it tells of what shall be done; else whether it lacks."""
    known = phrases()
    if not todo:
        return bool(known.lacks.search(_WHETHER.sub("", text))), False
    return bool(known.asks.search(text)), bool(known.future.search(text))


def _beginnings(text: str, first: int) -> Iterator[str]:
    """What stands before a break of clauses and can stand alone, the longest first; from the clause ``first`` on."""
    clauses = _CLAUSE_BREAK.split(text)
    for end in range(len(clauses) - 2, first, -2):
        rest = "".join(clauses[first:end])
        if len(rest) < _LEAST_REST:
            break
        # 棚是搭了，可授粉的蜂没有: the first half alone would say the opposite.
        turns = _TURN.match(clauses[end + 1])
        if not turns and balanced(rest) == rest and stops_whole(rest) and fits(rest):
            yield rest
