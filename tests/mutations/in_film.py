"""Errors in what the film draws, says and lets a hand do."""

from tests.mutations.trial import Mutation

PICTURES = "tests/browser/pictures/test_film.py"
RUN = f"{PICTURES}::test_strips_bars_belt_and_numbers_of_a_film_are_those_of_the_run"
LANE = f"{PICTURES}::test_a_lane_has_at_each_row_and_column_the_colour_of_that_unit_at_that_word"
THIN = f"{PICTURES}::test_rows_thinner_than_a_dot_are_averaged_in_their_own_place"
TOGETHER = "tests/browser/pictures/test_bars.py::test_three_networks_are_compared_by_bars_as_high_as_their_probability"

SAVED = f"{PICTURES}::test_a_saved_picture_has_its_lanes_frames_words_and_bars_where_they_belong"
CARRIED = "tests/browser/test_hand.py::test_spain_s_memory_is_carried_over_by_dragging_it_down"
ROWS = "tests/browser/test_guess_a_row.py::test_"

FILM = (
    Mutation("static/film/lanes/heat.js", "dots.column(pixels, word, steps, values, word * units)", "dots.column(pixels, word, steps, values, word * steps)", LANE),
    Mutation("static/film/lanes/heat.js", "return [Math.floor(first / units), Math.floor(last / units)];", "return [Math.floor(first / units), Math.floor(last / units) - 1];", LANE),
    Mutation("static/film/lanes/dots.js", "under[at] = order[r];", "under[at] = r;", LANE),
    Mutation("static/film/lanes/dots.js", "- low) * share;", "+ low) * share;", LANE),
    Mutation("static/film/lanes/dots.js", "red += share * parts[part];", "red += parts[part];", THIN),
    Mutation("static/film/lanes/lane.js", "unitFrame.style.top = `${Math.min(top, height - 6)}px`;", "unitFrame.style.top = `${Math.min(bottom, height - 6)}px`;", RUN),
    Mutation("static/film/lanes/board.js", "const x = place.word * columns.width;", "const x = (place.word + 1) * columns.width;", RUN),
    Mutation("static/film/lanes/board.js", "place.word === pointed ? [-1, 0] : [1, 3]", "place.word === pointed ? [1, 3] : [1, 3]", "tests/browser/test_hand.py::test_the_words_do_not_move_away_under_the_hand_that_chose_one_at_the_edge"),
    Mutation("static/film/views/track.js", "(zero - Math.max(tall, 0)).toFixed(1)", "(zero - Math.abs(tall)).toFixed(1)", RUN),
    Mutation("static/film/views/track.js", "write(value, number(track.at(place.word, place.unit)));", "write(value, number(track.at(0, place.unit)));", RUN),
    Mutation("static/film/views/track.js", "write(digit, number(values[word]));", "write(digit, number(values[0]));", RUN),
    Mutation("static/film/views/belt.js", "return whole ? from : start + size;", "return whole ? from : start;", RUN),
    Mutation("static/film/views/belt.js", "const share = (end) => 50 + 50 *", "const share = (end) => 50 - 50 *", RUN),
    Mutation("static/film/views/bars.js", "const came = film.words[place.word + 1];", "const came = film.words[place.word];", RUN),
    Mutation("static/film/views/bars.js", "`scaleX(${probability})`", "`scaleX(${Math.sqrt(probability)})`", RUN),
    Mutation("static/film/views/network.js", "mark(cells[rank], {", "mark(cells[unit], {", RUN),
    Mutation("static/film/colour/scales.js", "const low = gate ? 0 : -end(unit);", "const low = 0;", RUN),
    Mutation("static/film/pinned/row.js", "shades.values[step * film.units + unit];", "shades.values[step * film.units];", RUN),
    Mutation("static/film/ranked/ranks.js", "Math.min(1, values[unit] / most)", "Math.min(1, Math.sqrt(values[unit] / most))", f"{ROWS}every_bar_is_as_long_as_its_measure_and_stands_at_the_row_that_it_ranks"),
    Mutation("static/film/ranked/names.js", "cy: rows[unit].middle.toFixed(2)", "cy: (rows[unit].middle / 2).toFixed(2)", f"{ROWS}guess_and_truth_are_marked_at_their_rows"),
    Mutation("static/film/ranked/asking.js", "const { marked, unit } = before;", "const { marked, unit } = state.get();", f"{ROWS}before_the_guess_rows_stand_by_number_and_nothing_ranks_them"),
    Mutation("static/film/saving/lanes.js", "y + bounds[row] * height - 1", "y + bounds[0] * height - 1", SAVED),
    Mutation("static/film/saving/lanes.js", "LABELS + place.word * column - 1", "LABELS + (place.word + 1) * column - 1", SAVED),
    Mutation("static/film/saving/marks.js", "const x = left + (k + 0.55) * column;", "const x = left + (k + 1.55) * column;", SAVED),
    Mutation("static/film/saving/picture.js", "170 * probability", "170 * Math.sqrt(probability)", SAVED),
    Mutation("static/film/saving/words.js", 'rx: 5, fill: tinted ? chip', 'rx: 5, fill: now ? chip', "tests/browser/test_pins.py::test_a_saved_picture_shows_what_is_held_what_is_pinned_and_the_coloured_words"),
    Mutation("static/film/saving/moving.js", "state.toWord(step);", "state.toWord(0);", "tests/browser/test_saving.py::test_a_moving_picture_has_a_frame_for_every_word_and_ends_as_the_still_one"),
    Mutation("static/film/hand/strip.js", "other.laneValues(name, place.view)", "film.laneValues(name, place.view)", CARRIED),
    Mutation("static/film/hand/drag.js", "drawImage(source, -Math.round(step * width * dots), 0)", "drawImage(source, 0, 0)", CARRIED),
    Mutation("static/film/closer/chart.js", "({ x: scale.x(x), y: scale.y(y) })", "({ x: scale.x(x), y: scale.y(-y) })", "tests/browser/test_closer.py::test_path_and_moments_are_python_s_and_a_moment_opens_its_sentence"),
    Mutation("static/film/together/strip.js", "{ y: 1 - height, height,", "{ y: 0, height,", TOGETHER),
)  # fmt: skip
