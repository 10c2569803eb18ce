"""Train taggers on an authored corpus, and fit the rule that turns their scores into tags."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from huibao.corpus.authoring import read_corpus
from huibao.corpus.splits import read_split
from huibao.errors import UsageError
from huibao.tagging.decision import Decision, DecisionParams, fit_decision
from huibao.tagging.model import TAGGERS, TaggingModel, load_tagger
from huibao.tagging.protocol import Tagger
from huibao.taxonomy import Taxonomy


def _section(params: Path, name: str) -> Any:
    import srsly

    try:
        return srsly.read_yaml(params)[name]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"参数文件 {params} 里没有可用的 {name!r} 一节（{error}）；请对照自带的 params.yaml 修改"
        ) from error


def new_tagger(name: str, params: Path, taxonomy: Taxonomy, *, checkpoints: Path | None = None) -> Tagger:
    """An untrained tagger with the settings of its section of a params file.

    Args:
        name: key of :data:`huibao.tagging.model.TAGGERS`.
        params: a file like the project's ``params.yaml``.
        taxonomy: the label system.
        checkpoints: folder where ``transformer`` keeps its state while it trains, and goes on from; others need none.

    Raises:
        UsageError: no such tagger, or the file is missing or names an unknown parameter.
    """
    if name not in TAGGERS:
        raise UsageError(f"没有叫 {name!r} 的模型；可选 {'、'.join(TAGGERS)}")
    section = _section(params, name)
    try:
        if name == "linear":
            from huibao.tagging.linear import LinearParams, LinearTagger

            return LinearTagger(taxonomy, LinearParams.of(section))
        if name == "context":
            from huibao.tagging.context import ContextTagger
            from huibao.tagging.context_inputs import ContextParams

            return ContextTagger(taxonomy, ContextParams.of({**section, "linear": _section(params, "linear")}))
        from huibao.tagging.transformer import TransformerTagger
        from huibao.tagging.transformer_inputs import TransformerParams

        return TransformerTagger(taxonomy, TransformerParams(**section), checkpoints=checkpoints)
    except (KeyError, TypeError) as error:
        raise UsageError(f"参数文件 {params} 的 {name!r} 一节有误（{error}）；请对照自带的 params.yaml 修改") from error


def with_network_of(
    place: Path, name: str, taxonomy: Taxonomy, *, learns_on: bool, params: Path | None = None
) -> Tagger:
    """A context tagger that begins with the network and the settings of a trained one; its linear half is new.

    Args:
        place: directory of the trained model.
        name: of the tagger asked for; ``context`` alone has a network.
        taxonomy: the label system.
        learns_on: the network learns on; else it stays as it is.
        params: a params file whose section ``context`` says how it learns on; the model's settings by default.

    Raises:
        ModelError: the directory holds no model, or one of other labels.
        UsageError: the tagger asked for, or the model, is another kind, or the params file cannot be used.
    """
    from huibao.tagging.context import ContextTagger
    from huibao.tagging.context_inputs import LEARNING_ON

    trained = load_tagger(place, taxonomy)
    if name != "context" or not isinstance(trained, ContextTagger):
        option = "--learn-on" if learns_on else "--keep-network"
        raise UsageError(f"{place} 或 --tagger {name} 不是 context 模型，没有可以沿用的网络；请去掉 {option}")
    if not learns_on:
        return trained.keeping_network(taxonomy)
    if params:
        section = _section(params, "context")
        trained.params = replace(trained.params, **{name: section[name] for name in LEARNING_ON if name in section})
    return trained.learning_on(taxonomy)


def decision_params(params: Path) -> DecisionParams:
    """Settings of the decision from the section ``decision`` of a params file.

    Raises:
        UsageError: the file or section is missing, or names an unknown parameter.
    """
    section = _section(params, "decision")
    try:
        return DecisionParams(**section)
    except TypeError as error:
        raise UsageError(
            f"参数文件 {params} 的 'decision' 一节有误（{error}）；请对照自带的 params.yaml 修改"
        ) from error


def train_model(
    corpus: Path,
    splits: Path,
    tagger: Tagger,
    taxonomy: Taxonomy,
    decision: DecisionParams | None = None,
    *,
    corrections: Path | None = None,
) -> TaggingModel:
    """A model from the training townships, its decision fitted on the validation townships.

    ``corrections`` is a folder of authored reports (the page writes one) that join the training townships.
    """
    corrected = list(read_corpus(corrections, taxonomy)) if corrections else []
    tagger = tagger.fit([*read_split(corpus, splits, "train", taxonomy), *corrected])
    validation = read_split(corpus, splits, "validation", taxonomy)
    return TaggingModel(tagger=tagger, decision=fit_decision(tagger, validation, taxonomy, decision), taxonomy=taxonomy)


def recalibrate(
    directory: Path, corpus: Path, splits: Path | None, taxonomy: Taxonomy, decision: DecisionParams | None = None
) -> Decision:
    """Fit the decision of a trained model anew, on the validation townships or on all of an office's own reports.

    Args:
        directory: of the model; only its ``decision.json`` is replaced.
        corpus: folder of authored reports that the tagger was not trained on.
        splits: splits file; without one all reports of the folder count.
        taxonomy: the label system.
        decision: settings.

    Raises:
        ModelError: the directory holds no model.
    """
    tagger = load_tagger(directory, taxonomy)
    fitted = fit_decision(tagger, read_split(corpus, splits, "validation", taxonomy), taxonomy, decision)
    fitted.save(directory)
    return fitted
