import type { Proof, RunRecord } from '../entry.ts'
import type { Manifest } from '../manifest.ts'
import { type ObjectName, parseObjectName } from '../object-name.ts'

/**
 * What one reading of a source has parsed: most stores have the same names and the very same bytes, and each is parsed once. It is
 * filled from what the stores have just answered, and goes with the reading. The same name gives the same object.
 */
export class Parsed {
  readonly #source: string
  readonly #names = new Map<string, ObjectName | undefined>()
  readonly #manifests = new Map<string, Manifest>()
  readonly #proofs = new Map<ObjectName, Proof>()
  readonly #runs = new Map<ObjectName, RunRecord>()

  constructor(source: string) {
    this.#source = source
  }

  name(key: string): ObjectName | undefined {
    const known = this.#names.get(key)
    if (known || this.#names.has(key)) return known
    const name = parseObjectName(this.#source, key)
    this.#names.set(key, name)
    return name
  }

  manifest(id: string, sha256: string, parse: () => Manifest): Manifest {
    return remembered(this.#manifests, `${id} ${sha256}`, parse)
  }

  /** What the name alone says of a proof. */
  proof(name: ObjectName & { readonly kind: 'proof' }): Proof {
    return remembered(this.#proofs, name, () => {
      const { id, at, level, store, passed } = name
      return {
        ...{ id, level, outcome: passed ? 'passed' : 'failed', startedAt: at, finishedAt: at, store },
        ...{ findings: [], durations: {} },
      }
    })
  }

  /** The same of a run record. */
  run(name: ObjectName & { readonly kind: 'run' }): RunRecord {
    return remembered(this.#runs, name, () => {
      const { id, at, succeeded, command = 'run' } = name
      return {
        ...{ id, source: this.#source, command, trigger: '', startedAt: at, finishedAt: at, because: [] },
        outcome: succeeded ? 'succeeded' : 'failed',
      }
    })
  }
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}
