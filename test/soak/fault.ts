import type { Random } from './random.ts'

/** Calls to a store, as faults name them. */
export type Call = 'put' | 'get' | 'head' | 'list' | 'remove'

/**
 * What a call meets. `unavailable`, `denied`, `full`, `failed`: before anything is done. `lost`: it is done, and the answer
 * is lost. `half`: half of the bytes or entries, then it fails. `stall`: nothing for minutes or hours, then it fails. `late`: a
 * listing without what was just written. `ghost`: a listing with what was just removed. `flip`: other bytes, which parse
 * where they are JSON. `spoil`: a part of a backup is stored as other bytes, and the store says that all is well.
 */
export const faultKinds = [
  'unavailable',
  'denied',
  'full',
  'failed',
  'lost',
  'half',
  'stall',
  'late',
  'ghost',
  'flip',
  'spoil',
] as const
export type FaultKind = (typeof faultKinds)[number]

const possible: Readonly<Record<Call, readonly FaultKind[]>> = {
  put: ['unavailable', 'denied', 'full', 'failed', 'lost', 'half', 'stall', 'spoil'],
  get: ['unavailable', 'denied', 'failed', 'half', 'stall', 'flip'],
  head: ['unavailable', 'denied', 'failed', 'stall'],
  list: ['unavailable', 'denied', 'failed', 'half', 'stall', 'late', 'ghost'],
  remove: ['unavailable', 'denied', 'failed', 'lost', 'half', 'stall'],
}

/** What the stores do to one command. */
export interface Weather {
  readonly name: string
  /** True where no call meets anything: then the command has no excuse. */
  readonly calm: boolean
  /** True where at most one call does. */
  readonly gentle: boolean
  next(store: string, call: Call, key: string): FaultKind | undefined
  /** A store that was called and has answered nothing at all. */
  dark?(): string | undefined
}

/** How many faults of each kind were met. */
export type Tally = Record<FaultKind, number>
export const newTally = (): Tally => Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Tally

export const calm: Weather = { name: 'calm', calm: true, gentle: true, next: () => undefined }

/** One store lists nothing, and answers all else. */
export function blindIn(store: string, tally: Tally): Weather {
  let asked = 0
  return {
    name: `no listing of ${store}`,
    calm: false,
    gentle: false,
    next(at, call) {
      if (at !== store || call !== 'list') return undefined
      asked += 1
      tally.denied += 1
      return 'denied'
    },
    dark: () => (asked > 0 ? store : undefined),
  }
}

/** One store answers nothing. */
export function darkIn(store: string, tally: Tally): Weather {
  return {
    name: `no answer of ${store}`,
    calm: false,
    gentle: false,
    next(at) {
      if (at !== store) return undefined
      tally.unavailable += 1
      return 'unavailable'
    },
  }
}

/** `kinds`: what may happen at all. */
export function drawWeather(
  random: Random,
  stores: readonly string[],
  kinds: readonly FaultKind[],
  tally: Tally,
): Weather {
  const of = (call: Call) => possible[call].filter((kind) => kinds.includes(kind))
  const met = (kind: FaultKind | undefined) => {
    if (kind) tally[kind] += 1
    return kind
  }
  const outages = (['unavailable', 'denied', 'failed'] as const).filter((one) => kinds.includes(one))
  const name = random.weighted({
    calm: 3,
    showers: 4,
    storm: 1,
    outage: outages.length > 0 ? 1 : 0,
    blind: 0.5,
    single: 5,
  })
  switch (name) {
    case 'calm':
      return calm
    case 'blind':
      return kinds.includes('denied') ? blindIn(random.pick(stores), tally) : calm
    case 'showers':
    case 'storm': {
      const rate = name === 'storm' ? random.scale(0.05, 0.4) : random.scale(0.005, 0.1)
      const some = random.some(kinds, 0.5)
      const next: Weather['next'] = (_, call) => {
        const fitting = of(call).filter((kind) => some.includes(kind))
        return fitting.length > 0 && random.chance(rate) ? met(random.pick(fitting)) : undefined
      }
      return { name: `${name} ${rate.toFixed(3)} of ${some.join('+')}`, calm: false, gentle: false, next }
    }
    case 'outage': {
      const store = random.pick(stores)
      const kind = random.pick(outages)
      // It may begin, and end, in the middle of a command.
      const from = random.chance(0.5) ? 0 : random.magnitude(1, 100)
      const until = random.chance(0.5) ? Number.POSITIVE_INFINITY : from + random.magnitude(1, 100)
      let calls = 0
      return {
        name: `outage of ${store}: ${kind}`,
        calm: false,
        gentle: false,
        next(at) {
          if (at !== store) return undefined
          calls += 1
          return calls > from && calls <= until ? met(kind) : undefined
        },
        dark: () => (from === 0 && until === Number.POSITIVE_INFINITY && calls > 0 ? store : undefined),
      }
    }
    case 'single': {
      const kind = random.pick(kinds)
      const call = random.pick((Object.keys(possible) as Call[]).filter((one) => possible[one].includes(kind)))
      const folder = random.pick(['data', 'keys', 'manifests', 'proofs', 'runs', 'holds', 'trash', 'lease', ''])
      const nth = random.magnitude(1, 12)
      let calls = 0
      return {
        name: `${kind} at ${call} ${folder} no. ${nth}`,
        calm: false,
        gentle: true,
        next(_, made, key) {
          if (made !== call || !key.includes(folder)) return undefined
          calls += 1
          return calls === nth ? met(kind) : undefined
        },
      }
    }
  }
}
