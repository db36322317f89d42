"""Which device a training takes, what it says about it, and what it cannot do there, each in a sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from lstm_torch.__main__ import main
from lstm_torch.training import device, parallel
from lstm_torch.training.device import memory_in_words, said, why_no_gpu

ROOT = Path(__file__).resolve().parents[2]
CPU = torch.device("cpu")
SMALL = ["--hidden-size", "8", "--batch-size", "4", "--window", "8", "--sample-length", "10", "--steps", "4"]


@pytest.fixture
def rhyme(tmp_path):
    path = tmp_path / "rhyme.txt"
    path.write_text("the cat sat on the mat, and the rat sat on the cat. " * 40)
    return str(path)


@pytest.fixture
def machine(monkeypatch):
    """`machine(gpus=1, driver=True, cuda="12.8")` makes torch see such a one."""

    def made(gpus: int = 0, driver: bool = False, cuda: str | None = None) -> None:
        monkeypatch.setattr(torch.cuda, "is_available", lambda: gpus > 0)
        monkeypatch.setattr(torch.cuda, "device_count", lambda: gpus)
        monkeypatch.setattr(torch.cuda, "get_device_name", lambda *_: "NVIDIA H100 80GB HBM3")
        monkeypatch.setattr(torch.cuda, "mem_get_info", lambda *_: (70 * 2**30, 80 * 2**30))
        monkeypatch.setattr(torch.cuda, "set_device", lambda *_: None)
        monkeypatch.setattr(torch.version, "cuda", cuda)
        monkeypatch.setattr(device, "DRIVER", ROOT if driver else ROOT / "no such file")
        monkeypatch.setattr("shutil.which", lambda name: None)
        monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)

    return made


def test_why_a_training_takes_the_cpu_is_said(machine, monkeypatch):
    machine()
    assert why_no_gpu() == "no NVIDIA driver is here"
    machine(driver=True)
    assert "is a CPU build, although an NVIDIA driver is there" in why_no_gpu()
    machine(driver=True, cuda="12.8")
    assert "for CUDA 12.8 finds no GPU that works with the driver here" in why_no_gpu()
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "-1")
    assert why_no_gpu() == "CUDA_VISIBLE_DEVICES=-1 shows torch no GPU"
    machine(gpus=1, driver=True, cuda="12.8")
    assert said(CPU).endswith("the NVIDIA H100 80GB HBM3 here was not asked for")
    assert said(torch.device("cuda", 0)) == "NVIDIA H100 80GB HBM3, 70 of 80 GiB free"


def test_the_list_and_the_start_of_a_training_say_where(tmp_path, rhyme, machine, capsys):
    machine(driver=True)
    assert main(["list"]) == 0
    assert "device auto: the CPU" in capsys.readouterr().out
    assert main(["train", "characters", "--text", rhyme, "--out", str(tmp_path / "run"), *SMALL]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("trains on the CPU")
    assert first.endswith("is a CPU build, although an NVIDIA driver is there")


def test_more_processes_than_gpus_are_refused_before_a_group_is_made(machine, monkeypatch, capsys):
    def made(*arguments, **options):
        raise AssertionError("a group was made")

    monkeypatch.setattr(parallel.dist, "init_process_group", made)
    for name, value in {"WORLD_SIZE": "2", "RANK": "1", "LOCAL_RANK": "1", "LOCAL_WORLD_SIZE": "2"}.items():
        monkeypatch.setenv(name, value)
    machine(gpus=1, driver=True, cuda="12.8")
    assert main(["train", "characters", *SMALL]) == 2
    sentence = capsys.readouterr().err.strip().splitlines()[-1]
    assert "torchrun started 2 processes here, and there is one GPU" in sentence
    assert "--nproc-per-node 1, or --device cpu" in sentence
    machine(gpus=2, driver=True, cuda="12.8")
    with pytest.raises(AssertionError, match="a group was made"), parallel.group("auto"):
        pass


def test_a_group_of_one_learns_what_no_group_learns(tmp_path, rhyme):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    alone = {"WORLD_SIZE": "1", "RANK": "0", "LOCAL_RANK": "0", "LOCAL_WORLD_SIZE": "1", "TORCHELASTIC_RUN_ID": "one"}
    alone |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
    kept = []
    for name, more in (("one", alone), ("none", {})):
        command = [sys.executable, "-m", "lstm_torch", "train", "characters", "--device", "cpu", *SMALL]
        command += ["--text", rhyme, "--report-every", "1", "--out", str(tmp_path / name)]
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1", **more}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        lines = (tmp_path / name / "metrics.jsonl").read_text().splitlines()
        kept.append([line.split(',"seconds"')[0].split(', "seconds"')[0] for line in lines])
    assert kept[0] == kept[1]


@pytest.mark.parametrize(
    ("error", "whose"),
    [
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB."), "device"),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"), "device"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"), "device"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED"), "device"),
        (RuntimeError("CUDA error: out of memory\nCUDA kernel errors might be reported"), "device"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"), "computer"),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: not enough memory"), "computer"),
    ],
)
def test_whatever_an_allocator_says_a_full_memory_is_one_sentence(error, whose):
    with (
        pytest.raises(MemoryError, match=f"the {whose}'s memory is full.*; take less") as refusal,
        memory_in_words("take less"),
    ):
        raise error
    assert "\n" not in str(refusal.value)


def test_a_full_memory_that_the_end_of_a_capture_hides_is_found_and_other_errors_stay():
    hiding = RuntimeError("CUDA error: operation failed due to a previous error during capture")
    hiding.__context__ = torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 1 GiB.")
    with pytest.raises(MemoryError, match="CUDA out of memory"), memory_in_words("take less"):
        raise hiding
    with pytest.raises(RuntimeError, match="another"), memory_in_words("take less"):
        raise RuntimeError("another")
