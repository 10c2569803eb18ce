"""Measuring taggers on authored reports, and telling what was measured: tables, plots, model cards."""
