"""A rewriter from a local transformers model directory: sequence to sequence, or causal with a chat template."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from huibao.briefing.rewriters import INSTRUCTION
from huibao.errors import ModelError, UsageError, how_to_install

# A rewording is about as long as what it rewords; a token holds at least half a Chinese character.
_TOKENS_A_CHARACTER = 2
_LEAST_TOKENS = 16


class LocalRewriter:
    """Rewords paragraphs one by one with a model from disk; nothing is fetched, no code of the model is run."""

    def __init__(self, directory: Path) -> None:
        """Load tokenizer and weights (safetensors only).

        Raises:
            UsageError: transformers or torch is not installed.
            ModelError: the directory does not hold a usable model.
        """
        try:
            import torch  # noqa: F401 - transformers' models are empty shells without it
            import transformers
        except ImportError as error:
            raise UsageError(f"润色要用 transformers 和 torch；请先{how_to_install('train')}") from error
        options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        try:
            config = transformers.AutoConfig.from_pretrained(directory, **options)
            self._sequence = bool(config.is_encoder_decoder)
            family = transformers.AutoModelForSeq2SeqLM if self._sequence else transformers.AutoModelForCausalLM
            self._tokenizer = transformers.AutoTokenizer.from_pretrained(directory, **options)
            self._model = family.from_pretrained(directory, use_safetensors=True, **options).eval()
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"润色模型 {directory} 不能用：{error}；请换一个完整的模型目录") from error
        if not self._sequence and not self._tokenizer.chat_template:
            raise ModelError(f"润色模型 {directory} 没有对话模板；请换一个指令微调过的模型")

    def rewrite(self, paragraphs: Sequence[str]) -> list[str | None]:
        return [self._one(paragraph) for paragraph in paragraphs]

    def _one(self, paragraph: str) -> str:
        inputs = self._inputs(paragraph)
        budget = max(_LEAST_TOKENS, _TOKENS_A_CHARACTER * len(paragraph))
        output = self._model.generate(**inputs, max_new_tokens=budget, do_sample=False)[0]
        fresh = output if self._sequence else output[inputs["input_ids"].shape[1] :]
        return str(self._tokenizer.decode(fresh, skip_special_tokens=True))

    def _inputs(self, paragraph: str) -> Any:
        if self._sequence:
            return self._tokenizer(paragraph, return_tensors="pt", truncation=True, return_token_type_ids=False)
        messages = [{"role": "system", "content": INSTRUCTION}, {"role": "user", "content": paragraph}]
        return self._tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
