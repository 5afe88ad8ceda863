"""The product's heart: a brief assembled, proved, recorded, edited, compared and told as JSON."""
