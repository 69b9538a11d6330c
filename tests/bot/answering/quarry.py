"""An invented interview with what is easily told wrong: what is not answered, what one says of the other."""

QUARRY = """\
The Slate Review: Why did the old quarry close, and who decided it?

Hedda Roth: The water closed it. In 1987 the pumps stopped for a week and the lower pit was a lake. \
The county engineer, Ivo Lang, said that no pump in the country could empty it.

Casper Dunn: I wouldn't say the pumps were useless. They kept the upper pit dry for ten years, because the \
rock there has no cracks.

The Slate Review: Given that Casper was banned from the site in 2004, how did you two write the book together?

Hedda Roth: I carried his notebooks in and out. He drew the maps from memory, and they were right to the yard.

The Slate Review: How much did the museum pay for the maps?

Casper Dunn: I'd rather not say.

The Slate Review: The guidebook claims that the Polish miners built the chapel themselves. Is it true?

Casper Dunn: They built it in two winters, from waste slate. My aunt Lena Dunn sang there every Sunday.

Hedda Roth: The chapel roof leaks now, and nobody pays for it. I would move the organ to the school.

The Slate Review: Will the quarry ever open again?

Hedda Roth: Not for slate. There is a plan to grow mushrooms in the tunnels, because it is always eleven \
degrees down there.
"""
SIDECAR = """\
title = "The Lake in the Quarry"
publisher = "The Slate Review"
speakers = [
    {name = "The Slate Review", role = "host"},
    {name = "Hedda Roth", aliases = ["Hedda"], role = "guest"},
    {name = "Casper Dunn", aliases = ["Casper"], role = "guest"},
]
"""
