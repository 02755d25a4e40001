"""The record as documents: one module a form, each from the same outline."""
