"""Mails that pass an article on, answer one or are one: what is the article, and who wrote it."""

from __future__ import annotations

import time

import pytest

from generator.ingest import ingest
from generator.ingest.draft import Draft
from generator.ingest.readers import mail
from generator.ingest.readers.forwarding import original

ARTICLE = (
    "The bakers of Holt will close on Mondays from May, their guild said on Friday. Flour has become dear.",
    "About 40 shops take part. A loaf costs 5 crowns, a third more than in 2023.",
)
WORDS = "\n\n".join(ARTICLE)


def read(text: str, subject: str = "Bakers of Holt", sender: str = "Bo Sample <bo@desk.example>") -> Draft:
    """A mail of plain text."""
    head = f"From: {sender}\nSubject: {subject}\nDate: Mon, 10 Mar 2025 09:00:00 +0100\n"
    return mail.read("x.eml", f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode())


def lines(draft: Draft) -> tuple[str, ...]:
    """Its paragraphs."""
    return tuple(line.text for line in draft.lines)


@pytest.mark.parametrize(
    "head",
    [
        "Från: Ana Model <ana@guild.example>\nSkickat: den 7 mars 2025 18:02\nTill: Bo Sample\nÄmne: Bakers of Holt",
        "De : Ana Model <ana@guild.example>\nEnvoyé : 7 mars 2025 18:02\nÀ : Bo Sample\nObjet : Bakers of Holt",
        "Betreff: \tBakers of Holt\nDatum: \tFri, 7 Mar 2025 18:02:00 +0100\nVon: \tAna Model <ana@guild.example>",
        "De: Ana Model\nEnviada em: sexta-feira, 7 de março de 2025 18:02\nPara: Bo Sample\nAssunto: Bakers of Holt",
        "Od: Ana Model <ana@guild.example>\n\nData: 7 marca 2025 18:02\n\nDo: Bo Sample\n\nTemat: Bakers of Holt",
        "发件人：Ana Model <ana@guild.example>\n发送时间：2025年3月7日 18:02\n收件人：Bo Sample\n主题：Bakers of Holt",
        "From: Ana Model\nSent: Friday, March 7, 2025 6:02 PM\nTo: Bo Sample <bo@desk.example>, Cleo Roe\n"
        "<cleo@guild.example>, Dan Roe <dan@guild.example>\nSubject: Bakers of Holt",
        "From: Ana Model\nSent: Friday, March 7, 2025 6:02 PM\nTo: Bo Sample; Cleo Roe <cleo@guild.example>;\n Dan "
        "Roe <dan@guild.example>\nSubject: Bakers of Holt",
    ],
)
@pytest.mark.parametrize("subject", ["Re: FW: Bakers of Holt", "VS: Bakers of Holt"])
def test_a_message_that_is_passed_on_is_known_in_any_language(head: str, subject: str) -> None:
    """Lines with a label each, an address or the mail's own subject in one and a day in another, are a message's head;
    the longer part is the article, a note of some words above it is none of it."""
    draft = read(f"Wichtig: heute noch\n\nPlease use this one. Bo\n\n{head}\n\n{WORDS}", subject)
    assert lines(draft) == ARTICLE
    assert (draft.given.title, draft.given.authors, draft.given.outlet, draft.given.published) == (
        "Bakers of Holt",
        ("Ana Model",),
        None,
        "2025-03-07",
    )


def test_a_labelled_note_above_a_head_is_none_of_it() -> None:
    """A blank line behind one label and none behind the next tells them apart."""
    head = "Von: Ana Model <ana@guild.example>\nGesendet: 7. März 2025 18:02\nAn: Bo Sample\nBetreff: Bakers of Holt"
    draft = read(f"Wichtig: heute noch\n\n{head}\n\n{WORDS}", "WG: Bakers of Holt")
    assert (lines(draft), draft.given.authors) == (ARTICLE, ("Ana Model",))


def test_the_question_below_an_answer_goes() -> None:
    """The longer part is the answer, whatever the head below it is written in."""
    below = "Von: Cleo Roe <cleo@guild.example>\nGesendet: 9. März 2025 20:14\nAn: Bo Sample\n\nWhen do they close?"
    draft = read(f"{WORDS}\n\n{below}", "AW: Bakers of Holt")
    assert (lines(draft), draft.given.published) == (ARTICLE, "2025-03-10")


