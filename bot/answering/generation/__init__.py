"""Having a model draft an answer: what it is asked, what comes back, and what it costs."""
