"""What was done, given how real an act is: PLOVER's rules of promises, refusals and threats.

A promised act is AGREE, a refused one REJECT, a hypothetical or announced hostile one THREATEN, a withdrawal or release
to come CONCEDE (PLOVER manual, chapters 2 and 3). Deliberately not here: how real it is (modality.py).
"""

from __future__ import annotations

from sitroom.annotate.events.modality import HOSTILE, Status

KIND_COOPERATION = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
TO_THREAT: dict[str, dict[str | None, str]] = {
    "ASSAULT": {None: "violence", "abduct": "violence"},
    "COERCE": {None: "restrict", "arrest": "arrest", "deport": "expel", "seize": "territory"},
    "SANCTION": {None: "relations", "expel": "expel", "convict": "arrest"},
    "PROTEST": {None: "restrict"},
}  # fmt: skip
TO_REFUSAL = {
    "CONSULT": "meet",
    "SUPPORT": "assist",
    "COOPERATE": "assist",
    "AID": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
}


def convert(type: str, mode: str | None, found: Status) -> tuple[str, str | None, str] | None:
    """Type, mode and modality of an act after the manual's rules; None where it is no event.

    "attributed" stands for hearsay here; who is quoted is decided later.
    """
    state = found.state
    if state in ("unreal", "possible"):
        return None
    if state == "denied":
        return type, mode, "denied"
    if state == "negated" and type == "AGREE":  # "did not reach an agreement"
        return "REJECT", None, "asserted"
    if state == "negated":
        return (type, mode, "denied") if type not in ("AGREE", "REQUEST", "THREATEN", "REJECT") else None
    if state == "refused":
        refusal = TO_REFUSAL.get(type)
        if type == "REJECT":  # "will not accept"
            return type, mode, "asserted"
        return ("REJECT", refusal, "asserted") if refusal or type == "AGREE" else None
    if state in ("planned", "conditional"):
        return announced(type, mode, "attributed" if found.hearsay else state)
    if state == "attempt":
        return (type, mode, "asserted") if type in HOSTILE or type == "PROTEST" else None
    return type, mode, "attributed" if found.hearsay or state == "hearsay" else "asserted"


def announced(type: str, mode: str | None, state: str) -> tuple[str, str | None, str] | None:
    """An act to come; `state` is its modality."""
    if type in KIND_COOPERATION:
        return "AGREE", None, state
    if type == "RETREAT":
        return "CONCEDE", None, state
    if type in TO_THREAT and (state == "conditional" or type == "ASSAULT"):  # a decided sanction keeps its type
        table = TO_THREAT[type]
        return "THREATEN", table.get(mode, table[None]), state
    return type, mode, state
