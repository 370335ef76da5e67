// Tabs by the pattern of the ARIA practices: arrows, Home and End move among them, and `#why` opens the second one.

/**
 * Makes a tab list work.
 *
 * @param {function} opened called with the id of the tab that was opened
 * @returns {{open: function}} opens a tab by its id, and goes there
 */
export function makeTabs(tablist, opened) {
  const tabs = [...tablist.querySelectorAll('[role=tab]')];

  function show(wanted) {
    for (const tab of tabs) {
      const selected = tab === wanted;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')).hidden = !selected;
    }
    opened(wanted.id);
  }

  const go = (tab) => {
    tab.focus();
    show(tab);
  };
  tabs.forEach((tab) => tab.addEventListener('click', () => show(tab)));
  tablist.addEventListener('keydown', (event) => {
    const at = tabs.indexOf(document.activeElement);
    const next = {
      ArrowRight: tabs[(at + 1) % tabs.length],
      ArrowLeft: tabs[(at + tabs.length - 1) % tabs.length],
      Home: tabs[0],
      End: tabs[tabs.length - 1],
    }[event.key];
    if (next && at >= 0) {
      event.preventDefault();
      go(next);
    }
  });
  const byHash = () => {
    if (location.hash === '#why') {
      show(document.getElementById('tab-why'));
    }
  };
  addEventListener('hashchange', byHash);
  byHash();
  return { open: (id) => go(document.getElementById(id)) };
}
