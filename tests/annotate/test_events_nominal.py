"""Acts named by nouns made of verbs, their sides wherever the parser hung them; passives without a doer; guards of
the classes of phrases."""

from __future__ import annotations

import pytest

from tests.annotate.test_events_kit import fits, read, shown

TOLD = [
    ("The expulsion of two Serbian diplomats by Kosovo drew a sharp reply.", "SANCTION XKX > SRB"),
    ("The arrest of a retired general by the Venezuelan police stunned Caracas.", "COERCE VEN > general"),
    ("Thailand's closure of the border has stranded lorries.", "COERCE THA > -"),
    ("Cameroon's release of 80 soldiers surprised the opposition.", "RETREAT CMR > soldiers"),
    ("The signing of a defence pact by Fiji and Australia worried many.", "SUPPORT FJI+AUS > -"),
    ("The shooting of a councillor by Burundian soldiers shook the city.", "ASSAULT BDI > councillor"),
    ("A raid by Sudanese paratroopers on an army camp left eleven dead.", "ASSAULT SDN > *"),
    ("Fighting between the Malian army and rebels has flared.", "ASSAULT MLI+rebels > -"),
    ("A sit-in by Zambian nurses ended in scuffles.", "PROTEST ZMB > -"),
    ("Three Chadian commanders were blacklisted on Thursday.", "SANCTION - > TCD"),
    ("A former Bulgarian minister was indicted for corruption by a court.", "ACCUSE court > BGR"),
    ("Taiwan was warned by China of serious consequences.", "THREATEN CHN > TWN"),
    ("A van was hit by a drone near the Ukrainian border.", "ASSAULT - > van"),
    ("China, Nepal to reopen bridge for festival", "AGREE CHN+NPL > - planned"),
    ("Kenya was behind the killing of the Somali envoy.", "ASSAULT KEN > SOM"),
    ("Two Honduran lawyers were granted refuge by Costa Rica.", "AID CRI > HND"),
]  # fmt: skip

QUIET = [
    "The closure of the school surprised parents.",
    "The delivery of parcels by drone is still a dream.",
    "The opening of the new bridge by the mayor drew a crowd.",
    "The killing of wolves is forbidden in the park.",
    "The release of the album was put off until May.",
    "The actress had harsh words for the director of the film.",
    "The treatment of cattle with antibiotics is declining.",
]


@pytest.mark.parametrize(("text", "expect"), TOLD)
def test_told_by_a_noun_or_without_a_doer(text: str, expect: str) -> None:
    events = read(text, "en")
    assert fits(expect, events, text), [shown(e, text) for e in events]


@pytest.mark.parametrize("text", QUIET)
def test_no_event(text: str) -> None:
    assert not [shown(e, text) for e in read(text, "en")]
