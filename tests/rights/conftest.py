"""What is written to logs while answers are computed."""

import io
import logging

import pytest


@pytest.fixture
def everything_logged():
    """All loggers, at their lowest level, into one text."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    names = [name for name in logging.root.manager.loggerDict if isinstance(logging.root.manager.loggerDict[name], logging.Logger)]
    loggers = [root, *map(logging.getLogger, names)]
    before = [(logger, logger.level, logger.disabled) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.disabled = False
        logger.addHandler(handler)
    yield stream
    for logger, level, disabled in before:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.disabled = disabled
