Feature: Talks in the valley

  More to come.
