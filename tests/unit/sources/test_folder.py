"""Articles in files and folders."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg_etl.errors import SettingsError, SourceError
from kg_etl.model import Article, Failure
from kg_etl.sources import ReaderOptions, SourceArticle
from kg_etl.sources.folder import READERS, FolderSource

NOBODY = 65534
"""The user without rights, by convention."""


def write(path: Path, text: str = "The envoys met.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(*paths: Path) -> list[str]:
    return [result.article.id for result in FolderSource(paths).articles() if isinstance(result, SourceArticle)]


def failures(*paths: Path) -> list[Failure]:
    return [result for result in FolderSource(paths).articles() if isinstance(result, Failure)]


def test_articles_come_sorted_by_name_files_before_folders_and_are_named_by_their_path(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/y.TXT", "c.txt"):
        write(tmp_path / name)
    write(tmp_path / "a.jsonl", '{"id": "one", "text": "They met."}\n')
    assert ids(tmp_path) == ["one", "b.txt", "c.txt", "a/z.txt", "a/b/y.TXT"]


def test_a_file_given_directly_is_named_by_its_file_name(tmp_path: Path) -> None:
    assert ids(write(tmp_path / "sub" / "a.txt")) == ["a.txt"]


def test_where_is_the_path_as_given_and_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in" / "a.jsonl", '\n{"id": 1, "text": "They met."}\n')
    write(tmp_path / "in" / "b.txt")
    monkeypatch.chdir(tmp_path)
    assert [result.where for result in FolderSource([Path("in")]).articles()] == ["in/a.jsonl:2", "in/b.txt"]


def test_hidden_files_and_unknown_suffixes_are_left_alone_in_a_folder(tmp_path: Path) -> None:
    for name in (".a.txt", ".git/a.txt", "README.md", "a.txt~", "Makefile"):
        write(tmp_path / name)
    assert list(FolderSource([tmp_path]).articles()) == []


def test_an_unknown_suffix_given_directly_is_a_failure(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf")
    (failure,) = failures(path)
    assert failure.where == str(path)
    assert failure.reason == "no reader for the suffix '.pdf'; there are readers for .txt, .jsonl"


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    with pytest.raises(SourceError, match=r"no\.txt: there is no such file or folder"):
        FolderSource([tmp_path, tmp_path / "no.txt"]).articles()
    with pytest.raises(SourceError, match="cannot be read"):
        FolderSource([Path("a\0b")]).articles()


def test_an_unknown_time_zone_is_an_error() -> None:
    for name in ("Mars/Base", "../etc/passwd", ""):
        with pytest.raises(SettingsError, match="timezone: there is no time zone"):
            FolderSource([], timezone=name)


def test_a_loop_of_folders_is_a_single_failure_and_costs_nothing(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    assert ids(tmp_path / "in") == ["a.txt"]
    (failure,) = failures(tmp_path / "in")
    assert failure.where == str(tmp_path / "in" / "again")
    assert failure.reason == "link to a folder that contains it: not followed"


def test_each_real_folder_is_read_once_under_its_real_name(tmp_path: Path) -> None:
    write(tmp_path / "in" / "z" / "a.txt")
    write(tmp_path / "out" / "b.txt")
    (tmp_path / "in" / "a").symlink_to(tmp_path / "in" / "z")
    (tmp_path / "in" / "b").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "c").symlink_to(tmp_path / "out")
    (tmp_path / "out" / "back").symlink_to(tmp_path / "in" / "z")
    assert ids(tmp_path / "in") == ["z/a.txt", "b/b.txt"]
    assert failures(tmp_path / "in") == []


def test_a_link_to_a_file_is_read_unless_the_file_itself_is(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt")
    write(tmp_path / "out" / "b.txt", "They parted.")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "out" / "b.txt")
    (tmp_path / "in" / "c.txt").symlink_to(tmp_path / "in" / "a.txt")
    assert ids(tmp_path / "in") == ["a.txt", "b.txt"]


def test_broken_links_are_failures(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b").symlink_to(tmp_path / "b")
    (tmp_path / "c.md").symlink_to(tmp_path / "gone.md")
    failed = failures(tmp_path)
    assert [failure.where for failure in failed] == [str(tmp_path / "a.txt"), str(tmp_path / "b")]
    assert all(failure.reason.startswith("link cannot be followed: ") for failure in failed)


def test_very_deep_folders_are_walked(tmp_path: Path) -> None:
    made = [tmp_path]
    for _ in range(990):
        made.append(made[-1] / "d")
        made[-1].mkdir()
    file = write(made[-1] / "a.txt")
    try:
        assert ids(tmp_path) == ["d/" * 990 + "a.txt"]
    finally:
        # pytest's own cleaning walks by recursion
        file.unlink()
        for folder in reversed(made[1:]):
            folder.rmdir()


def test_what_is_no_regular_file_is_a_failure_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert failures(tmp_path) == [Failure(where=str(tmp_path / "a.txt"), reason="not a regular file")]


@pytest.fixture
def of_nobody(tmp_path: Path) -> Iterator[Path]:
    """A folder, in a test without root's permission to read every file."""
    if os.geteuid() != 0:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory() as made:
        os.chown(made, NOBODY, -1)
        os.seteuid(NOBODY)
        try:
            yield Path(made)
        finally:
            os.seteuid(0)


