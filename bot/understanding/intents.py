"""Rasa's intent classifier, kept in the model as plain numbers."""

from __future__ import annotations

import json
from typing import Any, Dict

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from safetensors.numpy import load_file, save_file

WEIGHTS, INTENTS = "weights.safetensors", "intents.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """Rasa keeps its own with skops, and to import that takes a fifth of the whole start."""

    def persist(self) -> None:
        """Writes the weights, (intents, features) and (intents,), and the names of the intents in that order."""
        with self._model_storage.write_to(self._resource) as folder:
            save_file({"weights": self.clf.coef_, "biases": self.clf.intercept_}, str(folder / WEIGHTS))
            (folder / INTENTS).write_text(json.dumps(self.clf.classes_.tolist()), encoding="utf-8")

    @classmethod
    def load(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext,
        **_: Any,
    ) -> IntentClassifier:
        """Raises ValueError when the model holds no such classifier."""
        made = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            kept = load_file(str(folder / WEIGHTS))
            names = json.loads((folder / INTENTS).read_text(encoding="utf-8"))
        made.clf.coef_, made.clf.intercept_ = kept["weights"], kept["biases"]
        made.clf.classes_ = np.array(names)
        made.clf.n_features_in_ = kept["weights"].shape[1]
        return made
