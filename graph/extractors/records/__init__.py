"""JSON of other tools that list people and their posts, to claims: Popolo and FollowTheMoney."""

from councilgraph.graph.extractors.records.extraction import MEDIA_TYPE, extract

__all__ = ["MEDIA_TYPE", "extract"]
