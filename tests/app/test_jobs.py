"""Jobs: real child processes that wait their turn, keep their limits, fail in one sentence and leave nothing behind."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.queues import alive, begin, ended, pids, queues, until, written
from ui.jobs import run_folders
from ui.jobs.endings import ending
from ui.jobs.job import BETWEEN, ELSEWHERE

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals and groups")


@pytest.fixture
def make(tmp_path):
    yield from queues(tmp_path)


def test_a_job_writes_its_run_directory_and_finishes(make):
    jobs = make()
    ticket = begin(jobs, "finish")
    done = ended(jobs, ticket)
    assert (done.kind, done.message, done.path) == ("finished", "", ticket.path)
    assert json.loads((ticket.path / "status.json").read_text())["step"] == 10


@posix
def test_a_job_runs_politely_on_one_thread_in_a_group_of_its_own_and_reads_nothing(make):
    jobs = make()
    ticket = begin(jobs, "look_around")
    assert ended(jobs, ticket).kind == "finished"
    assert json.loads((ticket.path / "seen.json").read_text()) == {
        "nice": min(19, os.nice(0) + 10),
        "blas": "1",
        "input": "",
        "alone": True,
    }


def test_the_first_to_come_runs_first_and_the_others_see_their_place_move(make):
    jobs = make()
    tickets = [begin(jobs, "wait", owner) for owner in "abc"]
    until(lambda: jobs.state(tickets[0].id).kind == "running")
    assert [(jobs.state(t.id).place, jobs.state(t.id).places) for t in tickets] == [(0, 2), (1, 2), (2, 2)]
    assert jobs.load() == (1, 2)
    jobs.stop(tickets[0].id)
    until(lambda: jobs.state(tickets[1].id).kind == "running")
    assert [(jobs.state(t.id).kind, jobs.state(t.id).place) for t in tickets[1:]] == [("running", 0), ("waiting", 1)]


def test_everybody_knows_how_long_the_wait_is_at_most(make):
    jobs = make(slots=2)
    assert jobs.wait() == 0
    tickets = [begin(jobs, "wait", owner, seconds) for owner, seconds in (("a", 100), ("b", 100), ("c", 50), ("d", 50))]
    until(lambda: jobs.load() == (2, 2))
    waits = [jobs.state(ticket.id).wait for ticket in tickets] + [jobs.wait()]
    assert waits == pytest.approx([0, 0, 100, 125, 150], abs=20)
    assert sorted(waits) == waits


def test_no_more_run_at_once_than_there_are_slots(make):
    jobs = make(slots=2)
    tickets = [begin(jobs, "wait", owner) for owner in "abc"]
    until(lambda: jobs.load() == (2, 1))
    assert [jobs.state(ticket.id).kind for ticket in tickets] == ["running", "running", "waiting"]


def test_a_full_queue_says_so(make):
    jobs = make(most_waiting=1)
    begin(jobs, "wait", "a")
    until(lambda: jobs.load() == (1, 0))
    begin(jobs, "wait", "b")
    with pytest.raises(ValueError, match="all 1 places in the queue are taken"):
        begin(jobs, "wait", "c")


def test_a_folder_that_cannot_be_written_is_said_before_anything_starts(make, tmp_path):
    (tmp_path / "runs").write_text("no folder")
    jobs = make()
    with pytest.raises(ValueError, match="no room to keep a run"):
        begin(jobs, "finish")
    assert jobs.load() == (0, 0)


def test_one_job_per_person_until_it_has_ended(make):
    jobs = make()
    first = begin(jobs, "wait", "a")
    with pytest.raises(ValueError, match="one training at a time"):
        begin(jobs, "finish", "a")
    assert jobs.of("a") == first.id
    jobs.stop(first.id)
    ended(jobs, first)
    assert jobs.of("a") == ""
    assert ended(jobs, begin(jobs, "finish", "a")).kind == "finished"


def test_a_job_that_is_stopped_may_finish_its_step_and_keep_what_it_learned(make):
    jobs = make()
    ticket = begin(jobs, "learn_until_asked")
    pids(ticket)
    jobs.stop(ticket.id)
    done = ended(jobs, ticket)
    assert (done.kind, done.message) == ("stopped", "It was stopped; what it had learned in 4 of 10 steps is kept.")


def test_a_job_that_waits_can_leave_the_queue(make):
    jobs = make()
    begin(jobs, "wait")
    until(lambda: jobs.load() == (1, 0))
    ticket = begin(jobs, "finish")
    jobs.stop(ticket.id)
    assert (jobs.state(ticket.id).kind, jobs.load()) == ("stopped", (1, 0))
    assert not ticket.path.exists()


def test_a_job_that_does_not_listen_is_ended_all_the_same(make):
    jobs = make(grace=0.3)
    ticket = begin(jobs, "ignore_everybody")
    (pid,) = pids(ticket)
    jobs.stop(ticket.id)
    assert ended(jobs, ticket).kind == "stopped"
    assert not alive(pid)


def test_the_time_limit_ends_a_job_and_says_so(make):
    jobs = make()
    done = ended(jobs, begin(jobs, "wait", seconds=1))
    assert (done.kind, done.message[:44]) == ("failed", "It reached the limit of 1 seconds and was en")


def test_the_size_limit_ends_a_job_before_it_fills_the_disk(make):
    jobs = make()
    ticket = begin(jobs, "write_without_end", megabytes=1)
    done = ended(jobs, ticket)
    assert (done.kind, done.message[:29]) == ("failed", "It reached the limit of 1 MB ")
    assert run_folders.size(ticket.path) < 150e6


@pytest.mark.parametrize(
    ("behaviour", "sentence"),
    [
        ("diverge", "It failed: the loss is nan at step 3; lower rate or clip."),
        ("meet_an_error", "It failed: the file the run/words.txt holds no words."),
        ("say_no", "It failed: the task has no level 999."),
        ("want_too_much", "It was ended by the system: there was not enough memory for it; try fewer units, shorter"),
        pytest.param(
            "be_killed",
            "It was ended from outside, as a system does that runs out of memory; nothing had been learned yet.",
            marks=posix,
        ),
        ("talk_without_end", "It failed: the end of the talk."),
    ],
)
def test_a_failure_is_one_sentence_without_places_of_this_machine(make, behaviour, sentence):
    jobs = make()
    ticket = begin(jobs, behaviour)
    done = ended(jobs, ticket)
    assert done.kind == "failed"
    assert done.message.startswith(sentence)
    assert str(ROOT) not in done.message
    assert len(written(ticket.path.parent / "printed.txt")) < 20_000


def test_a_module_that_does_not_exist_is_a_failure_and_not_a_hanging_queue(make):
    jobs = make()
    assert ended(jobs, jobs.start(["lstm_core.nowhere"], "a", 60, 5)).message.startswith("It failed: No module named")
    assert ended(jobs, begin(jobs, "finish")).kind == "finished"


@pytest.mark.parametrize(
    ("arguments", "seconds", "megabytes"),
    [
        ([], 1, 1),
        (["--out"], 1, 1),
        (["../x"], 1, 1),
        (["a\0"], 1, 1),
        (["os", "x" * 30_000], 1, 1),
        (["os"], 0, 1),
        (["os"], 1, 0),
        (["os"], 1, 300),
    ],
)
def test_what_is_no_job_is_refused_in_a_sentence(make, arguments, seconds, megabytes):
    with pytest.raises(ValueError, match=r"^a job|^what a job"):
        make().start(arguments, "a", seconds, megabytes)


def test_nobody_looking_ends_a_turn_in_the_queue_but_not_a_running_job(make):
    jobs = make(unseen=0.5)
    running = begin(jobs, "wait", "a")
    until(lambda: jobs.load() == (1, 0))
    looked_at, left = begin(jobs, "wait", "b"), begin(jobs, "wait", "c")
    until(lambda: jobs.seen(looked_at.id) or not jobs.state(left.id).under_way)
    assert "Nobody looked at it" in jobs.state(left.id).message
    assert jobs.state(looked_at.id).kind == "waiting"
    assert jobs.state(running.id).kind == "running"


@posix
def test_what_a_job_started_itself_ends_with_it(make):
    jobs = make()
    stopped, forgetful = begin(jobs, "have_children"), begin(jobs, "leave_a_child_behind")
    both = pids(stopped)
    jobs.stop(stopped.id)
    ended(jobs, stopped)
    assert ended(jobs, forgetful).kind == "finished"
    until(lambda: not any(alive(pid) for pid in [*both, *pids(forgetful)]))


SERVER = """
import sys
from pathlib import Path
from ui.jobs.queue import Jobs
ticket = Jobs(Path(sys.argv[1])).start(["tests.support.worker", "have_children"], "a", 60, 5)
print(ticket.id, flush=True)
sys.stdin.read()
"""


def test_no_orphan_is_left_when_the_server_is_killed_and_the_link_still_leads_to_the_run(make, tmp_path):
    command = [sys.executable, "-c", SERVER, str(tmp_path / "runs")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        name = server.stdout.readline().strip()
        there = until(lambda: written(tmp_path / "runs" / name / "run" / "pids")).split()
        assert all(alive(int(pid)) for pid in there)
        server.kill()
    until(lambda: not any(alive(int(pid)) for pid in there))
    jobs = make()
    after = until(lambda: None if jobs.state(name).under_way else jobs.state(name))
    assert (after.kind, after.message) == ("stopped", BETWEEN)
    assert (after.path / "pids").exists()


def test_a_training_of_another_server_of_the_same_folder_is_under_way_there_and_is_not_removed(make):
    one, other = make(), make(total=1)
    running, waiting = begin(one, "wait", "a"), begin(one, "wait", "b")
    until(lambda: one.state(running.id).kind == "running")
    old = time.time() - 60
    os.utime(running.path.parent / "note.json", (old, old))
    until(lambda: (running.path.parent / "note.json").stat().st_mtime > old)  # it says so again and again
    for ticket in (running, waiting):
        seen = other.state(ticket.id)
        assert (seen.kind, seen.message, seen.owner) == ("running", ELSEWHERE, "")
    run_folders.make_room(other.root, 0, set())
    assert running.path.parent.is_dir()
    one.stop(running.id)
    ended(one, running)
    assert other.state(running.id).kind == "stopped"


def test_one_network_does_not_take_all_places_of_the_queue(make):
    jobs = make(most_waiting=4)
    begin(jobs, "wait", "first")
    until(lambda: jobs.load() == (1, 0))
    for owner in "abc":
        begin(jobs, "wait", owner, address="192.0.2.7")
    with pytest.raises(ValueError, match="your network has as many trainings waiting as one may"):
        begin(jobs, "wait", "d", address="192.0.2.7")
    begin(jobs, "wait", "e", address="192.0.2.8")
    assert jobs.load() == (1, 4)


def test_a_link_from_before_the_server_was_started_shows_how_the_run_ended(make):
    before = make()
    ticket, waits = begin(before, "finish"), begin(before, "say_no")
    states = [ended(before, ticket), ended(before, waits)]
    before.close()
    after = make()
    assert [after.state(t.id) for t in (ticket, waits)] == states


def test_a_server_that_stops_lets_its_jobs_keep_what_they_learned_and_starts_none(make):
    jobs = make()
    running, waiting = begin(jobs, "learn_until_asked", "a"), begin(jobs, "wait", "b")
    (pid,) = pids(running)
    jobs.close()
    assert not alive(pid)
    assert json.loads(written(running.path / "status.json"))["state"] == "stopped"
    assert [jobs.state(t.id).message for t in (running, waiting)] == [BETWEEN, BETWEEN]
    with pytest.raises(ValueError, match="about to stop"):
        begin(jobs, "finish")


@pytest.mark.parametrize(
    "name", ["", "..", "../../etc", "a" * 31, "A" * 32, "a" * 33, "a" * 31 + "/", "é" * 32, None, 7]
)
def test_a_name_that_is_none_never_becomes_a_path(make, name):
    jobs = make()
    with pytest.raises(ValueError, match="names no run"):
        jobs.state(name)
    jobs.stop(name)
    jobs.seen(name)


@pytest.mark.parametrize("note", [None, b"", b"{", b"[]", b'{"kind": 3}', b"\xff", b"[" * 100_000])
def test_a_run_that_is_gone_or_damaged_is_said_in_a_sentence(make, tmp_path, note):
    name = run_folders.new_name()
    if note is not None:
        (tmp_path / "runs" / name).mkdir(parents=True)
        (tmp_path / "runs" / name / "note.json").write_bytes(note)
    with pytest.raises(ValueError, match="no longer here"):
        make().state(name)


def test_the_oldest_runs_make_room_and_only_those_of_the_app(make, tmp_path):
    root = tmp_path / "runs"
    for age, name in enumerate(("0" * 32, "1" * 32, "2" * 32, "france-lstm-0")):
        run_folders.write_note(root, "3" * 32, {})
        (root / ("3" * 32)).rename(root / name)
        (root / name / "weights").write_bytes(bytes(400_000))
        os.utime(root / name / "note.json", (1000 - age, 1000 - age))
    jobs = make(total=2 * 10**6)
    assert ended(jobs, begin(jobs, "finish", megabytes=1)).kind == "finished"
    assert {path.name for path in root.iterdir()} >= {"0" * 32, "1" * 32, "france-lstm-0"}
    assert not (root / ("2" * 32)).exists()


def test_names_of_runs_cannot_be_guessed():
    names = {run_folders.new_name() for _ in range(100)}
    assert len(names) == 100
    assert all(run_folders.NAME.fullmatch(name) for name in names)


def test_a_run_that_ended_well_just_before_it_was_stopped_is_finished(tmp_path):
    assert ending(0, "stop", tmp_path, "", {}) == ("finished", "")
