"""Consoles: results on standard output, everything else on standard error; plain and wide when piped."""

from __future__ import annotations

import os
import sys
from unicodedata import category

from rich.console import Console

PIPED_WIDTH = 160  # a table cut at 80 columns helps nobody who pipes it into a file


def console() -> Console:
    """Standard output: colours and width of the terminal, or plain and wide when piped."""
    wide = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    return Console(highlight=False, width=wide)


def explain() -> Console:
    """Standard error, for progress and notes."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def complain(message: str) -> None:
    """One line on standard error."""
    explain().print(visible(message), style="red", markup=False)


def visible(text: str) -> str:
    """The text with control and direction characters as marks: a title must not move the cursor or hide a word. Blanks
    of any width stay (French has them inside its quotation marks)."""
    return "".join(c if c.isprintable() or c == "\n" or category(c) == "Zs" else "\ufffd" for c in text)
