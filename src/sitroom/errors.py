"""Every error sitroom raises on purpose, in one tree.

SitroomError                  the message is for people: what is wrong, where, what to do
├── InputError                a report cannot be read; `name` says which, the others go on
│   ├── UnreadableInput       missing path, no permission, a directory where a file is meant
│   ├── EmptyInput            nothing but white space
│   ├── BinaryInput           not text in any encoding we can tell
│   ├── TooLargeInput         over the size limit
│   ├── SkippedInput          left out on purpose: no report (a picture in a folder); not a failure
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
