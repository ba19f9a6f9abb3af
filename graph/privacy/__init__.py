"""Who can be recognized in a copy that goes to others."""

from graph.privacy.risk import RecognitionRisk, recognition_risk

__all__ = ["RecognitionRisk", "recognition_risk"]
