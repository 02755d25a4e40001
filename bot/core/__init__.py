"""Content, answers, assessment and guidance in plain Python; knows no Rasa, web, spaCy or database."""
