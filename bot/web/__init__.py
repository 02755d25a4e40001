"""The doors: Rasa's REST channel for programs, and the API beside it."""
