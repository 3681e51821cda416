"""Code from a cell, under every model: in this kernel and in children that know nothing of it."""

MODELS = "blocking(), threads(4), eventLoop(), virtualThreads(), forkJoin(2), parallelStream(), gil(2)"
CELLS = """
int factor = 5;
record Pair(int x, String name) {}
int times(int i) { return i * factor; }
var names = new ArrayList<>(List.of("a", "b"));
var open = new java.io.ByteArrayOutputStream();
"""


def text(outcome):
    assert outcome.error is None, outcome.error
    return outcome.text()


def test_should_run_a_cells_lambda_in_16_children_with_equal_results(kernel):
    text_of_cells = kernel.execute(CELLS)
    assert text_of_cells.error is None
    shown = text(
        kernel.execute(
            'trials(1).warmups(0).run(tasks("pairs", 20, i -> new Pair(times(i), names.get(i % 2))), '
            + MODELS
            + ", processes(16))"
        )
    )
    assert "processes(16)" in shown
    assert "not measured" not in shown


def test_should_name_the_variable_that_cannot_travel(kernel):
    assert kernel.execute(CELLS).error is None
    outcome = kernel.execute(
        'trials(1).run(tasks("open", 4, i -> { open.write(i); return 1; }), processes(2))'
    )
    said = "\n".join(outcome.error["traceback"])
    assert "it uses variable 'open' of type java.io.ByteArrayOutputStream" in said
    assert "open it inside the task, or use threads(n)" in said
