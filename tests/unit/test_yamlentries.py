"""Lists that people keep are changed entry by entry, and all else of the file stays."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.core import yamltext
from generator.core.yamlentries import OddLayoutError, rewritten

TEXT = """\
# The register.
#   name: who

- name: Wang Yi   # checked
  kind: person
  distinct_from: [Wang Yiwei]
# two spellings
- name: Sergei Shoigu
  aliases:  # as printed
    - Sergey Shoigu
    - Serguei Shoigu  # French
- {name: NATO, kind: organization}  # short
# the end
"""


def entries() -> list[tuple[int | None, dict[str, object]]]:
    """The entries of `TEXT` with their places."""
    return [(place, dict(entry)) for place, entry in enumerate(yamltext.load(TEXT))]


def test_what_is_not_changed_stays_byte_for_byte() -> None:
    """An entry more, one changed, one gone: every other line is as it was, and no comment is lost."""
    assert rewritten(TEXT, entries()) == TEXT
    wanted = entries()
    wanted[0][1]["role"] = "Foreign Minister: of China"
    wanted[1][1]["aliases"] = ["Sergey Shoigu", "Shoigu # S."]
    wanted[2] = (None, {"name": "Desk", "reject": True})
    said = rewritten(TEXT, wanted)
    assert said == TEXT.replace("[Wang Yiwei]\n", "[Wang Yiwei]\n  role: 'Foreign Minister: of China'\n").replace(
        "  aliases:  # as printed\n    - Sergey Shoigu\n    - Serguei Shoigu  # French\n",
        "  # as printed\n  # French\n  aliases:\n  - Sergey Shoigu\n  - 'Shoigu # S.'\n",
    ).replace("- {name: NATO, kind: organization}  # short\n", "# short\n- name: Desk\n  reject: true\n")


@pytest.mark.parametrize("text", ["", "# head\n\n[]\n", "# head\n[]  # none yet\n", "# only words\n"])
def test_an_empty_list_gets_its_first_entry(text: str) -> None:
    """`briefing init` writes `[]` below the comments of the head."""
    said = rewritten(text, [(None, {"term": "thaw", "definition": "It's: warm"})])
    assert yamltext.load(said) == [{"term": "thaw", "definition": "It's: warm"}]
    assert "[]" not in said
    assert text.count("#") == said.count("#")


def test_line_ends_are_those_of_the_file() -> None:
    """A file from Windows stays one."""
    said = rewritten("- name: A\r\n", [(0, {"name": "A", "reject": True})])
    assert said == "- name: A\r\n  reject: true\r\n"


def test_an_odd_layout_is_not_touched() -> None:
    """What no command can change is said, never written anew."""
    with pytest.raises(OddLayoutError):
        rewritten("[{name: A}]\n", [(0, {"name": "A", "reject": True})])
    with pytest.raises(OddLayoutError):  # a document with an end, behind which the new entry would stand
        rewritten("- name: A\n...\n", [(0, {"name": "A"}), (None, {"name": "B"})])
    with pytest.raises(OddLayoutError):  # an entry that takes its keys from another one
        rewritten("- &a {name: A}\n- <<: *a\n  role: b\n", [(0, {"name": "A"}), (1, {"name": "A", "role": "c"})])


def test_numbers_are_written_as_they_are_read() -> None:
    """In exact decimals, as values, in lists, as keys."""
    said = {"version": yamltext.load("1.50"), "sizes": yamltext.load("[0.1, 2]"), yamltext.load("0.5"): "half"}
    assert yamltext.dump(said) == "version: 1.50\nsizes:\n- 0.1\n- 2\n0.5: half\n"


@pytest.mark.parametrize("text", ["\tname: A\n", "names:\n\t- A\n", "name: A\n \trole: b\n"])
def test_a_tab_before_words_is_told(text: str) -> None:
    """YAML says of some that no token begins so; what to do is the same."""
    with pytest.raises(yaml.YAMLError) as caught:
        yamltext.load(text)
    assert yamltext.describe(caught.value, text).remedy == "put spaces in its place"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=12)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"name": WORDS}, optional={"role": WORDS, "aliases": st.lists(WORDS, max_size=3), "reject": st.booleans()}
    ),
    max_size=4,
)


@given(ENTRIES, ENTRIES, st.data())
def test_any_change_says_what_it_is_to_say(before: list[dict[str, object]], new: list[dict[str, object]], data) -> None:  # type: ignore[no-untyped-def]
    """Entries kept, changed, removed and added in any mixture are read back as they were given."""
    text = "# head\n" + (yamltext.dump(before) if before else "[]\n")
    wanted: list[tuple[int | None, dict[str, object]]] = []
    for place, entry in enumerate(before):
        fate = data.draw(st.sampled_from(("keep", "change", "drop")))
        if fate != "drop":
            more = {"role": "x: y", "aliases": ["a # b"]} if fate == "change" else {}
            wanted.append((place, {**entry, **more}))
    wanted += [(None, entry) for entry in new]
    said = rewritten(text, wanted)
    assert (yamltext.load(said) or []) == [entry for _, entry in wanted]
    assert said.startswith("# head\n")
