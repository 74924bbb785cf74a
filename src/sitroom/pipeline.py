"""The order of the stages, written once.

raw bytes -> page -> plain text -> sections -> parse -> times -> places -> actors -> statements -> events -> dossier
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from sitroom.annotate.actors import find_actors, with_sources
from sitroom.annotate.events import find_events
from sitroom.annotate.parse import parse
from sitroom.annotate.places import find_places
from sitroom.annotate.prior import Prior
from sitroom.annotate.statements import find_statements
from sitroom.annotate.statements.quotes import find_quotations
from sitroom.annotate.times import find_times
from sitroom.clean.furniture import retitled, set_apart
from sitroom.clean.inline import plain_page, put_back
from sitroom.clean.page import to_page
from sitroom.clean.sections import label_sections
from sitroom.errors import UnsupportedLanguage
from sitroom.lang import languages, load_lang
from sitroom.model import Dossier, Page, Raw, Report, Section
from sitroom.ontology import load_ontology

ENGINE = "0.11.0"
NO_FURNITURE: Mapping[int, float] = MappingProxyType({})
SHOWN = 5  # positions named in a note


def read_raw(
    raw: Raw,
    rosters: tuple[Path, ...] = (),
    furniture: Callable[[Page], Mapping[int, float]] | None = None,
    known: Callable[[Page], tuple[tuple[str, str], ...]] | None = None,
) -> Dossier:
    """Read one report from bytes.

    rosters    files of the user's that name holders of offices
    furniture  lines known to recur on the site of a page (see `clean.furniture`)
    known      (name, actor key) of persons whom other reports of the same days name, for `Prior.known`
    Raises InputError (empty, binary, too large, unsupported language), DataError (a wrong roster).
    """
    page = to_page(raw)
    return read_page(page, raw.name, rosters, furniture(page) if furniture is not None else {},
                     known(page) if known is not None else ())  # fmt: skip


def read_page(
    page: Page,
    name: str = "<text>",
    rosters: tuple[Path, ...] = (),
    furniture: Mapping[int, float] = NO_FURNITURE,
    known: tuple[tuple[str, str], ...] = (),
) -> Dossier:
    """Read one report from its text; arguments as in `read_raw`. `name` is used in error messages.

    Raises UnsupportedLanguage, DataError.
    """
    code = page.language or ""
    if code == "zxx":  # what the guesser calls text without words
        raise UnsupportedLanguage(name, "has no words in it to tell its language by: name it, if it has one")
    if code not in languages():
        raise UnsupportedLanguage(
            name,
            f"is in a language that cannot be read yet ({code or 'unknown'}); there are: {', '.join(languages())}",
        )
    lang = load_lang(code)
    written = page
    page, plain = plain_page(page)
    sections = set_apart(page, label_sections(page, lang), furniture)
    page = retitled(page, sections)
    parsed = parse(page.text, sections, code)
    prior = Prior(published=page.published, outlet=page.outlet, sections=sections, rosters=rosters, known=known)
    prior = replace(prior, times=find_times(parsed, page.published, lang, sections))
    prior = replace(prior, places=find_places(parsed, page.outlet, lang))
    cast = find_actors(parsed, prior, lang)
    prior = replace(prior, actors=cast.actors, mentions=cast.mentions, references=cast.references)
    actors, statements = with_sources(prior.actors, find_statements(parsed, prior, lang), cast.nameless)
    prior = replace(prior, actors=actors, statements=statements)
    events = find_events(parsed, prior, lang, load_ontology())
    dossier = Dossier(
        report=report_of(page, written.text),
        text=page.text,
        sections=sections,
        actors=prior.actors,
        mentions=prior.mentions,
        times=prior.times,
        places=prior.places,
        statements=prior.statements,
        events=events,
        references=prior.references,
        engine=ENGINE,
        hints=page.hints,
    )
    whole = put_back(dossier, written, plain) if plain is not None else dossier
    return whole.model_copy(update={"notes": notes_of(written, whole.sections)})


def report_of(page: Page, text: str) -> Report:
    """The report's metadata. Its id is content-addressed: the same text, outlet and address give the same id."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    identity = "\0".join((page.outlet or "", page.url or "", digest))
    return Report(
        id="r" + hashlib.sha256(identity.encode("utf-8")).hexdigest()[:15],
        outlet=page.outlet,
        url=page.url,
        title=page.title,
        language=page.language,
        published=page.published,
        updated=page.updated,
        sha256=digest,
        authors=page.authors,
        wire=page.wire,
    )


def notes_of(page: Page, sections: Sequence[Section]) -> tuple[str, ...]:
    """What the user should know before trusting the dossier."""
    notes = list(page.notes)
    if page.published is None:
        notes.append(
            "No publication date was found or given: relative times ('yesterday', 'dimanche') stay unresolved."
        )
    strays = [s.start + at for s in sections if s.readable for at in find_quotations(s.of(page.text)).strays]
    if strays:
        where = ", ".join(f"@{at}" for at in strays[:SHOWN]) + (", ..." if len(strays) > SHOWN else "")
        marks = "1 quotation mark has" if len(strays) == 1 else f"{len(strays)} quotation marks have"
        notes.append(f"{marks} no partner ({where}): a quotation may be longer or shorter than was meant.")
    return tuple(notes)
