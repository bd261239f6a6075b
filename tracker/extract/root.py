from __future__ import annotations
from tracker.extract.tree import weigh, drop, elements
SHARE=.95
def find_root(body):
    weights = weigh(body)
    total = weights[body].prose
    root = body
    while total:
        for child in root:
            if child in weights and child.tag in ("div","section","main","article","td","table","tbody","tr","form","span","center","body","dd","dl","li","ul","ol","details","p","fieldset","pre","blockquote","font") or "-" in str(child.tag):
                if weights[child].prose >= SHARE*total:
                    root = child
                    break
        else:
            break
        if root.tag in ("ul","ol","table","p","pre","dl"): break
    return root
def prune(root):
    weights = weigh(root)
    for el in list(elements(root)):
        if el is root or el.tag not in ("div","ul","ol","section","aside","p","nav","table"): continue
        w = weights[el]
        if w.links >= 3 and w.linked >= .7*w.text and w.text and w.prose < .1*weights[root].prose:
            drop(el)
