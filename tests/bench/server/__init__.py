"""The server as it runs, set against Rasa as somebody gets it, against a bare handler and against itself."""
