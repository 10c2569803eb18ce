"""Numerals, units and quantities of a sentence."""
