"""Pages onto sheets: what is printed, folded, stapled and cut. For a PDF of any maker.

    imposed = impose.impose(data, "leaflet.pdf", Job(SCHEMES["booklet"], sheet="A4"))

`schemes` say which page stands where, `arrange` at which millimetres, `write` makes the sheets. The command line asks
for `job`, `schemes` and `paper` alone, which load nothing heavy.
"""
