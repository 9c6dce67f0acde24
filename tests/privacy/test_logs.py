import logging
import sys
import warnings

import pytest
import structlog

from lantaarn.privacy.logs import WordlessFormatter, set_up_logs

CANARY = "kanariepiet-uit-zwolle"
LEVELS = [logging.DEBUG, logging.WARNING]


@pytest.fixture(autouse=True)
def logs_as_they_were():
    """Puts back every handler and level, so that other tests keep their own logs."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, logging.raiseExceptions)
    others = [logging.getLogger(name) for name in list(root.manager.loggerDict)]
    held = [(other, other.handlers[:], other.level, other.propagate) for other in others]
    config = structlog.get_config()
    with warnings.catch_warnings():
        yield
    root.handlers[:], root.level, logging.raiseExceptions = before[0], before[1], before[2]
    for other, handlers, level, propagate in held:
        other.handlers[:], other.propagate = handlers, propagate
        other.setLevel(level)
    structlog.configure(**config)


def fail(words):
    seen = words  # a local variable, as in Rasa's own tracebacks
    raise ValueError(f"cannot read {seen}")


@pytest.mark.parametrize("level", LEVELS)
def test_a_warning_of_another_logger_writes_no_argument(capsys, level):
    set_up_logs(level)
    logging.getLogger("rasa.core.processor").warning("Failed on '%s'", CANARY)
    written = capsys.readouterr().err
    assert written == "WARNING rasa.core.processor event\n"


@pytest.mark.parametrize("level", LEVELS)
def test_words_inside_the_message_itself_are_not_written_either(capsys, level):
    set_up_logs(level)
    logging.getLogger("sanic.root").error(f"GET /{CANARY}", extra={"host": CANARY})
    assert capsys.readouterr().err == "ERROR sanic.root event\n"


def test_at_debug_level_only_the_event_is_written(capsys):
    set_up_logs(logging.DEBUG)
    logging.getLogger("rasa.shared").debug("Received %s", {"text": CANARY})
    assert capsys.readouterr().err == "DEBUG rasa.shared event\n"


def test_below_the_level_nothing_is_written(capsys):
    set_up_logs(logging.WARNING)
    logging.getLogger("rasa.shared").info("Received %s", CANARY)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", ["rasa.core", "lantaarn.assistant"])
def test_a_traceback_leaves_its_class_only(capsys, level, name):
    set_up_logs(level)
    try:
        fail(CANARY)
    except ValueError:
        logging.getLogger(name).exception("answer failed")
    written = capsys.readouterr().err
    assert CANARY not in written
    assert "cannot read" not in written
    assert "Traceback" not in written
    assert written.endswith(" ValueError\n")
    assert written.count("\n") == 1


def test_a_stack_that_is_asked_for_is_not_written(capsys):
    set_up_logs()
    logging.getLogger("rasa.core").warning(CANARY, stack_info=True)
    assert capsys.readouterr().err == "WARNING rasa.core event\n"


def test_our_own_events_are_written(capsys):
    set_up_logs()
    logging.getLogger("lantaarn.assistant").error("answer failed: %s", "KeyError")
    assert capsys.readouterr().err == "ERROR lantaarn.assistant answer failed: KeyError\n"


@pytest.mark.parametrize("name", ["lantaarnx", "mylantaarn.assistant", "root.lantaarn"])
def test_a_name_that_looks_like_ours_is_not_ours(name):
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, CANARY, (), None)
    assert WordlessFormatter().format(record) == f"ERROR {name} event"


def test_handlers_that_others_put_up_are_taken_away(capsys):
    other = logging.getLogger("sanic.access")
    other.addHandler(logging.StreamHandler(sys.stdout))
    other.propagate = False
    set_up_logs()
    other.warning("POST %s", CANARY)
    seen = capsys.readouterr()
    assert seen.out == ""
    assert seen.err == "WARNING sanic.access event\n"


def test_setting_up_twice_writes_each_event_once(capsys):
    set_up_logs()
    set_up_logs()
    logging.getLogger("rasa").error(CANARY)
    assert capsys.readouterr().err == "ERROR rasa event\n"


def test_an_argument_that_does_not_fit_is_not_shown(capsys):
    set_up_logs()
    logging.getLogger("lantaarn.assistant").error("answer failed: %d", CANARY)
    assert CANARY not in capsys.readouterr().err


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("method", ["debug", "info", "warning", "error", "critical"])
def test_events_of_structlog_are_dropped(capsys, level, method):
    set_up_logs(level)
    getattr(structlog.get_logger("rasa"), method)("processor.message", text=CANARY)
    seen = capsys.readouterr()
    assert (seen.out, seen.err) == ("", "")


def test_an_exception_that_structlog_reports_is_dropped(capsys):
    set_up_logs(logging.DEBUG)
    try:
        fail(CANARY)
    except ValueError:
        structlog.get_logger("rasa").exception("processor.failed", text=CANARY)
    seen = capsys.readouterr()
    assert (seen.out, seen.err) == ("", "")


def test_a_structlog_logger_that_rasa_used_before_writes_no_words_afterwards(capsys):
    structlog.configure(
        processors=[structlog.processors.JSONRenderer()],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    early = structlog.get_logger("rasa")
    early.debug("processor.start")
    set_up_logs(logging.DEBUG)
    capsys.readouterr()
    early.warning("processor.message", text=CANARY)
    seen = capsys.readouterr()
    assert CANARY not in seen.out + seen.err


def test_warnings_of_python_are_not_written(capsys):
    set_up_logs()
    warnings.warn(CANARY, UserWarning, stacklevel=1)
    assert CANARY not in capsys.readouterr().err
