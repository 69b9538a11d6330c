"""The speakers of an invented orchard, of whom questions are read."""

from index.types import Role, Speaker

RUTH = Speaker(id="o#ruth", name="Ruth Adeyemi", aliases=("Ruth",), role=Role.HOST)
IMOGEN = Speaker(id="o#imogen", name="Imogen Tarrant", aliases=("Imogen",), role=Role.GUEST)
DAVIT = Speaker(id="o#davit", name="Davit Kobalia", aliases=("Davit",), role=Role.GUEST)
REVIEW = Speaker(id="o#review", name="The Hedgerow Review", role=Role.EDITOR)
SPEAKERS = (RUTH, IMOGEN, DAVIT, REVIEW)
