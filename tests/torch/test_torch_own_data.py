"""`--data` and `--text` mean the same in every demo; what a demo does not use, or cannot read, is refused at once."""

import json
from dataclasses import fields

import numpy as np
import pytest

from lstm_core import load_run
from lstm_core.learning.run_reader import load_metrics

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from lstm_torch import DEMOS
from lstm_torch.__main__ import main
from lstm_torch.data import series
from lstm_torch.demos import NOT_FOR_ALL, france
from lstm_torch.findings import sentiment_unit
from lstm_torch.training.batches import ALONE
from lstm_torch.training.meanings import HELP
from lstm_torch.training.settings import Settings

RHYME = "the cat sat on the mat, and the rat sat on the cat.\r\n" * 60
BROUGHT = {"text": "mine.txt", "data": "mine.csv"}  # what each option may bring, in every demo that uses it
OTHER = {  # another value for every setting, so that using it changes something
    "cell": "gru",
    "seed": 1,
    "hidden_size": 7,
    "embedding_size": 3,
    "layers": 2,
    "scheme": "torch",
    "carry_bias": "2",
    "batch_size": 3,
    "window": 5,
    "curriculum": "none",
    "level": 12,
    "sample_length": 9,
    "text": "other.txt",
    "data": "other",
}
OF_THE_TRAINING = set(HELP) - set(OTHER) - {"offline"}  # what `Training` uses, whatever the demo


@pytest.fixture(autouse=True)
def small(tmp_path, monkeypatch):
    """Small demos, and a folder with something to bring."""
    monkeypatch.setattr(france, "SENTENCES", 40)
    monkeypatch.setattr(france, "TESTED", (4, 25))
    monkeypatch.setattr(sentiment_unit, "LABELLED", 40)
    monkeypatch.setattr(sentiment_unit, "LENGTH", 8)
    monkeypatch.setattr("lstm_core.texts.log_book.corpus.__defaults__", (6_000, 0))
    monkeypatch.setattr("lstm_torch.demos.reviews.COUNT", 20)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.txt").write_bytes(RHYME.encode())
    (tmp_path / "other.txt").write_bytes(RHYME.replace("cat", "cow").encode())
    rng = np.random.default_rng(0)
    for name in ("mine", "other"):
        rows = [f"{k};{value:.3f};{value + k % 3:.3f}" for k, value in enumerate(rng.normal(size=90).cumsum())]
        (tmp_path / f"{name}.csv").write_text("\n".join(["t;y;z", *rows]).replace(".", ","))
        np.savez(tmp_path / f"{name}.npz", images=rng.random((40, 5, 4)), labels=np.arange(40) % 2)


def brought(demo: str, option: str, name: str = "mine") -> str:
    """A file that this demo reads by this option: a text, a table, or for a demo of images an .npz."""
    if option == "text":
        return f"{name}.txt"
    try:
        opened(demo, data=f"{name}.csv")
        return f"{name}.csv"
    except ValueError:
        return f"{name}.npz"


def needed(demo: str) -> dict[str, str]:
    """What a demo cannot be without."""
    try:
        opened(demo)
        return {}
    except FileNotFoundError:
        return {"data": brought(demo, "data")}


def opened(demo: str, **choices):
    sizes = {"hidden_size": 6, "batch_size": 4, "steps": 4}
    known = {*DEMOS[demo].options, *(DEMOS[demo].own if {"text", "data"} & choices.keys() else ())}
    sizes |= {name: value for name, value in {"window": 8, "sample_length": 12}.items() if name in known}
    settings = DEMOS[demo].settings(demo, **sizes | choices)
    return DEMOS[demo].open(settings, torch.device("cpu"), ALONE)


