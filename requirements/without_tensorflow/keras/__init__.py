"""Keras, which comes with TensorFlow and like it is not there."""

from tensorflow import absent


def __getattr__(name: str) -> object:
    return absent(name)
