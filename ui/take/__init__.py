"""What a reader takes along: a worksheet, slides, a notebook of what stands on the page; made when it is asked for."""
