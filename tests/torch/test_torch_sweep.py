"""A sweep is a pure function over any executor: the same numbers in this process and in others."""

import json
from concurrent.futures import Executor, Future

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from lstm_torch import sweep
from lstm_torch.__main__ import main

TINY = {"hidden_size": 4, "steps": 3, "batch_size": 4, "window": 8, "sample_length": 2, "report_every": 1}


class Here(Executor):
    """Computes at once, in this process, what it is given as JSON."""

    def submit(self, function, settings):
        future = Future()
        future.set_result(json.loads(json.dumps(function(json.loads(json.dumps(settings))))))
        return future


@pytest.fixture
def rhyme(tmp_path):
    path = tmp_path / "rhyme.txt"
    path.write_text("the cat sat on the mat, and the rat sat on the cat. " * 40)
    return str(path)


def test_a_sweep_gives_the_same_numbers_on_any_executor(rhyme):
    choices = sweep.grid("characters", TINY | {"text": rhyme}, {"cell": ["lstm", "rnn"], "seed": [0, 1]})
    assert [(one.cell, one.seed) for one in choices] == [("lstm", 0), ("lstm", 1), ("rnn", 0), ("rnn", 1)]
    here = list(sweep.sweep(Here(), choices))
    with sweep.executor_at(processes=1) as executor:
        there = list(sweep.sweep(executor, choices[:2]))
    for one in there:
        twin = next(other for other in here if other["settings"] == one["settings"])
        assert {**one, "seconds": 0} == {**twin, "seconds": 0}
    printed = sweep.table(here, ["cell", "seed"]).splitlines()
    assert len(printed) == 5
    assert all(one["error"] == "" and one["unseen"] > 0 for one in here)


def test_a_dask_cluster_at_an_address_gives_the_same_numbers(rhyme):
    distributed = pytest.importorskip("distributed", reason="distributed is not installed (the light requirements)")
    choices = sweep.grid("characters", TINY | {"text": rhyme}, {"seed": [0, 1]})
    here = {one["settings"]["seed"]: one["unseen"] for one in sweep.sweep(Here(), choices)}
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
        sweep.executor_at(cluster.scheduler_address) as executor,
    ):
        there = {one["settings"]["seed"]: one["unseen"] for one in sweep.sweep(executor, choices)}
    assert there == here


def test_what_cannot_be_trained_is_told_and_stops_nobody_else(tmp_path, rhyme):
    choices = sweep.grid("characters", TINY, {"text": [rhyme, str(tmp_path / "none.txt")]})
    fine, wrong = sorted(sweep.sweep(Here(), choices), key=lambda one: one["error"])
    assert fine["unseen"] is not None
    assert "there is no text file" in wrong["error"]
    assert "there is no text file" in sweep.table([fine, wrong], ["text"])


def test_axes_and_addresses_that_make_no_sense_are_one_sentence(tmp_path, capsys):
    for wrong in (["celll=lstm"], ["seed=many"], ["seed"]):
        assert main(["sweep", "characters", *wrong, "--out", str(tmp_path / "out")]) == 2
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
    (tmp_path / "out").touch()
    assert main(["sweep", "characters", "seed=0", "--out", str(tmp_path / "out")]) == 2
    assert "exists already" in capsys.readouterr().err
