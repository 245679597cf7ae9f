"""What a picture, a page or a brief shows of a history, before anything has a place.

Choices, colours and words. Draws nothing and knows nothing of matplotlib or of HTML.
"""
