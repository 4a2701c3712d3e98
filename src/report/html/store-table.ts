import type { Health, StoreHealth } from '../../judge/judge.ts'
import { formatBytes } from '../../words/words.ts'
import { type Cell, html, mark, number, table } from './element.ts'

const probeWords: Readonly<Record<StoreHealth['probe']['state'], string>> = {
  reached: 'yes',
  refused: 'refuses',
  unreachable: 'no',
  'not-configured': 'lacks a value',
}

const lockWords: Readonly<Record<StoreHealth['lock']['state'], string>> = {
  impossible: 'no locks',
  locked: 'locked',
  unknown: 'not known',
}

export function storeTable({ stores }: Health): string {
  return table({
    caption: 'Stores',
    name: 'stores',
    heads: ['Store', 'State', 'Answers', 'Backups', 'Sealed', 'Free', 'Lock', 'A month'],
    rows: stores.map(cells),
    sortable: true,
    cards: true,
    hideCaption: true,
  })
}

function cells({ store, where, state, probe, backups, room, lock, cost }: StoreHealth): readonly Cell[] {
  return [
    { shown: `${html(store, 120)}<small>${html(where, 160)}</small>`, value: store.slice(0, 100) },
    { shown: mark(state), value: state },
    { shown: `${probeWords[probe.state]}${probe.cached ? '<small>up to 5 m ago</small>' : ''}`, value: probe.state },
    backups
      ? { shown: `${backups.count}${backups.partial ? '<small>some not read</small>' : ''}`, value: backups.count }
      : { shown: 'not read' },
    number(backups?.bytes, formatBytes),
    room
      ? {
          shown: `${html(formatBytes(room.freeBytes))}${room.minFreeBytes === undefined ? '' : `<small>min-free ${html(formatBytes(room.minFreeBytes))}</small>`}`,
          value: room.freeBytes,
        }
      : { shown: '–' },
    { shown: lockWords[lock.state], value: lock.state },
    cost ? { shown: html(`${cost.perMonth.toFixed(2)} ${cost.currency}`), value: cost.perMonth } : { shown: '–' },
  ]
}
