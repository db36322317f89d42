"""What *For teachers* says of its choices."""

STOPS = (
    "Choose the stops. Your class opens one link, and each lesson leads on to the next one: the line under the claim "
    "counts the stops and says what is done."
)
SCREENS = (
    "A stop opens as it always does, or as you set it up: go there, choose sentence, seed, network, hold a value, "
    "press *Copy link*, and paste it here, one line for a stop."
)
HIDE = (
    "What you hide is gone from the screens of this link, for eyes, keys and screen readers. It is no lock: who "
    "shortens the address sees it again."
)
SLIPS = (
    "At the last stop everybody finds a slip, a short code. It says which things to do and which exercises were done "
    "in that browser. It holds no name, and the server keeps nothing of it. It is no proof: friends can share one."
)
PRESENT = (
    "*Present*, at the top of every page, or Alt + P, makes type and picture large enough for the last row. Keys then: "
    "**B** a black screen, **S** a spotlight at the pointer, **N** your notes in a second window, with the question, "
    "its answer, the next stop and the clock, **Q** on to the next question, and **P** to end. A clicker's keys walk "
    "through the pictures."
)
FILES = (
    "No network in the room? *Take this lesson home*, below every lesson, gives it as one file that opens from a disk, "
    "a worksheet with its key, slides of the tour, and a notebook. `python -m offline FOLDER` writes all lessons for a "
    "stick or any web host."
)
ROOM = (
    "In a room your class votes together. Open one: your class joins by its word, its link or the square. Every first "
    "guess is a vote. Everybody sees the votes when you show the answer. No names, no accounts. A room ends after "
    "three hours."
)
LEADING = (
    "Now walk through the lessons in this tab. The strip under each claim leads the room: who is there, how many have "
    "voted, *Show the answer*. Your class follows to your page, word and unit; each may stop following."
)
