"""What a copy that goes to others still tells of whom, in sentences."""

from graph.privacy.risk import FEW, RecognitionRisk
from graph.words.filled import translated
from graph.words.language import ENGLISH, Language

__all__ = ["risk_sentences"]


def risk_sentences(risk: RecognitionRisk, language: Language = ENGLISH) -> list[str]:
    """Return how many organizations can be recognized by their facts and by their ties, and what would help."""
    rows = risk.frame
    sentences = [
        translated(
            "Unique by kind, places and causes: {unique} of {number} organizations (in a group of fewer than {few}: "
            "{some}).",
            language, number=risk.organizations, unique=risk.unique_by_facts, some=risk.few_by_facts, few=FEW,
        ),
    ]  # fmt: skip
    if risk.tied:
        sentences.append(
            translated(
                "Unique by the number of their partners, and of the partners of these: {unique} of {number} "
                "organizations with ties (in a group of fewer than {few}: {some}).",
                language, number=risk.tied, unique=risk.unique_by_shape, some=risk.few_by_shape, few=FEW,
            )
        )  # fmt: skip
    exposed = rows[rows["sensitive"] & ((rows["k_facts"] < FEW) | (rows["k_shape"] < FEW))]
    if len(exposed):
        sentences.append(
            translated(
                "Protected organizations that can be recognized this way: {exposed} of {protected}. Whoever knows "
                "their partners, or their kind, places and causes, may find them behind the pseudonym.",
                language, exposed=len(exposed), protected=int(rows["sensitive"].sum()),
            )
        )  # fmt: skip
    if risk.few_by_facts or risk.few_by_shape:
        sentences.append(
            translated(
                "What would help: leave out the fact that the column 'helps' names, share a table without ties, take "
                "protected organizations out, or share figures of coalitions only.",
                language,
            )
        )
    return sentences
