/**
 * What the page does beyond HTML: tables are sorted by a click on a head, and a page that was left lying says how old it is.
 * Without it everything is there to be read. It runs in a browser and not here; its hash is in the page's own policy.
 */
export const script = `
'use strict';
for (const table of document.querySelectorAll('table.sortable')) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const up = head.getAttribute('aria-sort') !== 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      const key = (row) => row.cells[column].dataset.v ?? (row.cells[column].textContent === '–' ? undefined : row.cells[column].textContent);
      const compare = (a, b) => {
        const [x, y] = [key(a), key(b)];
        if (x === undefined || y === undefined) return (x === undefined) - (y === undefined);
        const order = x !== '' && y !== '' && !isNaN(x) && !isNaN(y) ? x - y : x < y ? -1 : x > y ? 1 : 0;
        return up ? order : -order;
      };
      table.tBodies[0].append(...[...table.tBodies[0].rows].sort(compare));
    });
  });
}
const note = document.getElementById('stale');
const hours = Math.floor((new Date - Date.parse(note.dataset.at)) / 3600000);
if (hours >= 26) {
  note.textContent = 'This page was made ' + (hours < 72 ? hours + ' hours' : Math.floor(hours / 24) + ' days') + ' ago, and nothing newer is here: what it says may no longer be true.';
  note.hidden = false;
}
for (const link of document.querySelectorAll('a[href^="#s"]')) link.addEventListener('click', () => {
  const target = document.getElementById(link.hash.slice(1));
  if (!target) return;
  target.closest('details').open = true;
  target.focus({ preventScroll: true });
});
`
