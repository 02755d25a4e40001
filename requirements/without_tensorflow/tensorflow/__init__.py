"""Stands in for TensorFlow, which Rasa imports for components that this assistant does not use.

With the real one installed, a start takes seven seconds longer, the server 300 MB more memory and the environment a gigabyte more
disk, for nothing. Here every name is a class from which Rasa's own can be derived, so that its modules can be imported; whatever
would compute something raises ImportError. `requirements/setup.sh` puts this folder on the path behind what is installed, so where
TensorFlow is installed, as it is for training the encoder, that is used.
"""

from __future__ import annotations

import sys
from abc import ABCMeta
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PACKAGES = ("tensorflow", "keras")
# What Rasa takes further names from.
MODULES = ("keras", "compat", "types", "python")
__version__ = "0"


class Absent(ABCMeta):
    """The class of each name: may be derived from, stand in an annotation and decorate a function."""

    def __getattr__(cls, name: str) -> Any:
        return absent(name)

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        if len(arguments) == 1 and not options and callable(arguments[0]):
            return arguments[0]
        raise ImportError(f"TensorFlow is not installed, and {cls.__name__} needs it. The assistant itself works without.")


def absent(name: str) -> Any:
    """The class for a name. Raises AttributeError for names that Python itself asks for."""
    if name.startswith("__"):
        raise AttributeError(name)
    return Absent(name, (), {})


class _Submodules(MetaPathFinder, Loader):
    """Finds every module below the packages."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        package, below, _ = fullname.partition(".")
        return ModuleSpec(fullname, self, is_package=True) if below and package in PACKAGES else None

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        module.__getattr__ = absent  # type: ignore[method-assign]


sys.meta_path.append(_Submodules())


def __getattr__(name: str) -> Any:
    return import_module(f"tensorflow.{name}") if name in MODULES else absent(name)
