"""How figures get in: the seeds that lossbot brings along, and the files of public data sets."""
