"""A book is fetched by a button that says from where, once, and no other file is taken for it."""

import hashlib
import http.server
import threading
from functools import partial

import pytest

from lstm_core.books import BOOKS, Book, at_hand, fetched
from ui import guesses
from ui.lessons.big_demos import choice, training

CONTENT = b"The Time Traveller smiled round at us. " * 30
BUTTON = "big_fetch_time_machine"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and counts what was asked; rude where a test wants it so."""

    rude, asked = False, 0

    def log_message(self, *words):
        pass

    def do_GET(self):
        type(self).asked += 1
        if self.rude:
            self.wfile.write(b"no HTTP at all\r\n\r\n")
        else:
            super().do_GET()


@pytest.fixture
def served(tmp_path, monkeypatch):
    """The Time Machine as a file server on this machine has it, and the server."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("LSTM_EXTRA", raising=False)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "book.txt").write_bytes(CONTENT)
    handler = type("Here", (Quiet,), {})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=tmp_path / "there")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/book.txt"
        book = Book(BOOKS["time_machine"].title, url, hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
        monkeypatch.setitem(BOOKS, "time_machine", book)
        yield book, handler
        server.shutdown()


@pytest.fixture
def page(opened, monkeypatch, served):
    """The page on a text, letter by letter, about to train on the book."""
    monkeypatch.setattr(training, "torch_version", lambda: "2.13")
    query = {"big_training": "true", "big_guess_characters": guesses.SHOW, "big_demo": "Characters"}
    return opened("big_demos", big_from_characters="The Time Machine", **query)


def start(page):
    return next(button for button in page.button if button.key == "big_job_start")


def fetch(page):
    return next((button for button in page.button if button.key == BUTTON), None)


def test_the_button_says_source_size_and_sum_and_fetches_the_book_once(page, served, monkeypatch):
    book, server = served
    words = " ".join(one.value for one in page.markdown)
    for told in (book.url, f"{book.size:,} bytes", book.sha256, "public domain"):
        assert told in words
    assert server.asked == 0
    assert start(page).disabled
    fetch(page).click().run()
    assert not page.error
    assert fetch(page) is None
    assert not start(page).disabled
    assert "SHA-256 as expected" in " ".join(one.value for one in page.markdown)
    assert server.asked == 1
    assert at_hand(book) == CONTENT


@pytest.mark.parametrize("wrong", [CONTENT + b"!", CONTENT[:-1], CONTENT.swapcase(), b""])
def test_another_file_is_refused_in_one_sentence_and_nothing_is_kept(page, served, tmp_path, wrong):
    book, _ = served
    (tmp_path / "there" / "book.txt").write_bytes(wrong)
    fetch(page).click().run()
    (error,) = page.error
    assert "gave another file" in error.value
    assert hashlib.sha256(wrong).hexdigest()[:12] in error.value or len(wrong) > book.size
    assert at_hand(book) is None
    assert not (tmp_path / "cache").exists()
    assert fetch(page)
    assert start(page).disabled


def test_a_server_that_is_not_there_or_talks_nonsense_is_said_in_one_sentence(served, tmp_path):
    book, server = served
    with pytest.raises(ConnectionError, match=r"could not be fetched .*(?i:not found)"):
        fetched(book._replace(url=book.url + "x"))
    server.rude = True
    with pytest.raises(ConnectionError, match="could not be fetched"):
        fetched(book)
    with pytest.raises(ConnectionError, match="could not be fetched"):
        fetched(book._replace(url="http://127.0.0.1:9/book.txt"))
    assert not (tmp_path / "cache").exists()


def test_a_torn_book_is_not_at_hand_and_that_of_the_extra_folder_is(served, tmp_path, monkeypatch):
    book, _ = served
    fetched(book)
    (tmp_path / "cache" / "lstm-film" / book.file).write_bytes(CONTENT[:-1] + b"?")
    assert at_hand(book) is None
    (tmp_path / "extra" / "data").mkdir(parents=True)
    (tmp_path / "extra" / "data" / book.file).write_bytes(CONTENT)
    monkeypatch.setenv("LSTM_EXTRA", str(tmp_path / "extra"))
    assert at_hand(book) == CONTENT


def test_what_the_page_starts_on_a_book_is_what_the_command_line_takes(served):
    pytest.importorskip("torch")
    from lstm_torch.__main__ import chosen, parser
    from lstm_torch.data.text import open_text

    fetched(served[0])
    told = [*training.arguments("characters", {"steps": 20}), *choice.named("time_machine")]
    settings, _ = chosen(parser().parse_args([*told[1:], "--out", "somewhere"]))
    assert (settings.text, settings.offline) == ("time_machine", 1)
    assert len(open_text(settings.text, bool(settings.offline)).ids) == BOOKS["time_machine"].size
