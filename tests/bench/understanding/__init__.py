"""How well and how fast messages are understood: the assistant beside what people would use in its place.

Every peer learns from the same labelled messages and reads the same test messages, which no peer has learned from. Its thresholds,
one a label, are chosen by one rule on a tenth of the training messages that it has not seen; then it learns from all of them. DIET
alone stays with nine tenths, because learning anew would take too long.
A peer reads one message at a time in a process of its own, on one core and with one thread.
"""
