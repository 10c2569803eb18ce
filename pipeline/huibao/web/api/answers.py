"""Answers that are files."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Response

from huibao.web.delivery import Product


def attachment(product: Product) -> Response:
    """A file to save, never to open in the page; its Chinese name as RFC 5987 wants it."""
    disposition = f"attachment; filename*=UTF-8''{quote(product.name, safe='')}"
    return Response(product.content, media_type=product.media, headers={"Content-Disposition": disposition})
