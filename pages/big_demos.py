"""The same cell at scale."""

from ui import big_break, big_demos, big_film, big_findings, big_runs, big_training, lesson

LESSON = {"menu": "Big demos", "order": 90, "icon": ":material/monitoring:", "minutes": {}}

lesson.say(
    "Larger networks, trained with torch and opened here by the same NumPy that the other lessons use. The cell is the "
    "one you know; what grew is the number of units and what they read. Look at what they learned without being told."
)
demo = run = None
with lesson.refused():
    demo = big_demos.choose_demo()
    run = big_demos.choose_run(demo)

lesson.heading("How it learned")
with lesson.refused():
    if run:
        big_demos.how_it_learned(run)
        big_demos.samples(run)
    else:
        lesson.waiting("No run of this demo comes with the app. Below it says how to train one.")

if run:
    lesson.heading("What was found in it")
    with lesson.refused():
        big_findings.found(run)

    lesson.heading("Look inside")
    with lesson.refused():
        network = big_runs.network(run)
        if network.vocabulary:
            words = big_film.choose_text(run, network)
            big_film.look_inside(run, network, words)
            lesson.heading("Hold a value, and see what it says")
            big_break.break_it(run, network, words)
        else:
            lesson.waiting("This network reads numbers, no words; the film is for those that read words.")

lesson.heading("Train it yourself")
with lesson.refused():
    if demo:
        big_training.train(demo)

lesson.ending(
    facts=(
        "The cell is **the same**: the film replays what torch trained, with every gate, in NumPy.",
        "A loss says little alone. Put it beside **who only counts**, and beside what others reached.",
        "A unit that follows something is a **finding, not a proof**: hold it, and see whether what it writes turns.",
        "Size does not help where there is nothing to remember: on share prices the network only ties.",
    ),
    recall=big_demos.who_knows,
    key="big_recall",
)
