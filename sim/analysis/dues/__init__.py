"""When would it have to be due? Curves and earliest dates, from runs at each due."""
