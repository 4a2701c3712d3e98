import { type Backup, backupOf, digestOf, scopeOf } from './backup.ts'
import { isGrounded, mustBearNothing, mustHaveGround } from './chain.ts'
import type { Deed } from './deed.ts'
import { matches } from './name.ts'
import type { Effect, Item, Place } from './place.ts'
import type { Rules } from './policy.ts'
import { mustStay } from './stay.ts'

export class Violation extends Error {}

/** What must be true, whatever the program thinks: it knows only what was asked for, and what the stores truly have. */
export class Model {
  readonly rules: Rules
  readonly places: ReadonlyMap<string, Place>
  readonly backups = new Map<string, Backup>()
  /** Sources that the policy does not have any more. */
  readonly left = new Set<string>()
  /** When somebody may last have left a lease behind, which others must then wait for. */
  restlessAt = 0
  /** Manifests that a purge has taken, and has not put back yet, by "store id". */
  readonly taken = new Map<string, { readonly by: Deed; readonly mustReturn: boolean; readonly wasWhole: boolean }>()
  checks = 0
  /** So often has something changed that a list shows. */
  changes = 0
  /** The first that was not as it must be. */
  first: Violation | undefined

  constructor(rules: Rules, places: ReadonlyMap<string, Place>) {
    this.rules = rules
    this.places = places
  }

  /** Throws unless it is so. */
  must(holds: boolean, what: string): void {
    this.checks += 1
    if (holds) return
    // Thrown out of a call of the program, which may make something else of it.
    this.first ??= new Violation(what)
    throw this.first
  }

  /** Of the policy as it is now. */
  sources(): readonly string[] {
    return this.rules.sources.filter((source) => !this.left.has(source))
  }

  /** How long what is marked now is kept at least. */
  graceMs({ source, graceMs = 0 }: Backup): number {
    return Math.max(graceMs, this.left.has(source) ? leftGraceMs : this.rules.graceMs)
  }

  /** Some store remembers that this source was let go by a person. */
  isRetired(source: string): boolean {
    return this.rules.stores.some((store) => this.has(store, `.retired/${source}.json`))
  }

  of(source: string): readonly Backup[] {
    return [...this.backups.values()].filter((backup) => backup.source === source)
  }

  has(store: string, key: string): boolean {
    return this.places.get(store)?.objects.has(key) ?? false
  }

  mark(store: string, { source, id }: Backup): { readonly scope: string; readonly at: number } | undefined {
    const kept = this.places.get(store)?.objects.get(`${source}/trash/${id}.json`)
    return kept && { scope: scopeOf(kept.bytes), at: kept.at }
  }

  /** The run that has first found it past its grace period in this store, as docs/format.md says that it writes. */
  foundExpired(store: string, { source, id }: Backup): string | undefined {
    const kept = this.places.get(store)?.objects.get(`${source}/trash/expired.json`)
    const said = kept && (JSON.parse(kept.bytes.toString()) as { marks?: Record<string, { run?: string }> })
    return said?.marks?.[id]?.run
  }

  /** Stores that have its manifest. */
  holding({ source, id, manifest }: Backup): readonly string[] {
    const key = `${source}/manifests/${id}.json`
    return this.rules.stores.filter((store) => this.places.get(store)?.objects.get(key)?.bytes.equals(manifest))
  }

  isDeleted(backup: Backup): boolean {
    const holding = this.holding(backup)
    return holding.length > 0 && holding.every((store) => this.mark(store, backup)?.scope === 'backup')
  }

  /** Every byte of the copy is what was committed. */
  /** `withIndex` false: as far as a restore reads it. */
  isWhole(store: string, backup: Backup, withIndex = true): boolean {
    const { source, id, manifest } = backup
    const there = this.places.get(store)?.objects.get(`${source}/manifests/${id}.json`)
    return there?.bytes.equals(manifest) === true && this.#hasBody(store, backup, withIndex)
  }

