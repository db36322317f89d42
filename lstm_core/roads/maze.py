"""The T-maze: a sign at the entrance says which way to turn at the end of a corridor (after Bakker 2001)."""

import numpy as np

from lstm_core.tasks import Batch, Task

RIGHT_TURN, BUMP = 4.0, -0.1  # rewards: the turn that the sign asked for; the other turn, or standing still
ACTIONS = ("forward", "left", "right")
SEEN = ("sign: left", "sign: right", "corridor", "junction")


class TMaze:
    """B mazes with a corridor of N steps; after `patience` · (N + 1) actions the episode is over."""

    actions = ACTIONS

    def __init__(self, corridor: int, patience: float = 3.0):
        if corridor < 1:
            raise ValueError(f"a T-maze has a corridor of at least 1 step, got {corridor}")
        self.corridor, self.limit = corridor, int(patience * (corridor + 1))

    def begin(self, rng: np.random.Generator, episodes: int) -> np.ndarray:
        """Everyone at the entrance; what is seen there, (B, 4)."""
        self.sign = rng.integers(0, 2, episodes)  # 0 left, 1 right
        self.place, self.time = np.zeros(episodes, int), 0
        return self._seen()

    def act(self, actions: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Forward goes on in the corridor, left and right turn at the junction; everything else is a bump."""
        self.time += 1
        at_junction, forward = self.place == self.corridor, actions == 0
        turned = at_junction & ~forward
        right = turned & (actions - 1 == self.sign)
        moved = forward & ~at_junction
        self.place = self.place + moved
        rewards = np.where(right, RIGHT_TURN, np.where(moved, 0.0, BUMP))
        return self._seen(), rewards, turned | (self.time >= self.limit)

    def _seen(self) -> np.ndarray:
        at = np.where(self.place == 0, self.sign, np.where(self.place == self.corridor, 3, 2))
        return np.eye(len(SEEN))[at]


def shown_the_way(corridor: int) -> Task:
    """The same maze with a teacher who says the right action at every step: a task for backpropagation."""

    def draw(rng: np.random.Generator, batch_size: int) -> Batch:
        sign, place = rng.integers(0, 2, batch_size), np.arange(corridor + 1)[:, None]
        at = np.where(place == 0, sign, np.where(place == corridor, 3, 2))
        right = np.where(place == corridor, 1 + sign, 0)
        weights = np.where(place == corridor, corridor, 1) * np.ones(batch_size, np.float32)  # the turn as all the rest
        return Batch(np.eye(len(SEEN))[at], right, weights, np.full(batch_size, corridor + 1))

    def solved(outputs: np.ndarray, batch: Batch) -> np.ndarray:
        return (outputs.argmax(axis=2) == batch.targets).all(axis=0)

    title, claim = "T-maze, with a teacher", "The turn was told at the entrance"
    return Task(title, claim, draw, solved, 1 / 2, "numbers", input_size=len(SEEN), outputs=ACTIONS)
