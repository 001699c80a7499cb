"""The meeting of a family: before it, its nine steps, and after."""
