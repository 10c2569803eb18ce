"""The office's page: from a pile of files to a signed-off Word document, in a browser, without internet.

``settings`` → ``models``/``database``/``store`` (what is kept) → ``work`` (the one door to the library) →
``batches``, ``uploads``, ``labels``, ``figures``, ``drafts``, ``delivery``, ``teaching`` (what people do) →
``jobs`` (what runs outside a request) → ``guard`` (who may) → ``api`` and ``pages`` (HTTP) → ``app``.
"""
