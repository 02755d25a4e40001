"""What ties the core to Rasa: importer, actions in the same process, tracker store, training, launcher."""
