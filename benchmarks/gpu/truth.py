"""Whether it is true: everything that the library promises, asked on this device, each with its limit."""

from benchmarks.gpu import cells, memory, processes, recovered, trainings
from benchmarks.gpu.record import Part

CHECKS = (
    cells.every_cell,
    cells.fused_layers,
    recovered.gradients,
    trainings.half_precision,
    trainings.graphs,
    trainings.goes_on,
    memory.full,
    processes.one,
    processes.too_many,
    recovered.against_a_loop,  # last, because it is the longest
)


def run(part: Part) -> None:
    for check in CHECKS:
        what = check.__module__.rsplit(".", 1)[-1] + "." + check.__name__
        if part.left() < 1:
            part.left_out(what)
            continue
        with part.guarded(what):
            check(part)
