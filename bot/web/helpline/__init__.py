"""The helpline companion: a page for those who listen on the phone, and what stands behind it."""
