"""Reading any PDF for preflight: its pages, and the marks that their content makes."""
