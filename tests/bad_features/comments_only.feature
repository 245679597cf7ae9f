# Talks in the valley

# more to come
