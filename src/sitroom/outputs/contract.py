"""The contract: a dossier as the JSON of `sitroom read --json` (DESIGN section 3)."""

from __future__ import annotations

import json
from typing import Any

from sitroom.model import Dossier


def as_dict(dossier: Dossier) -> dict[str, Any]:
    """Plain values, keys and types as the contract has them; further keys stand beside them."""
    return dossier.model_dump(mode="json", by_alias=True)


def as_line(dossier: Dossier) -> str:
    """One JSON object on one line, without line end. U+2028 and U+2029 are escaped: some readers split on them."""
    line = json.dumps(as_dict(dossier), ensure_ascii=False, separators=(",", ":"))
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
