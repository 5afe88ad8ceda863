"""What is not the article goes, by rules that report what they removed."""
