"""Every demo trains and says what it found; its data, baselines and searches are what they claim to be."""

import json
import zlib

import numpy as np
import pytest

from lstm_core import CELLS, Network, load_run
from lstm_core.texts import log_book, reviews

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from lstm_torch import DEMOS
from lstm_torch.__main__ import main
from lstm_torch.data import counts, images
from lstm_torch.demos import france, rows, series
from lstm_torch.findings import named_cells, sampling, sentiment_unit
from lstm_torch.layers.network import TorchNetwork

TINY = ["--hidden-size", "6", "--batch-size", "6", "--steps", "4", "--report-every", "2", "--look-every", "4"]
OF_TEXTS = ["--window", "8", "--sample-length", "12"]


@pytest.fixture
def drawn(tmp_path):
    """A bar that stands or lies, somewhere, with noise."""
    rng = np.random.default_rng(0)
    images, labels = rng.random((90, 8, 7)) * 0.2, np.arange(90) % 2
    for image, label in zip(images, labels, strict=True):
        place = rng.integers(1, 6)
        image[(slice(1, 7), place) if label else (place, slice(1, 6))] = 1
    np.savez(tmp_path / "bars.npz", images=images, labels=np.array(["lying", "standing"])[labels])
    return tmp_path / "bars.npz"


@pytest.mark.parametrize("name", DEMOS)
def test_every_demo_trains_and_tells_its_baselines(name, tmp_path, drawn, monkeypatch):
    monkeypatch.setattr(france, "SENTENCES", 40)
    monkeypatch.setattr(france, "TESTED", (4, 25))
    monkeypatch.setattr(sentiment_unit, "LABELLED", 40)
    monkeypatch.setattr(sentiment_unit, "LENGTH", 8)
    monkeypatch.setattr("lstm_core.texts.log_book.corpus.__defaults__", (20_000, 0))
    monkeypatch.setattr("lstm_torch.demos.reviews.COUNT", 60)
    more = ["--data", str(drawn)] if name == "rows" else OF_TEXTS if "text" in DEMOS[name].options else []
    assert main(["train", name, "--out", str(tmp_path / "run"), *TINY, *more]) == 0
    run, results = load_run(tmp_path / "run"), json.loads((tmp_path / "run" / "results.json").read_text())
    assert run.config.task == name
    assert all(value > 0 for value in results["baselines"].values())
    assert DEMOS[name].published
    assert any("unseen" in line for line in run.metrics)


def test_the_log_book_is_always_the_same_and_has_what_a_network_can_keep_in_mind():
    book = log_book.corpus(30_000)
    assert book == log_book.corpus(30_000)
    assert max(map(len, book.splitlines())) <= log_book.WIDTH
    for entry in book.split("\n\n")[1:-1]:
        on_watch = entry.splitlines()[0].split(". ")[1].removesuffix(" on watch.")
        assert f"Signed, {on_watch}." in entry
        assert entry.count('"') % 2 == 0
        assert entry.count("(") == entry.count(")")


