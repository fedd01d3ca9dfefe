"""Characters of the traditional script that converted copies of official pages are full of.

One character for one, so that positions stay; only for reading, the output keeps its script.
"""

from zwgk.text.mask.vocabulary import lists

TO_SIMPLIFIED = str.maketrans({pair[0]: pair[1] for pair in lists("traditional.txt")["pairs"]})
