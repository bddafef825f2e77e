"""The pages that nobody writes: each is made from the manual alone, so that it cannot disagree with it."""