@pytest.mark.parametrize(
    "told",
    [
        "On Sun, Mar 9, 2025 at 8:14 PM, Cleo Roe <cleo@guild.example> wrote:",
        "On Sun, 9 Mar 2025, Cleo Roe wrote:",
        "El dom, 9 mar 2025 a las 20:14, Cleo Roe escribió:",
    ],
)
def test_own_words_below_a_quotation_stay(told: str) -> None:
    """A line goes on below without its mark; a blank line ends what is quoted."""
    asked = "> When do they close, and what will a loaf cost then, I wonder, and who\nwill bake at all?\n>\n> Cleo"
    assert lines(read(f"{ARTICLE[0]}\n\n{told}\n{asked}\n\n{ARTICLE[1]}", "Re: Bakers of Holt")) == ARTICLE


def test_a_line_of_verse_ends_no_text() -> None:
    """A number and a colon above it say nothing of a message; it is not the writer's, what stands around it is."""
    above = "A song of 1820 that they still sing ends:"
    found = lines(read(f"{ARTICLE[0]}\n\n{above}\n\n> The mill is still, the mill is still.\n\n{ARTICLE[1]}"))
    assert found == (ARTICLE[0], above, ARTICLE[1])


def test_who_wrote_is_said_in_prose_too() -> None:
    """A mail program gives the time of day or an address, or quotes below."""
    told = ("On 9 March 1820 the miller of Holt wrote:", "The wheel has stood for a week and nobody knows why.")
    assert lines(read("\n\n".join((*ARTICLE, *told)))) == (*ARTICLE, *told)
    assert lines(read(f"{WORDS}\n\nOn 9 March 2025 at 20:14, Cleo Roe wrote:\n\nWhen do they close in May?")) == ARTICLE


@pytest.mark.parametrize(
    ("ruler", "below", "kept"),
    [
        ("--", "The mill of Holt is open from 9 to 5.", True),
        ("-- ", "The mill of Holt is open from 9 to 5.", False),
        ("--", "Bo Sample\nThe mill of Holt is open from 9 to 5.", False),
        ("--", "This message is for those only to whom it was sent.", False),
    ],
)
def test_two_dashes_part_or_end_a_text(ruler: str, below: str, kept: bool) -> None:
    """Before a sentence they are a ruler, unless a blank behind them marks them as a mail program does."""
    found = lines(read(f"{ARTICLE[0]}\n\n{ruler}\n{below}\n\n{ARTICLE[1]}"))
    assert found == ((ARTICLE[0], below, ARTICLE[1]) if kept else ARTICLE[:1])


def test_a_message_passed_on_twice() -> None:
    """Of several heads each parts a note from what it passes on; what stands below the article was said before it."""
    heads = (
        f"From: {name} <x@guild.example>\nSent: Friday, March {day}, 2025 6:02 PM\nTo: Bo Sample\nSubject: Bakers\n\n"
        for name, day in (("Cleo Roe", 9), ("Ana Model", 7), ("Dan Roe", 6))
    )
    first, second, third = heads
    draft = read(f"See below\n\n{first}For you, Bo\n\n{second}{WORDS}\n\n{third}May I have it?", "Fwd: FW: Bakers")
    assert (lines(draft), draft.given.authors, draft.given.published) == (ARTICLE, ("Ana Model",), "2025-03-07")


@pytest.mark.parametrize("subject", ["Bakers of Holt", "Fwd: Open ovens"])
def test_a_box_with_day_and_place_is_no_head(subject: str) -> None:
    """The first of its other lines has no address."""
    box = ("Date: 12 May 2025", "Place: Mill Hall", "Contact: guild@guild.example")
    below = "Everybody is welcome there, and the guild will bake all night long."
    told = "\n".join(box)
    assert lines(read(f"{WORDS}\n\n{told}\n\n{below}", subject)) == (*ARTICLE, *box, below)


def test_a_mail_of_divisions() -> None:
    """Mail programs write heads as divisions between paragraphs."""
    fields = ("Fra", "Ana Model &lt;ana@guild.example&gt;"), ("Sendt", "7. mars 2025 18:02"), ("Til", "Bo Sample")
    head = "<br>".join(f"<b>{name}:</b> {value}" for name, value in fields)
    body = "".join(f"<p>{words}</p>" for words in ARTICLE)
    page = f"<html><body><p>Use this. Bo</p><div>{head}</div>{body}<p>Hilsen</p><p>Ana</p></body></html>"
    start = (
        b"From: Bo Sample <bo@desk.example>\nSubject: VS: Bakers of Holt\nContent-Type: text/html; charset=utf-8\n\n"
    )
    draft = mail.read("x.eml", start + page.encode())
    assert (lines(draft), draft.given.authors, draft.given.published) == (ARTICLE, ("Ana Model",), "2025-03-07")


