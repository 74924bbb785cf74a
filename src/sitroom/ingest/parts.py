"""One input, or one member of another, on its way to a reader.

A reader is a function `read(part, job) -> Iterator[Raw | InputError]`: it yields the reports in the part, in order,
and an InputError for everything it refuses. It hands members that may be anything to `job.open`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitroom.errors import InputError, TooLargeInput
from sitroom.ingest.sniff import suffix
from sitroom.ingest.streams import Budget, Limits, Stream, printable
from sitroom.model import Raw

Item = Raw | InputError
# What may be said of a report by its carrier (a row, a mail, an archive's record) or by the user.
SAID = ("url", "outlet", "published", "language", "title", "updated", "feed_id", "authors", "retrieved", "media_type")


@dataclass(slots=True)
class Part:
    """Something to be read.

    said    what its carrier says of it (fields of Raw); a page's own markup fills what is missing
    depth   containers around it; 0 for what the user named
    chosen  the user named it: what is no report is refused, not just left out
    layers  compressions around it within its container
    inner   its name without the endings of these compressions
    """

    stream: Stream
    name: str
    said: Mapping[str, Any] = field(default_factory=dict)
    depth: int = 0
    chosen: bool = True
    layers: int = 0
    inner: str = ""

    @property
    def ending(self) -> str:
        """What its name ends in: ".html"."""
        return suffix(self.inner or self.name)

    def member(self, stream: Stream, name: str, said: Mapping[str, Any] | None = None) -> Part:
        """A part of this part; `name` is its name within."""
        stream.name = f"{self.name}!{printable(name)}"
        return Part(stream, stream.name, said or {}, self.depth + 1, False)


@dataclass(slots=True)
class Job:
    """What all readers of one input share.

    given    what the user says of every report; wins over everything else
    columns  field -> name of the column that holds it, for rows and objects
    open     reads a part of any kind
    """

    limits: Limits
    budget: Budget
    given: Mapping[str, str | None]
    columns: Mapping[str, str]
    open: Callable[[Part, Job], Iterator[Item]]

    def raw(self, part: Part, data: bytes, said: Mapping[str, Any] | None = None, name: str | None = None) -> Raw:
        """A report. Address and title given by the user are those of one report: members have their own."""
        found = {key: value for key, value in {**part.said, **(said or {})}.items() if value and key in SAID}
        one = part.depth == 0 and name is None
        given = {k: v for k, v in self.given.items() if v and (one or k not in ("url", "title"))}
        return Raw(name=name or part.name, data=data, **{**found, **given})

    def members(self, part: Part) -> Iterator[Item]:
        """Read a member, counted and within the limit of nesting."""
        self.budget.member(part.name)
        if part.depth > self.limits.depth:
            yield TooLargeInput(part.name, f"lies more than {self.limits.depth} archives deep: unpack the outer ones")
            return
        try:
            yield from self.open(part, self)
        except InputError as error:
            # The budget is spent for the whole input: reading on would only say so again and again.
            if self.spent:
                raise
            yield error

    @property
    def spent(self) -> bool:
        """Has the whole input used up what it may take?"""
        return self.budget.members > self.limits.members or self.budget.unpacked > self.limits.unpacked
