"""Requirements of print shops: press profiles, ICC profiles, printing conditions."""
