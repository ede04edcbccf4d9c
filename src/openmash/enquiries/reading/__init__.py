"""The enquiry as people read it: list, frame, jigsaw, chronology, network, history."""
