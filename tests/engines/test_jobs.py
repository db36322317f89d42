"""Many jobs and Clinic in Firefox and WebKit: every job guessed, read, filmed; a table forecast; a patient healed."""

import json

import pytest

from lstm_core.clinic.faults import FAULTS
from lstm_core.clinic.readings import HEALTHY
from lstm_core.clinic.training import COURSE
from lstm_core.many_jobs.recipes import JOBS
from lstm_core.many_jobs.source import FRAMEWORKS
from tests.engines.tab import Tab
from tests.support.mounted import header_of
from ui import guesses
from ui.lessons.clinic import diagnosis, ward, words
from ui.lessons.many_jobs import hero, votes

pytestmark = [pytest.mark.engines, pytest.mark.long]
ENTER = "\ue007"
SENTENCE, READ = "find('.lstm-jobs .sentence')?.textContent", "find('.lstm-jobs .clock output')?.textContent"
DROP = """(() => {
  const [input, file] = [all('.st-key-jobs_csv input[type=file]')[0], new DataTransfer()];
  if (!input) return null;
  file.items.add(new File([%s], "mine.csv", { type: "text/csv" }));
  input.files = file.files;
  return input.dispatchEvent(new Event("change", { bubbles: true }));
})()"""


def said(text: str) -> str:
    """A sentence as it is shown."""
    return json.dumps(text.replace("**", ""))


def read(tab: Tab, header: dict, step: int) -> None:
    """So far, and what is said there, is what Python wrote."""
    assert tab.wait(
        f"{READ} === '{step} of {len(header['said'])} read' && {SENTENCE} === {said(header['said'][step - 1])}"
    )


@pytest.mark.parametrize("job", JOBS)
def test_a_job_is_guessed_then_read_step_by_step_and_its_film_plays(shown, job):
    guess = votes.options(job)[0]
    header = header_of(hero.message(job, "", guess))
    tab, last = shown("/many_jobs", jobs_job=votes.title(job)), len(header["said"])
    tab.click("[role=radio]", guess)
    assert tab.wait("all('.lstm-jobs .mark').length > 0 && !find('.lstm-jobs .waiting')")
    read(tab, header, last)
    assert tab.ask("all('.lstm-jobs .told').map((one) => one.textContent)") == [one["told"] for one in header["tracks"]]
    tab.click(".lstm-jobs button", "One step back")
    read(tab, header, last - 1)
    if "lines" in header:
        x, y, width, height = tab.place(".lstm-jobs .curves svg")
        tab.drag((x + width - 15, y + height / 2), (x + 12, y + height / 2))
        assert tab.wait("Number(new URLSearchParams(location.search).get('jobs_at')) === 1")
    else:
        tab.click(".lstm-jobs .word", header["words"][0])
    read(tab, header, 1)
    tab.wait("find('.lstm-film[data-ready]')")
    tab.click(".lstm-film button", "First word" if "words" in header else "First step")
    tab.click(".lstm-film button", "Play")
    assert tab.wait("find('.lstm-film').dataset.playing === 'true'")


def test_a_review_of_ones_own_is_read_word_by_word(shown):
    own = "the tent is not awful but lovely ."
    header = header_of(hero.message("reviews", own, guesses.SHOW))
    tab = shown("/many_jobs", jobs_guess_reviews=guesses.SHOW)
    tab.click("input[aria-label='Or type your own']")
    tab.press(*own, ENTER)
    assert tab.wait("all('.lstm-jobs .word').length === 8")
    read(tab, header, 8)


def test_the_list_of_layers_is_shown_as_source_of_both_frameworks(shown):
    tab = shown("/many_jobs", jobs_guess_reviews=guesses.SHOW, jobs_array_open="true")
    for framework in FRAMEWORKS:
        tab.click("[role=tab]", framework)
        assert tab.wait(f"find('.st-key-further code')?.textContent.includes({json.dumps(framework.lower()[-5:])})")


def test_a_table_of_ones_own_is_forecast_and_a_bad_one_is_refused_in_a_sentence(shown):
    rows = "".join(f"2024-{1 + k // 28:02d}-{1 + k % 28:02d};{k % 7},5\n" for k in range(84))
    tab = shown("/many_jobs", jobs_job="Forecast", jobs_guess_forecast=guesses.SHOW, jobs_forecast_open="true")
    tab.wait(DROP % json.dumps("a;b\n1;x\n"))
    assert tab.wait("all('[data-testid=stAlert]').some((one) => one.innerText.includes('Our own series is shown'))")
    tab.wait(DROP % json.dumps(f"date;sales\n{rows}"))
    assert tab.wait("document.body.innerText.includes('Left out, because they hold no numbers: “date”.')")
    assert tab.wait("document.body.innerText.includes('In the last 13 rows, one row ahead')")
    assert not tab.ask("find('[data-testid=stAlert]')")


def test_a_patient_is_read_diagnosed_and_healed(shown):
    fault = "swapped"
    tab = shown("/clinic", clinic_bed=str(ward.faults_of(0).index(fault) + 1))
    tab.wait("find('.lstm-clinic .points[data-gate=f] path')")
    assert tab.ask("Number(find('.lstm-clinic').dataset.right)") == ward.reading(fault).right
    tab.click("[role=radio]", diagnosis.DELIVERED)
    tab.click("[role=radio]", diagnosis.NAMES[fault])
    assert tab.wait("document.body.innerText.includes('as you said.')")
    tab.click(".lstm-clinic [data-cure]", words.CURES[fault])
    for updates in range(COURSE.steps // 5, COURSE.steps + 1, COURSE.steps // 5):  # each within the tab's patience
        assert tab.wait(f"Number(find('.lstm-clinic .loss .line.after')?.dataset.points) >= {updates}")
    assert tab.wait(f"find('.lstm-clinic').dataset.ended === '{list(FAULTS).index(fault)}'")
    assert tab.ask("Number(find('.lstm-clinic').dataset.right)") >= HEALTHY
    assert tab.ask("find('.lstm-clinic .lead').textContent").startswith("Healed")