  #hasBody(store: string, { source, id, keys, parts }: Backup, withIndex = true): boolean {
    const objects = this.places.get(store)?.objects
    if (!objects) return false
    if (!objects.get(`${source}/keys/${id}.json`)?.bytes.equals(keys)) return false
    return parts.every(({ name, sha256 }) => {
      if (!withIndex && name.endsWith('.index')) return true
      const part = objects.get(`${source}/data/${id}/${name}`)
      return part !== undefined && digestOf(part) === sha256
    })
  }

  wholeIn(backup: Backup): readonly string[] {
    return this.rules.stores.filter((store) => this.isWhole(store, backup))
  }

  /** Stores that have its manifest and do not give it up, in the order in which they are read. */
  nearest(backup: Backup): readonly string[] {
    const { readFrom, stores } = this.rules
    const holding = this.holding(backup)
    const there = [...new Set([...readFrom, ...stores])].filter((store) => holding.includes(store))
    return there.filter((store) => !this.mark(store, backup))
  }

  /** Proofs by their names, with the time that they say: one of a clock that was ahead counts for nobody until then. */
  proofs(backup: Backup): readonly { level: string; outcome: string; at: number; saidAt: number }[] {
    const prefix = `${backup.source}/proofs/${backup.id}/`
    return this.rules.stores.flatMap((store) =>
      [...(this.places.get(store)?.objects ?? [])].flatMap(([key, { at }]) => {
        const [, time = '', level = '', outcome = ''] = (key.startsWith(prefix) && proofName.exec(key)) || []
        const saidAt = Date.parse(time.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'))
        return level === '' ? [] : [{ level, outcome, at, saidAt }]
      }),
    )
  }

  isGuarding(tag: string): boolean {
    return matches(this.rules.protect, tag)
  }

  /** Hears of a command before it begins: from now on what is asked for may be so. */
  asked({ command, ids }: Deed, tags: readonly string[]): void {
    for (const backup of ids.flatMap((id) => this.backups.get(id) ?? [])) {
      if (command === 'unhold') backup.heldAt = undefined
      if (command === 'untag' && tags.some((tag) => this.isGuarding(tag))) backup.guardedAt = undefined
    }
  }

  /** Hears of a change at the moment at which it is made. */
  changed(deed: Deed, effect: Effect, now: number, content: string | undefined): void {
    const { store, key, before, after } = effect
    this.#asideGone(deed, effect, now)
    const found = /^([^/]+)\/(manifests|keys|data|trash|holds|proofs)\/([^/]+?)(?:\.json|\.sig)?(?:\/.*)?$/.exec(key)
    const [, source = '', folder = '', id = ''] = found ?? []
    if (!found) return
    if (folder !== 'data' && folder !== 'proofs') this.changes += 1
    if (folder === 'manifests' && key.endsWith('.json') && after)
      this.#committed(deed, { store, before, after }, source, id, content)
    const backup = this.backups.get(id)
    if (!backup) return
    if (folder === 'manifests' && key.endsWith('.json') && !after) this.#manifestGone(deed, store, backup, now)
    if (folder === 'data' || folder === 'keys') this.#bodyChanged(deed, backup, effect)
    if (folder === 'trash') this.#markChanged(deed, store, backup, before, after, now)
    if (folder === 'holds' && !after) this.#holdGone(deed, store, backup)
    // One that another store has is handed over with its copy, and says nothing new.
    const handedOver = this.rules.stores.some((other) => other !== store && this.has(other, key))
    if (folder === 'proofs' && after && !handedOver) this.#proven(deed, backup, key, after)
  }

  #committed(
    deed: Deed,
    { store, before, after }: { readonly store: string; readonly before: Item | undefined; readonly after: Item },
    source: string,
    id: string,
    content: string | undefined,
  ): void {
    const known = this.backups.get(id)
    this.must(
      !before || (known !== undefined && !before.bytes.equals(known.manifest)) || before.bytes.equals(after.bytes),
      `${deed.actor} replaced the manifest of ${id} in ${store}`,
    )
    const purge = this.taken.get(`${store} ${id}`)
    this.taken.delete(`${store} ${id}`)
    if (known) {
      known.purged.delete(store)
      this.must(known.manifest.equals(after.bytes), `${deed.actor} committed another manifest of ${id} to ${store}`)
    } else {
      const keys = this.places.get(store)?.objects.get(`${source}/keys/${id}.json`)?.bytes
      this.must(keys !== undefined, `${deed.actor} committed ${id} to ${store} before its key was there`)
      const bytes = [after.bytes, keys ?? Buffer.alloc(0)] as const
      this.backups.set(
        id,
        backupOf(source, id, bytes, (tag) => this.isGuarding(tag), content),
      )
    }
    const backup = this.backups.get(id) as Backup
    if (!known) mustHaveGround(this, deed, backup)
    // What had rotted unseen is put back as it was.
    const isPutBack = purge?.by === deed && !purge.wasWhole
    this.must(
      isPutBack || this.isWhole(store, backup),
      `${deed.actor} committed ${id} to ${store} before it was whole there`,
    )
  }

  #manifestGone(deed: Deed, store: string, backup: Backup, now: number): void {
    const { id } = backup
    const mark = this.mark(store, backup)
    const who = `${deed.actor} purged ${id} from ${store}`
    this.must(deed.apply, `${who}, which nobody asked ${deed.command} for`)
    // One that is brought back at this very moment is put back.
    this.must(mark !== undefined || !deed.alone, `${who}, where nothing marks it as deleted`)
    const isCopy = mark?.scope === 'copy'
    const since = isCopy ? mark.at : (backup.markedAt ?? now)
    const short = (isCopy ? this.rules.graceMs : this.graceMs(backup)) - (now - since)
    this.must(
      mark === undefined || short <= toleranceMs,
      `${who} ${Math.round(short / 60_000)} min before its grace period was over, by true time`,
    )
    this.must(
      !(backup.heldAt !== undefined && backup.heldAt < deed.beganAt),
      `${who}, though it was held before that began`,
    )
    if (!isCopy && deed.alone) mustBearNothing(this, backup, store, who)
    const isOrphan = this.left.has(backup.source) && !this.isRetired(backup.source)
    this.must(!isOrphan, `${who}, whose source has left the policy and was never retired`)
    const unmarked = this.holding(backup).filter((other) => this.mark(other, backup)?.scope !== 'backup')
    this.must(
      isCopy || !deed.alone || unmarked.length === 0,
      `${who}, and the copy in ${unmarked.join()} is not deleted: it was brought back`,
    )
    const found = this.foundExpired(store, backup)
    this.must(
      found !== undefined && found !== deed.actor,
      `${who}, which no run before it has found past its grace period`,
    )
    if (mark?.scope === 'copy') {
      const others = this.wholeIn(backup).filter((other) => other !== store)
      this.must(others.length > 0, `${who}, the last intact copy`)
    }
    const mustReturn = mark === undefined || this.has(store, `${backup.source}/holds/${id}`)
    this.taken.set(`${store} ${id}`, { by: deed, mustReturn, wasWhole: this.#hasBody(store, backup) })
    backup.purged.add(store)
  }

  /** What was wrong with a copy is kept for the grace period. */
  #asideGone(deed: Deed, { store, key, before, after }: Effect, now: number): void {
    if (!/^[^/]+\/aside\/[^/]+\/./.test(key) || !before || after) return
    // Without the store's own time nothing but the clock of the one that purges is known.
    if (!this.rules.tellsTime) return
    const short = this.rules.graceMs - (now - before.at)
    this.must(
      short <= toleranceMs,
      `${deed.actor} removed ${key} from ${store} ${Math.round(short / 60_000)} min before its grace period was over`,
    )
  }

  #bodyChanged(deed: Deed, backup: Backup, { store, key, before, after, spoiled }: Effect): void {
    const part = backup.parts.find(({ name }) => key.endsWith(`/data/${backup.id}/${name}`))
    if (part && after && !spoiled)
      this.must(digestOf(after) === part.sha256, `${deed.actor} wrote other bytes to ${key} in ${store}`)
    const purge = this.taken.get(`${store} ${backup.id}`)
    if (!after && purge?.by === deed)
      this.must(
        !purge.mustReturn,
        `${deed.actor} removed ${key} from ${store}, though it was brought back or held before its manifest went`,
      )
    if (!before || !this.has(store, `${backup.source}/manifests/${backup.id}.json`)) return
    if (part && digestOf(before) !== part.sha256) return
    if (key.includes('/keys/') && !before.bytes.equals(backup.keys)) return
    const there = this.places.get(store)?.objects.get(key)
    const same = there !== undefined && digestOf(there) === digestOf(before)
    this.must(same, `${deed.actor} took away or replaced ${key} of a copy in ${store} that counts`)
  }

  #markChanged(
    deed: Deed,
    store: string,
    backup: Backup,
    before: Item | undefined,
    after: Item | undefined,
    now: number,
  ) {
    const marks = this.rules.stores.flatMap((name) => this.mark(name, backup) ?? [])
    const isMarked = marks.some(({ scope }) => scope === 'backup')
    if (!isMarked) backup.markedAt = undefined
    else if (backup.markedAt === undefined) {
      backup.markedAt = now
      backup.graceMs = this.graceMs({ ...backup, graceMs: 0 })
    }
    if (!after || (before && scopeOf(before.bytes) === scopeOf(after.bytes))) return
    const by = `${deed.actor} (${deed.command})`
    if (scopeOf(after.bytes) === 'copy') {
      const others = this.wholeIn(backup).filter(
        (other) => other !== store && this.mark(other, backup)?.scope !== 'copy',
      )
      this.must(others.length > 0, `${by} gives up the copy of ${backup.id} in ${store}, and no other is whole`)
      return
    }
    if (deed.command === 'delete' && deed.ids.includes(backup.id)) {
      const heldBefore = backup.heldAt !== undefined && backup.heldAt < deed.beganAt
      this.must(!heldBefore, `${by} marked ${backup.id}, which was held`)
      return
    }
    // A mark that another store has is copied with the backup.
    if (marks.filter(({ scope }) => scope === 'backup').length > 1) return
    if (this.left.has(backup.source)) {
      this.#retired(deed, backup)
      return
    }
    this.must(deed.apply, `${by} marked ${backup.id} as deleted, which nobody asked for`)
    const why = mustStay(this, backup, deed.beganAt)
    this.must(why === undefined, `${by} marked ${backup.id} as deleted, though ${why}`)
  }

  /** No rule speaks of a source that has left the policy. */
  #retired(deed: Deed, backup: Backup): void {
    const by = `${deed.actor} (${deed.command}) marked ${backup.id}`
    const asked = deed.command === 'retire' && deed.sources.includes(backup.source)
    this.must(asked, `${by}, whose source has left the policy, and nobody asked for it`)
    this.must(!backup.retain, `${by}, which is retained`)
    this.must(!(backup.heldAt !== undefined && backup.heldAt < deed.beganAt), `${by}, which is held`)
  }

  #holdGone(deed: Deed, store: string, backup: Backup): void {
    if (deed.command === 'unhold' && deed.ids.includes(backup.id)) {
      backup.heldAt = undefined
      return
    }
    const counts = this.has(store, `${backup.source}/manifests/${backup.id}.json`)
    this.must(!counts, `${deed.actor} (${deed.command}) took the hold of ${backup.id} away in ${store}`)
  }

  #proven(deed: Deed, backup: Backup, key: string, after: Item): void {
    const { level, outcome, store = '' } = JSON.parse(after.bytes.toString()) as Record<string, string>
    if (key.includes('.passed.') !== (outcome === 'passed')) throw new Violation(`${key} says ${outcome}`)
    if (!['read', 'restore'].includes(level ?? '') || !['verify', 'run'].includes(deed.command)) return
    if (outcome === 'passed')
      this.must(this.isWhole(store, backup), `${deed.actor} proved ${backup.id}, whose copy in ${store} is not whole`)
    else if (deed.gentle && isGrounded(this, backup))
      this.must(
        !this.isWhole(store, backup),
        `${deed.actor} says that ${backup.id} is damaged in ${store}, where it is whole`,
      )
  }
}

const proofName = /\/([^/.]+\.\d+Z)\.(check|read|restore)(?:\.[^./]+)?\.(passed|failed)\.json$/
/** The clocks of two runs that agree with the stores may be apart by so much. */
const toleranceMs = 2 * 3_600_000
/** What docs/operations.md says of a source that has left the policy. */
const leftGraceMs = 7 * 86_400_000