def test_labels_for_named_cells_are_read_off_the_text():
    letters = np.array(list('a "bc" (d)\nef'))
    assert named_cells.quotation(letters).tolist() == [0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert named_cells.parenthesis(letters).tolist() == [0] * 7 + [1, 1, 0, 0, 0, 0]
    assert named_cells.line_position(letters).tolist() == [*range(10), 0, 1, 2]
    assert named_cells.word_position(letters)[[0, 3, 4, 8, 12]].tolist() == [0, 1, 2, 1, 2]
    rng = np.random.default_rng(0)
    values, wanted = rng.normal(size=(50, 2, 3)), rng.normal(size=(50, 2))
    values[..., 1] = 2 - 3 * wanted
    expected = [np.corrcoef(values[..., k].ravel(), wanted.ravel())[0, 1] for k in range(3)]
    np.testing.assert_allclose(named_cells.correlation(values, wanted), expected, atol=1e-12)


def test_counting_baselines_are_those_of_a_plain_count():
    rng = np.random.default_rng(0)
    ids = rng.integers(0, 3, 400)
    ids[1::2] = ids[::2]  # what stands at an even place is repeated
    seen, unseen = ids[:300], ids[300:]
    found = list(counts.cross_entropies(seen, unseen, 3, longest=2).values())

    def chance(symbol: int, before: tuple[int, ...]) -> float:
        places = range(1, len(seen)) if before else range(len(seen))
        followers = [seen[k] for k in places if not before or seen[k - 1] == before[0]]
        kinds = len(set(followers))
        base = 1 / 3 if not before else chance(symbol, ())
        return (followers.count(symbol) + kinds * base) / (len(followers) + kinds)

    for order in (0, 1):
        plain = [-np.log(chance(unseen[k], tuple(unseen[k - order : k]))) for k in range(2, len(unseen))]
        assert found[order] == pytest.approx(np.mean(plain), rel=1e-12)


def test_reviews_are_for_or_against_and_the_judge_can_tell():
    texts, liked = reviews.reviews(60, seed=3)
    assert liked.sum() == 30
    assert [reviews.verdict(each) > 0 for each in texts] == liked.tolist()
    assert all(sentiment_unit.without_last_sentence(each).endswith(". ") for each in texts)


def test_the_unit_is_asked_for_a_review_whose_last_opinion_it_has_not_read(monkeypatch):
    read = []

    def remembered(network, texts):
        read.extend(texts)
        return np.random.default_rng(0).normal(size=(len(texts), 3))

    monkeypatch.setattr(sentiment_unit, "last_memory", remembered)
    monkeypatch.setattr(sentiment_unit, "clamped", lambda *_: {})
    sentiment_unit.sentiment_unit(None)
    whole, _ = reviews.reviews(sentiment_unit.LABELLED, seed=sentiment_unit.SEED)
    assert len(read) == len(whole)
    for text, review in zip(read, whole, strict=True):
        assert review.startswith(text)
        assert review.count(".") == text.count(".") + 1


@pytest.mark.parametrize("temperature", [0.5, 2.0])
def test_letters_are_drawn_as_often_as_the_temperature_makes_them_likely(temperature):
    rng, letters, many = np.random.default_rng(0), "abcd", 20_000
    network = Network.new(CELLS["lstm"], tuple(letters), 3, 0, rng)
    network.readout_b[...] = [1.0, 0.0, -0.5, -1.0]
    logits = network.run(np.zeros((1, 1), int)).logits[0, 0]
    wanted = np.exp(logits / temperature) / np.exp(logits / temperature).sum()
    texts = sampling.written(TorchNetwork(network), np.zeros((1, many), int), 1, 0, temperature)
    drawn = np.array([texts.count(letter) for letter in letters]) / many
    np.testing.assert_allclose(drawn, wanted, atol=4 * 0.5 / np.sqrt(many))


def test_the_best_threshold_is_the_best_of_all():
    rng = np.random.default_rng(0)
    for _ in range(20):
        values, liked = rng.normal(size=15), rng.random(15) < 0.5
        right, threshold, sign = sentiment_unit.best_threshold(values, liked)
        assert right == pytest.approx(((values > threshold) == (sign > 0)).__eq__(liked).mean())
        every = [((values > cut) == way).__eq__(liked).mean() for cut in [*values, -99] for way in (True, False)]
        assert right == pytest.approx(max(every))


def test_forecasts_are_compared_with_who_does_not_learn():
    raw, names = series.returns()
    assert raw.shape == (104, 6)
    assert len(names) == 6
    errors = series.baselines(raw)
    ahead = raw[series.LEARNED :]
    assert errors["no change"] == pytest.approx(np.sqrt((ahead**2).mean()))
    assert errors["the same again"] == pytest.approx(np.sqrt(((ahead - raw[series.LEARNED - 1 : -1]) ** 2).mean()))
    trend = np.arange(104.0)[:, None] * np.ones(6)
    assert series.baselines(trend)["a line through three weeks"] == pytest.approx(0, abs=1e-9)


def test_rows_are_learned_from_images_that_a_person_has(tmp_path, drawn):
    out = tmp_path / "run"
    command = ["train", "rows", "--data", str(drawn), "--out", str(out), "--steps", "80", "--batch-size", "16"]
    assert main([*command, "--hidden-size", "16", "--rate", "0.02", "--look-every", "80"]) == 0
    wrong = json.loads((out / "results.json").read_text())["wrong"]
    assert wrong["network"] <= 0.1
    assert load_run(out).network.outputs == ("lying", "standing")


def png_of(grey: np.ndarray, filters: list[int]) -> bytes:
    """A PNG whose rows use these filters, written from the format's definition."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    padded, lines = np.pad(grey.astype(int), ((1, 0), (1, 0))), b""
    for y, kind in enumerate(filters, 1):
        now, left, up, corner = padded[y, 1:], padded[y, :-1], padded[y - 1, 1:], padded[y - 1, :-1]
        guess = left + up - corner
        near = np.stack([abs(guess - left), abs(guess - up), abs(guess - corner)]).argmin(0)
        paeth = np.choose(near, [left, up, corner])
        lines += bytes([kind]) + bytes(((now - [0 * now, left, up, (left + up) // 2, paeth][kind]) % 256).tolist())
    header = grey.shape[1].to_bytes(4, "big") + grey.shape[0].to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    content = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + content


def test_pictures_are_read_from_a_folder_of_classes(tmp_path):
    grey = np.random.default_rng(0).integers(0, 256, (5, 6)).astype(np.uint8)
    for name, content in (
        ("cats/a.png", png_of(grey, [0, 1, 2, 3, 4])),
        ("dogs/b.pgm", b"P5 6 5 255\n" + grey.tobytes()),
    ):
        (tmp_path / "set" / name).parent.mkdir(parents=True)
        (tmp_path / "set" / name).write_bytes(content)
    found = images.open_pictures(str(tmp_path / "set"))
    assert found.classes == ("cats", "dogs")
    np.testing.assert_allclose(found.images, np.stack([grey, grey]) / 255, atol=1e-6)


def test_pictures_that_cannot_be_used_are_refused_in_a_sentence(tmp_path):
    one, sizes, torn = (tmp_path / name for name in ("one", "sizes", "torn"))
    for folder, name, content in (
        (one, "cats/a.pgm", b"P5 2 2 255\nabcd"),
        (one, "cats/b.pgm", b"P5 2 2 255\nabcd"),
        (sizes, "cats/a.pgm", b"P5 2 2 255\nabcd"),
        (sizes, "dogs/a.pgm", b"P5 1 2 255\nab"),
        (torn, "cats/a.png", b"\x89PNG torn"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    np.savez(tmp_path / "objects.npz", images=np.array([{"a": 1}], object), labels=[0])
    (tmp_path / "none.npz").write_bytes(b"not a zip")
    (tmp_path / "empty").mkdir()
    for wrong, sentence in (
        ("", "the images are missing"),
        (tmp_path / "nowhere", "the images are missing"),
        (one, "images of one class"),
        (sizes, "all images have one size; sizes has 1 x 2, 2 x 2"),
        (torn, "cats/a.png cannot be read"),
        (tmp_path / "objects.npz", "not an .npz of plain arrays"),
        (tmp_path / "none.npz", "is no .npz; --data names a .npz"),
        (tmp_path / "empty", "has no .png"),
    ):
        with pytest.raises((ValueError, FileNotFoundError), match=sentence):
            images.open_pictures(str(wrong))
    assert rows.nearest_mean(*[images.Pictures(np.eye(4)[:, None], np.arange(4), ("a", "b", "c", "d"))] * 2) == 1
