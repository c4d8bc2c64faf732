"""presscheck finds, in draft articles, every piece of text that was never meant for the reader."""

__version__ = "0.1.0"
