"""What does chance decide?"""
