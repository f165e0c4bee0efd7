"""What is measured in the browser, each as a list of sentences on what a person would lose."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }"""
OVERFLOW = """() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 0) return [];
    const edge = document.documentElement.clientWidth;
    const over = [...document.body.querySelectorAll('*')].filter(one => {
        const box = one.getBoundingClientRect();
        return box.width && (box.right > edge + 1 || box.left < -1) && !one.closest('.hidden, .skip');
    });
    return [`${wide} px too wide: ${over.slice(0, 3).map(one => one.outerHTML.slice(0, 90)).join(' | ')}`];
}"""
CUT = """() => [...document.querySelectorAll('body *')].filter(one => {
    if (!one.getClientRects().length || one.closest('.hidden, .find-word, svg, .skip, .leaving')) return false;
    if (one.matches('input, textarea, select, option')) return false;
    const style = getComputedStyle(one);
    if (style.display === 'inline') return false;
    const hides = style.overflowX === 'hidden' || style.overflowX === 'clip' || style.overflowY === 'hidden';
    const holds = [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    const tall = one.scrollHeight > one.clientHeight + 2, wide = one.scrollWidth > one.clientWidth + 2;
    return (hides || holds) && (tall || wide) && style.overflowX !== 'auto';
}).map(one => `cut or over its edge: ${one.outerHTML.slice(0, 110)}`)"""
TARGETS = """() => [...document.querySelectorAll('a, button, summary, input, select, textarea')].filter(one => {
    if (!one.getClientRects().length || one.matches('.skip, [type=hidden]')) return false;
    if (getComputedStyle(one).display === 'inline' && one.closest('p, li, dd, td, figcaption, h3')) return false;
    const box = (one.closest('label') ?? one).getBoundingClientRect();
    return box.width < 24 || box.height < 24;
}).map(one => `smaller than 24 px: ${one.outerHTML.slice(0, 110)}`)"""
STILL = """() => [...document.querySelectorAll('*')].filter(one => {
    const style = getComputedStyle(one);
    const times = `${style.transitionDuration},${style.animationDuration}`.split(',');
    return style.scrollBehavior === 'smooth' || times.some(time => parseFloat(time) > 0);
}).map(one => `moves: ${one.outerHTML.slice(0, 90)}`)"""
WITH_EDGES = ".button, .exit, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea, .card, .tile, .notice, .badge, .callout"
EDGES = """(all) => [...document.querySelectorAll(all)].filter(one => {
    if (!one.getClientRects().length) return false;
    const style = getComputedStyle(one);
    const sides = ['Top', 'Bottom', 'Left', 'Right'].map(side => parseFloat(style[`border${side}Width`]));
    return !sides.some(Boolean);
}).map(one => `has no edge: ${one.outerHTML.slice(0, 110)}`)"""
SCRIPTS = r"""() => {
    const scripts = { ar: /[\u0600-\u06ff]{2}/, fa: /[\u0600-\u06ff]{2}/, ru: /[\u0400-\u04ff]{2}/, zh: /[\u4e00-\u9fff]/ };
    const faults = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode.textContent.trim(), lang = walk.currentNode.parentElement.closest('[lang]').lang.split('-')[0];
        const foreign = Object.values(scripts).some(script => script.test(text));
        if (foreign && !scripts[lang]?.test(text)) faults.push(`said to be ${lang}: ${text.slice(0, 60)}`);
        const latin = text.match(/[a-z]{3,} [a-z]{3,} [a-z]{3,}/i);
        if (latin && scripts[lang]) faults.push(`said to be ${lang}: ${text.slice(0, 60)}`);
    }
    for (const link of document.querySelectorAll('a[hreflang]')) {
        if (!link.lang && !link.querySelector('[lang]') && !link.closest('[lang]:not(html)')) faults.push(`no lang: ${link.outerHTML.slice(0, 90)}`);
    }
    return faults;
}"""
ON_PAPER = """() => {
    const leading = [...document.querySelectorAll('nav, .exit, .foot ul, form.ask, .filters, .find, .languages')];
    const shown = leading.filter(one => one.checkVisibility() && one.offsetHeight);
    const silent = [...document.querySelectorAll('main a[href]')].filter(one => {
        const address = one.getAttribute('href'), said = getComputedStyle(one, '::after').content + one.textContent;
        return one.checkVisibility() && /^(https?:|\\/)/.test(address) && !said.includes(address);
    });
    const told = (what, all) => all.map(one => `${what}: ${one.outerHTML.slice(0, 120)}`);
    return [...told('on paper', shown), ...told('no address on paper', silent)];
}"""
FOCUS = """() => {
    const one = document.activeElement;
    if (one === document.body || one === document.documentElement) return null;
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const ring = at => at && getComputedStyle(at).outlineStyle !== 'none' && parseFloat(getComputedStyle(at).outlineWidth) >= 2;
    const rects = [...one.getClientRects()];
    const points = rects.flatMap(r => [[r.left + r.width / 2, r.top + r.height / 2], [r.left + 3, r.top + 3], [r.right - 3, r.bottom - 3]]);
    const seen = points.filter(([x, y]) => {
        const hit = document.elementFromPoint(x, y);
        return hit && (one.contains(hit) || hit.contains(one) && !hit.matches('.top, .leave'));
    });
    const all = [...document.querySelectorAll('*')];
    return { index: all.indexOf(one), html: one.outerHTML.slice(0, 100), seen: seen.length, points: points.length, size: box.width * box.height,
        ring: ring(one) || ring(one.closest('.card, label, .file')) };
}"""
STOPS = """() => {
    const groups = new Set();
    return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(one => {
        if (one.tabIndex < 0 || one.disabled || !one.checkVisibility({ visibilityProperty: true })) return false;
        if (one.type !== 'radio') return true;
        return !groups.has(one.name) && groups.add(one.name);
    }).length;
}"""
MOST_STOPS = 250


