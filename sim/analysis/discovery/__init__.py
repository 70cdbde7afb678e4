"""Where among the inputs of a study do the cases of interest lie?"""
