"""Claims out of prose by asking a language model: an extractor that somebody has to ask for by name.

`models` opens a model of the `llm` library, `asking` writes what it is asked, `answers` reads what it says
and refuses whatever the document does not say in so many words.
"""

from councilgraph.graph.extractors.language_model.asking import extract
from councilgraph.graph.extractors.language_model.models import LanguageModel, open_model

__all__ = ["LanguageModel", "extract", "open_model"]
