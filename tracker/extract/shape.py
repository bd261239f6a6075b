def shape(root):
    for img in list(root.iter("img")):
        img.drop_tree()
    for a in list(root.iter("a")):
        if not a.get("href") or any(c.tag in ("p","div","h1","h2","h3","h4","h5","h6","ul","table") for c in a.iter()):
            a.drop_tag()
