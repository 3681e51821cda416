"""What the chapters' sentences say of their own cells, and which verdicts bear them out.

A sentence is quoted as it stands in the prose, so that whoever changes it comes here too. It names the cell whose
output it is about, by the id in the notebook, and what that output may say: on several processors, and on one.
What machines and chance may decide either way is allowed; what contradicts the sentence is not. A short run on a busy
machine may show nothing at all, which contradicts nobody; of the committed run more is asked.
"""

import re
from dataclasses import dataclass, field

# What a verdict comes to. A factor below FAR is no large one, and below LEVEL little more than noise in a short run.
LEVEL, FAR = 1.25, 3.0

WITHHELD = {"withheld"}
SAME = {"level"} | WITHHELD
SLOWER = {"slower", "far slower"} | WITHHELD
FASTER = {"faster", "far faster"} | WITHHELD
NOT_SLOWER = SAME | FASTER
NOT_FASTER = SAME | SLOWER
NOT_FAR = {"slower", "level", "faster"} | WITHHELD
FAR_FASTER = {"far faster"} | WITHHELD
FAR_SLOWER = {"far slower"} | WITHHELD
OPEN = {"not shown", "not measured"} | WITHHELD
ANY = None


def kind(verdict):
    """A verdict's kind: of a comparison, an interaction, a claim or a hypothesis."""
    factor = re.match(r"([\d.,]+)x (faster|slower) than ", verdict)
    if factor:
        times, how = float(factor[1].replace(",", "")), factor[2]
        return "level" if times < LEVEL else how if times < FAR else f"far {how}"
    effect = re.search(r" slows \S+(?: \S+)*? [\d.,]+x (more|less) than ", verdict)
    if effect:
        return effect[1]
    if verdict.startswith(("no difference", "no interaction")):
        return "unshown" if " shown by " in verdict else "level"
    if re.match("too (few|short)|not measured:|times of 0 s", verdict) or "not steady" in verdict or " has no " in verdict:
        return "withheld"
    return "not shown" if verdict.startswith("not shown") else verdict


@dataclass(frozen=True)
class Sentence:
    """One sentence, or the part of it that a cell can contradict.

    `row` is a pattern for the texts that a row of the table has (all rows if it is empty), `column` the column to look
    into. `several` and `one` are what it may hold on several processors and on one: a set of kinds of verdict, a range
    of numbers, ANY. Without a table, `text` is a pattern for all of the output.
    """

    quote: str
    cell: str
    row: tuple = ()
    column: str = "verdict"
    several: object = ANY
    one: object = ANY
    text: str = field(default="", kw_only=True)
    alike: bool = field(default=False, kw_only=True)  # whether the column holds one value in all rows

    def contradictions(self, tables, text, processors, committed=False):
        """What the cell's output holds against the sentence: most often nothing."""
        if self.text:
            return [] if re.fullmatch(self.text, text.strip(), re.DOTALL) else [text]
        cells = list(self._cells(tables))
        if not cells:
            return [f"no row {self.row} with a column {self.column}"]
        if self.alike:
            return cells if len({cell for cell in cells if cell}) > 1 else []  # what did not run has none
        allowed = self.several if processors > 1 else self.one
        return [cell for cell in cells if allowed is not ANY and not _fits(cell, allowed, committed)]

    def _cells(self, tables):
        for header, *rows in tables:
            header = [name.replace(" (s)", " s") for name in header]  # as older outputs have it
            if self.column in header:
                at = header.index(self.column)
                for row in rows:
                    if all(any(re.fullmatch(part, cell) for cell in row) for part in self.row):
                        yield row[at]


def _fits(cell, allowed, committed):
    if isinstance(allowed, set):
        shown = kind(cell)
        if shown == "unshown":
            return not committed or "level" in allowed
        return shown in allowed or shown == "baseline"
    low, high = allowed
    return low <= float(cell.replace(",", "")) <= high


def model(name):
    return (re.escape(name),)


def source(name, of):
    return (name, re.escape(of))


