"""Mails: the dispatch in them, whoever forwarded it, and what is attached."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from benchmarks.fuzz_readers import zipped
from sitroom.clean.page import to_page
from sitroom.errors import InputError, SkippedInput, TooLargeInput
from sitroom.ingest.files import read_inputs
from sitroom.ingest.mail import sender_of
from sitroom.model import Raw

DISPATCH = (
    "SARNEL, 2 mars (AFP) - La maire Ilva Morant a déclaré lundi que le pont\n"
    "resterait fermé pendant trois semaines après la découverte d'une\n"
    "fissure dans une pile de l'ouvrage, le plus long du département.\n\n"
    "« Personne ne passera », a-t-elle ajouté devant la presse réunie à la\n"
    "mairie, où plusieurs dizaines d'habitants l'attendaient.\n"
)


def mail(text: str = DISPATCH, **heads: str) -> EmailMessage:
    made = EmailMessage()
    given = {
        "From": "Agence Nord <desk@agence.example>",
        "Subject": "Le pont est fermé",
        "Date": "Mon, 02 Mar 2026 18:40:00 +0100",
    }
    for name, value in {**given, "Message-ID": "<1@agence.example>", **heads}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def read(message: EmailMessage | bytes, tmp_path: Path, name: str = "a.eml") -> tuple[list[Raw], list[InputError]]:
    path = tmp_path / name
    path.write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    found: list[Any] = list(read_inputs([path]))
    return [i for i in found if isinstance(i, Raw)], [i for i in found if isinstance(i, InputError)]


def test_a_dispatch(tmp_path: Path) -> None:
    ((raw,), errors) = read(mail(), tmp_path)
    assert errors == []
    assert (raw.outlet, raw.title, raw.authors) == ("Agence Nord", "Le pont est fermé", ())
    page = to_page(raw)
    assert (page.published, page.wire, page.language) == ("2026-03-02T18:40+01:00", "AFP", "fr")
    first, second = page.text.strip().split("\n\n")
    assert first.endswith("du département.")
    assert "\n" not in first + second


def test_it_is_told_without_its_ending(tmp_path: Path) -> None:
    assert read(mail(), tmp_path, "dispatch")[0][0].title == "Le pont est fermé"


@pytest.mark.parametrize(
    "above",
    [
        "---------- Forwarded message ---------\nFrom: Agence Sud <sud@agence.example>\n"
        "Date: Sun, 1 Mar 2026 09:05:00 +0100\nSubject: Pont : suite\nTo: redaction@courrier.example\n\n",
        "Pour info, à traiter.\n\n-----Message d'origine-----\nDe : Agence Sud [mailto:sud@agence.example]\n"
        "Envoyé : dimanche 1 mars 2026 09:05\nÀ : Desk\nObjet : Pont : suite\n\n",
        "\n*From:* Agence Sud <sud@agence.example>\n*Sent:* 1 March 2026 09:05\n*Subject:* Pont : suite\n\n",
    ],
)
def test_a_forwarded_dispatch_is_its_senders(tmp_path: Path, above: str) -> None:
    ((raw,), _) = read(mail(above + DISPATCH, From="Jan Pol <jan.pol@courrier.example>", Subject="TR: Pont"), tmp_path)
    assert (raw.title, raw.data.decode()[:6]) == ("Pont : suite", "SARNEL")
    assert raw.outlet == "Agence Sud"
    assert (to_page(raw).published or "")[:10] == "2026-03-01"


def test_who_sent_it() -> None:
    assert sender_of("Jan Pol <jan.pol@courrier.example>") == ("courrier.example", ("Jan Pol",))
    assert sender_of("AFP <dispatch@afp.example>") == ("AFP", ())
    assert sender_of("desk@agence.example") == ("agence.example", ())
    assert sender_of(None) == (None, ())
    assert sender_of("<<>>@@ ,")[1] == ()


def test_html_is_taken_where_it_says_more(tmp_path: Path) -> None:
    made = mail("Voir la version en ligne.")
    made.add_alternative(f"<html><body><p>{DISPATCH}</p></body></html>", subtype="html")
    ((raw,), _) = read(made, tmp_path)
    assert (raw.media_type or "").startswith("text/html")
    made = mail()
    made.add_alternative(f"<html><body><p>{DISPATCH}</p></body></html>", subtype="html")
    assert (read(made, tmp_path)[0][0].media_type or "").startswith("text/plain")


def test_attachments_are_reports_of_their_own(tmp_path: Path) -> None:
    made = mail("Bonjour, voici les dépêches.")
    made.add_attachment(DISPATCH.encode(), maintype="text", subtype="plain", filename="dépêche.txt")
    made.add_attachment(
        zipped(f"<p>{DISPATCH}</p>".encode()), maintype="application", subtype="zip", filename="../x.zip"
    )
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(mail(Subject="Dedans"))
    raws, errors = read(made, tmp_path)
    names = [raw.name.partition("!")[2] for raw in raws]
    assert names == ["dépêche.txt", "../x.zip!a/page.html", "../x.zip!../b.txt", "../x.zip!c.txt.gz", "Dedans"]
    assert raws[-1].title == "Dedans"
    assert [type(e) for e in errors] == [SkippedInput]
    assert "note" in errors[0].message


def test_encodings_of_heads_and_bodies(tmp_path: Path) -> None:
    heads = "From: =?iso-8859-1?Q?L'=C9cho?= <a@b.example>\r\nSubject: =?utf-8?B?TGUgcG9udCBmZXJtw6k=?= encore\r\n"
    body = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nFermé.\r\n"
    ((raw,), _) = read((heads + body).encode("latin-1"), tmp_path)
    assert (raw.outlet, raw.title, raw.data.decode().strip()) == ("L'Écho", "Le pont fermé encore", "Fermé.")
    ((raw,), _) = read(b"Subject: x\r\nContent-Type: text/plain; charset=nonsense\r\n\r\nUn texte.", tmp_path)
    assert raw.data.strip() == b"Un texte."


def test_nesting_is_bounded(tmp_path: Path) -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000))
    _, errors = read(f"MIME-Version: 1.0\n{deep}Content-Type: text/plain\n\nUn".encode(), tmp_path)
    assert [type(e) for e in errors] == [TooLargeInput]
    deep = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(900))
    raws, errors = read(f"MIME-Version: 1.0\n{deep}Content-Type: text/plain\n\nUn".encode(), tmp_path)
    assert errors or raws


def test_a_mailbox(tmp_path: Path) -> None:
    box = b"".join(b"From x@y Mon Mar  2 18:40:00 2026\n" + mail(Subject=f"N {n}").as_bytes() + b"\n" for n in range(3))
    raws, _ = read(box, tmp_path, "box")
    assert [(raw.name.partition("!")[2], raw.title) for raw in raws] == [(f"mail {n + 1}", f"N {n}") for n in range(3)]


def test_a_saved_page(tmp_path: Path) -> None:
    page = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courrier.example/pont\r\nSubject: x\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\n\r\n"
        f"<html><body><p>{DISPATCH}</p></body></html>\r\n--b\r\nContent-Type: text/css\r\n\r\np{{}}\r\n--b--\r\n"
    )
    ((raw,), errors) = read(page.encode(), tmp_path, "a.mhtml")
    assert (raw.url, raw.outlet, errors) == ("https://courrier.example/pont", None, [])
