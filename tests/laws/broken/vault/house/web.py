from house.vault import KEY

SHOWN = KEY
