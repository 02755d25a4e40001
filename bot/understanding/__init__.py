"""From a practitioner's words to findings, and to what a message means for the question that stands."""
