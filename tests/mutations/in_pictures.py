"""Errors in the pictures of the lessons, one step and up: bars, curves, maps, tables that the page draws."""

from tests.mutations.trial import Mutation

FOLDER = "tests/browser/pictures"
STEP, CURVES, MAPS, BARS = (f"{FOLDER}/test_{name}.py::test_" for name in ("one_step", "curves", "maps", "bars"))
SUM = f"{STEP}terms_of_a_sum_begin_where_the_one_before_ended_and_the_sum_at_zero"
EACH = f"{STEP}each_weight_times_its_input_is_a_bar_of_that_length"
VALVE = f"{STEP}behind_the_valve_the_band_is_as_high_as_what_passes"
DOT = f"{STEP}the_dot_lies_on_the_curve_and_the_tangent_along_it"
CHOICES = f"{STEP}the_choices_lie_along_their_line_and_the_right_one_is_marked_where_it_is"
VANISHING = f"{CURVES}bands_and_medians_of_error_signals_lie_on_the_axis_of_powers_of_ten"
WAY_BACK = f"{CURVES}the_pull_at_a_word_stands_over_that_word"
RACE = f"{CURVES}a_race_is_drawn_up_to_the_clock_and_at_what_each_seed_needed"
RACING = f"{CURVES}a_race_in_the_page_is_drawn_at_the_sequences_seen"
LEARNING = f"{CURVES}a_training_in_the_page_is_drawn_at_its_updates"
SMALL = f"{CURVES}the_small_charts_beside_the_loss_hold_lengths_and_counts"
CLINIC = f"{CURVES}the_instruments_of_the_clinic_show_what_was_found"
ROADS = f"{CURVES}other_roads_draw_echo_noise_and_what_was_needed"
JOBS = f"{CURVES}curves_of_jobs_of_errors_and_of_carriers_lie_on_their_axes"
WEIGHTS = f"{MAPS}a_map_of_weights_has_a_row_for_each_written_and_a_column_for_each_read_character"
MOVING = f"{MAPS}a_picture_and_the_gates_at_its_pixel_are_those_of_the_moment"
STRIPS = f"{MAPS}strips_of_a_sequence_have_units_down_and_steps_across"
CHAIN = f"{MAPS}a_chain_is_lit_back_to_where_it_is_looked_at_and_says_the_length_there"
TENS = f"{MAPS}brightness_goes_by_powers_of_ten_and_zero_is_black"
CARRIERS = f"{MAPS}the_rows_of_carriers_are_painted_where_they_stand_and_ranked_by_their_bars"
LETTERS = f"{MAPS}letters_words_and_chips_wear_the_colour_of_their_own_value"
ANSWERS = f"{BARS}answers_and_their_earlier_places_are_as_long_as_their_probabilities"
WENT = f"{BARS}sequences_tallies_and_mazes_are_drawn_as_they_went"
HIDDEN = f"{BARS}hidden_states_are_as_full_as_the_belief_and_arrows_as_thick_as_the_move"
TABLES = f"{BARS}tables_in_the_page_have_each_number_in_its_own_column"
WIRES = f"{BARS}a_wire_is_as_thick_as_the_size_of_its_number_and_says_its_sign"

WITHOUT_PLOTLY = f"{FOLDER}/test_drawn.py::test_"
CURVE = f"{WITHOUT_PLOTLY}a_curve_its_marks_a_line_and_a_note_lie_at_their_values_on_axes_of_both_kinds"
STACK = f"{WITHOUT_PLOTLY}bars_lie_beside_each_other_or_on_each_other_and_are_as_long_as_their_values"
HEAT = f"{WITHOUT_PLOTLY}a_map_has_a_row_for_each_row_and_the_colour_of_each_value"
DRAWS = "tests/browser/live/test_draws.py::test_"
TAKEN = "tests/browser/test_own_charts.py::test_a_chart_of_ours_is_saved_as_it_stands_with_its_look_and_its_legend"
SAVED = f"{FOLDER}/test_saved.py::test_a_picture_is_saved_with_its_numbers_and_as_it_stands"
SCROLLED = "tests/browser/test_own_charts.py::test_all_of_a_picture_is_saved_with_what_has_to_be_scrolled_to_and_no_numbers_where_it_has_none"
STEPS = "tests/browser/test_one_step.py::test_a_step_saves_its_pictures_and_its_cell_with_the_numbers_of_the_core"