@pytest.mark.parametrize("greeting", ["Hi all,", "Dear readers of this letter,", "Hello!"])
def test_a_greeting_is_no_text(greeting: str) -> None:
    """A line of some words on top, a comma or a call behind it; what tells where to read online may stand above it."""
    assert lines(read(f"View this letter in your browser: https://x.example/8\n\n{greeting}\n\n{WORDS}")) == ARTICLE


@pytest.mark.parametrize(
    "foot",
    [
        "Sent from my iPhone",
        "Envoyé de mon mobile",
        "Cheers\nThe bakers\n+47 22 00 00 00",
        "You are receiving this because you signed up at guild.example.\nManage settings | Unsubscribe\n(c) 2025 Guild",
        "To unsubscribe, write to the guild, 3 Mill Lane, Holt.",
    ],
)
def test_lines_below_the_last_paragraph_are_no_text(foot: str) -> None:
    """Short ones of no sentence, and what a list must say at its end."""
    assert lines(read(f"{WORDS}\n\n{foot}")) == ARTICLE


@pytest.mark.parametrize(
    "last", ["Holt 4 Arden 2", "- Mill Lane", "Readers may unsubscribe from the list.", "It rains."]
)
def test_the_last_words_of_a_mail_stay(last: str) -> None:
    """A result, an item of a list, a short sentence."""
    assert lines(read(f"{WORDS}\n\n{last}")) == (*ARTICLE, last)


@pytest.mark.parametrize(
    ("sender", "foot", "authors", "outlet"),
    [
        ("Ilva Roe <news@weekly.example>", "\n\nBest wishes,\nIlva Roe", ("Ilva Roe",), None),
        ("Ilva Roe <ilva.roe@weekly.example>", "", ("Ilva Roe",), None),
        ("Ilva Roe <iroe@weekly.example>", "", ("Ilva Roe",), None),
        ("Harbour Letter <harbour@harbour.example>", "", (), "Harbour Letter"),
        ("Harbour Letter <news@weekly.example>", "", (), "Harbour Letter"),
        ('"Roe, Ilva" <ilva@weekly.example>', "", (), None),
        ("ilva@weekly.example", "", (), None),
        ("Holt Press Office <press@council.example>", "", (), "Holt Press Office"),
    ],
)
def test_who_wrote_a_mail(sender: str, foot: str, authors: tuple[str, ...], outlet: str | None) -> None:
    """A person who signs, or whose address is a person's, is the author and no outlet; a letter's name is one."""
    given = read(WORDS + foot, sender=sender).given
    assert (given.authors, given.outlet) == (authors, outlet)


def test_a_byline_says_more_than_the_sender() -> None:
    """So does a subject that says that the sender did not write it."""
    ilva = "Ilva Roe <ilva.roe@weekly.example>"
    assert read(f"By Jane Model\n\n{WORDS}", sender=ilva).given.authors == ()
    assert read(WORDS, "Fwd: Bakers", ilva).given.authors == ()


def test_a_mail_pasted_into_a_text_loses_its_signature() -> None:
    """As a mail that is a file does."""
    head = "From: Ana Model <ana@guild.example>\nDate: Fri, 7 Mar 2025 18:02:00 +0100\nSubject: Bakers of Holt"
    article = ingest("bakers.txt", f"{head}\n\nHi all,\n\n{WORDS}\n\nRegards,\nAna\nTel. +47 22 00 00 00\n".encode())
    assert (article.text, article.authors) == (WORDS, ("Ana Model",))


def test_hostile_fields_cost_no_time() -> None:
    """Labels and heads without end are read once."""
    head = "From: a@x.example\nDate: 7 March 2025 18:02\nSubject: Bakers\n\nIt is so.\n\n"
    for text in ("a: b\n" * 10_000, "a: b\n\n" * 10_000, head * 2_000):
        begun = time.process_time()
        original(text, forwarded=True, subject="Fwd: Bakers")
        assert time.process_time() - begun < 5