def claim(words):
    return (re.escape(words),)


SENTENCES = {
    "00-start": [
        Sentence("they share the work out and win", "00-09", model("threads(16)"), several=NOT_SLOWER, one=NOT_FASTER),
        Sentence("The event loop takes as long as blocking", "00-09", model("eventLoop"), several=SAME, one=SAME),
        Sentence(
            "the start costs more than the sharing gains",
            "00-09",
            model("processes(16)"),
            several=NOT_FASTER,
            one=SLOWER,
        ),
        Sentence(
            "with one shared generator the threads are far *slower*",
            "00-15",
            model("threads(16)"),
            several=SLOWER,
            one=SAME,
        ),
    ],
    "01-threads-and-event-loops": [
        Sentence("it stays near one", "01-02", model("gil(4)"), "mean cores", several=(0, 1.3), one=(0, 1.3)),
        Sentence("The second task's note comes first", "01-13", text=r"\[a note of the second task, the answer\]"),
        Sentence("Too early.", "01-16", text="false"),
        Sentence("Far faster than the plain loop, as threads are", "01-21", model("gil(16)"), several=FASTER, one=FASTER),
        Sentence(
            "an event loop runs one task at a time",
            "01-26",
            claim("an event loop runs one task at a time"),
            "Java here",
            several={"holds"},
            one={"holds"},
        ),
    ],
    "02-the-question": [
        Sentence("five runs do not show it", "02-18", model("eventLoop"), several={"level"}, one={"level"}),
        Sentence(
            "They do not make a difference that is not there", "02-23", model("eventLoop"), several=SAME, one=SAME
        ),
    ],
    "03-threading": [
        Sentence(
            "these took more than three times as long", "03-02", model("threads(16)"), several=FAR_SLOWER, one=FAR_SLOWER
        ),
        Sentence(
            "the article's large factor does not come back here",
            "03-05",
            (r".*threads\(16\).*",),
            several=NOT_FAR,
            one=NOT_FAR,
        ),
        Sentence("sixteen threads take far longer than one", "03-08", model("threads(16)"), several=SLOWER, one=SAME),
        Sentence("A global lock costs the gain;", "03-11", model("gil(16)"), several=NOT_FAR, one=NOT_FAR),
    ],
    "04-asyncio": [
        Sentence("take the same time", "04-05", model("eventLoop"), several=SAME, one=SAME),
        Sentence(
            '"Slightly faster" is not what the article\'s five runs show',
            "04-23",
            claim("asyncio is slightly faster than blocking"),
            "article",
            several={"not shown"},
            one={"not shown"},
        ),
    ],
    "05-multiprocessing": [
        Sentence("on one processor both lose", "05-02", (r"processes\(\d+\)",), one=SLOWER),
        Sentence("Zero. Every child counted", "05-17", text="0"),
        Sentence("Threads see one counter", "05-20", text=r"[1-9]\d*"),
    ],
    "06-blocking-and-findings": [
        Sentence(
            "they are far worse than the plain loop",
            "06-04",
            source("SHARED", "threads(16)"),
            several=SLOWER,
            one=NOT_FAR,
        ),
        Sentence("they still gain", "06-04", source("PER_TASK", "threads(16)"), several=NOT_SLOWER, one=NOT_FAR),
        Sentence("Its line stays nearly flat", "06-04", model("gil(16)"), several=NOT_FAR, one=NOT_FAR),
        Sentence(
            "source and model do something together that neither does alone",
            "06-07",
            (r"threads\(16\)", "SHARED"),
            several={"more"} | WITHHELD,
        ),
        Sentence(
            "they leave one open: that asyncio is slightly faster than blocking",
            "06-13",
            claim("asyncio is slightly faster than blocking"),
            "article",
            several={"not shown"},
            one={"not shown"},
        ),
        Sentence(
            "Claims about threads, if not all of them, and but for chance no others",
            "06-16",
            claim("threads take longer than a plain loop"),
            "Java here",
            several={"does not hold"} | OPEN,
        ),
    ],
    "07-create-tasks-first": [
        Sentence("Expect no difference", "07-05", (r"eventLoop.*",), several=SAME, one=SAME),
        Sentence("It has not even begun", "07-16", text="false"),
        Sentence("Done. Same type", "07-19", text="true"),
    ],
    "08-what-java-adds": [
        Sentence("none of them can beat the plain loop", "c05", several=NOT_SLOWER, one=NOT_FAR),
        Sentence("the curve does not rise but falls", "c18", ("2",), "speed-up", several=(0, 1)),
    ],
    "09-when-tasks-wait": [
        Sentence(
            "have *all* of them waiting at once",
            "c05",
            (r"eventLoop|virtualThreads",),
            several=FAR_FASTER,
            one=FAR_FASTER,
        ),
        Sentence("is about as fast as `threads(16)`", "c05", model("gil(16)"), several=FAR_FASTER, one=FAR_FASTER),
        Sentence("Everything still beats the plain loop", "c17", several=FASTER, one=FASTER),
        Sentence("until nothing is left of it", "c21", model("eventLoop"), several=NOT_FASTER, one=NOT_FASTER),
        Sentence(
            "the global lock is let go during a wait", "c24", (r".*threads\(16\).*",), several=FASTER, one=FASTER
        ),
        Sentence("asyncio does what it was made for", "c24", (r".*eventLoop.*",), several=FAR_FASTER, one=FAR_FASTER),
    ],
    "10-your-own-workload": [
        Sentence("The refusal names it", "c14", text=r".*cannot travel to another process.*'open'.*"),
        Sentence("These tasks wait", "c29", text=r".*Use (virtualThreads|eventLoop)\(\).*"),
        Sentence("hardly worth the name of a task", "c31", text=r".*Use blocking\(\).*"),
        Sentence("Not for Java, and not for every piece", "c09", model("processes(4)"), several=NOT_FASTER, one=SLOWER),
        Sentence(
            "Here threads had all processors too", "c09", model("threads(4)"), several=NOT_SLOWER, one=NOT_FASTER
        ),
    ],
    "11-reproducibility": [
        Sentence("One checksum in every row", "c12", column="checksum", alike=True),
    ],
    "12-past-one-machine": [
        Sentence(
            "takes seconds before the first task can run",
            "c05",
            (r"spark.*",),
            "pool start s",
            several=(0.5, 100),
            one=(0.5, 100),
        ),
        Sentence(
            "The plain loop shows how little there is to do",
            "c13",
            (r"(processes|spark).*",),
            several=FAR_SLOWER,
            one=FAR_SLOWER,
        ),
    ],
    "13-a-better-algorithm": [
        Sentence("There is no contest", "c11", (r"blocking, binomial",), several=FAR_FASTER, one=FAR_FASTER),
        Sentence("six or seven times as fast", "c02", model("processes(16)"), several={"far faster"}, one={"far faster"}),
    ],
    "14-without-the-lock": [
        Sentence("Equal to the last digit", "14-sums-run", column="checksum", alike=True),
        Sentence(
            "threads to gain nothing on any", "14-07", (r".*threads\(16\)", r"[\w. ]*\(?blocking\)?"), several=NOT_FAR, one=NOT_FAR
        ),
        Sentence(
            "CPython's should be flat", "14-17", (r"python\(threads\(16\)\)",), several=NOT_FAR, one=NOT_FAR
        ),
        Sentence(
            "The guess does not fit CPython",
            "14-29",
            claim("CPython's threads fight for a generator"),
            several={"refuted here", "untested"} | OPEN,
            one={"refuted here", "untested"} | OPEN,
        ),
        Sentence(
            "What made the article's threads three times slower is not settled",
            "14-29",
            (r"the lock is handed over every 5 ms|it was Python 3\.7",),
            several={"refuted here", "untested"} | OPEN,
            one={"refuted here", "untested"} | OPEN,
        ),
    ],
}
