"""What speaks for or against a figure's being an indicator, and for its status: named observations.

An observation is a short string, such as ``past@own`` (a word of the list ``past`` in the figure's own phrase),
``prev>same`` (a larger figure of the same unit just before it, in its clause), ``role=done&unit=户``, ``own:办结`` (a
word itself) or ``told=actual`` (what the figure before it was found to be). The judge (``judging.judge``)
weighs them; which of them there are is decided here, by rules that a person can read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from huibao.indicators.frame import frame_of
from huibao.indicators.judging.governing import COUNTS_TASKS, governed_status, is_of_deeds, is_of_the_record
from huibao.indicators.judging.relations import observe_neighbours, observe_verdicts
from huibao.indicators.lexicon.cues import bracket_cues, certain_cues, cues, governing_cues
from huibao.indicators.lexicon.own_place import people_follow
from huibao.indicators.period import names_own, tells_only
from huibao.indicators.phrase import Phrase
from huibao.indicators.setting import Setting
from huibao.schema import Status, Tag
from huibao.segment.words import cut_words
from huibao.taxonomy import Taxonomy

# Lists whose words mean different things in something done, lacking or to do.
_TELLING = frozenset(
    {"plan", "ask", "must", "done", "now", "past", "share", "rest", "gap", "need", "lack", "goal", "fresh", "settled"}
)
_BEHIND = ("each_after", "gap_after", "move_after")
_ORDERED = ("plan", "ask", "must", "goal", "done", "now", "past", "gap", "rest")
_OF_SECTIONS = ("plan", "ask", "done", "lack", "gap", "must")
_LEAD = 40
_END = 5
_NEAR = 4
# How far from the figure its words and the bare characters at its two edges are looked at.
_WORDS_BEFORE, _WORDS_AFTER = 24, 12
_EDGE_BEFORE, _EDGE_AFTER = 3, 2


def bracketed_status(text: str) -> Status | None:
    """What a report says that its figures in brackets are: 括号内为上年同期 → past; None where it does not say."""
    statuses: tuple[Status, ...] = ("past", "plan")
    return next((status for status in statuses if bracket_cues()[status].search(text)), None)


def certain_status(setting: Setting, index: int) -> Status | None:
    """The status that the words directly around a figure leave no doubt about; None where they do not say.

    Example:
        还差14户 → gap; 比上年的61万元 → past; 由11户降到7户 → past for the first; 力争达到100万元 → plan;
        比上年减少到12件 → actual.
    """
    quantity = setting.quantities[index]
    own = setting.phrases[index].own
    if setting.bracketed and _stands_in_brackets(setting, index):
        return setting.bracketed
    lists = certain_cues()
    if lists["moved"].search(own) and cues()["move_after"].search(quantity.after):
        return "past"
    statuses: tuple[Status, ...] = ("gap", "past", "plan", "part", "actual")
    return next((status for status in statuses if lists[status].search(own)), None)


def status_by_grammar(setting: Setting, index: int, earlier: Sequence[str]) -> Status | None:
    """The status that an indicator has by what reaches it from its sentence; None where its own words must tell.

    Args:
        setting: the sentence.
        index: which of its quantities.
        earlier: verdict on each quantity before this one.

    Example:
        去年发展党员3名 → past; 任务改厕60户，已完成38户 → plan, actual: no share of what is not there yet;
        改厕：2024年上半年20户，2025年上半年30户 → past, actual in a report of the latter.
    """
    told = governed_status(setting.text, setting.quantities, index, setting.section, setting.period)
    if told is None and (
        _is_of_what_is_not_now(setting, index, earlier) or tells_only(setting.phrases[index].own, setting.period)
    ):
        return "actual"
    return told


def _is_of_what_is_not_now(setting: Setting, index: int, earlier: Sequence[str]) -> bool:
    """Whether a figure is what was done of a larger one that was planned, or was before: 欠账35万元，已还清28万元."""
    quantity = setting.quantities[index]
    larger = [
        verdict
        for other, verdict in zip(setting.quantities, earlier, strict=False)
        if other.unit == quantity.unit and other.value >= quantity.value
    ]
    own = setting.phrases[index].clause + setting.phrases[index].own
    if set(larger) == {"past"} and cues()["fresh"].search(own):
        return True
    return bool(larger) and set(larger) <= {"plan", "past"} and bool(certain_cues()["reached"].search(own))


def is_set_out(setting: Setting, index: int, earlier: Sequence[str]) -> bool:
    """Whether a plan sets out to make so many things, which counts however few they are: 下一步打算：新建停车场1处."""
    quantity = setting.quantities[index]
    if quantity.unit in COUNTS_TASKS or quantity.unit == "次":
        return False
    before = setting.text[: quantity.start]
    planned = status_by_grammar(setting, index, earlier) == "plan"
    return planned and bool(governing_cues("governing_at")["act"].search(before))


def is_recorded(setting: Setting, index: int) -> bool:
    """Whether a figure is of what was done, since it stands among such and nothing beside it says that it is meant.

    What a village asks for above its annex of figures makes the annex no plan. Nor is a figure of the report's own
    time one, which is over: 二季度集体收入8.46万元，不要自满. Nor what is said of the present: 年底前清零，现在还有5户.
    """
    phrase = setting.phrases[index]
    beside = phrase.clause + phrase.own
    among_deeds = is_of_the_record(setting.section) or is_of_deeds(setting.section)
    meant = any(cues()[name].search(setting.section) for name in ("plan", "ask", "must"))
    of_its_time = names_own(phrase.own, setting.period) and not meant
    present = bool(governing_cues("governing_at")["present"].search(setting.text[: setting.quantities[index].start]))
    return (among_deeds or of_its_time or present) and not any(
        cues()[name].search(beside) for name in ("plan", "ask", "goal", "need")
    )


def is_whole(setting: Setting, index: int) -> bool:
    """Whether a figure is a share of nothing: 脱贫户68户，监测户9户 are two groups of which no larger ones are told.

    Neither are 外出务工430人 behind 人口1043人: a part is one of a whole of the same name.
    """
    name, phrase = setting.names[index], setting.phrases[index]
    if name.entry is None or name.entry.part_of or not name.entry.words.search(phrase.own):
        return False
    before = phrase.lead + phrase.clause + phrase.own
    if cues()["share"].search(before) or cues()["fresh"].search(phrase.own) or cues()["rest"].search(phrase.own):
        return False
    quantity = setting.quantities[index]
    larger = [
        other.entry
        for other, told in zip(setting.names[:index], setting.quantities, strict=False)
        if told.unit == quantity.unit and told.value >= quantity.value
    ]
    if name.entry.gathers and len(larger) == sum(map(bool, larger)) and _is_another_crop(setting, index):
        return True
    values = setting.totals.get((name.name, name.unit), ())
    # 脱贫户74户188人，监测户11户27人: who tells people beside households tells the whole of a group.
    alone = not any(value > quantity.value for value in values) or people_follow(setting.quantities, index)
    return all(entry and entry.stock for entry in larger) and alone


def _is_another_crop(setting: Setting, index: int) -> bool:
    """Whether a figure is of one crop and all larger ones before it are of others: 水稻6200亩，玉米1850亩."""
    entry = setting.names[index].entry
    if entry is None:
        return False

    def crops(place: int) -> set[str]:
        own = setting.phrases[place].own
        return {crop for crop, pattern in entry.kinds.items() if pattern.search(own)}

    mine = crops(index)
    before = [
        crops(place)
        for place, told in enumerate(setting.quantities[:index])
        if told.unit == setting.quantities[index].unit and told.value >= setting.quantities[index].value
    ]
    return bool(mine) and all(other and not other & mine for other in before)


def _stands_in_brackets(setting: Setting, index: int) -> bool:
    """Whether brackets hold this figure alone, behind one of its unit: 28件（34件）."""
    quantity = setting.quantities[index]
    if not index or setting.quantities[index - 1].unit != quantity.unit:
        return False
    between = setting.text[setting.quantities[index - 1].end : quantity.start]
    return between == "（" and setting.text.startswith("）", quantity.end)


def observe(setting: Setting, index: int, taxonomy: Taxonomy, earlier: Sequence[str] = ()) -> list[str]:
    """Observations about one of a sentence's quantities; the same ones may stand twice.

    Args:
        setting: the sentence.
        index: which of its quantities.
        taxonomy: the labels' roles.
        earlier: verdict on each quantity before this one, as far as it is known.
    """
    quantity = setting.quantities[index]
    role = taxonomy[setting.tag.labels[0]].role if setting.tag else ""
    seen = [f"unit={quantity.unit}", f"role={role}", f"role={role}&unit={quantity.unit}", f"bound={quantity.bound}"]
    seen.extend(_of_tag(setting.tag, quantity.unit, role, taxonomy))
    seen.extend(_of_words(setting, index, role))
    seen.extend(_of_shape(setting, index, role))
    seen.extend(observe_neighbours(setting.text, setting.quantities, setting.names, index, role))
    seen.extend(_of_name(setting, index))
    seen.extend(_of_wording(setting.phrases[index]))
    seen.extend(frame_of(setting.words, quantity.start, quantity.unit))
    seen.extend(observe_verdicts(setting.text, setting.quantities, index, earlier))
    if told := status_by_grammar(setting, index, earlier):
        seen.append(f"governed={told}")
    seen.extend(f"section={name}" for name in _OF_SECTIONS if cues()[name].search(setting.section))
    return seen


def _of_tag(tag: Tag | None, unit: str, role: str, taxonomy: Taxonomy) -> Iterable[str]:
    if tag is None:
        return
    yield f"label={tag.labels[0]}"
    yield f"label={tag.labels[0]}&unit={unit}"
    if len(tag.labels) > 1:
        yield f"second={taxonomy[tag.labels[1]].role}&{role}"
    if tag.kind:
        yield f"kind={tag.kind}"


def _of_words(setting: Setting, index: int, role: str) -> Iterable[str]:
    """Words of the lists by the place where they stand, and which of them was said last before the figure."""
    quantity = setting.quantities[index]
    phrase = setting.phrases[index]
    before = phrase.lead[-_LEAD:] + phrase.clause + phrase.own
    own = len(before) - len(phrase.own)
    clause = own - len(phrase.clause)
    end = max(own, len(before) - _END)
    last: dict[str, int] = {}
    for name, pattern in cues().items():
        if name in _BEHIND:
            if pattern.search(quantity.after):
                yield name
                yield f"{name}&{role}"
            continue
        places: list[str] = []
        for match in pattern.finditer(before):
            start = match.start()
            last[name] = match.end()
            places.append("own" if start >= own else "clause" if start >= clause else "lead")
            if start >= end:
                places.append("end")
        if match_after := pattern.search(phrase.after):
            places.append("after")
            if match_after.start() < _NEAR:
                places.append("near")
        for place in dict.fromkeys(places):
            yield f"{name}@{place}"
            if name in _TELLING and place != "near":
                yield f"{name}@{place}&{role}"
    latest = max(_ORDERED, key=lambda name: last.get(name, -1))
    yield f"last={latest if latest in last else ''}&{role}"
    planned = max(last.get(name, -1) for name in ("plan", "ask", "must", "goal"))
    done = max(last.get(name, -1) for name in ("done", "now"))
    yield f"tense={'plan' if planned > done else 'done' if done >= 0 else ''}&{role}"
    yield f"own={min(len(phrase.own), 3)}"
    if not phrase.own:
        yield f"unled&{'next' if index else 'first'}"


def _of_wording(phrase: Phrase) -> Iterable[str]:
    """The words themselves by place, and the characters at the figure's edges: 应|改|30座, 实|改|22座."""
    for place, text in (
        ("own", phrase.own[-_WORDS_BEFORE:]),
        ("clause", phrase.clause[-_WORDS_BEFORE:]),
        ("after", phrase.after[:_WORDS_AFTER]),
    ):
        for word in cut_words(text):
            yield f"{place}:{word}"
    # Where the figure opens its phrase, the mark before it says what the phrase goes on with.
    before = phrase.own or f"|{phrase.clause}"
    for length in range(1, _EDGE_BEFORE + 1):
        yield f"<{length}:{before[-length:]}"
    for length in range(1, _EDGE_AFTER + 1):
        yield f">{length}:{phrase.after[:length]}"


