"""A tiny random model: whatever it says, none of it reaches the draft."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from huibao.briefing.make import Draft
from huibao.briefing.polish import polish
from huibao.briefing.rewriters.local import LocalRewriter
from huibao.errors import ModelError
from huibao.schema import Briefing, Passage, Source, Statement

transformers = pytest.importorskip("transformers")
pytest.importorskip("torch")

_WORDS = list("石桥村新栽桃树，。一二三四五1234567890亩户万元")
_TEMPLATE = "{% for message in messages %}{{ message.content }}{% endfor %}"
_TEXT = "石桥村新栽桃树120亩。"
_SOURCE = Source(report="a.txt", village="石桥村", index=0, text=_TEXT)


def _tokenizer(folder: Path, *, chat: bool) -> Any:
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    vocabulary = {word: number for number, word in enumerate(["<pad>", "<eos>", "<unk>", *_WORDS])}
    backend = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    backend.pre_tokenizer = Split("", "isolated")
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=backend, pad_token="<pad>", eos_token="<eos>", unk_token="<unk>"
    )
    if chat:
        tokenizer.chat_template = _TEMPLATE
    tokenizer.save_pretrained(folder)
    return tokenizer


def _causal(folder: Path, *, chat: bool = True) -> Path:
    tokenizer = _tokenizer(folder, chat=chat)
    config = transformers.LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=16, intermediate_size=16, num_hidden_layers=1,
        num_attention_heads=2, num_key_value_heads=2, pad_token_id=0, eos_token_id=1, bos_token_id=1,
    )  # fmt: skip
    transformers.LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def _sequence(folder: Path) -> Path:
    tokenizer = _tokenizer(folder, chat=False)
    config = transformers.T5Config(
        vocab_size=len(tokenizer), d_model=16, d_kv=8, d_ff=16, num_layers=1, num_heads=2,
        pad_token_id=0, eos_token_id=1, decoder_start_token_id=0,
    )  # fmt: skip
    transformers.T5ForConditionalGeneration(config).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("build", [_causal, _sequence])
def test_gibberish_never_reaches_the_draft(tmp_path: Path, build: Any) -> None:
    passage = Passage(statements=(Statement(text=_TEXT, sources=(_SOURCE,)),))
    briefing = Briefing(title="", addressee="", passages=(passage,), tables=())
    draft = Draft(briefing=briefing, rejected=(), left_out={}, silent={}, context=())
    polished = polish(draft, rewriter=LocalRewriter(build(tmp_path)))
    assert polished.briefing == briefing
    assert len(polished.discarded) == 1


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="不能用"):
        LocalRewriter(tmp_path)


def test_a_causal_model_without_a_chat_template_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="对话模板"):
        LocalRewriter(_causal(tmp_path, chat=False))
