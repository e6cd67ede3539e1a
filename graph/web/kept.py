"""Answers that are given again for as long as the store stays as it is."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable

from councilgraph.graph.web.asked import Answer, Asked
from councilgraph.graph.web.mistakes import Job

MOST_BYTES = 64_000_000
"""How much the kept answers may hold together; those that were not asked for longest go first."""

_LARGEST = MOST_BYTES // 32
_NOT_KEPT = frozenset({"review"})
"""What depends on more than the store: decisions are in a file beside it."""

Revision = Callable[[], object]
"""Something that is another when the store has changed."""


class Kept:
    """The pages that were answered over one revision of a store."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self._of: object = None
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._bytes = 0

    def find(self, job: Job) -> Answer | None:
        """The answer that was given to the same request, if the store is still the same."""
        revision = self._revision()
        if revision != self._of:
            self._answers.clear()
            self._of, self._bytes = revision, 0
        key = _key(job)
        if key is None or key not in self._answers:
            return None
        self._answers.move_to_end(key)
        return self._answers[key]

    def keep(self, job: Job, answer: Answer) -> None:
        """Keep an answer that was worked out since `find`, unless the store has changed meanwhile."""
        key = _key(job)
        if key is None or answer.status != 200 or len(answer.body) > _LARGEST or key in self._answers:
            return
        if self._revision() != self._of:
            return
        self._answers[key] = answer
        self._bytes += len(answer.body)
        while self._bytes > MOST_BYTES:
            _, gone = self._answers.popitem(last=False)
            self._bytes -= len(gone.body)


def tag(answer: Answer) -> str:
    """The entity tag (RFC 9110, section 8.8.3) of an answer: the same for the same bytes."""
    return f'"{hashlib.blake2b(answer.body, digest_size=12).hexdigest()}"'


def _key(job: Job) -> Hashable | None:
    if not isinstance(job, Asked) or job.view in _NOT_KEPT:
        return None
    parameters = tuple(sorted(job.params.items()))
    return job.view, job.path, job.name, job.syntax, job.root, job.flags, parameters