def contents(material) -> tuple:
    """Everything in a material that a setting may change: the network, its batches, a sample."""
    network = material.network
    arrays = [array.tobytes() for _, array in sorted(network.parameters.items())]
    batches = [[part.tolist() for part in source.batch(1)[:3]] for source in (material.seen, material.unseen)]
    growing = getattr(material.seen, "growing", 0)
    from lstm_torch.layers.network import TorchNetwork

    sample = material.sample(TorchNetwork(network), 0) if material.sample else ""
    return [layer.cell.title for layer in network.layers], arrays, str(batches), growing, sample


def refused(capsys, *arguments: str) -> str:
    """The one sentence with which a command ends."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as end:
        code = end.code
    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    lines = printed.err.strip().splitlines()
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("option", HELP)
def test_every_option_of_every_demo_is_used_or_refused_before_anything_starts(demo, option, capsys, tmp_path):
    assert {field.name for field in fields(Settings)} == {"demo", *HELP}
    if option in OF_THE_TRAINING:
        assert option not in NOT_FOR_ALL
        return
    if option in NOT_FOR_ALL and option not in DEMOS[demo].options:
        value = OTHER.get(option, 1)
        said = refused(capsys, "train", demo, f"--{option.replace('_', '-')}", value, "--out", "run")
        assert f"the demo {demo} does not use the setting {option}" in said
        assert ("without data of your own" in said) == (option in DEMOS[demo].own)
        assert all(other in said for other, one in DEMOS.items() if {option} & {*one.options, *one.own})
        (tmp_path / "settings.json").write_text(json.dumps({option: value}))
        assert refused(capsys, "train", demo, "--config", "settings.json", "--out", "run") == said
        assert refused(capsys, "sweep", demo, f"{option}={value}", "--out", "swept") == said
        assert not (tmp_path / "run").exists()
        assert not (tmp_path / "swept").exists()
        if option not in DEMOS[demo].own:
            return
    if option == "offline":
        opened(demo, offline=1)
        return
    value = brought(demo, option, "other") if option in BROUGHT else OTHER[option]
    own = {"data": brought(demo, "data")} if option in DEMOS[demo].own and "data" in DEMOS[demo].options else {}
    before, after = (contents(opened(demo, **needed(demo) | own | more)) for more in ({}, {option: value}))
    assert before != after, f"{demo} takes {option} and does nothing with it"


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("option", BROUGHT)
def test_what_is_not_there_or_cannot_be_read_is_refused_before_anything_starts(demo, option, capsys, tmp_path):
    if option not in DEMOS[demo].options:
        return  # refused whatever it names: the test above
    (tmp_path / "torn").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "folder").mkdir()
    (tmp_path / "objects.npz").write_bytes(b"PK\x03\x04 torn")
    for wrong in ("none.txt", "torn", "folder", "objects.npz", "x" * 5000, "a\nb"):
        name = wrong if len(wrong) < 60 else "xxxx"
        said = refused(capsys, "train", demo, f"--{option}", wrong, "--out", "run")
        assert name.replace("\n", " ") in said, said
        assert refused(capsys, "sweep", demo, f"{option}={wrong}", "seed=0,1", "--out", "swept") == said
    assert not (tmp_path / "run").exists()
    assert not (tmp_path / "swept").exists()


def test_every_option_that_brings_something_is_used_by_some_demo():
    assert all(any(option in demo.options for demo in DEMOS.values()) for option in NOT_FOR_ALL)
    assert all(set(demo.options) <= set(NOT_FOR_ALL) for demo in DEMOS.values())


def taking(*options: str) -> list[tuple[str, str]]:
    return [(name, option) for name, demo in DEMOS.items() for option in options if option in demo.options]


@pytest.mark.parametrize(("demo", "option"), taking(*BROUGHT))
def test_own_data_are_learned_from_named_and_a_run_goes_on_with_the_same_alone(demo, option, capsys, tmp_path):
    own = brought(demo, option)
    size = ["--hidden-size", "5", "--steps", "6", "--report-every", "2", "--look-every", "6", "--batch-size", "4"]
    size += ["--window", "8"] if {"window"} & {*DEMOS[demo].options, *DEMOS[demo].own} else []
    command = ["train", demo, f"--{option}", own, "--out", "run", *size]
    assert main([*command, "--save-every", "2"]) == 0
    assert f"learns from {own}: " in capsys.readouterr().out
    kept = json.loads((tmp_path / "run" / "config.json").read_text())["data"]
    assert kept["from"].startswith(own)
    whole = [line["loss"] for line in load_metrics(tmp_path / "run")]

    stopped_at(tmp_path / "half", demo, option, own, size)
    changed, there = brought(demo, option, "other"), tmp_path / own
    content = there.read_bytes()
    there.write_bytes((tmp_path / changed).read_bytes())
    before = {path.name: path.read_bytes() for path in (tmp_path / "half").iterdir()}
    said = refused(capsys, "train", demo, "--out", "half", "--resume")
    assert f"the run half learned from {own}" in said
    assert "cannot go on" in said
    assert "cannot go on" in refused(capsys, "train", demo, "--out", "half", "--resume", f"--{option}", changed)
    there.unlink()
    assert own in refused(capsys, "train", demo, "--out", "half", "--resume")
    assert {path.name: path.read_bytes() for path in (tmp_path / "half").iterdir()} == before
    moved = f"moved{there.suffix}"
    (tmp_path / moved).write_bytes(content)
    assert main(["train", demo, "--out", "half", "--resume", f"--{option}", moved]) == 0
    assert [line["loss"] for line in load_metrics(tmp_path / "half")] == whole
    assert load_run("half").network.vocabulary == load_run("run").network.vocabulary


def stopped_at(path, demo: str, option: str, own: str, size: list[str]) -> None:
    """A run of the same command that was stopped after two steps."""
    from lstm_torch.__main__ import parser
    from lstm_torch.training.train import Training

    given = parser().parse_args(["train", demo, f"--{option}", own, *size])
    chosen = {name: getattr(given, name) for name in HELP if getattr(given, name) is not None}
    settings = DEMOS[demo].settings(demo, **chosen)
    for progress in Training(path, settings, DEMOS[demo].open(settings, torch.device("cpu"), ALONE)).run():
        if progress.step >= 2:
            break


def test_the_words_of_one_text_are_the_same_in_every_encoding_and_line_end(capsys):
    opened_as = {}
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        for end in ("\n", "\r\n", "\r"):
            text = "Füchse fressen gern süße Früchte – “alle”.\n".replace("\n", end) * 40
            with open("own.txt", "wb") as file:
                file.write(text.encode(encoding))
            material = opened("characters", text="own.txt")
            opened_as[encoding, end] = material.data["sha256"]
            named = {"utf-8": "UTF-8.", "utf-8-sig": "UTF-8 with", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
            assert named[encoding] in material.data["notes"][0]
    assert len(set(opened_as.values())) == 1


def test_a_text_without_our_letters_is_learned_from_and_says_that_no_unit_is_sought(capsys):
    command = ["train", "reviews", "--text", "mine.txt", "--out", "run", "--hidden-size", "5", "--batch-size", "4"]
    assert main([*command, "--window", "8", "--steps", "2", "--sample-length", "5"]) == 0
    assert "no unit of sentiment is sought" in capsys.readouterr().out
    with open("run/results.json") as file:
        assert "sentiment" not in json.load(file)


def test_a_series_is_forecast_from_rows_that_are_known_and_errors_are_those_of_plain_arithmetic():
    rng = np.random.default_rng(0)
    values = np.column_stack([rng.normal(size=200).cumsum(), 100 + np.sin(np.arange(200) / 5)])
    later = values.copy()
    later[180:] += 50
    one, two = series.scaled(values), series.scaled(later)
    for name in ("middle", "spread", "typical"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name))
    until, told = series.ends(199)
    assert (until, told) == (139, 169)
    np.testing.assert_allclose(one.changes * one.typical, np.diff(values, axis=0), atol=1e-12)
    np.testing.assert_allclose(one.inputs * one.spread + one.middle, values[:-1], atol=1e-12)
    expected = series.baselines(one)
    np.testing.assert_array_equal(expected["the same change again"], one.changes[told - 1 : -1])
    assert not expected["no change"].any()
    past = np.column_stack([*(one.changes[2 - k : 198 - k] for k in range(3)), one.inputs[3:], np.ones(196)])
    line = np.linalg.lstsq(past[:136], one.changes[3:139], rcond=None)[0]
    np.testing.assert_allclose(expected["a straight line through the last rows"], past[166:] @ line, atol=1e-9)
    assert np.abs(expected["a straight line through the last rows"] - one.changes[told:])[:, 1].max() < 1e-6


@pytest.mark.parametrize("rows", [60, 61, 97, 400])
@pytest.mark.parametrize("size", [2, 7, 8, 20])
def test_every_step_is_learned_from_and_every_later_one_is_checked_once(rows, size):
    until, told = series.ends(rows - 1)
    learned, (steps, scored) = series.to_learn(until, size), series.to_check(until, told, size)
    assert set(learned.ravel()) == set(range(until))
    assert sorted(steps[scored]) == list(range(until, told))
    assert steps.min() >= 0


def test_a_series_of_ones_own_ends_with_its_errors_beside_those_who_do_not_learn(capsys):
    with open("wave.csv", "w") as file:
        file.write("t,y\n" + "".join(f"{k},{50 + 10 * np.sin(k / 5):.4f}\n" for k in range(400)))
    assert main(["train", "series", "--data", "wave.csv", "--out", "run", "--steps", "300", "--rate", "0.01"]) == 0
    printed = capsys.readouterr().out
    assert "wave.csv: 400 rows of y" in printed
    assert "“t”" in printed
    with open("run/results.json") as file:
        found = json.load(file)
    assert found["error"]["network"] < 0.1 < 0.9 < found["error"]["no change"]
    ahead = np.diff([round(50 + 10 * np.sin(k / 5), 4) for k in range(400)])[series.ends(399)[1] :]
    assert found["error by column"]["y"]["no change"] == pytest.approx(np.sqrt((ahead**2).mean()))
    run = load_run("run")
    assert run.network.outputs == ("change of y",)


def test_a_long_series_is_run_in_parts_to_the_same_forecasts(monkeypatch):
    from lstm_torch.demos import series as demo

    network = opened("series", data="mine.csv").network.astype("float64")
    inputs = series.scaled(series.open_series("mine.csv").values).inputs
    whole = demo.forecasts(network, inputs)
    monkeypatch.setattr(demo, "AT_ONCE", 7)
    np.testing.assert_allclose(demo.forecasts(network, inputs), whole, atol=1e-12)


def test_what_a_killed_training_had_written_after_its_last_save_is_taken_away(tmp_path):
    size = ["--hidden-size", "5", "--window", "8", "--batch-size", "4", "--sample-length", "5", "--report-every", "1"]
    size += ["--look-every", "1", "--steps", "8"]
    stopped_at(tmp_path / "run", "characters", "text", "mine.txt", size)
    samples = tmp_path / "run" / "samples.jsonl"
    first = samples.read_text()
    later = json.dumps({"step": 7, "text": "written, but not saved"}) + "\n"
    samples.write_text(first + later + '{"step": 8, "te')
    for name in ("step_000002", "step_000007"):
        (tmp_path / "run" / f"{name}.safetensors").exists() or (tmp_path / "run" / f"{name}.safetensors").write_bytes(
            b""
        )
    assert main(["train", "characters", "--out", "run", "--resume"]) == 0
    steps = [json.loads(line)["step"] for line in samples.read_text().splitlines()]
    assert steps == list(range(1, 9))
    assert not (tmp_path / "run" / "step_000007.safetensors").exists()