def axe(page: Any) -> list[str]:
    """What axe finds."""
    found = Axe().run(page, options=RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:140]}" for one in found.response["violations"]]


def walk(page: Any, key: str = "Tab") -> list[str]:
    """A whole walk with the Tab key (or back, with Shift): every stop is seen, is marked, comes in the order of the page (wherever
    the page puts the focus first), and the walk ends."""
    faults, order = [], []
    page.evaluate("() => { document.activeElement?.blur?.(); scrollTo(0, 0); }")
    for _stop in range(MOST_STOPS):
        page.keyboard.press(key)
        now = page.evaluate(FOCUS)
        if now is None or now["index"] in order:
            break
        order.append(now["index"])
        if not now["size"] or not now["seen"]:
            faults.append(f"covered or out of sight: {now['html']}")
        if not now["ring"]:
            faults.append(f"focus is not seen: {now['html']}")
    else:
        faults.append("the walk does not end")
    first = order.index((min if key == "Tab" else max)(order)) if order else 0
    if [*order[first:], *order[:first]] != sorted(order, reverse=key != "Tab"):
        faults.append("the order is not that of the page")
    expected = page.evaluate(STOPS)
    if len(order) != expected:
        faults.append(f"{len(order)} stops of {expected}")
    return faults


def spaced(page: Any) -> list[str]:
    """With letters, words and lines set wide (WCAG 1.4.12)."""
    page.add_style_tag(content=SPACING)
    return [f"set wide: {fault}" for fault in [*page.evaluate(OVERFLOW), *page.evaluate(CUT)]]


def in_forced_colours(page: Any) -> list[str]:
    """With the few colours of the system: edges are there, focus is seen."""
    page.emulate_media(forced_colors="active")
    faults = page.evaluate(EDGES, WITH_EDGES)
    for _stop in range(6):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUS)
        if now and not now["ring"]:
            faults.append(f"focus is not seen: {now['html']}")
    page.emulate_media(forced_colors="none")
    return [f"forced colours: {fault}" for fault in faults]


def on_paper(page: Any) -> list[str]:
    """Printed."""
    page.emulate_media(media="print")
    faults = [*page.evaluate(ON_PAPER)]
    page.emulate_media(media="screen")
    return faults


def without_motion(page: Any) -> list[str]:
    """For people whom movement harms."""
    page.emulate_media(reduced_motion="reduce")
    faults = list(page.evaluate(STILL))
    page.emulate_media(reduced_motion="no-preference")
    return faults


def on_a_narrow_screen(page: Any) -> list[str]:
    """320 px, which is also 400 % of 1280; low as such a window is."""
    page.set_viewport_size({"width": 320, "height": 256})
    faults = [*page.evaluate(OVERFLOW), *page.evaluate(CUT)]
    page.set_viewport_size({"width": 320, "height": 640})
    return [f"at 320 px: {fault}" for fault in faults]