ONE_STEP = (
    Mutation("static/shared/chart/bars.js", 'const [start, stop] = [x(Math.min(from, to)), x(Math.max(from, to))];', 'const [start, stop] = [x(Math.min(0, to)), x(Math.max(0, to))];', SUM),
    Mutation("static/step/pictures/sum.js", "from: at(k),", "from: 0,", SUM),
    Mutation("static/step/pictures/sum.js", "sign < 0 ? -step.value(node, unit)", "sign < 0 ? step.value(node, unit)", SUM),
    Mutation("static/step/pictures/terms.js", "to += value;", "to = value;", EACH),
    Mutation("static/step/pictures/terms.js", "data[k * shape[1] + unit]", "Math.abs(data[k * shape[1] + unit])", EACH),
    Mutation("static/step/pictures/valve.js", "band(middle, width, leaves, result,", "band(middle, width, comes, result,", VALVE),
    Mutation("static/step/pictures/valve.js", "const zero = down ? top : bottom;", "const zero = bottom;", VALVE),
    Mutation("static/step/pictures/valve.js", "number(leaves), result, picture.node", "number(comes), result, picture.node", VALVE),
    Mutation("static/step/pictures/curve.js", "-(slope * (bottom - top)) / (high - low)]", "(slope * (bottom - top)) / (high - low)]", DOT),
    Mutation("static/step/pictures/curve.js", "const [px, py] = [x(inside), y(value)];", "const [px, py] = [x(inside), y(inside)];", DOT),
    Mutation("static/step/question.js", "translate(${guess === null ? x(0) : x(guess)} ${base})", "translate(${x(0)} ${base})", CHOICES),
    Mutation("static/shared/diagram.js", "1.4 + 4 * share", "1.4 + 4 * share * share", WIRES),
    Mutation("static/shared/diagram.js", '"" : number(value));', '"" : number(Math.abs(value)));', WIRES),
)  # fmt: skip
CHARTS = (
    Mutation("static/shared/chart/curves.js", "${path(low, x, y, true)}Z", "${path(middle, x, y, true)}Z", VANISHING),
    Mutation("static/shared/chart/scale.js", "floor : log / Math.LN10);", "floor : log);", VANISHING),
    Mutation("static/shared/chart/brightness.js", "Math.max(1e-9, high - low)) * (colours.length - 1)", "Math.max(1e-9, high)) * (colours.length - 1)", TENS),
    Mutation("static/shared/chart/pixels.js", "4 * k);", "4 * (canvas.width * canvas.height - 1 - k));", TENS),
    Mutation("static/vanishing/picture/chart.js", "mark(said, { x: x(back) - 7,", "mark(said, { x: x(0) - 7,", VANISHING),
    Mutation("static/vanishing/picture/passed.js", "`${x(lag).toFixed(2)} ${y(log).toFixed(2)}`", "`${x(lag).toFixed(2)} ${y(-log).toFixed(2)}`", VANISHING),
    Mutation("static/vanishing/table.js", "size(measures.left / Math.LN10)", "size(measures.left)", TABLES),
    Mutation("static/way_back/chart.js", "const edge = right - window * column;", "const edge = right - (window - 1) * column;", WAY_BACK),
    Mutation("static/way_back/ticks.js", "const word = words[steps - 1 - lag];", "const word = words[lag];", WAY_BACK),
    Mutation("static/way_back/table.js", "written(middle[at] - middle[0])", "written(middle[at])", TABLES),
    Mutation("static/way_back/strip.js", "scale.colour(tens[lag])", "scale.colour(tens[t])", LETTERS),
    Mutation("static/race/lines.js", "const come = sequences.filter((one) => one <= seen).length;", "const come = sequences.length;", RACE),
    Mutation("static/race/gaps.js", "cx: x(level).toFixed(2), cy: y(needed).toFixed(2)", "cx: x(level).toFixed(2), cy: y(middle[k]).toFixed(2)", RACE),
    Mutation("static/race/answers.js", "moment.answers[scene.which]", "racer.moments[0].answers[scene.which]", TABLES),
    Mutation("static/race/strip.js", "`bottom:${(100 * from).toFixed(1)}%;", "`bottom:0%;", WENT),
    Mutation("static/racing/chart.js", "const y = (share) => bottom - share * (bottom - TOP);", "const y = (share) => TOP + share * (bottom - TOP);", RACING),
    Mutation("static/racing/table.js", "write(missed, wrong === null", "write(further, wrong === null", TABLES),
    Mutation("static/learning/picture/chart.js", "[x(update + 1), y(value)]", "[x(update + 10), y(value)]", LEARNING),
    Mutation("static/learning/picture/small.js", "(log) => (log - most) / Math.LN10", "(log) => (log + most) / Math.LN10", SMALL),
    Mutation("static/learning/picture/small.js", "Math.floor(((array[k] + limit) / (2 * limit)) * bins)", "Math.floor((Math.abs(array[k]) / limit) * bins)", SMALL),
    Mutation("static/learning/parts/carriers.js", "if (now === listed) return;", "", "tests/browser/test_pressed.py::test_what_can_be_pressed_stays_while_a_picture_plays[learning]"),
    Mutation("static/learning/picture/gaps.js", "`${100 * (share ?? 0)}%`", "`${100 * Math.sqrt(share ?? 0)}%`", ANSWERS),
    Mutation("static/clinic/panels/gates.js", "const [shut, open] = [low[name][unit], high[name][unit]];", "const [open, shut] = [low[name][unit], high[name][unit]];", CLINIC),
    Mutation("static/clinic/panels/loss.js", "x(losses.length + k), y)", "x(k), y)", CLINIC),
    Mutation("static/clinic/panels/signals.js", "const x = (back) => RIGHTMOST - (back / last)", "const x = (back) => LEFT + (back / last)", CLINIC),
    Mutation("static/clinic/panels/frame.js", "x(k).toFixed(1)} ${height.toFixed(1)}`;", "x(k).toFixed(1)} ${(height / 2).toFixed(1)}`;", CLINIC),
    Mutation("static/roads/echo.js", "shades[(shown.row * steps + shown.at) * units + k]", "shades[(shown.row * steps) * units + k]", ROADS),
    Mutation("static/roads/latch.js", "y(2 * p - 1)", "y(p)", ROADS),
    Mutation("static/roads/states.js", '"fill-opacity": belief[at][state]', '"fill-opacity": belief[0][state]', HIDDEN),
    Mutation("static/roads/maze.js", "(actions[step] === 1 ? -1 : 1)", "(actions[step] === 1 ? 1 : -1)", WENT),
    Mutation("static/jobs/curves.js", "(value - low) / (high - low || 1)", "value / (high - low || 1)", JOBS),
    Mutation("static/jobs/tracks.js", "style: `left:${100 * share}%`", "style: `left:${100 * mean}%`", ANSWERS),
    Mutation("static/moving/errors.js", "path(values.map((value, k) => [x(from + k), y(value)]))", "path(values.map((value, k) => [x(k), y(value)]))", JOBS),
    Mutation("static/carriers/curve.js", "cy: y(shares[k]).toFixed(2)", "cy: y(1 - shares[k]).toFixed(2)", JOBS),
)  # fmt: skip
COLOURS = (
    Mutation("static/backward/chain.js", "write(value, size(values[at]));", "write(value, size(values[last - at]));", CHAIN),
    Mutation("static/backward/chain.js", "context.fillRect((last - lag) * side,", "context.fillRect(lag * side,", CHAIN),
    Mutation("static/attention/map.js", "weights.data[k] / most", "weights.data[(k % columns) * rows + Math.floor(k / columns)] / most", WEIGHTS),
    Mutation("static/attention/lines.js", "weights.data[t * read.length + s]", "weights.data[s * written.length + t]", WEIGHTS),
    Mutation("static/moving/screen.js", "array.data[place * width * height + k], colours", "array.data[k], colours", MOVING),
    Mutation("static/moving/gates.js", "+ row - 1) * width + column - 1]", "+ column - 1) * width + row - 1]", MOVING),
    Mutation("static/moving/gates.js", "signed ? 0.5 + x / (2 * limit) : x", "signed ? x / limit : x", MOVING),
    Mutation("static/moving/maps.js", "M.subarray(base + t * stride, base + t * stride + size)", "M.subarray(base, base + size)", "tests/browser/test_moving_pictures.py::test_the_maps_of_a_pixel_are_those_of_the_run_units_down_and_pictures_across"),
    Mutation("static/vanishing/numbers/drawn.js", "[...names, ...again]", "names", f"{DRAWS}the_page_draws_the_networks_of_the_vanishing_gradients_and_their_noise_to_the_last_bit"),
    Mutation("static/live/random/pcg64.js", "running(digits(...state), digits(...step))", "running(digits(...step), digits(...state))", f"{DRAWS}a_generator_goes_on_where_numpys_stands"),
    Mutation("static/clinic/panels/strip.js", "(share(k) + 1) / 2, gate", "Math.abs(share(k)), gate", STRIPS),
    Mutation("static/learning/picture/strip.js", "values[(k % reading.T) * H + Math.floor(k / reading.T)] / limit", "values[k] / limit", STRIPS),
    Mutation("static/your_model/strips.js", "0.5 + data[at] / (2 * limit)", "0.5 - data[at] / (2 * limit)", STRIPS),
    Mutation("static/carriers/map.js", "values[t * units + u] / limit", "values[u * words.length + t] / limit", CARRIERS),
    Mutation("static/carriers/map.js", '(memory === "h" ? 0 : 1)', '(memory === "h" ? 1 : 0)', CARRIERS),
    Mutation("static/carriers/ranking.js", "Math.max(0, value / end) * grown", "Math.sqrt(Math.max(0, value / end)) * grown", CARRIERS),
    Mutation("static/carriers/answer.js", "row.was.style.left = `${100 * was[k]}%`;", "row.was.style.left = `${100 * now[k]}%`;", ANSWERS),
    Mutation("static/directions/answers.js", "style: `width:${100 * mean}%`", "style: `width:${100 * Math.max(...(seeds ?? [0]))}%`", ANSWERS),
    Mutation("static/writing/tally.js", 'totals[side ? "held" : "free"][k]', "totals.free[k]", WENT),
    Mutation("static/writing/letters.js", "127.5 + 127.5 * share", "255 * Math.abs(share)", LETTERS),
    Mutation("static/learning/parts/moments.js", "b.at(row, column) - a.at(row, column)", "a.at(row, column) - b.at(row, column)", "tests/browser/test_learning_page.py::test_two_moments_differ_by_what_the_core_learned_between_them"),
    Mutation("static/chart/picture.js", '["width", "height"].map((side)', '["height", "width"].map((side)', "tests/browser/test_charts.py::test_a_chart_on_a_page_saves_its_picture_and_its_numbers"),
    Mutation("static/offline/drawn/axes.js", "log: (value) => Math.log10(value)", "log: (value) => Math.log2(value)", CURVE),
    Mutation("static/offline/drawn/frame.js", "side === \"x\" ? [left, right - left] : [bottom, top - bottom]", "side === \"x\" ? [left, right - left] : [top, bottom - top]", CURVE),
    Mutation("static/offline/drawn/drawn.js", "raised && axes[name].kind", "!raised && axes[name].kind", CURVE),
    Mutation("static/offline/drawn/notes.js", "const [x0, x1] = [across(xref, shape.x0)", "const [x0, x1] = [across(xref, shape.x1 + 1)", CURVE),
    Mutation("static/offline/drawn/marks.js", "others.slice(0, others.indexOf(trace)) : [];", "others.slice(1, others.indexOf(trace)) : [];", STACK),
    Mutation("static/offline/drawn/marks.js", "y(ys[j] ?? j)];", "y(ys[j] ?? rows.length - 1 - j)];", HEAT),
    Mutation("static/offline/drawn/words.js", "minus((100 * value)", "minus((10 * value)", CURVE),
    Mutation("static/offline/drawn/colours.js", "(share - from) / (to - from)", "(to - share) / (to - from)", HEAT),
    Mutation("static/shared/saving/own.js", "height: whole, viewBox", "height, viewBox", TAKEN),
    Mutation("static/shared/colour.js", "const place = (k / 255) * (stops.length - 1);", "const place = (1 - k / 255) * (stops.length - 1);", f"{MAPS}negative_is_blue_and_positive_red_as_in_the_charts_of_python"),
    Mutation("static/shared/format.js", "MINUS + text : text", "text : text", VALVE),
    Mutation("static/shared/decades.js", "(10 ** tens).toPrecision(2)", "(10 ** tens).toPrecision(1)", CHAIN),
)  # fmt: skip
SAVES = (
    Mutation("static/shared/saving/standing.js", "y: box.top - corner.top", "y: box.top", SAVED),
    Mutation("static/shared/saving/csv.js", "at(r, c)", "at(c, r)", SAVED),
    Mutation("static/carriers/board.js", "map.valueOf(rows.order()[k], t)", "map.valueOf(k, t)", SAVED),
    Mutation("static/attention/hero.js", "weights.data[t * read.length + s]", "weights.data[s * written.length + t]", SAVED),
    Mutation("static/moving/screen.js", "(place * height + row) * width + column]", "(place * height + column) * width + row]", SAVED),
    Mutation("static/moving/gates.js", "Math.floor(k / maps[0].units)].at", "Math.floor(k / maps[0].steps)].at", SAVED),
    Mutation("static/clinic/panels/strip.js", "film[shown][t * H + unit]", "film[shown][unit * letters.length + t]", SAVED),
    Mutation("static/your_model/strips.js", "(k % rows.length) * spans.length + span", "span * rows.length + (k % rows.length)", SAVED),
    Mutation("static/learning/picture/strip.js", "values[step * H + unit]);", "values[unit * T + step]);", SAVED),
    Mutation("static/backward/chain.js", "[title, lag, tens]", "[title, last - lag, tens]", SAVED),
    Mutation("static/film/closer/chart.js", "words[step], x, y]", "words[step], y, x]", SAVED),
    Mutation("static/shared/saving/standing.js", "left: left - root.scrollLeft - EDGE", "left: left - EDGE", SCROLLED),
    Mutation("static/step/pictures/table.js", "Math.sign(sign) * step.value(node, unit)", "step.value(node, 0)", STEPS),
    Mutation("static/step/cell.js", "called(step, node), value(node)]", "called(step, node), Math.abs(value(node))]", STEPS),
    Mutation("static/roads/latch.js", "seen`, step, p]", "seen`, step, 2 * p - 1]", SAVED),
    Mutation("static/roads/maze.js", "words.actions[actions[step]], ...all[step]]", "words.actions[actions[0]], ...all[step]]", SAVED),
    Mutation("static/roads/states.js", "says[from], says[to], p]", "says[to], says[from], p]", SAVED),
)  # fmt: skip
PICTURES = (*ONE_STEP, *CHARTS, *COLOURS, *SAVES)
