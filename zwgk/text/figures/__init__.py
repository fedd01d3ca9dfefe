"""Figures (数据) out of free text: ``figures(text)``.

numbers.py finds every number, forms.py sets aside what is none by its form (dates, phones, 第N届),
labels.py tells what each of the others counts, scope.py sets aside what is not this unit's figure
of this day, totals.py tells parts from totals, mentions.py joins what is said twice. The words are
data in words.toml.
"""

from zwgk.text.figures.engine import figures

__all__ = ["figures"]
