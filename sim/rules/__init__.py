"""How is a decision made? Small pure rules: scalars in, a scalar out, each with its source."""
