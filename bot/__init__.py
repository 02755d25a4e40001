"""The online-abuse assistant: what a practitioner says, mapped to the NSPCC briefing of June 2019."""

__version__ = "0.1.0"
