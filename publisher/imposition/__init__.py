"""Imposition: pages on sheets that are printed, folded, stapled and cut. For PDFs of any program.

    imposed = impose.impose(data, "leaflet.pdf", Job(SCHEMES["booklet"], sheet="A4"))

`schemes` say which page stands where, `arrange` at which millimetres, `write` makes the sheets. The command line asks
for `job`, `schemes` and `paper` alone, which load nothing heavy.
"""
