"""An office's template: headings and phrases of one genre, TOML with Jinja2 in the phrases."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args

from huibao.briefing.themes.harm import KINDS
from huibao.errors import UsageError
from huibao.indicators.numbers.numerals import find_numerals
from huibao.resources import resource
from huibao.schema import Source
from huibao.taxonomy import Reporter, Role, Taxonomy

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_FOLDER = "corpus/templates"
# Villages that are named; more are counted.
NAMED = 3
# So many where there may be others.
_NAMED_OF_MORE = 5
_OTHER_KIND = re.compile("(?:社区|嘎查|委会|场)$")
_TABLES = ("indicators", "problems", "requests", "doubts", "silence")
# What a phrase may use; anything else is a slip that must not wait until a draft is half written.
_OCCASION = ("township", "level", "period")
_VARIABLES = frozenset(
    (
        *_OCCASION,
        "villages",
        "all",
        "count",
        "missing",
        "who",
        "name",
        "aspects",
        "names",
        "answers",
        "figures",
        "ordinal",
        "aspect",
        "share",
        "cases",
        "elsewhere",
        "perhaps",
        "again",
    )
) | {"text", "village", "case", "verb"}

# Printed as they stand. Every other phrase passes the verification, which refuses a number that no report holds.
_UNVERIFIED = frozenset({"title", "issue", "issuer", "copies", "addressee", "signature", "heading"})
_FILLED_IN = re.compile(r"\{[{%].*?[%}]\}")
_LIST = "tuple[str, ...]"
_KINDS: dict[str, tuple[type | UnionType, str]] = {
    "str": (str, "文字"),
    "bool": (bool, "true 或 false"),
    "int": (int, "整数"),
    "float": (int | float, "数字"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One subsection of a part that answers what is lacking.

    Attributes:
        label: whose plans it tells.
        heading: of the subsection.
        answers: labels of what is lacking that it answers.
        lead, tail: phrases before and after the villages' plans; ``tail`` empty for none.
    """

    label: str
    heading: str
    answers: tuple[str, ...]
    lead: str
    tail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Harms:
    """What a part tells first of all: people hurt or in danger, pollution, what was destroyed.

    Attributes:
        heading: of the subsection; empty for none.
        lead: phrase before all of it; empty for none.
        kinds: phrases that open a paragraph for each of the kinds of harm, the gravest first; none for one paragraph.
        most: events it tells at most.
    """

    heading: str = ""
    lead: str = ""
    kinds: tuple[str, ...] = ()
    most: int = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One first-level section.

    Attributes:
        role: labels of this role belong here.
        kinds: for labels of role ``todo``, the kinds that belong here; empty takes all.
        cued: labels of attitude and manner, of which nothing is told that no cue of their aspects speaks for where the
            tagger is unsure: rather nothing than a sentence that tells no such thing.
        each: one subsection a label, or all labels in one piece.
        weight: what it is worth to tell of what belongs here, beside 1 for another part.
        heading: of the section, without its number; empty for a paragraph without heading.
        lead: topic sentences, used in turn, so that no two subsections open alike; one that comes out empty is left
            out, and so is the topic of a subsection sorted by shared aspects.
        figures: phrase for the first of the sums; empty for none.
        sums: how many of them a subsection tells at most.
        group: sentences that open an aspect shared by several villages, one wording a subsection; none for no groups.
        others: words before the cases that belong to no shared aspect.
        named: phrase for the aspects that villages share and of which no case is told; empty leaves them out.
        statement: a village's own case.
        told: phrase for a statement whose subject is not the village (镇里…).
        unnamed: phrase for what persons of a village are blamed for, which names no village; empty names it.
        unmarked: phrase for a plan or request whose words do not say that it is one.
        request: phrase for a request in a part that also holds plans.
        untold: phrase at the end of a part that an appendix lists in full, where not all of it is told; empty for none.
        alike: phrase for a case that several villages report in nearly the same words; empty for none.
        also: words between two cases of one village under one subject (，还); empty names it twice.
        most: cases a subsection tells at most; a village that is heard nowhere else comes on top.
        calls: subsections with headings and phrases of their own, in place of one a label.
        harms: what befell people and things, told before everything else of the part; None tells it nowhere apart.
    """

    role: Role
    each: bool
    heading: str
    lead: tuple[str, ...]
    statement: str
    told: str
    kinds: tuple[str, ...] = ()
    cued: tuple[str, ...] = ()
    weight: float = 1.0
    figures: str = ""
    sums: int = 2
    group: tuple[str, ...] = ()
    others: str = ""
    named: str = ""
    unnamed: str = ""
    unmarked: str = ""
    request: str = ""
    untold: str = ""
    alike: str = ""
    also: str = ""
    most: int = 12
    calls: tuple[Call, ...] = ()
    harms: Harms | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """Phrases around the parts.

    Attributes:
        title, addressee, signature: of the document; empty for none.
        opening, closing: first and last paragraph; empty for none.
        nobody: what an empty subsection says.
        doubts: what leads in the numbers that do not fit each other, before the closing; empty for none.
        length: characters of body text, about; ``--length`` overrides it.
        hear_all: every village is quoted at least once.
        tables: appendices, of ``indicators``, ``problems``, ``requests``, ``silence``, and ``doubts``, which is
            left out where there are none.
        parts: the sections.
        lines: of a page that the body may take, at most; examples go until it does; 0 for any number.
        issue, issuer, copies: number, sender and receivers of a paper that comes out in numbers; empty for none.
    """

    title: str
    addressee: str
    signature: str
    opening: str
    closing: str
    nobody: str
    length: int
    hear_all: bool
    tables: tuple[str, ...]
    parts: tuple[Part, ...]
    lines: int = 0
    issue: str = ""
    issuer: str = ""
    copies: str = ""
    doubts: str = ""


def load_template(genre: str, path: Path | None = None) -> Template:
    """The template of a genre, or an office's own file.

    Raises:
        UsageError: there is no such genre or file, or the file is broken.
    """
    if path is None:
        path = resource(_FOLDER) / f"{genre}.toml"
        if not path.is_file():
            known = "、".join(sorted(file.stem for file in resource(_FOLDER).glob("*.toml")))
            raise UsageError(f"没有名为 {genre} 的文种；可选：{known}")
    try:
        template = _read(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError(f"文种模板 {path} 读不了：{error.strerror}；请检查路径") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"文种模板 {path} 有误：{error}；请对照自带模板修改") from error
    if fault := _fault(template):
        raise UsageError(f"文种模板 {path} 有误：{fault}；请对照自带模板修改")
    return template


def check_fits(template: Template, taxonomy: Taxonomy) -> None:
    """Refuse a template that sorts by kinds or labels that the taxonomy does not have: what they hold would be lost.

    Raises:
        UsageError: it does.
    """
    calls = [call for part in template.parts for call in part.calls]
    asked = {
        "类型": ([kind for part in template.parts for kind in part.kinds], [kind.key for kind in taxonomy.kinds]),
        "标签": ([key for call in calls for key in (call.label, *call.answers)], taxonomy.keys),
    }
    for what, (named, known) in asked.items():
        if unknown := next((key for key in named if key not in known), ""):
            raise UsageError(
                f"文种模板要用{what} {unknown}，标签体系里没有；请用 --template 换一份按{'、'.join(known)}写的模板"
            )


def _read(tables: dict[str, Any]) -> Template:
    parts = []
    for part in tables.pop("part", []):
        calls = tuple(Call(**_given(Call, call)) for call in part.pop("call", []))
        harms = Harms(**_given(Harms, part.pop("harms"))) if "harms" in part else None
        parts.append(Part(**_given(Part, {**part, "calls": calls, "harms": harms})))
    return Template(**_given(Template, {**tables, "parts": tuple(parts)}))


def _given(owner: type[Template | Part | Call | Harms], values: dict[str, Any]) -> dict[str, Any]:
    """The values of one table of the file, lists as tuples.

    Raises:
        TypeError: a field is unknown, missing or of another kind; in Chinese.
    """
    wanted = {field.name: field for field in fields(owner)}
    if unknown := next((name for name in values if name not in wanted), ""):
        raise TypeError(f"没有 {unknown} 这个字段")
    if missing := next((f.name for f in wanted.values() if f.default is MISSING and f.name not in values), ""):
        raise TypeError(f"缺少字段 {missing}")
    lists = {name for name in values if wanted[name].type == _LIST}
    for name, value in values.items():
        kind, word = _KINDS.get(str(wanted[name].type), (object, ""))
        if name in lists and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise TypeError(f'{name} 要写成一列文字，如 ["……"]')
        if not isinstance(value, kind):
            raise TypeError(f"{name} 要写成{word}")
    return {name: tuple(value) if name in lists else value for name, value in values.items()}


def _fault(template: Template) -> str:
    """What is wrong with a template, in Chinese; empty for nothing."""
    for part in template.parts:
        if part.role not in get_args(Role):
            return f"role 不能是 {part.role!r}"
        if not part.lead:
            return f"“{part.heading}”没有 lead"
        if part.weight <= 0:
            return f"weight 要大于 0，不能是 {part.weight}"
    if unknown := [name for name in template.tables if name not in _TABLES]:
        return f"tables 里没有 {unknown[0]!r}，可选 {'、'.join(_TABLES)}"
    calls = (call for part in template.parts for call in part.calls)
    harms = tuple(part.harms for part in template.parts if part.harms)
    if any(len(one.kinds) not in (0, len(KINDS)) for one in harms):
        return f"harms 的 kinds 要么不写，要么写 {len(KINDS)} 条"
    owners: tuple[Template | Part | Call | Harms, ...] = (template, *template.parts, *calls, *harms)
    for owner in owners:
        for field in fields(owner):
            value = getattr(owner, field.name)
            for phrase in value if isinstance(value, tuple) else (value,):
                if isinstance(phrase, str) and (fault := _phrase_fault(phrase, verified=field.name not in _UNVERIFIED)):
                    return fault
    return ""


def _phrase_fault(phrase: str, *, verified: bool) -> str:
    from jinja2 import TemplateSyntaxError
    from jinja2.meta import find_undeclared_variables

    try:
        unknown = find_undeclared_variables(_environment().parse(phrase)) - _VARIABLES
    except TemplateSyntaxError as error:
        return f"“{phrase}”不合 Jinja2 语法（{error.message}）"
    if unknown:
        return f"“{phrase}”用了不认识的字段 {sorted(unknown)[0]}"
    plain = _FILLED_IN.sub("、", phrase)
    if verified and (numeral := next(iter(find_numerals(plain)), None)):
        return f"“{phrase}”里有数字“{plain[numeral.start : numeral.end]}”，核对时会因为没有出处而不写"
    return ""


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    # Another office's file is data: it may fill in words, not reach into the program.
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@lru_cache(maxsize=256)
def _compiled(phrase: str) -> Any:
    return _environment().from_string(phrase)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fill:
    """Fills phrases in; the names of the occasion are known everywhere, and so is who reports.

    Example:
        >>> fill = Fill(township="青石镇", level="镇", period="2025年上半年", reporter=VILLAGE)
        >>> fill("{{ who }}反映了{{ name }}方面的问题，请{{ level }}里协调。", who="11个村", name="要素保障")
        '11个村反映了要素保障方面的问题，请镇里协调。'
    """

    township: str
    level: str
    period: str
    reporter: Reporter

    def who(self, sources: Sequence[Source]) -> str:
        """Up to three names as they are, more as a count: 石桥村、柳河村 / 17个村."""
        names = [source.village for source in sources]
        return "、".join(names) if len(names) <= NAMED else f"{len(names)}{self.reporter.one}"

    def sharers(self, sources: Sequence[Source], *, exact: bool) -> str:
        """Who shares a lack, as far as that is known: as :meth:`who` says, or those that surely do: 石桥、柳河等村.

        Many are named in part and counted, since no fewer do: 石桥、柳河、新合等至少8个村.
        """
        if exact:
            return self.who(sources)
        more = len(sources) > _NAMED_OF_MORE
        names = [source.village for source in sources][: NAMED if more else None]
        noun = self.reporter.noun
        rest = f"至少{len(sources)}{self.reporter.one}" if more else ""
        stems = [name.removesuffix(noun) for name in names]
        # 王村、城北社区: what is short, or of another kind, is called by its whole name.
        whole = any(len(stem) == 1 or _OTHER_KIND.search(stem) for stem in stems)
        return f"{'、'.join(names)}等{rest}" if whole else f"{'、'.join(stems)}等{rest or noun}"

    def __call__(self, phrase: str, **values: object) -> str:
        """The phrase in words.

        Raises:
            UsageError: the phrase uses a field that this place does not have.
        """
        from jinja2 import TemplateError

        faults = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError)
        names = {"township": self.township, "level": self.level, "period": self.period}
        try:
            return str(_compiled(phrase).render(**names, **values))
        except faults as error:
            raise UsageError(f"文种模板里的“{phrase}”填不出来：{error}；请对照自带模板修改") from error
