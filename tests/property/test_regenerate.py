"""Whatever editors, articles and rules do, in any order: no human word is lost, no machine value is old unmarked."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from generator.briefs import page
from generator.briefs.edits import open_paths, relocate
from generator.briefs.page import Page
from generator.briefs.records import checked_paths
from generator.briefs.values import LISTS, as_written, paths, substance, value_at, value_digest
from generator.core.errors import BriefingError
from generator.core.model import Brief
from generator.desk import curate
from generator.desk.accept import accept
from generator.desk.correct import correct
from generator.desk.generate import Outcome, generate
from generator.desk.retired import retire
from generator.ingest import ingest
from generator.io.project import Project, project_at
from generator.io.records import memory_path, read_record, read_records, record_files
from tests.fake import engine

SEQUENCES = int(os.environ.get("BRIEFING_SEQUENCES", "200"))
"""How many sequences are run; see CONTRIBUTING.md."""

NAMES = ("Arden", "Belmar", "Corvale", "Dunmere")
KINDS = ("Council", "Ministry", "Harbour", "Railway")
MOVES = ("edit", "edit", "delete", "add", "comment", "note", "reorder", "article", "article", "new", "drop", "rename",
         "rules", "run", "lose", "set", "set", "accept", "accept", "merge")  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 10**6)), min_size=3, max_size=9)


@dataclass
class Mine:
    """What a person did to one brief, kept beside the files: the oracle.

    Attributes:
        values: path -> (the value as a person left it, substance of the generator's value it was made against).
        removed: paths of removed items.
        taken: path -> the words of a removed item.
        note, comments: what stands below, and between the lines of, the record.
    """

    values: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    note: str = ""
    comments: list[str] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)


@dataclass
class World:
    """A small site, its articles and what is known of them."""

    project: Project
    version: int = 1
    count: int = 0
    mine: dict[str, Mine] = field(default_factory=dict)
    """By the brief's id."""
    joined: set[str] = field(default_factory=set)
    """Names that were merged into another."""

    def run(self) -> Outcome:
        """Regenerate with the rules of now."""
        outcome = generate(self.project, engine=engine(self.version))
        assert not outcome.errors, outcome.errors
        return outcome

    def articles(self) -> list[Path]:
        """The articles' files."""
        return sorted(self.project.articles.glob("*.md"))

    def new(self, rng: random.Random) -> None:
        """Another article."""
        self.count += 1
        sentences = [self.sentence(rng) for _ in range(rng.randrange(2, 5))]
        path = self.project.articles / f"a{self.count}.md"
        head = f"---\ntitle: Report number {self.count}\npublished: 2025-03-{rng.randrange(1, 28):02d}\n---\n"
        path.write_text(head + "\n\n".join(sentences) + "\n")

    def sentence(self, rng: random.Random) -> str:
        """A sentence no article has yet."""
        self.count += 1
        who = f"{rng.choice(KINDS)} of {rng.choice(NAMES)}"
        what = rng.choice(("reported in the spring", "will report in the summer", "said on Monday"))
        amount = f"{rng.randrange(2, 9) * 10} {rng.choice(('tonnes', 'euros', 'ships'))}"
        return f"The {who} {what} that it had counted {amount} in statement number {self.count} of the series."

    def change_article(self, rng: random.Random) -> None:
        """A paragraph more, which moves those below it, or another one in its place."""
        path = rng.choice(self.articles())
        head, _, body = path.read_text().partition("---\n")[2].partition("---\n")
        parts = body.strip().split("\n\n")
        where = rng.randrange(len(parts) + 1)
        if rng.random() < 0.5 or len(parts) < 3:
            parts.insert(where, self.sentence(rng))
        else:
            parts[where % len(parts)] = self.sentence(rng)
        path.write_text(f"---\n{head}---\n" + "\n\n".join(parts) + "\n")

    def expected(self, brief: Brief, dated: str | None) -> Brief:
        """What the generator gives for a brief's article now."""
        path = self.project.articles / brief.article.source
        article = ingest(brief.article.source, path.read_bytes())
        given = article if dated is None else replace(article, published=dated or None, published_source="given")
        result = next(engine(self.version).read([given], [brief.id], self.project.catalog()))
        assert isinstance(result, Brief)
        return replace(result, article=replace(result.article, published=article.published))


def save(path: Path, said: Page, order: list[str], comments: list[str]) -> None:
    """What an editor's program might write: other key order, comments between the lines."""
    blocks = page.written(said)
    keys = [key for key in order if key in blocks] + [key for key in blocks if key not in order]
    lines = {key: [line for block in blocks[key] for line in block] for key in keys}
    for number, comment in enumerate(comments):
        lines[keys[number % len(keys)]].insert(0, f"{comment}\n")
    path.write_text(f"---\n{''.join(line for key in keys for line in lines[key])}---\n{said.note}")


def change(world: World, move: str, rng: random.Random) -> None:
    """One move of an editor at one brief: in its file, or by the command `set`."""
    by_command = move == "set"
    if by_command:
        move = rng.choice(("edit", "edit", "delete", "add", "note"))
    files = record_files(world.project.briefs)
    if not files:
        return
    path = rng.choice(files)
    record = read_record(path).record
    brief = record.brief
    mine = world.mine.setdefault(brief.id, Mine())
    read = page.read(path.read_text(), "")
    fields, note = dict(read.page.fields), read.page.note
    items = {name: list(read.page.items[name]) for name in LISTS}
    order = [key.value for key, _ in read.root.value]
    comments = [line.strip() for line in read.front.splitlines() if line.lstrip().startswith("#")]
    world.count += 1
    stamp = f"hand {world.count}"
    said: tuple[str, int | str] | None = None
    made_against = None
    command = ("", "")

    if move == "note":
        note = mine.note = f"{stamp}: my own words.\n"
        command = "note", note
    elif move == "comment":
        mine.comments.append(f"# {stamp}")
        comments.append(f"# {stamp}")
    elif move == "reorder":
        order = rng.sample(order, len(order))
    elif move == "add":
        place = len(items["actors"]) if by_command else rng.randrange(len(items["actors"]) + 1)
        command = "actors", f"Body {stamp} (organization)"
        said = "actors", place
        items["actors"].insert(place, {"name": f"Body {stamp}", "kind": "organization", "role": None})
    elif move == "delete":
        name = rng.choice([n for n in LISTS if items[n]] or ["actors"])
        if items[name]:
            place = rng.randrange(len(items[name]))
            del items[name][place]
            at = f"{name}/{getattr(brief, name)[place].id}"
            command = at, ""
            if at in record.generated.digests:
                mine.removed.add(at)
                mine.taken[at] = original(getattr(getattr(brief, name)[place], "text", ""))
            mine.values.pop(at, None)
    elif move == "edit":
        at = rng.choice([p for p in paths(brief) if p != "article/published" or rng.random() < 0.5])
        head, _, rest = at.partition("/")
        known = substance(as_written(value_at(brief, at))) if at in record.generated.digests else None
        made_against = mine.values[at][1] if at in mine.values else known
        if head == "article":
            day = f"2025-04-{rng.randrange(1, 29):02d}"
            fields[rest] = {"authors": (stamp,), "published": day, "url": f"https://example.org/{stamp[5:]}"}.get(
                rest, stamp
            )
            said = head, rest
            command = rest, fields[rest][0] if rest == "authors" else fields[rest]
        elif not rest:
            fields[head] = stamp if head == "title" else reworded(fields[head], stamp)
            said = head, ""
            command = head, fields[head]
        else:
            place = [item.id for item in getattr(brief, head)].index(rest)
            item = items[head][place] = dict(items[head][place])
            part = "role" if head == "actors" else "text"
            item[part] = stamp if part == "role" else reworded(item[part], stamp)
            said = head, place
            command = f"{at}/{part}", item[part]
    lists = {name: tuple(items[name]) for name in LISTS}
    wanted = replace(read.page, fields=fields, items=lists, note=note)
    if by_command:
        tell(world, path, command, wanted, order)
    else:
        save(path, wanted, order, comments)
    if said is not None:
        now = read_record(path).record.brief
        head, where = said
        at = f"{head}/{getattr(now, head)[where].id}" if isinstance(where, int) else f"{head}/{where}".rstrip("/")
        mine.values[at] = value_at(now, at), made_against


def tell(world: World, path: Path, command: tuple[str, str], wanted: Page, order: list[str]) -> None:
    """The same change by a command: the page says what was wanted, in the order it had."""
    if command[0]:
        correct(world.project, str(path), *command)
        read = page.read(path.read_text(), "")
        assert read.page == wanted
        there = [key.value for key, _ in read.root.value if key.value in order]
        assert there == [key for key in order if key in page.written(wanted)]


def take_back(world: World, rng: random.Random) -> None:
    """An editor takes the generator's value of one field, or keeps their own as checked."""
    world.run()
    check(world)
    stored = rng.choice(read_records(world.project.briefs)[0])
    brief, generated = stored.record.brief, stored.record.generated
    mine = world.mine.setdefault(brief.id, Mine())
    paths_ = open_paths(stored.record)
    if not paths_:
        return
    at = rng.choice(paths_)
    keep = rng.random() < 0.5
    text = stored.path.read_text()
    dated = (brief.article.published or "") if "article/published" in mine.values else None
    machine = world.expected(brief, dated)
    theirs = value_at(machine, at) if at in paths(machine) else None
    if at not in generated.digests and theirs is None and not keep:
        with pytest.raises(BriefingError, match="was added by a person"):
            accept(world.project, brief.id, [at], keep=keep, engine=engine(world.version))
        assert stored.path.read_text() == text
        return
    accept(world.project, brief.id, [at], keep=keep, engine=engine(world.version))
    now = next(it for it in read_records(world.project.briefs)[0] if it.record.brief.id == brief.id).record
    if not keep:
        mine.values.pop(at, None)
        mine.removed.discard(at)
        assert value_at(now.brief, at) == theirs if at in paths(now.brief) else theirs is None
    elif at in mine.values:
        assert words(value_at(now.brief, at)) == words(mine.values[at][0])
        assert at in checked_paths(now.brief, now.generated) or at not in now.brief.edited
        mine.values[at] = mine.values[at][0], substance(as_written(theirs)) if theirs is not None else None
    assert now.brief.note == mine.note


def join(world: World, rng: random.Random) -> None:
    """An editor says that two names are one actor; what was said before stays, comments too."""
    names = sorted({a.name for it in read_records(world.project.briefs)[0] for a in it.record.brief.actors})
    if len(names) < 2:
        return
    one, other = rng.sample(names, 2)
    path = world.project.site_config / "actors.yml"
    world.count += 1
    if path.exists():
        path.write_text(path.read_text() + f"# hand {world.count}\n")
    comments = [line for line in path.read_text().splitlines() if line.startswith("#")] if path.exists() else []
    heads = {rule.name: rule.aliases for rule in world.project.catalog().actors}
    if other in heads.get(one, ()):
        with pytest.raises(BriefingError, match="heads the entry"):
            curate.merge(world.project, one, other)
    else:
        curate.merge(world.project, one, other)
        world.joined.add(one)
    known = {alias for rule in world.project.catalog().actors for alias in rule.aliases}
    assert world.joined <= known, "a name that was joined is alone again"
    assert set(comments) <= set(path.read_text().splitlines()), "a comment is gone"


def reworded(words: str, stamp: str) -> str:
    """Words as a person left them, known by the stamp at their end."""
    return f"{original(words)} {stamp}"


def lose(world: World, rng: random.Random) -> None:
    """A memory is lost or spoilt: nothing a person did is lost with it, and the machine's values stay the machine's."""
    world.run()
    check(world)
    path = rng.choice(record_files(world.project.briefs))
    before = read_record(path).record.brief
    if rng.random() < 0.5:
        memory_path(path).unlink()
    else:
        memory_path(path).write_bytes(
            rng.choice((b"", b"{}", b"<<<<<<< ours\n", b"\xff", memory_path(path).read_bytes()[:-9]))
        )
    world.run()
    record = read_record(path).record
    mine = world.mine.setdefault(before.id, Mine())
    machine = world.expected(
        record.brief, (record.brief.article.published or "") if "article/published" in mine.values else None
    )
    for at in list(mine.values):
        mine.values.pop(at)
        head, _, rest = at.partition("/")
        now = at
        if head in LISTS:  # what the generator does not find has the id its words give
            place = [item.id for item in getattr(before, head)].index(rest)
            now = f"{head}/{getattr(record.brief, head)[place].id}"
        theirs = value_at(machine, now) if now in paths(machine) else None
        against = None if head in LISTS and theirs is None else substance(as_written(theirs))
        mine.values[now] = value_at(record.brief, now), against
    mine.removed &= set(paths(machine))


def check(world: World) -> None:
    """Every record against the oracle."""
    stored, errors = read_records(world.project.briefs)
    assert not errors, errors
    for item in stored:
        brief, generated = item.record.brief, item.record.generated
        mine = world.mine.setdefault(brief.id, Mine())
        assert item.record.lost is None, "a memory that a run wrote cannot be read"
        if not (world.project.articles / brief.article.source).exists():
            continue
        dated = (brief.article.published or "") if "article/published" in mine.values else None
        machine = world.expected(brief, dated)
        follow(mine, brief, machine)
        there, given = set(paths(brief)), set(paths(machine))
        for path in sorted(there | given):
            now = value_at(brief, path) if path in there else None
            theirs = value_at(machine, path) if path in given else None
            if path in mine.removed:
                assert path not in there, f"{path} was removed by a person and is back"
                continue
            if path not in mine.values:
                assert now == theirs, f"{path}: {now} is not what the generator gives: {theirs}"
                assert path not in brief.edited, f"{path} is taken for a person's"
                assert path not in generated.stale, path
                continue
            value, base = mine.values[path]
            assert path in there, f"{path}: a person's value is gone"
            if path in given and value_digest(relocate(value, machine.article.text)) == value_digest(theirs):
                del mine.values[path]  # both came to the same: it is the generator's again
                assert now == theirs
                continue
            assert words(now) == words(value), f"{path}: a person's {value} became {now}"
            assert path in brief.edited, path
            told = None if path not in given else substance(as_written(theirs))
            if path not in given and base is None:
                assert path not in generated.stale
            elif told != base:
                assert path in generated.stale, f"{path} is stale and not marked"
                assert value_digest(generated.stale[path]) == value_digest(as_written(theirs)), path
            else:
                assert path not in generated.stale, f"{path} is marked stale and is not"
        assert brief.note == mine.note
        text = item.path.read_text()
        for comment in mine.comments:
            assert comment in text, f"the comment {comment!r} is gone"


def follow(mine: Mine, brief: Brief, machine: Brief) -> None:
    """Other rules give a figure of the same words another id: what a person did to it counts for that one."""
    given = {figure.text: f"figures/{figure.id}" for figure in machine.figures}
    for at in [at for at in mine.values if at.startswith("figures/") and at not in paths(brief)]:
        value, base = mine.values[at]
        if (now := given.get(original(value.text))) and base is not None:
            ident = now.partition("/")[2]
            del mine.values[at]
            mine.values[now] = replace(value, id=ident), {**base, "id": ident}
    for at in [at for at in mine.removed if at.startswith("figures/") and at not in paths(machine)]:
        if now := given.get(mine.taken.get(at, "")):
            mine.removed.remove(at)
            mine.removed.add(now)
            mine.taken[now] = mine.taken.pop(at)


def original(words: str) -> str:
    """Words as they were before a person stamped them."""
    return re.sub(r" hand \d+$", "", words)


def words(value: Any) -> Any:
    """A value without its evidence, which moves with the article."""
    written = as_written(value)
    return {k: v for k, v in written.items() if k != "evidence"} if isinstance(written, dict) else written


@contextlib.contextmanager
def small_site() -> Iterator[World]:
    """A site in memory where the machine has such a place; nothing is flushed, nor git asked, which knows it not."""
    home = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(dir=home))
    try:
        (folder / "articles").mkdir()
        with mock.patch("os.fsync"), mock.patch("generator.io.kept.git", side_effect=BriefingError("no repository")):
            yield World(project_at(folder / "mkdocs.yml"))
    finally:
        shutil.rmtree(folder)


