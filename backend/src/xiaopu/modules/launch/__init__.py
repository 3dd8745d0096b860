"""The launch (开店向导): from nothing to a mini program that sells, with the truth of each step read from
WeChat wherever WeChat lets it be read.
"""
