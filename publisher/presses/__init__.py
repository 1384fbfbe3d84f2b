"""What a print shop wants: press profiles, ICC profiles, printing conditions."""
