"""A rewriter behind an OpenAI-compatible server: ``POST {base}/chat/completions``."""

from __future__ import annotations

import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from huibao.briefing.rewriters import INSTRUCTION

_TOO_BUSY = {408, 425, 429, 500, 502, 503, 504}
_LARGEST_ANSWER = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerRewriter:
    """Rewords paragraphs at a server; a paragraph that gets no usable answer keeps its wording.

    Once a paragraph has used up its attempts on a server that has never answered, no further one is sent: thirty
    paragraphs shall not wait thirty times.

    Attributes:
        base_url: up to and without ``/chat/completions``.
        model: name the server knows.
        key: sent as a bearer token; empty for none.
        timeout: seconds for one request.
        attempts: requests for one paragraph at most; only time-outs, refused connections and a busy server
            are tried again.
        pause: seconds before the second attempt, doubled for each further one.
        concurrency: requests under way at once.
    """

    base_url: str
    model: str
    key: str = ""
    timeout: float = 60.0
    attempts: int = 3
    pause: float = 1.0
    concurrency: int = 4

    def rewrite(self, paragraphs: Sequence[str]) -> list[str | None]:
        answered, dead = threading.Event(), threading.Event()
        with ThreadPoolExecutor(max_workers=self.concurrency) as pool:
            return list(pool.map(lambda paragraph: self._one(paragraph, answered, dead), paragraphs))

    def _one(self, paragraph: str, answered: threading.Event, dead: threading.Event) -> str | None:
        for attempt in range(self.attempts):
            if dead.is_set():
                return None
            if attempt:
                time.sleep(self.pause * 2 ** (attempt - 1))
            try:
                answer = self._ask(paragraph)
                answered.set()
                return answer
            except urllib.error.HTTPError as error:
                if error.code not in _TOO_BUSY:
                    return None
            except (OSError, http.client.HTTPException):
                if attempt == self.attempts - 1 and not answered.is_set():
                    dead.set()
        return None

    def _ask(self, paragraph: str) -> str | None:
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": INSTRUCTION}, {"role": "user", "content": paragraph}],
        }
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = urllib.request.Request(  # noqa: S310 - only http(s) gets here, see rewriter_for
            f"{self.base_url.rstrip('/')}/chat/completions", data=json.dumps(body).encode(), headers=headers
        )
        with urllib.request.urlopen(request, timeout=self.timeout) as response:  # noqa: S310
            answer = response.read(_LARGEST_ANSWER)
        try:
            text = json.loads(answer)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError):
            return None
        return text if isinstance(text, str) else None