def test_what_may_not_be_read_is_a_failure_inside_a_folder_and_an_error_if_given(of_nobody: Path) -> None:
    file, folder = write(of_nobody / "a.txt"), write(of_nobody / "b" / "b.txt").parent
    file.chmod(0)
    folder.chmod(0)
    try:
        assert [failure.where for failure in failures(of_nobody)] == [str(file), str(folder)]
        for path in (file, folder):
            with pytest.raises(SourceError):
                FolderSource([path]).articles()
    finally:
        file.chmod(0o600)
        folder.chmod(0o700)


def test_an_error_of_the_file_system_while_reading_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    plain = Path.open

    def broken(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", broken)
    assert failures(tmp_path) == [Failure(where=str(tmp_path / "a.txt"), reason="cannot be read: Permission denied")]
    assert ids(tmp_path) == ["b.txt"]


def test_a_file_name_that_is_not_utf_8_or_breaks_lines_is_a_failure_on_a_single_line(tmp_path: Path) -> None:
    names = (b"a\xff.txt", b"a\nb.txt")
    for name in names:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text("The envoys met.", encoding="utf-8")  # noqa: PTH118
    failed = failures(tmp_path)
    assert [failure.where for failure in failed] == [f"{tmp_path}/a\\nb.txt", f"{tmp_path}/a\\xff.txt"]
    assert all(failure.reason.startswith("id: ") for failure in failed)


def test_an_article_from_the_future_is_a_failure_where_a_latest_moment_is_given(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Envoys meet\n\nMay 3, 2031\n\nThe envoys met.")
    latest = dt.datetime(2021, 5, 3, tzinfo=dt.UTC)
    (failure,) = FolderSource([tmp_path], latest=latest).articles()
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("published 2031-05-03T12:00:00+00:00: this is in the future")


def test_a_date_without_zone_is_in_the_zone_given(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Envoys meet\n\nMay 3, 2021\n\nThe envoys met.")
    (result,) = FolderSource([tmp_path], timezone="Asia/Tokyo").articles()
    assert isinstance(result, SourceArticle)
    assert str(result.article.published) == "2021-05-03 12:00:00+09:00"


def test_the_same_file_given_twice_is_a_duplicate(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    (failure,) = failures(path, path)
    assert failure == Failure(where=str(path), reason=f"duplicate of {path}", article_id="a.txt")


def test_a_file_goes_to_the_reader_that_the_caller_gives_for_its_suffix(tmp_path: Path) -> None:
    def read_xml(path: Path, name: str, where: str, options: ReaderOptions) -> Iterator[SourceArticle | Failure]:
        assert path.read_text(encoding="utf-8") == "<p>They met.</p>"
        yield SourceArticle(where, Article(id=name, text=f"They met {options.timezone}."))

    write(tmp_path / "a.XML", "<p>They met.</p>")
    write(tmp_path / "b.txt", "They parted.")
    source = FolderSource([tmp_path], readers={**READERS, ".xml": read_xml})
    articles = {
        result.article.id: result.article.text for result in source.articles() if isinstance(result, SourceArticle)
    }
    assert articles == {"a.XML": "They met UTC.", "b.txt": "They parted."}
    assert [result.where for result in FolderSource([tmp_path]).articles()] == [str(tmp_path / "b.txt")]
    (failure,) = FolderSource([tmp_path / "b.txt"], readers={".xml": read_xml}).articles()
    assert isinstance(failure, Failure)
    assert failure.reason == "no reader for the suffix '.txt'; there are readers for .xml"
