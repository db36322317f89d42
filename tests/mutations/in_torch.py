"""Errors in the torch side: layers, what is recovered of them, trainings, what a network is found to know."""

from tests.mutations.trial import Mutation

TRAINING, DEMOS, MODULES, RECOVER = (
    f"tests/torch/test_torch_{name}.py::test_" for name in ("training", "demos", "modules", "recover")
)
CLIPPED = f"{TRAINING}a_gradient_is_shortened_to_the_limit_and_never_lengthened"
BANK = f"{TRAINING}a_bank_shows_every_sequence_once_an_epoch_and_shares_add_up"
ADAM = f"{TRAINING}an_update_is_adamw_on_the_gradient_of_the_mean_loss"
REMEMBERS = f"{DEMOS}the_unit_is_asked_for_a_review_whose_last_opinion_it_has_not_read"
DRAWN = f"{DEMOS}letters_are_drawn_as_often_as_the_temperature_makes_them_likely"
GATES = f"{RECOVER}recovered_gates_and_all_gradients_are_those_of_the_core"
ALL_CELLS = f"{MODULES}values_of_every_cell_equal_those_of_the_core"
TWIN = f"{MODULES}a_network_is_its_numpy_twin_and_returns_its_weights"

TORCH = (
    Mutation("lstm_torch/training/learner.py", "(length + 1e-12)).clamp(max=1.0))", "(length + 1e-12)))", CLIPPED),
    Mutation("lstm_torch/training/learner.py", "self.optimiser.found_inf = torch.maximum(bad, self.halted)", "self.optimiser.found_inf = self.halted", f"{TRAINING}a_loss_that_is_not_finite_ends_the_training_with_the_last_good_weights"),
    Mutation("lstm_torch/training/learner.py", "BETAS = (0.9, 0.98)", "BETAS = (0.9, 0.9)", ADAM),
    Mutation("lstm_torch/training/learner.py", "value.copy_(now[name].detach())", "value.zero_()", f"{TRAINING}the_state_is_carried_from_window_to_window"),
    Mutation("lstm_torch/training/learner.py", ".sum() / batch.total", ".mean()", f"{TRAINING}accumulated_parts_give_the_losses_of_the_whole_batch"),
    Mutation("lstm_torch/training/batches.py", "[self.seed, epoch, 1]", "[self.seed, 0, 1]", BANK),
    Mutation("lstm_torch/training/batches.py", "epoch, k = divmod(step - 1, each)", "epoch, k = divmod(step, each)", BANK),
    Mutation("lstm_torch/training/batches.py", "return Batch(here[:-1], here[1:],", "return Batch(here[:-1], here[:-1],", f"{TRAINING}streams_ask_for_the_symbol_that_follows"),
    Mutation("lstm_torch/training/settings.py", "self.rate * 0.5 * (1 + math.cos(", "self.rate * (1 + math.cos(", f"{TRAINING}the_rate_rises_and_falls_along_a_cosine"),
    Mutation("lstm_torch/training/looks.py", 'if found["unseen"] < self.best:', 'if found["unseen"] > self.best or self.best > 1e9:', f"{TRAINING}training_stops_where_unseen_data_gets_no_better_and_keeps_the_best"),
    Mutation("lstm_torch/training/checkpoint.py", 'put(moments["exp_avg_sq"], f"square.{name}")', 'put(moments["exp_avg_sq"], f"mean.{name}")', f"{TRAINING}a_stopped_training_goes_on_to_the_same_losses_bit_for_bit"),
    Mutation("lstm_torch/findings/sentiment_unit.py", "[without_last_sentence(text) for text in texts]", "texts", REMEMBERS),
    Mutation("lstm_torch/findings/sentiment_unit.py", "right.max() >= 1 - right.min()", "right.max() >= 0", f"{DEMOS}the_best_threshold_is_the_best_of_all"),
    Mutation("lstm_torch/findings/sampling.py", ".float() / temperature)", ".float() * temperature)", DRAWN),
    Mutation("lstm_torch/findings/named_cells.py", 'where(letters == "\\n", places, 0)', 'where(letters == " ", places, 0)', f"{DEMOS}labels_for_named_cells_are_read_off_the_text"),
    Mutation("lstm_torch/data/counts.py", "(c + k * chances)", "(c + chances)", f"{DEMOS}counting_baselines_are_those_of_a_plain_count"),
    Mutation("lstm_torch/layers/operations.py", "torch.where((b > a) | (b != b), b, a)", "torch.where((b < a) | (b != b), b, a)", ALL_CELLS),
    Mutation("lstm_torch/layers/operations.py", '"-": lambda a, b: a - b', '"-": lambda a, b: b - a', ALL_CELLS),
    Mutation("lstm_torch/layers/network.py", "x, after = part(x, state[len(end) : len(end) + part.depth])", "x, after = part(x, state[: part.depth])", f"{MODULES}a_run_that_goes_on_from_a_state_is_the_whole_run"),
    Mutation("lstm_torch/layers/modules.py", "[torch.stack([one.get(name, zeros) for one in state])", "[torch.stack([zeros for one in state])", f"{MODULES}a_run_that_goes_on_from_a_state_is_the_whole_run"),
    Mutation("lstm_torch/layers/recover.py", "i, f, g, o = z.chunk(4, -1)", "f, i, g, o = z.chunk(4, -1)", GATES),
    Mutation("lstm_torch/layers/recover.py", "return torch.cat([first[None], h[:-1]])", "return torch.cat([torch.zeros_like(first)[None], h[:-1]])", GATES),
    Mutation("lstm_torch/layers/recovered_gradients.py", "(1 - squashed * squashed)", "(1 - squashed)", GATES),
    Mutation("lstm_torch/layers/recovered_gradients.py", '"z": h * (past - v["n"])', '"z": h * (v["n"] - past)', GATES),
    Mutation("lstm_torch/layers/watch.py", "return self.calls[name][-1]", "return self.calls[name][0]", "tests/torch/test_torch_watch.py::test_of_several_calls_the_latest_is_given_and_the_earlier_ones_are_kept"),
)  # fmt: skip
