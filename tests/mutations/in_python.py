"""Errors in the charts and tables of Python, and in what the core measures beside its cells (`test_mutations.py` has those)."""

from tests.mutations.trial import Mutation

CHARTS, TABLES = "tests/app/test_charts.py::test_", "tests/app/test_tables.py::test_"
BANDS = f"{CHARTS}a_band_runs_along_the_highest_and_back_along_the_lowest_seed"
CLIPPING = f"{CHARTS}clipping_brings_down_what_is_longer_than_the_limit_and_leaves_the_rest"
COUNTRY = f"{CHARTS}the_way_back_marks_the_country_and_the_window_that_just_reaches_it"
TRANSLATORS = f"{CHARTS}translators_are_compared_by_the_mean_of_their_seeds"
WEIGHTS = f"{CHARTS}weights_are_drawn_on_one_scale_about_zero_and_averaged_where_there_are_many"
OWN = f"{CHARTS}a_network_of_ones_own_is_drawn_from_its_end_back_and_from_the_step_on"
HOLDS = f"{CHARTS}what_a_reservoir_holds_and_a_hidden_state_believes"
START = "tests/core/test_initialisation.py::test_"

FIGURES = (
    Mutation("figures/traces.py", '"y": [*high, *reversed(low)]', '"y": [*high, *low]', BANDS),
    Mutation("figures/decades.py", "np.asarray(log) / LOG_10, floor)", "np.asarray(log), floor)", BANDS),
    Mutation("figures/axes.py", '"y0": height, "y1": height}', '"y0": 0, "y1": 0}', f"{CHARTS}a_training_is_drawn_at_its_updates"),
    Mutation("figures/theme.py", '("#2166ac", "#4393c3"', '("#b2182b", "#4393c3"', "tests/browser/pictures/test_maps.py::test_negative_is_blue_and_positive_red_as_in_the_charts_of_python"),
    Mutation("figures/charts/questions/gap.py", "seeds.mean(axis=0), cell", "seeds.max(axis=0), cell", BANDS),
    Mutation("figures/charts/questions/lag.py", "seeds.min(axis=0), np.median(seeds, axis=0), seeds.max(axis=0)", "seeds.min(axis=0), seeds.mean(axis=0), seeds.max(axis=0)", BANDS),
    Mutation("figures/charts/questions/options.py", "rows = [], np.arange(len(options))[::-1]", "rows = [], np.arange(len(options))", f"{CHARTS}a_row_of_options_stands_where_its_name_stands"),
    Mutation("figures/charts/questions/seeds.py", '"ticktext": labels[::-1]', '"ticktext": labels', f"{CHARTS}a_row_of_options_stands_where_its_name_stands"),
    Mutation("figures/charts/questions/before_after.py", '"x": list(reversed(probabilities[name]))', '"x": list(probabilities[name])', f"{CHARTS}what_was_before_and_after_stands_beside_its_own_word"),
    Mutation("figures/charts/vanishing.py", "height(np.minimum(middle, np.log(limit)))", "height(middle)", CLIPPING),
    Mutation("figures/charts/way_back.py", '(gap + 1, "dot"))', '(gap, "dot"))', COUNTRY),
    Mutation("figures/charts/layers.py", '"zmin": -most,', '"zmin": 0,', f"{CHARTS}what_is_due_to_the_country_keeps_its_sign_and_zero_is_neutral"),
    Mutation("figures/charts/attention.py", "for x in 0 - row]", "for x in row]", f"{CHARTS}a_map_of_characters_has_red_where_a_probability_falls"),
    Mutation("figures/charts/swaps.py", "np.asarray(shares).T.tolist()", "np.asarray(shares).tolist()", f"{CHARTS}swaps_stand_over_the_word_and_beside_the_number_of_units"),
    Mutation("figures/charts/units.py", "across = ablation if kept is None else kept", "across = ablation", f"{CHARTS}units_stand_by_what_they_keep_and_carriers_are_full"),
    Mutation("figures/charts/learning.py", "line(at, share, name, look)", "line(steps, right, name, look)", f"{CHARTS}a_training_is_drawn_at_its_updates"),
    Mutation("figures/charts/family.py", '"x": [float(seeds.mean())]', '"x": [float(seeds.max())]', f"{CHARTS}the_family_has_a_row_for_each_cell_the_first_on_top"),
    Mutation("figures/charts/race.py", "np.nanmedian(rows, axis=0)", "np.nanmax(rows, axis=0)", f"{CHARTS}a_race_is_drawn_at_the_sequences_seen_and_met_where_it_was_met"),
    Mutation("figures/charts/race_levels.py", "shares.mean(axis=0), title", "shares[0], title", f"{CHARTS}a_race_is_drawn_at_the_sequences_seen_and_met_where_it_was_met"),
    Mutation("figures/charts/translators.py", "shares.mean(axis=0).tolist(), name", "shares.min(axis=0).tolist(), name", TRANSLATORS),
    Mutation("figures/charts/many_jobs.py", "*low[::-1].tolist()", "*low.tolist()", f"{CHARTS}a_forecast_has_its_band_around_what_was_expected"),
    Mutation("figures/charts/moving.py", '"y": list(errors), "showlegend"', '"y": sorted(errors), "showlegend"', f"{CHARTS}errors_of_pictures_begin_at_the_first_that_is_predicted"),
    Mutation("figures/charts/big_demos.py", 'most = max(abs(value) for', 'most = max(value for', f"{CHARTS}lines_of_a_text_keep_the_sign_of_each_letter"),
    Mutation("figures/charts/roads/compared.py", '"y": np.median(seeds, axis=0).tolist(), "line"', '"y": np.mean(seeds, axis=0).tolist(), "line"', f"{CHARTS}other_roads_are_drawn_with_the_median_of_their_seeds"),
    Mutation("figures/charts/roads/states.py", "row[list(places)]", "row", HOLDS),
    Mutation("figures/charts/your_model/along.py", "np.clip(values[::-1], -700, 700)", "np.clip(values, -700, 700)", OWN),
    Mutation("figures/charts/your_model/gates.py", "lambda s, o: 1 - s - o", "lambda s, o: 1 - s", OWN),
    Mutation("figures/charts/your_model/weights.py", '"cmin": -limit', '"cmin": 0', WEIGHTS),
)  # fmt: skip
UI = (
    Mutation("ui/lessons/vanishing/tables.py", "np.median(logs[:, back]) - np.median(logs[:, 0])", "np.median(logs[:, back])", f"{TABLES}a_signal_that_is_not_1_at_the_loss_is_counted_from_there"),
    Mutation("ui/lessons/vanishing/tables.py", "size(min(before, np.log(limit)))", "size(before)", f"{TABLES}clipping_in_numbers_is_never_over_the_limit"),
    Mutation("ui/lessons/way_back/words.py", "if window >= needed", "if window > needed", f"{TABLES}a_window_is_said_to_hold_the_country_where_a_pull_reaches_it"),
    Mutation("ui/lessons/way_back/words.py", "needed = stories.gap_of(words) + 1", "needed = stories.gap_of(words)", f"{TABLES}a_window_is_said_to_hold_the_country_where_a_pull_reaches_it"),
    Mutation("ui/lessons/carriers/tables.py", "float(np.median(values)), max(values)", "float(np.mean(values)), max(values)", f"{TABLES}every_column_of_the_experiments_is_the_median_of_its_cells_seeds"),
    Mutation("ui/lessons/race/words.py", 'f"{np.median(wrong):,.0f}"', 'f"{np.max(wrong):,.0f}"', f"{TABLES}every_column_of_a_race_is_counted_from_its_lanes"),
    Mutation("ui/lessons/layers/words.py", 'spread([run["right"][k] for run in found])', 'spread([run["right"][0] for run in found])', f"{TABLES}the_depths_of_a_table_are_those_of_its_networks"),
    Mutation("ui/lessons/many_jobs/votes.py", "spread([max(value, 0.0) for value in values])", "spread([max(values) for value in values])", f"{TABLES}everybody_who_does_a_job_stands_in_a_row_with_what_was_measured"),
    Mutation("ui/lessons/your_model/further/compared.py", "np.abs(b - a).max()", "np.abs(b).max()", f"{TABLES}two_files_are_compared_by_the_length_of_what_differs"),
    Mutation("ui/over_seeds.py", "percent(min(shares)), percent(max(shares))", "percent(min(shares)), percent(min(shares))", f"{TABLES}everybody_who_does_a_job_stands_in_a_row_with_what_was_measured"),
)  # fmt: skip
CORE = (
    Mutation("lstm_core/experiments/hidden_future.py", "batch.inputs[: t + 1, scored[t]]", "batch.inputs[: t + 2, scored[t]]", "tests/core/test_hindsight.py::test_a_word_to_come_that_would_change_the_guess_is_not_seen"),
    Mutation("lstm_core/experiments/probe.py", "learned = values[:, ~held_out]", "learned = values", "tests/core/test_experiments.py::test_a_probe_learns_nothing_from_the_sequences_that_it_is_tested_on"),
    Mutation("lstm_core/equations/initialisation.py", "np.prod(shape[1:])", "np.prod(shape[:1])", f"{START}weights_of_the_input_start_within_one_over_the_root_of_the_number_of_inputs"),
    Mutation("lstm_core/equations/initialisation.py", "return q * np.sign(np.diag(r))", "return q", f"{START}a_random_rotation_turns_to_no_side_more_often_than_to_another"),
)  # fmt: skip
PYTHON = (*FIGURES, *UI, *CORE)
