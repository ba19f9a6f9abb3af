"""Sentences about answers: made from their codes and numbers, in the language of a translator.

A function of the rooms below returns codes and numbers, never a sentence. The functions here are pure: they take these
and a `Language`, English by default. Commands hand in English, the dashboard the language of its page.
"""

from graph.sentences.language import ENGLISH, Language
from graph.sentences.tables import with_sentences

__all__ = ["ENGLISH", "Language", "with_sentences"]
