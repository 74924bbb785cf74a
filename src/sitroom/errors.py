"""Every error sitroom raises on purpose, in one tree.

SitroomError                  the message is for people: what is wrong, where, what to do
├── InputError                a report cannot be read; `name` says which, the others go on
│   ├── UnreadableInput       missing path, no permission, a directory where a file is meant
│   ├── EmptyInput            nothing but white space
│   ├── BinaryInput           not text in any encoding we can tell
│   ├── TooLargeInput         over the size limit
│   ├── SkippedInput          left out on purpose: no report (a picture in a folder); not a failure
│   ├── UnreachableInput      a server or the network failed, or a page is not to be had; `later`: it may be yet
│   ├── ForbiddenAddress      an address that must not be asked: a private network, another scheme, a closed port
│   └── UnsupportedLanguage   no language pack for the text's language
├── UsageError                a wrong option or argument value (exit code 2)
├── DataError                 a data file of ours or of the user is wrong; names file and key
│   ├── LexiconError          a language pack entry
│   └── OntologyError         plover.toml
└── StoreError                the room's database
    ├── RoomNotFound          no room at that path
    ├── NotInRoom             no such report, story or actor, or an id prefix that fits several
    ├── RoomLocked            another process is writing
    └── RoomTooNew            written by a later version of sitroom
"""

from __future__ import annotations


class SitroomError(Exception):
    """Base of the tree: `str(error)` is a sentence for the user."""


class InputError(SitroomError):
    """One report is refused. `name` is the path, address or `<stdin>` it came from."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message


class UnreadableInput(InputError):
    pass


class EmptyInput(InputError):
    pass


class BinaryInput(InputError):
    pass


class TooLargeInput(InputError):
    pass


class SkippedInput(InputError):
    pass


class UnreachableInput(InputError):
    """An address gave nothing to read.

    status  the server's answer (HTTP), None if there was none
    later   may be better when asked again; `wait` is how many seconds the server asks to wait first
    """

    def __init__(
        self, name: str, message: str, *, status: int | None = None, later: bool = True, wait: float | None = None
    ) -> None:
        super().__init__(name, message)
        self.status = status
        self.later = later
        self.wait = wait


class ForbiddenAddress(InputError):
    pass


class UnsupportedLanguage(InputError):
    pass


class UsageError(SitroomError):
    pass


class DataError(SitroomError):
    """A data file is wrong. `file` and `key` locate the entry."""

    def __init__(self, file: str, key: str, message: str) -> None:
        super().__init__(f"{file}: {key}: {message}")
        self.file = file
        self.key = key


class LexiconError(DataError):
    pass


class OntologyError(DataError):
    pass


class StoreError(SitroomError):
    pass


class RoomNotFound(StoreError):
    pass


class NotInRoom(StoreError):
    pass


class RoomLocked(StoreError):
    pass


class RoomTooNew(StoreError):
    pass
