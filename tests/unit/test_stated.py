"""What a page folds and the desk knows all the same: the dates of the takeaway, the sure actors."""

from __future__ import annotations

from dataclasses import replace

from generator.core.model import Actor, Event, Evidence, Forward, Items, Statement
from generator.link import link
from tests.linking import make_brief, make_catalog


def _spans(start: int, end: int) -> tuple[Evidence, ...]:
    return (Evidence(start, end, "x" * (end - start)),)


def test_a_folded_date_counts_where_the_takeaway_tells_it() -> None:
    """The look and the event of the takeaway's sentence are kept, other folded ones and undated looks are not."""
    brief = replace(
        make_brief({"id": "b", "published": "2025-03-04"}),
        takeaway=Statement("The bridge opened on Monday and a second one will open in May.", _spans(0, 60)),
        more=Items(
            whats_next=(
                Forward("n-1", "A second bridge will open in May.", "expected", "2025-05", _spans(30, 60)),
                Forward("n-2", "A third bridge may come.", "expected", None, _spans(30, 60)),
                Forward("n-3", "A fourth bridge will open in June.", "expected", "2025-06", _spans(90, 120)),
            ),
            events=(
                Event("e-1", "2025-03-03", "The bridge opened on Monday.", _spans(0, 28)),
                Event("e-2", "2025-03-01", "The road closed on Saturday.", _spans(90, 118)),
            ),
        ),
    )
    corpus = link([brief], make_catalog({"as_of": "2025-03-05"}))
    assert [o.item.id for o in corpus.outlook] == ["n-1"]
    assert {t.item.id for h in corpus.happenings for t in h.tellings} == {"n-1", "e-1"}


def test_a_sure_actor_who_found_no_room_is_in_the_register() -> None:
    """Who looks for the name finds it; one that is only likely stands on the page of its brief alone."""
    more = Items(actors=(Actor("ada-berg", "Ada Berg", "person"), Actor("bo-holm", "Bo Holm", "person")))
    judged = (("actors/ada-berg", 0.95), ("actors/bo-holm", 0.7))
    brief = replace(make_brief({"id": "b", "published": "2025-03-04"}), more=more, judged=judged)
    assert [a.name for a in link([brief], make_catalog({})).actors] == ["Ada Berg"]
