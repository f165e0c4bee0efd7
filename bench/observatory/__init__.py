"""The grade that Mozilla's HTTP Observatory gives to every kind of answer of the hub, reckoned on this machine: ``make observatory``."""