def play(steps: list[tuple[str, int]]) -> None:
    """One sequence: two articles, the moves, a last regeneration; the oracle is asked after each regeneration."""
    with small_site() as world:
        for _ in range(2):
            world.new(random.Random(1))
        world.run()
        for move, number in [*steps, ("run", 0)]:
            rng = random.Random(number)
            if move == "run":
                world.run()
                check(world)
                assert not world.run().written, "the second of two runs wrote something"
            elif move == "rules":
                world.version += 1
            elif move == "new":
                world.new(rng)
            elif move == "article":
                world.change_article(rng)
            elif move == "rename":
                world.run()
                old = rng.choice(world.articles())
                old.rename(old.with_name(f"{rng.choice('abz')}-{number}-{old.name}"))
                world.run()  # what becomes of one that is renamed and changed at once stands in test_generate
            elif move == "lose":
                lose(world, rng)
            elif move == "accept":
                take_back(world, rng)
            elif move == "merge":
                join(world, rng)
            elif move == "drop" and len(world.articles()) > 1:
                drop(world, rng)
            elif move != "drop":
                change(world, move, rng)


def drop(world: World, rng: random.Random) -> None:
    """Remove an article and retire its brief: a person's words in it must still stand somewhere, and come back."""
    world.run()
    check(world)
    path = rng.choice(world.articles())
    data = path.read_bytes()
    path.unlink()
    outcome = world.run()
    (gone,) = outcome.gone
    mine = world.mine.get(gone.entry.id, Mine())
    human = bool(mine.values or mine.removed or mine.note or mine.comments)
    before = gone.entry.path.read_bytes()
    (place,) = retire(world.project, outcome.gone)
    assert place is not None or not human, "a person's words were thrown away"
    assert place is None or (place.read_bytes() == before and memory_path(place).is_file())
    if rng.random() < 0.5:
        path.write_bytes(data)
        world.run()
        check(world)
    else:
        world.mine.pop(gone.entry.id, None)


@pytest.mark.parametrize("part", range(4))
def test_any_sequence_keeps_human_values_and_marks_what_is_stale(part: int) -> None:
    """Random histories: edits by hand and by command, accepted and merged ones, articles, rules, lost memories."""

    @seed(part)
    @settings(max_examples=SEQUENCES // 4, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(STEPS)
    @example([("edit", 1), ("article", 2), ("rules", 0), ("run", 0), ("delete", 5), ("rules", 0)])
    def sequence(steps: list[tuple[str, int]]) -> None:
        play(steps)

    sequence()


def test_the_oracle_finds_a_lost_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """A merge that forgets a person's values does not pass."""
    from generator.briefs.edits import merge as right

    monkeypatch.setattr("generator.desk.generate.merge", lambda old, new, rules: right(None, new, rules))
    failed = 0
    for number in range(30):
        try:
            play([("edit", number), ("article", number), ("rules", 0)])
        except AssertionError:
            failed += 1
    assert failed >= 20
