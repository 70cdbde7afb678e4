"""What is varied? Study files: levers, uncertainties, a design and the outcomes of interest."""