def _of_shape(setting: Setting, index: int, role: str) -> Iterable[str]:
    """How large the figure is, how it is written and where it stands: 一 seldom counts, 1 and 326 nearly always do."""
    quantity = setting.quantities[index]
    size = _size(quantity.value)
    script = "arabic" if setting.text[quantity.start].isdigit() else "chinese"
    yield f"size={size}"
    yield f"{script}&{size}"
    yield f"{script}&{size}&{role}"
    if size in ("1", "2-4"):
        yield f"{script}&{size}&{quantity.unit}"
        led = "led" if len(quantity.before) > 1 else ""
        yield f"{script}&{size}&{led}{'' if quantity.after else 'closed'}"
    yield f"after={min(len(quantity.after), 2)}"
    yield "first" if quantity.start == 0 else "inside"
    yield f"place={min(index, 2)}"
    yield f"figures={min(len(setting.quantities), 4)}"


def _size(value: Decimal) -> str:
    for limit, name in ((0, "0"), (1, "1"), (4, "2-4"), (19, "5-19"), (99, "20-99"), (9_999, "100-9999")):
        if value <= limit:
            return name
    return "more"


def _of_name(setting: Setting, index: int) -> Iterable[str]:
    quantity, name = setting.quantities[index], setting.names[index]
    yield f"name={name.name if name.entry else 'free' if name.name != name.unit else 'none'}"
    if name.entry:
        yield "named"
    values = setting.totals.get((name.name, name.unit), ())
    if any(value > quantity.value for value in values):
        yield "report>"
        yield f"report>{'named' if name.entry else 'free'}"
    if any(value < quantity.value for value in values):
        yield "report<"
    if sum(value == quantity.value for value in values) > 1:
        yield "report="
