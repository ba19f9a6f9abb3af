"""Sentences about answers: made from their codes and numbers, in the language of a translator.

A function of the rooms below returns codes and numbers, never a sentence. The functions here are pure: they take these
and a `Language`, English by default. Commands hand in English, the dashboard the language of its page.
"""

from graph.sentences.tables import with_sentences
from graph.words.language import ENGLISH, Language

__all__ = ["ENGLISH", "Language", "with_sentences"]
