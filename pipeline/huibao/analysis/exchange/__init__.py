"""Annotated reports to and from the tools that annotators and researchers already use; nothing is lost on the way.

Every format carries, beside what the tool shows, the document of :mod:`huibao.documents`. What people change in the
tool (labels and kinds) is taken from there; everything else comes back as it went out.
"""
