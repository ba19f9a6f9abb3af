"""igraph, scipy and compiled kernels behind one door: numbers in, numbers out."""
